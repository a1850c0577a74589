import { CATALOGUE } from '../../src/modules/comparison/catalogue/catalogue.js';
import type { RoomRef } from '../support/world.js';
import { CommonGround } from './ground.js';

/**
 * An invented room that was taken over and keeps five of the eleven registers, each from another day. Every number was
 * worked out by hand from the records below, for three periods. NR: not recorded. `≥`: a floor.
 */
const PERIODS = {
  year: { year: 2021 },
  half: { from: '2022-01-01', to: '2022-06-30' },
  since: { from: '2020-03-01', to: '2021-12-31' },
} as const;
type Name = keyof typeof PERIODS;
/** TOO_FEW: recorded, but fewer cases than the metric's minimum. */
const [NR, NA, FEW] = ['NOT_RECORDED', 'NOT_APPLICABLE', 'TOO_FEW'] as const;

/** The year 2021, the first half of 2022, and from the beginning to the end of 2021. */
const EXPECTED: Readonly<
  Record<string, readonly [year: number | string, half: number | string, since: number | string]>
> = {
  SESSIONS_HELD: [2, 2, 5],
  SUGGESTIONS: ['≥5', 5, '≥5'],
  ATTENDANCES: ['≥12', '≥8', '≥12'],
  SESSIONS_PER_1000: [1, 1, 2.5],
  SUGGESTIONS_PER_1000: [NR, 2.5, NR],
  SUGGESTIONS_PER_SESSION: [NR, 2.5, NR],
  SUGGESTIONS_PER_100_HOUSEHOLDS: [NR, 0.625, NR],
  TOPICS_CLOSED: [NR, NR, NR],
  ITEMS_COMPLETED: [NR, '≥2', NR],
  ITEMS_DUE: [NR, '≥3', NR],
  ITEMS_OVERDUE: [NR, '≥1', NR],
  COMPLETION_RATE: [NR, NR, NR],
  ON_TIME_RATE: [NR, NR, NR],
  OVERDUE_LONG_RATE: [NR, NR, NR],
  VERIFICATION_RATE: [NR, NR, NR],
  OWN_REPORT_SHARE: [NR, NR, NR],
  DISTINCT_PEOPLE: [NR, NR, NR],
  ATTENDANCE_ROLES: [NR, NR, NR],
  AFFECTED_PARTY_SHARE: [NR, NR, NR],
  ROLE_BREADTH: [NR, NR, NR],
  MEDIAN_DAYS_TOPIC_TO_SESSION: [NR, NR, NR],
  MEDIAN_DAYS_REPORT_TO_DECISION: [NR, NR, NR],
  MEDIAN_DAYS_ASSIGNMENT_TO_VERIFICATION: [NR, NR, NR],
  MEDIAN_DAYS_COMPLETION_TO_VERIFICATION: [NR, NR, NR],
  SATISFACTION: [NR, NR, NR],
  SATISFIED_EVALUATIONS: [NR, NR, NR],
  OWN_EVALUATION_SHARE: [NR, NR, NR],
  EVALUATION_SCORE: [NR, NR, NR],
  ROOMS_BUILT: [1, 1, 1],
  ROOMS_ACTIVE: [1, 1, 1],
  ROOMS_SILENT: [0, 0, 0],
  ACTIVE_ROOM_SHARE: [FEW, FEW, FEW],
  CONCERNS_RECEIVED: ['≥1', 2, '≥1'],
  CONCERNS_TRIAGED: [NR, 1, NR],
  CONCERNS_PER_1000: [NR, 1, NR],
  TRIAGE_RATE: [NR, FEW, NR],
  TOPICS_PROPOSED: ['≥1', '≥1', '≥1'],
  TOPICS_APPROVED: [NR, NR, NR],
  TOPICS_DELIBERATED: ['≥1', '≥1', '≥1'],
  TOPICS_PLANNED: [NR, NR, NR],
  PLAN_KEPT: [NR, NR, NR],
  RESEARCH_FIRST_RATE: [NR, NR, NR],
  HOUSEHOLDS_VISITED: [NR, NR, NR],
  HOUSEHOLDS_VISITED_PER_100: [NR, NR, NR],
  MINUTES_RATE: [NR, FEW, NR],
  RECORD_COMPLETENESS: [FEW, FEW, FEW],
  CARRIED_FORWARD_SHARE: [FEW, FEW, 0.6],
  SUGGESTIONS_ANSWERED: [NR, NR, NR],
  ANSWER_RATE: [NR, NR, NR],
  ADOPTION_RATE: [NR, NR, NR],
  OUTCOMES_REACHED: [NR, NR, NR],
  OUTCOMES_REPORTED: [NR, NR, NR],
  OUTCOMES_DECIDED: [NR, NR, NR],
  CONVERSION_RATE: [NR, NR, NR],
};

/** A room that keeps all registers and did nothing in 2023: its counts are 0, and a ratio has nothing to divide by. */
const IDLE: Readonly<Record<string, number | string>> = {
  SESSIONS_HELD: 0,
  SUGGESTIONS: 0,
  ATTENDANCES: 0,
  CONCERNS_RECEIVED: 0,
  HOUSEHOLDS_VISITED: 0,
  OUTCOMES_REACHED: 0,
  ITEMS_DUE: 0,
  TOPICS_PROPOSED: 0,
  SUGGESTIONS_PER_SESSION: NA,
  COMPLETION_RATE: NA,
  SATISFACTION: NA,
};

describe('a room that was taken over and keeps five registers', () => {
  let ground: CommonGround;
  let room: RoomRef;
  let idle: RoomRef;
  beforeAll(async () => {
    ground = await CommonGround.start();
    const { records: of, world } = ground;
    room = await ground.room(ground.street, {
      origin: 'TAKEN_OVER',
      established_from: '2020-03-01',
      established_to: '2020-03-01',
      established_precision: 'DAY',
      enrolled_on: '2020-03-01',
    });
    for (const [kind, from] of [
      ['SESSIONS', '2021-01-01'],
      ['SUGGESTIONS', '2021-07-01'],
      ['CONCERNS', '2022-01-01'],
      ['MINUTES', '2022-01-01'],
      ['ITEMS', '2022-04-01'],
    ] as const)
      await of.register(room, kind, from);
    await of.residents(room.place, 2000, '2022-06-30');
    await of.households(room.place, 800, '2022-06-30');
    await of.carried(room, 'SESSIONS', 3, '2020-03-01', '2020-12-31');
    const REPRESENTATIVES = 'RESIDENT_REPRESENTATIVE';
    const first = await of.topic(room, { from: '2021-01-20' });
    await of.session(room, first, { from: '2021-02-10' }, { suggestions: 2, heads: { [REPRESENTATIVES]: 12 } });
    await of.session(room, first, { from: '2021-09-15' }, { suggestions: 3 });
    const second = await of.topic(room, { from: '2022-02-01' });
    await of.session(room, second, { from: '2022-02-20' }, { suggestions: 4 }, { minutes: '测试记录' });
    await of.session(room, second, { from: '2022-05-12' }, { suggestions: 1, heads: { [REPRESENTATIVES]: 8 } });
    await of.concern(room, { from: '2021-11-05' });
    await of.concern(room, { from: '2022-01-10' }, 'TRANSFERRED');
    await of.concern(room, { from: '2022-03-03' });
    const [before, done] = [await of.item(room, second, '2022-01-31'), await of.item(room, second, '2022-06-15')];
    await of.item(room, second, '2022-06-20');
    await of.itemEvent(room, before, 'PROGRESS', { from: '2022-01-15' }, 'DONE');
    await of.itemEvent(room, done, 'PROGRESS', { from: '2022-06-10' }, 'DONE');
    idle = await world.room(await world.community(ground.street, 77));
    await of.topic(idle, { from: '2022-01-20' });
    await of.residents(idle.place, 1000, '2022-06-30');
  });
  afterAll(() => ground.stop());

  const shown = async (of: RoomRef, period: object): Promise<Record<string, number | string>> => {
    const { compareRooms } = await ground.committee.must(
      `query ($within: String!, $period: PeriodInput!, $metrics: [MetricId!]!) { compareRooms(within: $within,
        period: $period) { nodes { values(metrics: $metrics) { metric { id } value bound suppressedReason } } } }`,
      { within: of.place.code, period, metrics: CATALOGUE.map(({ id }) => id) },
    );
    return Object.fromEntries(
      compareRooms.nodes[0].values.map(
        ({ metric, value, bound, suppressedReason }: Record<string, any>): [string, number | string] => [
          metric.id,
          suppressedReason ?? (bound === 'AT_LEAST' ? `≥${value}` : value),
        ],
      ),
    );
  };
  const expected = (name: Name): Record<string, unknown> => {
    const index = Object.keys(PERIODS).indexOf(name);
    return Object.fromEntries(Object.entries(EXPECTED).map(([id, values]) => [id, values[index]]));
  };

  it.each(Object.keys(PERIODS) as Name[])('has the numbers worked out by hand: %s', async (name) => {
    expect(await shown(room, PERIODS[name])).toEqual(expected(name));
  });

  it('stands beside a room that keeps all registers, whose zeros are real', async () => {
    expect(await shown(idle, { year: 2023 })).toMatchObject(IDLE);
  });

  it('makes the street say in how many rooms a number is recorded', async () => {
    const { summary } = await ground.committee.must(
      `query ($within: String!) { summary(within: $within, period: {from: "2022-01-01", to: "2022-06-30"},
        metrics: [ATTENDANCES, SESSIONS_HELD, SUGGESTIONS_PER_SESSION, OUTCOMES_REACHED]) { values { value bound
          suppressedReason recordedIn { rooms of value } } } }`,
      { within: ground.street.code },
    );
    expect(summary.values).toEqual([
      { value: 8, bound: 'AT_LEAST', suppressedReason: null, recordedIn: { rooms: 1, of: 2, value: 0 } },
      { value: 2, bound: 'EXACT', suppressedReason: null, recordedIn: null },
      { value: 2.5, bound: 'EXACT', suppressedReason: null, recordedIn: null },
      { value: 0, bound: 'AT_LEAST', suppressedReason: null, recordedIn: { rooms: 1, of: 2, value: 0 } },
    ]);
  });

  it('is in a trend as in the summary of each step, although it recorded only a part', async () => {
    const FIELDS = 'value bound numerator denominator suppressedReason recordedIn { rooms of value }';
    const METRICS =
      'metrics: [SESSIONS_HELD, SUGGESTIONS, SUGGESTIONS_PER_SESSION, CONCERNS_RECEIVED, ITEMS_DUE, SATISFACTION]';
    const { trend } = await ground.committee.must(
      `query ($within: String!) { trend(within: $within, period: {from: "2021-01-01", to: "2022-12-31"}, by: QUARTER,
        ${METRICS}) { points { period { from to } values { ${FIELDS} } } } }`,
      { within: ground.street.code },
    );
    expect(trend.points).toHaveLength(8);
    for (const { period, values } of trend.points) {
      const { summary } = await ground.committee.must(
        `query ($within: String!, $period: PeriodInput!) { summary(within: $within, period: $period, ${METRICS}) {
          values { ${FIELDS} } } }`,
        { within: ground.street.code, period },
      );
      expect({ period, values }).toEqual({ period, values: summary.values });
    }
    const bounds = trend.points.flatMap(({ values }: any) => values.map(({ bound }: any) => bound));
    expect(new Set(bounds)).toEqual(new Set(['EXACT', 'AT_LEAST', null]));
  });
});
