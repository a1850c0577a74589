import 'reflect-metadata';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { serverSchema } from '../../src/assemble.js';
import { ExportKind } from '../../src/modules/exports/export.enums.js';
import { NUMBERS_KINDS, numbersSource } from '../../src/modules/exports/numbers-source.js';
import type { ExportColumn } from '../../src/modules/exports/export-source.js';
import { RECORD_KINDS } from '../../src/modules/exports/kinds/record-kinds.js';

const OWN_LIST = 'a list of its own: exported as its own kind, or asked for record by record';
const OF_THE_MOMENT = 'worked out when it is asked for; what it is worked out from is exported';
const VALUES = 'the values of the metrics asked for are its columns';
const COVERAGE = 'how much of the tree the numbers cover: asked of the query itself';
const PERSONAL = 'residents\' data: exported as a kind of its own for the own room, or not at all';

const ON_THE_COVER = 'the same for every row: the cover states it';

/** Fields that reach the API and no export, each with its reason. */
const EXEMPT: Readonly<Record<string, string>> = {
  'Topic.isDemo': ON_THE_COVER, 'Session.isDemo': ON_THE_COVER,
  'Concern.topics': OWN_LIST, 'Concern.contact': PERSONAL,
  'Topic.breadth': OF_THE_MOMENT, 'Topic.isOverdue': OF_THE_MOMENT, 'Topic.missingEvidence': OF_THE_MOMENT, 'Topic.stageDueOn': OF_THE_MOMENT, 'Topic.stageTitle': OF_THE_MOMENT, 'Topic.trace': OF_THE_MOMENT,
  'Topic.concerns': OWN_LIST, 'Topic.evaluations': OWN_LIST, 'Topic.history': OWN_LIST, 'Topic.outcomes': OWN_LIST, 'Topic.participants': OWN_LIST, 'Topic.plans': OWN_LIST, 'Topic.research': OWN_LIST,
  'Topic.sessions': OWN_LIST, 'Topic.suggestions': OWN_LIST,
  'Session.attendance': OWN_LIST, 'Session.attendees': PERSONAL, 'Session.suggestions': OWN_LIST,
  'Suggestion.answers': OWN_LIST, 'Suggestion.items': OWN_LIST,
  'Outcome.report': OWN_LIST, 'Outcome.reports': OWN_LIST,
  'ImplementationItem.events': OWN_LIST, 'ImplementationItem.isOverdue': OF_THE_MOMENT, 'ImplementationItem.verifications': OWN_LIST,
  'ComparedRoom.value': VALUES, 'ComparedRoom.values': VALUES, 'ComparedStreet.value': VALUES, 'ComparedStreet.values': VALUES, 'TrendPoint.values': VALUES,
  'TrendPoint.coverage': COVERAGE, 'ComparedStreet.coverage': COVERAGE,
  'ComparedRoom.sealed': 'asked of a seal alone; exports are of the present',
  'MetricValue.metric': 'stands in the header of its columns', 'MetricValue.display': 'the same number once more, as text',
  'MetricValue.previous': 'the same metric of another period: exported by asking for that period',
};

/** What a record stands under is told in every list, also where the type itself has no such field. */
const UNDER = new Set(['place', 'room', 'topic']);

const typeOf = (schema: GraphQLSchema, name: string): GraphQLObjectType => schema.getType(name) as GraphQLObjectType;

/** Fields of a type no column shows and nobody excused; what the viewer can do is not of the record. */
function unexported(schema: GraphQLSchema, type: string, columns: readonly ExportColumn[], exempt: Readonly<Record<string, string>> = EXEMPT): string[] {
  const shown = new Set(columns.map(({ key, shows }) => shows ?? key));
  return Object.keys(typeOf(schema, type).getFields()).filter((name) => !name.startsWith('viewerCan') && !shown.has(name) && !exempt[`${type}.${name}`]).map((name) => `${type}.${name}`);
}

describe('what reaches the API can be taken away', () => {
  let schema: GraphQLSchema;
  const comparison = numbersSource(ExportKind.COMPARISON, { within: '', period: { from: '', to: '' }, metrics: ['SESSIONS_HELD'] }, null).columns;

  beforeAll(async () => { schema = await serverSchema(); });

  it.each(Object.entries(RECORD_KINDS))('%s: every field of the record stands in a column', (_kind, { entity, columns }) => {
    expect(unexported(schema, entity.name, columns)).toEqual([]);
  });

  it.each(Object.entries(NUMBERS_KINDS))('%s: every field of a row stands in a column', (_kind, { type, lead }) => {
    expect(unexported(schema, type, lead)).toEqual([]);
  });

  it('every field of a value stands in a column', () => {
    expect(unexported(schema, 'MetricValue', comparison)).toEqual([]);
  });

  it('is found lacking when a column is (control)', () => {
    for (const { entity, columns } of Object.values(RECORD_KINDS)) {
      const field = columns[1]!.shows ?? columns[1]!.key;
      const without = columns.filter(({ key, shows }) => (shows ?? key) !== 'origin' && (shows ?? key) !== 'role');
      expect([entity.name, field, unexported(schema, entity.name, without).length]).toEqual([entity.name, field, 1]);
    }
    expect(unexported(schema, 'MetricValue', comparison.filter(({ shows }) => shows !== 'low'))).toEqual(['MetricValue.low']);
    expect(unexported(schema, 'Topic', RECORD_KINDS.TOPICS.columns, {}).length).toBeGreaterThan(10);
  });

  it('shows no field that is not there, and excuses none', () => {
    const extras = Object.values(RECORD_KINDS).flatMap(({ entity, columns }) => {
      const fields = typeOf(schema, entity.name).getFields();
      return columns.filter(({ shows }) => shows && !UNDER.has(shows) && !fields[shows]).map(({ key, shows }) => `${entity.name}.${key} shows ${shows}`);
    });
    const gone = Object.keys(EXEMPT).filter((name) => !typeOf(schema, name.split('.')[0]!).getFields()[name.split('.')[1]!]);
    expect([extras, gone]).toEqual([[], []]);
  });

  it('gives every column a header of its own in both languages', () => {
    for (const columns of [...Object.values(RECORD_KINDS).map((kind) => kind.columns), comparison]) {
      expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
      expect(new Set(columns.map(({ zh }) => zh)).size).toBe(columns.length);
    }
  });
});
