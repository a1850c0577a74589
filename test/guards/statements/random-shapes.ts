import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;
type Composite = Pick<GraphQLObjectType, 'name' | 'getFields'>;

const DEPTH = 2;
const hasFields = (type: GraphQLNamedType): type is GraphQLObjectType => isObjectType(type) || isInterfaceType(type);
const needsNothing = (field: Field): boolean =>
  field.args.every((argument) => !isNonNullType(argument.type) || argument.defaultValue !== undefined);

/** Random queries of a schema. */
export class RandomShapes {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: () => number,
  ) {}

  private chance(share: number): boolean {
    return this.random() < share;
  }

  subset<T>(all: readonly T[]): T[] {
    const chosen = all.filter(() => this.chance(0.5));
    return chosen.length > 0 ? chosen : [all[Math.floor(this.random() * all.length)]!];
  }

  metrics(): string[] {
    const type = this.schema.getType('MetricId');
    if (!isEnumType(type)) throw new Error('The schema has no enum MetricId');
    return this.subset(type.getValues().map(({ name }) => name));
  }

  /** Some fields of a type: values, related objects with some of their values, and lists. */
  fields(name: string): string {
    return this.some(this.schema.getType(name) as GraphQLObjectType, DEPTH);
  }

  /** The lists of a type that take filters, each with some of them. */
  filters(name: string): string {
    const lists = Object.values((this.schema.getType(name) as GraphQLObjectType).getFields()).filter(
      (field) => needsNothing(field) && field.args.some((argument) => this.isFilter(argument.name)),
    );
    const body = 'nodes { id } pageInfo { hasNextPage }';
    const texts = lists.map((field) => `${field.name}${this.arguments(field)} { ${body} }`);
    return this.subset(texts).join(' ');
  }

  private isFilter(argument: string): boolean {
    return !['first', 'after', 'lang'].includes(argument);
  }

  private some(type: Composite, depth: number): string {
    const texts = Object.values(type.getFields())
      .filter(needsNothing)
      .map((field) => this.field(field, depth));
    return this.subset(texts.filter((text) => text !== null)).join(' ');
  }

  private field(field: Field, depth: number): string | null {
    const type = getNamedType(field.type);
    if (isLeafType(type)) return `${field.name}${this.arguments(field)}`;
    if (depth <= 1 || !hasFields(type)) return null;
    const nodes = type.getFields()['nodes'];
    const inner = this.some(nodes ? (getNamedType(nodes.type) as GraphQLObjectType) : type, depth - 1);
    return `${field.name}${this.arguments(field)} { ${nodes ? `nodes { ${inner} }` : inner} }`;
  }

  private arguments(field: Field): string {
    const texts = field.args.flatMap(({ name, type }) => {
      if (name === 'first') return `first: ${1 + Math.floor(this.random() * 3)}`;
      const of = getNamedType(type);
      if (!this.isFilter(name) || this.chance(0.5)) return [];
      if (isEnumType(of)) return `${name}: ${of.getValues()[Math.floor(this.random() * of.getValues().length)]!.name}`;
      return of.name === 'Boolean' ? `${name}: ${this.chance(0.5)}` : of.name === 'String' ? `${name}: "甲"` : [];
    });
    return texts.length > 0 ? `(${texts.join(', ')})` : '';
  }
}
