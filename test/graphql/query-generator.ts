import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Values for random queries: arguments by name, and cursors by list field. */
export interface Pools {
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly codes: readonly string[];
  readonly cursors: Map<string, string[]>;
}

type Field = GraphQLField<unknown, unknown>;

/**
 * Generates random valid queries for a schema: nested, aliased, with fragments, directives, variables, right and wrong
 * arguments.
 */
export class QueryGenerator {
  private serial = 0;
  private budget = 0;
  private directives = false;
  /** Use only fields with a declared relation. One field without it makes the planner skip the whole query. */
  private plannable = false;
  private fragments: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: () => number,
    private readonly pools: Pools,
  ) {}

  query(): string {
    this.serial = 0;
    this.budget = 45;
    this.directives = this.chance(0.3);
    this.plannable = this.chance(0.5);
    this.fragments = [];
    const roots = Object.values(this.schema.getQueryType()!.getFields()).filter(
      (field) => !this.plannable || field.extensions['rootReads'],
    );
    const count = this.chance(0.2) ? 2 : 1;
    const body = Array.from({ length: count }, () => this.field(this.pick(roots), 6)).join(' ');
    if (!/\$(yes|no|two)/.test(`${body}${this.fragments.join(' ')}`))
      return `{ __typename ${body} } ${this.fragments.join(' ')}`;
    return `query Q($yes: Boolean = true, $no: Boolean = false, $two: Int = 2) { ${body}
      __typename @include(if: $yes) @skip(if: $no) a${this.serial}: __typename @skip(if: $no) ${this.usesTwo()} }
      ${this.fragments.join(' ')}`;
  }

  /** Every declared variable must be used. */
  private usesTwo(): string {
    return `last: rooms(within: "${this.pick(this.pools.codes)}", first: $two) @include(if: $no) { __typename }`;
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }
  private pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.random() * items.length)]!;
  }

  private field(field: Field, depth: number): string {
    this.budget -= 1;
    this.serial += 1;
    const alias = this.chance(0.25) || field.args.length > 0 ? `a${this.serial}_${field.name}: ` : '';
    const directive =
      this.directives && this.chance(0.15)
        ? this.pick([' @include(if: $yes)', ' @skip(if: $no)', ' @skip(if: $yes)', ' @include(if: $no)'])
        : '';
    const args = this.arguments(field);
    const type = getNamedType(field.type);
    return (
      `${alias}${field.name}${args}${directive}` +
      `${isLeafType(type) ? '' : ` { ${this.selection(type, depth - 1, field)} }`}`
    );
  }

  private selection(type: GraphQLNamedType, depth: number, via: Field): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return '__typename';
    const connected = /(Connection|Edge)$/.test(type.name);
    const all = (Object.values(type.getFields()) as Field[]).filter(
      (field) => !this.plannable || connected || !field.resolve || field.name === 'id' || field.extensions['reads'],
    );
    const leaves = all.filter(
      (field) =>
        isLeafType(getNamedType(field.type)) &&
        field.args.every((argument) => !isNonNullType(argument.type) || argument.defaultValue !== undefined),
    );
    const objects = all.filter((field) => !isLeafType(getNamedType(field.type)));
    const parts = [
      '__typename',
      ...leaves
        .filter(() => this.chance(0.45))
        .slice(0, 6)
        .map((field) => this.field(field, depth)),
    ];
    for (const field of objects)
      if (depth > 0 && this.budget > 0 && this.chance(connected ? 0.7 : 0.22)) parts.push(this.field(field, depth));
    if (isInterfaceType(type) && depth > 0) {
      for (const member of this.schema.getPossibleTypes(type))
        if (this.budget > 0 && this.chance(type.name === 'Place' ? 0.06 : 0.3))
          parts.push(`... on ${member.name} { ${this.selection(member, depth - 1, via)} }`);
    }
    if (this.chance(0.12) && depth > 0) parts.push(this.fragment(type, depth));
    return parts.join(' ');
  }

  private fragment(type: GraphQLNamedType, depth: number): string {
    const body = this.selection(type, depth - 1, undefined as never);
    if (this.chance(0.5)) return `... on ${type.name} { ${body} }`;
    const name = `F${this.serial}x${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} { ${body} }`);
    return `...${name}`;
  }

  private arguments(field: Field): string {
    const given = field.args
      .map((argument) => [argument.name, this.value(argument, field)] as const)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `${name}: ${value}`);
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  private value(argument: GraphQLArgument, field: Field): string | null {
    const needed = isNonNullType(argument.type) && argument.defaultValue === undefined;
    if (!needed && this.chance(0.5)) return null;
    if (argument.name === 'first')
      return this.pick([
        '0',
        '1',
        '2',
        this.directives ? '$two' : '2',
        '3',
        '3',
        '20',
        ...(this.chance(0.05) ? ['-1', '101'] : []),
      ]);
    if (argument.name === 'after') return this.cursor(field);
    if (argument.name === 'within' || argument.name === 'code')
      return JSON.stringify(this.chance(0.04) ? 'nowhere' : this.pick(this.pools.codes));
    return this.valueOf(argument.type, field);
  }

  private cursor(field: Field): string {
    const own = this.pools.cursors.get(field.name);
    if (own && this.chance(0.9)) return JSON.stringify(this.pick(own));
    return this.pick(['null', 'null', '"nonsense"', '"WyJhIiwiYiJd"']);
  }

  private some(most: number, make: () => string): string[] {
    return Array.from({ length: 1 + Math.floor(this.random() * most) }, make);
  }

  private valueOf(type: GraphQLArgument['type'], field: Field): string {
    if (isNonNullType(type)) return this.valueOf(type.ofType, field);
    if (isListType(type)) return `[${this.some(3, () => this.valueOf(type.ofType, field)).join(', ')}]`;
    if (isEnumType(type)) return this.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const inputs = Object.values(type.getFields()).filter((input) => isNonNullType(input.type) || this.chance(0.3));
      return `{${inputs.map((input) => `${input.name}: ${this.valueOf(input.type, field)}`).join(', ')}}`;
    }
    const { name } = getNamedType(type);
    if (name === 'ID') return JSON.stringify(this.id(field));
    return name === 'Int'
      ? '2'
      : name === 'Boolean'
        ? 'true'
        : name === 'LocalDate'
          ? this.pick(['"2020-01-01"', '"2021-12-31"'])
          : '"a"';
  }

  private id(field: Field): string {
    if (this.chance(0.03)) return 'nonsense';
    const named = getNamedType(field.type).name;
    return this.pick(
      this.chance(0.95) && this.pools.ids[named]
        ? this.pools.ids[named]
        : this.pools.ids[this.pick(Object.keys(this.pools.ids))]!,
    );
  }
}
