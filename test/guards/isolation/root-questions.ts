import { type GraphQLArgument, type GraphQLField, isNonNullType } from 'graphql';
import { toGlobalId } from '../../../src/kernel/global-id.js';
import type { PlantedWorld } from '../../support/planted-world.js';
import type { PlaceRef } from '../../support/world.js';

/** One way to ask a root field; `place` where it names a place or an object at one. */
export interface Question { readonly text: string; readonly place: PlaceRef | null }

const ids = (type: string) => (planted: PlantedWorld): { value: string; place: PlaceRef }[] =>
  planted.places.map((here) => ({ value: JSON.stringify(toGlobalId(type, here.place.cityId, here.refs[type.toLowerCase()]!)), place: here.place }));
const codes = (level?: string) => (planted: PlantedWorld): { value: string; place: PlaceRef }[] =>
  planted.places.filter(({ place }) => !level || place.level === level).map(({ place }) => ({ value: JSON.stringify(place.code), place }));

/** The argument that names what is asked for, by `field.argument`: its values at every place. */
const SUBJECTS: Readonly<Record<string, (planted: PlantedWorld) => { value: string; place: PlaceRef }[]>> = {
  'node.id': ids('Room'),
  'nodes.ids': (planted) => ids('Room')(planted).map(({ value, place }) => ({ value: `[${value}]`, place })),
  'room.id': ids('Room'),
  'topic.id': ids('Topic'),
  'session.id': ids('Session'),
  'city.code': codes('CITY'),
  'street.code': codes('STREET'),
  'community.code': codes('COMMUNITY'),
  'rooms.within': codes(),
  'compareRooms.within': codes(),
  'compareStreets.within': codes(),
  'summary.within': codes(),
  'trend.within': codes(),
  'explain.within': codes(),
  'integritySignals.within': codes(),
  'seals.within': codes(),
  'funnel.within': codes(),
  'roomAmongPeers.within': codes(),
  'auditEvents.within': codes(),
};

/** Arguments that only shape an answer. */
const SHAPES: Readonly<Record<string, string | null>> = {
  first: '5', after: null, 'compareRooms.period': '{from:"2020-01-01",to:"2020-12-31"}', 'compareRooms.orderBy': null, 'compareRooms.asOf': null,
  period: '{from:"2020-01-01",to:"2020-12-31"}', orderBy: null, by: 'QUARTER', metrics: '[SESSIONS_HELD,SUGGESTIONS_PER_SESSION]', metric: 'SESSIONS_HELD', counted: null, kinds: null, against: 'PEERS', 'funnel.against': 'CITY', 'funnel.by': 'ROOM', 'funnel.metric': 'SUGGESTIONS_PER_SESSION',
  // Records of one kind: how many kinds there are on a page must not look like how many records.
  'explain.metric': 'TOPICS_CLOSED',
  // What is planted has a decision before its report: something to ask about at every place.
  'integritySignals.period': '{year:2021}',
  'summary.metrics': '[SESSIONS_HELD]',
};

const shapeOf = (field: string, argument: GraphQLArgument): string | null => {
  const key = [`${field}.${argument.name}`, argument.name].find((candidate) => candidate in SHAPES);
  if (!key) throw new Error(`Nobody said what the isolation matrix gives ${field}(${argument.name}:): add it to test/guards/isolation/root-questions.ts`);
  if (SHAPES[key] === null && isNonNullType(argument.type)) throw new Error(`${field}(${argument.name}:) needs a value in test/guards/isolation/root-questions.ts`);
  return SHAPES[key] ?? null;
};

/** Every way the matrix asks a root field: once for each place its subject can stand at. */
export function rootQuestions(field: GraphQLField<unknown, unknown>, planted: PlantedWorld): Question[] {
  const subject = field.args.find((argument) => `${field.name}.${argument.name}` in SUBJECTS);
  const shapes = field.args.filter((argument) => argument !== subject).map((argument) => [argument.name, shapeOf(field.name, argument)] as const)
    .filter(([, value]) => value !== null).map(([name, value]) => `${name}:${value}`);
  const text = (parts: readonly string[]): string => (parts.length > 0 ? `(${parts.join(',')})` : '');
  if (!subject) return [{ text: text(shapes), place: null }];
  return SUBJECTS[`${field.name}.${subject.name}`]!(planted).map(({ value, place }) => ({ text: text([`${subject.name}:${value}`, ...shapes]), place }));
}
