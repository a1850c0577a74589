import { todayInShanghai } from '../../src/kernel/imprecise-date.js';
import { daysElapsed } from '../../src/modules/comparison/period/period-state.js';
import {
  PreviousBy,
  endsWithMonth,
  firstDaysOf,
  spanBefore,
} from '../../src/modules/comparison/period/period-steps.js';
import type { Span } from '../../src/modules/comparison/period/period.service.js';
import { daysOf } from '../../src/modules/comparison/reading/comparison-days.js';
import { factsStatement } from '../../src/modules/comparison/reading/comparison-sql.js';
import { factsOfDaysStatement } from '../../src/modules/comparison/reading/days-sql.js';
import { FACT_GROUPS, metricsIn } from '../../src/modules/comparison/reading/fact-sets.js';
import { placeFactsStatement } from '../../src/modules/comparison/reading/place-sql.js';
import { type FactsRow, factsOf } from '../../src/modules/comparison/reading/room-facts.js';
import { computeMetric } from '../../src/modules/comparison/values/compute-metric.js';
import { USUAL_PRIVACY } from '../../src/modules/comparison/settings/privacy.js';
import type { RoomRef } from '../support/world.js';
import { CommonGround } from './ground.js';

const TODAY = todayInShanghai();
const YEAR = Number(TODAY.slice(0, 4));
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const yearOf = (year: number): Span => ({ from: `${year}-01-01`, to: `${year}-12-31` });
const monthOf = (day: string): Span => {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return { from: `${day.slice(0, 8)}01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
};

describe('the first days of a period', () => {
  it.each([
    [null, '2025-12-31', true],
    [1, '2025-01-01', false],
    [31, '2025-01-31', true],
    [59, '2025-02-28', true],
    [60, '2025-03-01', false],
    [365, '2025-12-31', true],
    [366, '2025-12-31', true],
  ])('%s of 2025 end on %s', (days, to, isWhole) => {
    const span = firstDaysOf(yearOf(2025), days);
    expect(span).toEqual({ from: '2025-01-01', to });
    expect(endsWithMonth(span)).toBe(isWhole);
  });
});

describe('the earlier value of a period that runs', () => {
  let ground: CommonGround;
  let room: RoomRef;
  /** What was planted: the day of each session. */
  const held: string[] = [];
  beforeAll(async () => {
    ground = await CommonGround.start();
    room = await ground.room();
    const topic = await ground.records.topic(room, { from: `${YEAR - 3}-01-01` });
    const edges = [yearOf(YEAR), monthOf(TODAY)].flatMap((span) =>
      [PreviousBy.PERIOD, PreviousBy.YEAR].map((by) => firstDaysOf(spanBefore(span, by), daysElapsed(span)).to),
    );
    for (const edge of edges)
      for (const day of [dayAfter(edge, -1), edge, dayAfter(edge, 1)]) {
        held.push(day);
        await ground.records.session(room, topic, { from: day }, { suggestions: 2, heads: { OTHER: 6 } });
      }
    await ground.records.session(room, topic, { from: TODAY }, { suggestions: 1 });
    held.push(TODAY);
  });
  afterAll(() => ground.stop());

  const within = ({ from, to }: Span): number => held.filter((day) => day >= from && day <= to).length;
  const METRICS = '[SESSIONS_HELD, SUGGESTIONS, SUGGESTIONS_PER_SESSION]';
  const PREVIOUS =
    'value period { from to } before: previous(by: PERIOD) { value suppressedReason period { from to } }';
  const VALUES = `values(metrics: ${METRICS}) { ${PREVIOUS} year: previous(by: YEAR) { value period { from to state }
    again: previous(by: YEAR) { value period { from to } } } }`;

  it.each([
    ['year', yearOf(YEAR)],
    ['month', monthOf(TODAY)],
  ])('covers as many days of the %s before, for rooms, streets and places', async (_name, span) => {
    const period = `{from: "${span.from}", to: "${span.to}"}`;
    const answer = await ground.committee.must(`{
      compareRooms(within: "${ground.city.code}", period: ${period}) { nodes { ${VALUES} } }
      compareStreets(within: "${ground.city.code}", period: ${period}) { nodes { ${VALUES} } }
      summary(within: "${ground.city.code}", period: ${period}, metrics: ${METRICS}) {
        ${VALUES.replace(`(metrics: ${METRICS})`, '')} } }`);
    const passed = daysElapsed(span);
    const [before, year] = [PreviousBy.PERIOD, PreviousBy.YEAR].map((by) => firstDaysOf(spanBefore(span, by), passed));
    const yearAgain = firstDaysOf(spanBefore(spanBefore(span, PreviousBy.YEAR), PreviousBy.YEAR), passed);
    const owners = [answer.compareRooms.nodes[0], answer.compareStreets.nodes[0], answer.summary];
    for (const { values } of owners) {
      const [sessions, suggestions, each] = values;
      expect(sessions).toMatchObject({ value: within(span), period: span });
      expect(sessions.before).toEqual({ value: within(before!), suppressedReason: null, period: before });
      expect(sessions.year).toMatchObject({ value: within(year!), period: { ...year, state: 'ENDED' } });
      expect(sessions.year.again.period).toEqual(yearAgain);
      expect(suggestions.year.value).toBe(2 * within(year!));
      expect(each.year.value).toBe(2);
    }
  });

  it('covers whole months where the period is over (control)', async () => {
    const last = yearOf(YEAR - 1);
    const value = await ground.value(room, 'SESSIONS_HELD', { year: YEAR - 1 }, `${PREVIOUS}`);
    expect(value.before.period).toEqual(yearOf(YEAR - 2));
    expect(value).toMatchObject({ value: within(last), period: last });
  });

  it('marks the last step of a trend as running, and compares that step alone by days', async () => {
    const { trend } = await ground.committee.must(`{ trend(within: "${ground.city.code}", metrics: [SESSIONS_HELD],
      period: {from: "${YEAR - 1}-01-01", to: "${YEAR}-12-31"}, by: YEAR) {
      points { period { from state daysElapsed } values { ${PREVIOUS} } } } }`);
    expect(trend.points.map(({ period }: any) => period)).toEqual([
      { from: `${YEAR - 1}-01-01`, state: 'ENDED', daysElapsed: expect.any(Number) },
      { from: `${YEAR}-01-01`, state: 'RUNNING', daysElapsed: daysElapsed(yearOf(YEAR)) },
    ]);
    const [over, runs] = trend.points.map(({ values }: any) => values[0].before);
    expect(over.period).toEqual(yearOf(YEAR - 2));
    const cut = firstDaysOf(yearOf(YEAR - 1), daysElapsed(yearOf(YEAR)));
    expect(runs).toMatchObject({ period: cut, value: within(cut) });
  });
});

const byGroup = (one: FactsRow, other: FactsRow): number => String(one['group']).localeCompare(String(other['group']));

describe('numbers counted by days', () => {
  let ground: CommonGround;
  let rooms: RoomRef[];
  beforeAll(async () => {
    ground = await CommonGround.start();
    rooms = [await ground.room(), await ground.room(), await ground.room()];
    for (const [index, room] of rooms.slice(0, 2).entries()) {
      await ground.records.residents(room.place, 1000 + index, '2020-01-01');
      const topic = await ground.records.topic(room, { from: '2021-01-05' });
      await ground.records.session(room, topic, { from: '2022-02-10' }, { suggestions: 3, heads: { OTHER: 6 } });
      await ground.records.session(room, topic, { from: '2022-03-01', to: '2022-03-31', precision: 'MONTH' });
      await ground.records.item(room, topic, '2022-05-05');
    }
  });
  afterAll(() => ground.stop());

  it.each([
    [{ from: '2022-01-01', to: '2022-06-30' }],
    [{ from: '2022-03-01', to: '2022-03-31' }],
    [{ from: '2019-01-01', to: '2019-12-31' }],
  ])('are those of the stored sums where the period is of whole months: %j', async (span) => {
    const days = daysOf(span);
    const ids = rooms.map(({ id }) => id);
    const values = (rows: FactsRow[], group: (typeof FACT_GROUPS)[number]) =>
      rows
        .map((row) => [
          row.roomId,
          metricsIn(group).map((metric) => computeMetric(metric, factsOf(row), USUAL_PRIVACY)),
        ])
        .sort();
    const read = ({ text, values: parameters }: { text: string; values: readonly unknown[] }): Promise<FactsRow[]> =>
      ground.sql<FactsRow>(text, parameters);
    const range = { from: ground.city.path, end: `${ground.city.path}~` };
    const scope = { key: '', days: [days], range, groups: [ground.city.path, ground.street.path] };
    for (const group of FACT_GROUPS) {
      const [kept, counted] = [factsStatement(days, ids, group), factsOfDaysStatement(days, ids, group)];
      expect(values(await read(counted), group)).toEqual(values(await read(kept), group));
      const ofPlaces = await read(placeFactsStatement(scope, group));
      const ofDays = await read(placeFactsStatement({ ...scope, isOfDays: true }, group));
      expect(ofDays.sort(byGroup)).toEqual(ofPlaces.sort(byGroup));
      expect(ofPlaces).toHaveLength(2);
    }
  });

  it.each([
    ['2022-02-09', 0],
    ['2022-02-10', 1],
  ])('stop within a month: on %s there are %s sessions', async (to, sessions) => {
    const { text, values } = factsOfDaysStatement(daysOf({ from: '2022-02-01', to }), [rooms[0]!.id], 'COMMON');
    expect(await ground.sql(text, values)).toEqual([expect.objectContaining({ 'sessions.amount': sessions })]);
  });
});
