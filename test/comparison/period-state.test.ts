import { todayInShanghai } from '../../src/kernel/imprecise-date.js';
import { DatePrecision, toInterval } from '../../src/kernel/imprecise-date.js';
import { PeriodState, daysElapsed, lengthInDays, stateOf } from '../../src/modules/comparison/period/period-state.js';
import { CommonGround } from './ground.js';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };

describe('the state of a period', () => {
  it.each([
    ['2025-12-31', PeriodState.NOT_BEGUN, 0],
    ['2026-01-01', PeriodState.RUNNING, 1],
    ['2026-12-31', PeriodState.RUNNING, 365],
    ['2027-01-01', PeriodState.ENDED, 365],
  ])('on %s the year 2026 is %s, with %i days behind it', (today, state, elapsed) => {
    expect([stateOf(YEAR, today), daysElapsed(YEAR, today), lengthInDays(YEAR)]).toEqual([state, elapsed, 365]);
  });

  it.each([DatePrecision.DAY, DatePrecision.YEAR])(
    'refuses a day before 1949 (%s), and takes the first',
    (precision) => {
      const early = { value: '0202-05-01', precision };
      expect(() => toInterval(early, ['input', 'heldOn'])).toThrow(expect.objectContaining({ code: 'DATE_TOO_EARLY' }));
      expect(toInterval({ value: '1949-01-01', precision }, [])).toMatchObject({ from: '1949-01-01' });
    },
  );
});

describe('a period that has not begun', () => {
  let ground: CommonGround;
  beforeAll(async () => {
    ground = await CommonGround.start();
    const room = await ground.room();
    const topic = await ground.records.topic(room, { from: '2022-01-05' });
    await ground.records.session(room, topic, { from: '2022-03-10' }, { suggestions: 2 });
  });
  afterAll(() => ground.stop());

  const next = Number(todayInShanghai().slice(0, 4)) + 1;
  const VALUES = 'value suppressedReason display numerator';
  const METRICS = '[SESSIONS_HELD, SUGGESTIONS_PER_SESSION, ROOMS_BUILT, MEDIAN_DAYS_TOPIC_TO_SESSION]';
  const answers = async (period: string) =>
    ground.committee.must(
      `{ compareRooms(within: "${ground.city.code}", period: ${period}) { period { state days daysElapsed }
          nodes { values(metrics: ${METRICS}) { ${VALUES} } } columns(metrics: ${METRICS}) { total { ${VALUES} } } }
        compareStreets(within: "${ground.city.code}", period: ${period}) {
          nodes { values(metrics: ${METRICS}) { ${VALUES} } } columns(metrics: ${METRICS}) { total { ${VALUES} } } }
        summary(within: "${ground.city.code}", period: ${period}, metrics: ${METRICS}) { values { ${VALUES} }
          children { values { ${VALUES} } } } }`,
    );
  const valuesIn = (value: any): any[] =>
    value && typeof value === 'object'
      ? 'suppressedReason' in value
        ? [value]
        : Object.values(value).flatMap(valuesIn)
      : [];

  it('has no number anywhere, and says why', async () => {
    const answer = await answers(`{year: ${next}}`);
    const found = valuesIn(answer);
    expect(found.length).toBeGreaterThan(20);
    for (const value of found)
      expect(value).toEqual({
        value: null,
        numerator: null,
        suppressedReason: 'NOT_YET',
        display: '时段尚未开始',
      });
    expect(answer.compareRooms.period).toMatchObject({ state: 'NOT_BEGUN', daysElapsed: 0 });
  });

  it('control: a period that is over has its numbers, one that runs says so', async () => {
    const over = await answers('{year: 2022}');
    expect(over.compareRooms.nodes[0].values[0]).toMatchObject({ value: 1, suppressedReason: null });
    expect(over.compareRooms.period).toEqual({ state: 'ENDED', days: 365, daysElapsed: 365 });
    const runs = await answers(`{year: ${next - 1}}`);
    expect(runs.compareRooms.period.state).toBe('RUNNING');
    expect(valuesIn(runs).map(({ suppressedReason }) => suppressedReason)).not.toContain('NOT_YET');
  });
});
