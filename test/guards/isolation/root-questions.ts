import { type GraphQLArgument, type GraphQLField, isNonNullType } from 'graphql';
import { toGlobalId } from '../../../src/kernel/global-id.js';
import { hasFunnel } from '../../../src/modules/comparison/fairness/peer-group.js';
import { getMetric } from '../../../src/modules/comparison/catalogue/catalogue.js';
import type { MetricDefinition } from '../../../src/modules/comparison/catalogue/metric-definition.js';
import type { PlantedWorld } from '../../support/planted-world.js';
import type { PlaceRef } from '../../support/world.js';
import { TURNS, metricAt, metricsAt } from './arguments.js';

/** One query of a root field. `place` is set if it names a place or an object at one. */
export interface Question {
  readonly text: string;
  readonly place: PlaceRef | null;
}

const ids =
  (type: string) =>
  (planted: PlantedWorld): { value: string; place: PlaceRef }[] =>
    planted.places.map((here) => ({
      value: JSON.stringify(toGlobalId(type, here.place.cityId, here.refs[type.toLowerCase()]!)),
      place: here.place,
    }));
const codes =
  (level?: string) =>
  (planted: PlantedWorld): { value: string; place: PlaceRef }[] =>
    planted.places
      .filter(({ place }) => !level || place.level === level)
      .map(({ place }) => ({ value: JSON.stringify(place.code), place }));

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
  'explainPlace.within': codes(),
  'integritySignals.within': codes(),
  'privacyFindings.within': codes(),
  'seals.within': codes(),
  'funnel.within': codes(),
  'roomAmongPeers.within': codes(),
  'auditEvents.within': codes(),
};

/** Arguments that only shape an answer. */
const SHAPES: Readonly<Record<string, string | null>> = {
  first: '5',
  after: null,
  'compareRooms.period': '{from:"2020-01-01",to:"2020-12-31"}',
  'compareRooms.orderBy': null,
  asOf: null,
  period: '{from:"2020-01-01",to:"2020-12-31"}',
  orderBy: null,
  by: 'QUARTER',
  counted: null,
  'explain.own': 'false',
  kinds: null,
  against: 'PEERS',
  'funnel.against': 'CITY',
  'funnel.by': 'ROOM',
  // What is planted has a decision before its report: something to ask about at every place.
  'integritySignals.period': '{year:2021}',
};

/** The metrics a root field is asked for: as the turn has it, of those it answers for. */
const METRICS: Readonly<Record<string, (turn: number) => string>> = {
  metrics: (turn) => `[${metricsAt(turn).join(',')}]`,
  metric: metricAt,
  'funnel.metric': (turn) => inTurn(turn, (metric) => hasFunnel(metric)),
};

function inTurn(turn: number, fits: (metric: MetricDefinition) => boolean): string {
  const fitting = Array.from({ length: TURNS }, (_, at) => metricAt(at)).filter((id) => fits(getMetric(id)));
  return fitting[turn % fitting.length]!;
}

const shapeOf = (field: string, argument: GraphQLArgument, turn: number): string | null => {
  const metrics = METRICS[`${field}.${argument.name}`] ?? METRICS[argument.name];
  if (metrics) return metrics(turn);
  const key = [`${field}.${argument.name}`, argument.name].find((candidate) => candidate in SHAPES);
  if (!key)
    throw new Error(
      `Nobody said what the isolation matrix gives ${field}(${argument.name}:): ` +
        `add it to test/guards/isolation/root-questions.ts`,
    );
  if (SHAPES[key] === null && isNonNullType(argument.type))
    throw new Error(`${field}(${argument.name}:) needs a value in test/guards/isolation/root-questions.ts`);
  return SHAPES[key] ?? null;
};

/**
 * Every way the matrix asks a root field: once for each place its subject can stand at; `turn` says for which metrics.
 */
export function rootQuestions(field: GraphQLField<unknown, unknown>, planted: PlantedWorld, turn = 0): Question[] {
  const subject = field.args.find((argument) => `${field.name}.${argument.name}` in SUBJECTS);
  const shapes = field.args
    .filter((argument) => argument !== subject)
    .map((argument) => [argument.name, shapeOf(field.name, argument, turn)] as const)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}:${value}`);
  const text = (parts: readonly string[]): string => (parts.length > 0 ? `(${parts.join(',')})` : '');
  if (!subject) return [{ text: text(shapes), place: null }];
  return SUBJECTS[`${field.name}.${subject.name}`]!(planted).map(({ value, place }) => ({
    text: text([`${subject.name}:${value}`, ...shapes]),
    place,
  }));
}
