import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { addCost, capped, endlessCost, noCost, type SelectionCost } from './selection-cost.js';
import {
  boundBelow,
  costOf,
  isConnection,
  isPageField,
  listSize,
  oftenOf,
  owesSize,
  pageSize,
  UNSAID,
  type Variables,
  workOf,
} from './sizes.js';

/**
 * The size of an operation, computed before execution. All numbers are upper bounds: `@skip`, `@include` and merged
 * fields do not lower them.
 */
export interface QueryCost {
  /** Levels of fields. Fragments add no level. Introspection is counted separately. */
  depth: number;
  /** Aliased fields, and fields repeated in one selection, with fragments expanded. */
  aliases: number;
  /**
   * One unit for each object and a tenth for each leaf, multiplied by the length of every list around it.
   * Work that a field does once for all rows is added.
   */
  cost: number;
  /** Root fields of the operation, with fragments expanded. */
  rootFields: number;
  introspectionDepth: number;
  /** As `cost`, below `__schema` and `__type`, with assumed lengths of the schema's lists. */
  introspectionCost: number;
}

/** Deeper selections are not followed. The number is far above the depth limit, and far below a stack overflow. */
const NESTING = 400;
const OBJECT = 10;
const LEAF = 1;

/** Assumed lengths of introspection lists, close to those of this schema. */
const INTROSPECTION_SIZE: Record<string, number> = {
  types: 200,
  fields: 20,
  args: 3,
  inputFields: 10,
  enumValues: 10,
  possibleTypes: 5,
  interfaces: 2,
  directives: 8,
};

/**
 * Computes the cost of one operation. The document may not have been validated yet.
 * Every fragment is summed once and its sum is reused. So the work is linear in the document's size, however often
 * fragments include each other. A cycle counts as 0, because validation refuses it.
 */
export class QueryCostCounter {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly sums = new Map<string, SelectionCost | 'open'>();
  private level = 0;
  readonly variables: Variables;

  constructor(
    document: DocumentNode,
    private readonly schema: GraphQLSchema,
    private readonly operation: OperationDefinitionNode,
    given: Record<string, unknown> | undefined,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
    this.variables = { given, definitions: operation.variableDefinitions ?? [], consulted: false };
  }

  run(): QueryCost {
    const root = this.schema.getRootType(this.operation.operation) ?? undefined;
    const sum = this.selection(this.operation.selectionSet, root);
    const tenths = sum.base + sum.perPage + sum.work + sum.shared + (sum.owed + sum.owedWork) * UNSAID;
    return {
      depth: sum.depth,
      aliases: sum.aliases,
      cost: Math.ceil(capped(tenths) / OBJECT),
      rootFields: sum.fields,
      introspectionDepth: sum.metaDepth,
      introspectionCost: Math.ceil(sum.metaCost / OBJECT),
    };
  }

  private selection(set: SelectionSetNode, parent: GraphQLNamedType | undefined): SelectionCost {
    if (this.level >= NESTING) return endlessCost;
    this.level += 1;
    const sum = { ...noCost };
    const names = new Set<string>();
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        const name = (node.alias ?? node.name).value;
        const repeated = names.has(name);
        names.add(name);
        addCost(sum, this.field(node, parent, repeated || node.alias !== undefined));
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        addCost(sum, this.selection(node.selectionSet, this.condition(node.typeCondition?.name.value, parent)));
      } else {
        addCost(sum, this.fragment(node.name.value));
      }
    }
    this.level -= 1;
    return sum;
  }

  private condition(name: string | undefined, parent: GraphQLNamedType | undefined): GraphQLNamedType | undefined {
    return name === undefined ? parent : this.schema.getType(name);
  }

  private fragment(name: string): SelectionCost {
    const known = this.sums.get(name);
    if (known !== undefined) return known === 'open' ? noCost : known;
    const definition = this.fragments.get(name);
    if (definition === undefined) return noCost;
    this.sums.set(name, 'open');
    const sum = this.selection(definition.selectionSet, this.schema.getType(definition.typeCondition.name.value));
    this.sums.set(name, sum);
    return sum;
  }

  private field(node: FieldNode, parent: GraphQLNamedType | undefined, aliased: boolean): SelectionCost {
    const field = this.definition(node, parent);
    const type = field && getNamedType(field.type);
    const below = node.selectionSet
      ? this.selection(node.selectionSet, isCompositeType(type) ? type : undefined)
      : noCost;
    const own: SelectionCost = { ...noCost, fields: 1, aliases: capped(below.aliases + (aliased ? 1 : 0)) };
    if (parent?.name.startsWith('__')) {
      const unit = (type && isLeafType(type)) || node.name.value === 'ofType' ? LEAF : OBJECT;
      const size = Object.hasOwn(INTROSPECTION_SIZE, node.name.value) ? INTROSPECTION_SIZE[node.name.value]! : 1;
      return { ...own, metaDepth: below.metaDepth + 1, metaCost: capped(size * (unit + below.metaCost)) };
    }
    const unit = (type && isLeafType(type) ? LEAF : OBJECT) + (field ? costOf(field) * OBJECT : 0);
    const each = capped(unit + below.base + this.pages(node, field, type, below.perPage));
    const result = { ...own, depth: capped(below.depth + 1), metaDepth: below.metaDepth, metaCost: below.metaCost };
    const work = this.work(node, field, below);
    if (isPageField(node, parent)) return { ...result, ...work, perPage: capped(each + below.owed * UNSAID) };
    if (!field) return { ...result, ...work, base: each, owed: below.owed };
    if (owesSize(field))
      return {
        ...result,
        shared: work.shared,
        owed: capped(each + below.owed * UNSAID),
        owedWork: capped(work.work + work.owedWork * UNSAID),
      };
    const size = isList(field) ? listSize(node, field, this.variables) : 1;
    const bound = boundBelow(node, field, this.variables);
    const base = capped(each * size);
    const owed = capped(below.owed * size);
    if (bound === undefined) return { ...result, ...work, base, owed };
    return {
      ...result,
      base: capped(base + owed * bound),
      shared: work.shared,
      work: capped(work.work + work.owedWork * bound),
    };
  }

  /**
   * Work that is done once for all rows: of the field and of its selection. It is multiplied by the length of the list
   * argument it depends on.
   */
  private work(
    node: FieldNode,
    field: GraphQLField<unknown, unknown> | undefined,
    below: SelectionCost,
  ): Pick<SelectionCost, 'work' | 'shared' | 'owedWork'> {
    const within = capped(below.work + below.shared);
    if (!field) return { work: within, shared: 0, owedWork: below.owedWork };
    const units = workOf(field) * OBJECT;
    const own = field.args.length === 0 && !isList(field) ? { shared: units, summed: 0 } : { shared: 0, summed: units };
    return {
      work: capped((within + own.summed) * oftenOf(node, field, this.variables)),
      shared: own.shared,
      owedWork: below.owedWork,
    };
  }

  /** The part of a connection's cost that grows with its page. */
  private pages(
    node: FieldNode,
    field: GraphQLField<unknown, unknown> | undefined,
    type: GraphQLNamedType | undefined,
    perPage: number,
  ): number {
    if (perPage === 0) return 0;
    return field && isConnection(type) ? capped(pageSize(node, field, this.variables) * perPage) : perPage;
  }

  private definition(
    node: FieldNode,
    parent: GraphQLNamedType | undefined,
  ): GraphQLField<unknown, unknown> | undefined {
    const name = node.name.value;
    if (name === '__typename') return TypeNameMetaFieldDef;
    if (name === '__schema') return SchemaMetaFieldDef;
    if (name === '__type') return TypeMetaFieldDef;
    return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  }
}

const isList = (field: GraphQLField<unknown, unknown>): boolean =>
  isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
