import { type GraphQLField, getNamedType } from 'graphql';
import { checkRequest } from '../../kernel/page.js';
import { type PageRequest, countStatement, pageStatement } from '../../kernel/page-text.js';
import type { Relation } from '../../kernel/relation.js';
import type { EdgeField, LevelBuilder, RowSource, PageField, FieldPlan } from './parts.js';
import {
  type Composite,
  type Reading,
  type Selected,
  Unplanned,
  argumentsOf,
  selectedFields,
  subSelections,
} from './selection.js';

export function compilePage(
  reads: Extract<Relation, { kind: 'page' }>,
  selected: Selected,
  field: GraphQLField<unknown, unknown>,
  reading: Reading,
  build: (type: Composite, origin: RowSource) => LevelBuilder,
): Extract<FieldPlan, { kind: 'page' }> {
  const args = argumentsOf(field, selected, reading);
  const request: PageRequest = {
    first: args['first'] as number,
    after: (args['after'] as string | null) ?? null,
    filter: Object.fromEntries(reads.filters.map((key) => [key, args[key]])),
  };
  const { definition } = reads;
  checkRequest(definition, request);
  const connection = getNamedType(field.type) as Composite;
  const selectedHere = selectedFields(subSelections(selected), connection, reading);
  const origin: RowSource = {
    entity: definition.entity,
    property: reads.property,
    keyProperty: 'parentKey',
    canJoin: !request.after,
    isById: false,
    statement: (keys, form) => pageStatement(definition, request, keys, form),
    ...(selectedHere.some((candidate) => candidate.name === 'totalCount')
      ? { count: (keys: readonly unknown[]) => countStatement(definition, request, keys) }
      : {}),
  };
  const compiler = build(getNamedType(connection.getFields()['nodes']!.type) as Composite, origin);
  const fields = selectedHere.map((candidate) => pageField(candidate, connection, compiler, reading));
  const sortKeys = fields.some(needsCursors) ? definition.sort.length : 0;
  return {
    kind: 'page',
    name: selected.responseName,
    property: reads.property,
    level: compiler.level(sortKeys),
    shape: { request, fields },
  };
}

function pageField(selected: Selected, connection: Composite, compiler: LevelBuilder, reading: Reading): PageField {
  const { responseName: name, field } = selected;
  if (!field) return { kind: 'typename', name, typeName: connection.name };
  if (field.name === 'totalCount') return { kind: 'totalCount', name };
  const type = getNamedType(field.type) as Composite;
  const below = selectedFields(subSelections(selected), type, reading);
  if (field.name === 'nodes') return { kind: 'nodes', name, parts: compiler.add(below) };
  if (field.name === 'pageInfo') return { kind: 'pageInfo', name, fields: below };
  if (field.name === 'edges')
    return { kind: 'edges', name, fields: below.map((candidate) => edgeField(candidate, type, compiler, reading)) };
  throw new Unplanned(`field ${field.name} of a connection`);
}

function edgeField(selected: Selected, edge: Composite, compiler: LevelBuilder, reading: Reading): EdgeField {
  const { responseName: name, field } = selected;
  if (!field) return { kind: 'typename', name, typeName: edge.name };
  if (field.name === 'cursor') return { kind: 'cursor', name };
  return {
    kind: 'node',
    name,
    parts: compiler.add(selectedFields(subSelections(selected), getNamedType(field.type) as Composite, reading)),
  };
}

const needsCursors = (field: PageField): boolean =>
  (field.kind === 'edges' && field.fields.some((candidate) => candidate.kind === 'cursor')) ||
  (field.kind === 'pageInfo' && field.fields.some((candidate) => candidate.name.endsWith('Cursor')));
