import {
  type MetricResult,
  type RoomFacts,
  computeMetric,
} from '../../src/modules/comparison/values/compute-metric.js';
import { getMetric } from '../../src/modules/comparison/catalogue/catalogue.js';
import type { CaseMetric, MetricDefinition } from '../../src/modules/comparison/catalogue/metric-definition.js';

const [PEOPLE, ROLES] = [getMetric('DISTINCT_PEOPLE') as CaseMetric, getMetric('ATTENDANCE_ROLES') as CaseMetric];
const MOST = 120;

const answered = (metric: MetricDefinition, counts: Record<string, number>, smallestGroup = 5): MetricResult => {
  const facts: RoomFacts = {
    hasData: true,
    recordedIn: () => ({ rooms: 1, of: 1, amount: 1 }),
    get: () => null,
    cases: () => ({ counts: Object.entries(counts).filter(([, n]) => n > 0), doubtful: false }),
  };
  return computeMetric(metric, facts, { smallestGroup });
};
/** All that is answered, but for what stays inside the server. */
const shown = ({ tally: _tally, ...answer }: MetricResult): string => JSON.stringify(answer);

describe('what may be shown of people', () => {
  it.each([[5], [10]])(
    'one more of them never shows as one: the same answer, or one that is %i apart, or nothing at all',
    (k) => {
      let same = 0;
      for (let n = k; n < MOST; n += 1) {
        const [one, more] = [answered(PEOPLE, { EXACT: n }, k), answered(PEOPLE, { EXACT: n + 1 }, k)];
        expect([n, [0, k].includes(more.value! - one.value!)]).toEqual([n, true]);
        if (shown(one) === shown(more)) same += 1;
      }
      // Of k steps one is seen, and it is seen as k.
      expect(same / (MOST - k)).toBeCloseTo(1 - 1 / k, 1);
      for (let n = 1; n < k; n += 1)
        expect(answered(PEOPLE, { EXACT: n }, k)).toMatchObject({
          value: null,
          numerator: null,
          denominator: null,
          suppressedReason: 'PRIVACY',
        });
      expect(answered(PEOPLE, {}, k)).toMatchObject({ value: 0, numerator: 0, bound: 'EXACT', suppressedReason: null });
    },
  );

  it('every answer could have come of at least four other numbers of people', () => {
    const ways = new Map<string, number>();
    for (let n = 5; n < MOST; n += 1)
      ways.set(shown(answered(PEOPLE, { EXACT: n })), (ways.get(shown(answered(PEOPLE, { EXACT: n }))) ?? 0) + 1);
    const [first, ...rest] = [...ways.values()];
    expect([first! >= 3, rest.slice(0, -1).every((count) => count === 5)]).toEqual([true, true]);
  });

  it('a floor stays one: never more than there are', () => {
    for (let n = 5; n < MOST; n += 1) {
      const { value, bound } = answered(PEOPLE, { AT_LEAST: n });
      expect([n, value! <= n && value! > n - 5, bound]).toEqual([n, true, 'AT_LEAST']);
    }
  });

  it('shares and intervals are made of the rounded numbers, so they tell no more than those', () => {
    const answers = new Map<string, Set<string>>();
    for (let affected = 20; affected < 40; affected += 1) {
      for (let others = 20; others < 40; others += 1) {
        const answer = answered(ROLES, { AFFECTED_PARTY: affected, DEPARTMENT: others });
        const parts = answer.parts!.map(({ count }) => count).join();
        const key = `${answer.numerator} ${answer.denominator} ${parts}`;
        answers.set(key, (answers.get(key) ?? new Set()).add(shown(answer)));
        expect([answer.numerator! % 5, answer.denominator! % 5, answer.value]).toEqual([
          0,
          0,
          answer.numerator! / answer.denominator!,
        ]);
      }
    }
    expect([...answers.values()].every((ofKey) => ofKey.size === 1)).toBe(true);
    // Made of the people themselves, nearly every pair would have a share of its own (control).
    const exact = new Set<number>();
    for (let affected = 20; affected < 40; affected += 1)
      for (let others = 20; others < 40; others += 1) exact.add(affected / (affected + others));
    expect(exact.size).toBeGreaterThan(3 * answers.size);
  });

  it('a small part, or a small rest, hides the whole; a part of none does not', () => {
    for (const [affected, others] of [
      [3, 40],
      [40, 3],
      [2, 2],
    ] as const)
      expect(answered(ROLES, { AFFECTED_PARTY: affected, DEPARTMENT: others })).toMatchObject({
        value: null,
        numerator: null,
        parts: null,
        suppressedReason: 'PRIVACY',
      });
    expect(answered(ROLES, { DEPARTMENT: 12 })).toMatchObject({
      value: 0,
      numerator: 0,
      denominator: 10,
      bound: 'EXACT',
    });
  });
});
