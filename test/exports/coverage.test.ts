import 'reflect-metadata';
import {
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
} from 'graphql';
import { serverSchema } from '../../src/assemble.js';
import { ExportKind } from '../../src/modules/exports/export.enums.js';
import { coverOf } from '../../src/modules/exports/cover.js';
import { NUMBERS_KINDS, numbersSource } from '../../src/modules/exports/numbers-source.js';
import type { ExportColumn } from '../../src/modules/exports/export-row.js';
import { RECORD_KINDS } from '../../src/modules/exports/kinds/record-kinds.js';

const OWN_LIST = 'a list of its own, exported as its own kind, whose rows name the record they belong to';
const OUTLIVES =
  'names with telephone numbers are seen where they stand, one by one: of a file of them nothing could be taken back';
const ON_THE_COVER = 'the same for every row: the cover states it';
const VALUES = 'the values of the metrics asked for are its columns';
const SIGN_IN = 'who may sign in is no record, and a file of it would be wrong the day after';
const OF_THE_ANSWER = 'where a page stands, or its rows';

/** Types with an identity that no kind exports, each with its reason. */
const NO_KIND: Readonly<Record<string, string>> = {
  Account: SIGN_IN,
  Grant: SIGN_IN,
  ServiceToken: SIGN_IN,
  PlaceFactCorrection: 'what stood there before; the number that is right is exported',
  ConcernContact: OUTLIVES,
  ParticipantPerson: OUTLIVES,
  Export: 'what was taken away; that it was is an audit event',
  ComparisonSettings: 'how a city compares: one of them in a city, and no record',
};

/** Lists whose rows no kind exports, by the type of a row. */
const NO_LIST: Readonly<Record<string, string>> = {
  Account: SIGN_IN,
  ExplainedRecord: 'records behind one number: each stands in the list of its own kind',
  ExplainedRoom: 'rooms behind one number: each stands in the comparison of rooms',
  SealRevision: 'the comparison asOf the seal and that of today are exported each',
  PrivacyFinding: 'where personal data is; a file of it would only spread it',
  IntegritySignal: 'questions for a talk with those concerned; a file of them would go round as a list of suspects',
};

/** Fields that reach the API and no export, each with its reason. */
const EXEMPT: Readonly<Record<string, string>> = {
  'Topic.isDemo': ON_THE_COVER,
  'Session.isDemo': ON_THE_COVER,
  'Room.isDemo': ON_THE_COVER,
  'Place.isDemo': ON_THE_COVER,
  'Concern.contact': OUTLIVES,
  'Participant.persons': OUTLIVES,
  'Session.attendees': 'exported as a kind of its own, for the own room',
  'Topic.trace':
    'a tree, no row: its parts are the lists of steps, sessions, outcomes, reports, decisions, items and verifications',
  'PlaceFact.corrections': 'what stood there before; the number that is right is exported',
  'Topic.evaluations': OWN_LIST,
  'Topic.history': OWN_LIST,
  'Topic.outcomes': OWN_LIST,
  'Topic.participants': OWN_LIST,
  'Topic.plans': OWN_LIST,
  'Topic.research': OWN_LIST,
  'Topic.sessions': OWN_LIST,
  'Topic.suggestions': OWN_LIST,
  'Session.attendance': OWN_LIST,
  'Session.suggestions': OWN_LIST,
  'Suggestion.answers': OWN_LIST,
  'Suggestion.items': OWN_LIST,
  'Outcome.report': OWN_LIST,
  'Outcome.reports': OWN_LIST,
  'OutcomeDecision.answers': OWN_LIST,
  'ImplementationPlan.items': OWN_LIST,
  'ImplementationItem.events': OWN_LIST,
  'ImplementationItem.verifications': OWN_LIST,
  'Room.carriedTotals': OWN_LIST,
  'Room.concerns': OWN_LIST,
  'Room.conveners': OWN_LIST,
  'Room.sessions': OWN_LIST,
  'Room.topics': OWN_LIST,
  'Room.events': OWN_LIST,
  'Room.registers': OWN_LIST,
  'Procedure.stages': OWN_LIST,
  'Place.changes': OWN_LIST,
  'Place.children': OWN_LIST,
  'Place.facts': OWN_LIST,
  'Place.honours': OWN_LIST,
  'Place.implementationItems': OWN_LIST,
  'Place.outcomeReports': OWN_LIST,
  'Place.room': OWN_LIST,
  'Place.units': OWN_LIST,
  'Place.procedure': OWN_LIST,
  'Place.procedures': OWN_LIST,
  'Place.accounts': SIGN_IN,
  'Place.serviceTokens': SIGN_IN,
  'Seal.revisions':
    'numbers of two times side by side: the comparison asOf the seal and that of today are exported each',
  'ComparedRoom.value': VALUES,
  'ComparedRoom.values': VALUES,
  'ComparedStreet.value': VALUES,
  'ComparedStreet.values': VALUES,
  'TrendPoint.values': VALUES,
  'PlaceNumbers.values': VALUES,
  'MetricValue.metric': 'stands in the header of its columns',
  'MetricValue.display': 'the same number once more, as text',
  'MetricValue.previous': 'the same metric of another period: exported by asking for that period',
  'MetricValue.period': 'the period of the whole file: on the cover, and in the columns of a trend',
};

/** What is said of all rows together, and stands on no cover. */
const NOT_COVERED: Readonly<Record<string, string>> = {
  edges: OF_THE_ANSWER,
  nodes: OF_THE_ANSWER,
  pageInfo: OF_THE_ANSWER,
  totalCount: 'the rows of the file, which the cover counts',
  children: OF_THE_ANSWER,
  own: OF_THE_ANSWER,
  points: OF_THE_ANSWER,
  values: VALUES,
  columns: 'their totals are the last row; what else they tell is worked out from the rows',
  freshAsOf: 'the moment of writing, or of sealing',
};

/** The parents of a record are shown in every list, also where the type itself has no such field. */
const UNDER = new Set(['place', 'room', 'topic', 'session', 'item', 'procedure']);

/** The fields of a type; of an interface, those of all types that are one. */
function fieldsOf(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  const types = isInterfaceType(type) ? schema.getPossibleTypes(type) : [type as GraphQLObjectType];
  return [...new Set(types.flatMap((one) => Object.keys(one.getFields())))];
}

/** Fields of a type no column shows and nobody excused; what the viewer can do is not of the record. */
function unexported(
  schema: GraphQLSchema,
  type: string,
  columns: readonly ExportColumn[],
  exempt: Readonly<Record<string, string>> = EXEMPT,
): string[] {
  const shown = new Set(columns.map(({ key, shows }) => shows ?? key));
  return fieldsOf(schema, type)
    .filter((name) => !name.startsWith('viewerCan') && !shown.has(name) && !exempt[`${type}.${name}`])
    .map((name) => `${type}.${name}`);
}

describe('what reaches the API can be taken away', () => {
  let schema: GraphQLSchema;
  const ask = { within: '', period: { from: '', to: '' }, metrics: ['SATISFACTION'] };
  const comparison = numbersSource(ExportKind.COMPARISON, ask).columns;

  beforeAll(async () => {
    schema = await serverSchema();
  });

  it('every list has a kind, or says why not', () => {
    const rows = Object.values(schema.getTypeMap())
      .filter(({ name }) => name.endsWith('Connection'))
      .map((type) => getNamedType((type as GraphQLObjectType).getFields()['nodes']!.type).name);
    const exported = new Set([
      ...Object.values(RECORD_KINDS).map(({ entity }) => entity.name),
      ...Object.values(NUMBERS_KINDS).map(({ type }) => type),
    ]);
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter((row) => !exported.has(row) && !NO_LIST[row])).toEqual([]);
    expect(Object.keys(NO_LIST).filter((row) => !rows.includes(row) || exported.has(row))).toEqual([]);
    exported.delete('ComparedStreet');
    expect(rows.filter((row) => !exported.has(row) && !NO_LIST[row])).toEqual(['ComparedStreet']);
  });

  it.each(Object.entries(RECORD_KINDS))(
    '%s: every field of the record stands in a column',
    (_kind, { entity, columns }) => {
      expect(unexported(schema, entity.name, columns)).toEqual([]);
    },
  );

  it('every type with an identity is a kind of its own, or says why not', () => {
    const exported = new Set(Object.values(RECORD_KINDS).map(({ entity }) => entity.name));
    const node = schema.getType('Node') as GraphQLInterfaceType;
    const isExported = (type: GraphQLObjectType): boolean =>
      exported.has(type.name) || type.getInterfaces().some(({ name }) => exported.has(name));
    const types = schema.getPossibleTypes(node);
    expect(types.filter((type) => !isExported(type) && !NO_KIND[type.name]).map(({ name }) => name)).toEqual([]);
    expect(
      Object.keys(NO_KIND).filter((name) => {
        const type = types.find((one) => one.name === name);
        return !type || isExported(type);
      }),
    ).toEqual([]);
    exported.delete('TopicStep');
    expect(types.filter((type) => !isExported(type) && !NO_KIND[type.name]).map(({ name }) => name)).toEqual([
      'TopicStep',
    ]);
  });

  it.each(Object.entries(NUMBERS_KINDS))('%s: every field of a row stands in a column', (kind, { type }) => {
    const asOf = kind === ExportKind.COMPARISON ? 'seal' : null;
    expect(unexported(schema, type, numbersSource(kind as ExportKind.COMPARISON, { ...ask, asOf }).columns)).toEqual(
      [],
    );
  });

  it('what an answer says of all its rows stands on the cover', () => {
    const cover = coverOf(
      { kind: 'COMPARISON', metrics: [], viewer: {} } as never,
      {
        place: { code: '', name: '' },
        sealed: null,
        about: {
          catalogueVersion: '',
          isDemo: true,
          coverage: { places: 0, enrolled: 0, withData: 0 },
          caution: async () => ({ zh: '', en: '' }),
        },
        caution: { zh: '', en: '' },
      },
      { rowCount: 0, at: new Date() },
    ).map(({ key }) => key);
    const shown: Readonly<Record<string, string>> = {
      period: 'periodFrom',
      place: 'withinCode',
      by: 'trendStep',
      coverage: 'enrolled',
    };
    const lacking = ['RoomComparisonConnection', 'StreetComparisonConnection', 'PlaceSummary', 'Trend'].flatMap(
      (type) =>
        fieldsOf(schema, type)
          .filter((name) => !cover.includes(shown[name] ?? name) && !NOT_COVERED[name])
          .map((name) => `${type}.${name}`),
    );
    expect(lacking).toEqual([]);
  });

  it('every field of a value stands in a column', () => {
    expect(unexported(schema, 'MetricValue', comparison)).toEqual([]);
  });

  it('every field of a part stands in a column', () => {
    const shown = comparison
      .filter(({ key }) => key.startsWith('SATISFACTION.NOT_SATISFIED.'))
      .map(({ key, zh }) => ({ key: key.split('.').at(-1)!, zh }));
    expect(
      unexported(schema, 'MetricPart', shown, {
        'MetricPart.key': 'stands in the header',
        'MetricPart.name': 'stands in the header',
      }),
    ).toEqual([]);
    expect(shown.every(({ zh }) => zh.startsWith('群众满意度·不满意·'))).toBe(true);
  });

  it('is found lacking when a column is (control)', () => {
    for (const { entity, columns } of Object.values(RECORD_KINDS)) {
      const shown = columns
        .map(({ key, shows }) => shows ?? key)
        .filter((field) => fieldsOf(schema, entity.name).includes(field));
      const field = shown.at(-1)!;
      expect(
        unexported(
          schema,
          entity.name,
          columns.filter(({ key, shows }) => (shows ?? key) !== field),
        ),
      ).toEqual([`${entity.name}.${field}`]);
    }
    expect(
      unexported(
        schema,
        'MetricValue',
        comparison.filter(({ shows }) => shows !== 'low'),
      ),
    ).toEqual(['MetricValue.low']);
    expect(unexported(schema, 'Topic', RECORD_KINDS.TOPICS.columns, {})).toContain('Topic.trace');
  });

  it('shows no field that is not there, and excuses none', () => {
    const extras = Object.values(RECORD_KINDS).flatMap(({ entity, columns }) => {
      const fields = fieldsOf(schema, entity.name);
      return columns
        .filter(({ shows }) => shows && !UNDER.has(shows) && !fields.includes(shows))
        .map(({ key, shows }) => `${entity.name}.${key} shows ${shows}`);
    });
    const gone = Object.keys(EXEMPT).filter(
      (name) => !fieldsOf(schema, name.split('.')[0]!).includes(name.split('.')[1]!),
    );
    expect([extras, gone]).toEqual([[], []]);
  });

  it('gives every column a header of its own in both languages', () => {
    for (const columns of [...Object.values(RECORD_KINDS).map((kind) => kind.columns), comparison]) {
      expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
      expect(new Set(columns.map(({ zh }) => zh)).size).toBe(columns.length);
    }
  });
});
