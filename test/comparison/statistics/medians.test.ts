import { kaplanMeier, kaplanMeierMedian } from '../../../src/modules/comparison/statistics/kaplan-meier.js';
import { medianRank, medianWithInterval } from '../../../src/modules/comparison/statistics/median-interval.js';
import { quantile, quantiles } from '../../../src/modules/comparison/statistics/quantiles.js';

const done = (lengths: readonly number[]) => lengths.map((length) => ({ length, finished: true }));
const open = (lengths: readonly number[]) => lengths.map((length) => ({ length, finished: false }));

// Freireich et al., Blood 21 (1963) 699: weeks in remission, as every textbook of survival analysis prints them.
const treated = [...done([6, 6, 6, 7, 10, 13, 16, 22, 23]), ...open([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])];
const placebo = done([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]);

describe('quantiles', () => {
  it('are type 7 of Hyndman and Fan: 1 to 10 have their quarters at 3.25 and 7.75', () => {
    expect(quantiles([10, 3, 1, 2, 9, 8, 4, 5, 7, 6], [0, 0.25, 0.5, 0.75, 0.9, 1])).toEqual([
      1, 3.25, 5.5, 7.75, 9.1, 10,
    ]);
  });

  it('are the value itself when there is one, and null when there is none', () => {
    expect(quantile([4], 0.9)).toBe(4);
    expect(quantile([], 0.5)).toBeNull();
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
    expect(() => quantile([Number.NaN], 0.5)).toThrow(RangeError);
  });
});

describe('the exact interval of a median', () => {
  // Critical values of the sign test, two-sided 5 % (Dixon & Mood, JASA 41 (1946) 557): the interval starts one rank
  // further in.
  it.each([
    [5, null],
    [6, 0],
    [8, 0],
    [9, 1],
    [12, 2],
    [15, 3],
    [17, 4],
    [20, 5],
    [25, 7],
    [30, 9],
    [40, 13],
    [50, 17],
  ])('of %i values leaves out the outer ranks up to %p', (n, critical) => {
    expect(medianRank(n)).toBe(critical === null ? null : critical + 1);
  });

  it('runs between two of the values, and says what it covers', () => {
    const estimate = medianWithInterval([40, 7, 1, 2, 30, 3, 9, 21, 8, 5]);
    expect(estimate).toMatchObject({ median: 7.5, low: 2, high: 30, n: 10 });
    expect(estimate.coverage).toBeCloseTo(1 - 22 / 1024, 12);
  });

  it('is not given for five values, nor for none', () => {
    expect(medianWithInterval([5, 1, 3, 2, 4])).toEqual({ median: 3, low: null, high: null, coverage: null, n: 5 });
    expect(medianWithInterval([])).toEqual({ median: null, low: null, high: null, coverage: null, n: 0 });
  });
});

describe('the Kaplan–Meier median', () => {
  it("follows the published curve of the 6-MP patients, with Greenwood's errors", () => {
    const curve = kaplanMeier(treated).map(({ time, atRisk, open: share, error }) => [
      time,
      atRisk,
      Number(share.toFixed(4)),
      Number(error.toFixed(4)),
    ]);
    expect(curve).toEqual([
      [6, 21, 0.8571, 0.0764],
      [7, 17, 0.8067, 0.0869],
      [10, 15, 0.7529, 0.0963],
      [13, 12, 0.6902, 0.1068],
      [16, 11, 0.6275, 0.1141],
      [22, 7, 0.5378, 0.1282],
      [23, 6, 0.4482, 0.1346],
    ]);
  });

  it('is 23 weeks with 6-MP, 13 to open, and 8 with placebo, 4 to 11: log–log limits', () => {
    expect(kaplanMeierMedian(treated)).toEqual({ median: 23, low: 13, high: null, n: 21, finished: 9 });
    expect(kaplanMeierMedian(placebo)).toEqual({ median: 8, low: 4, high: 11, n: 21, finished: 21 });
  });

  it('counts the unfinished: leaving them out would make 6-MP look three times as short (control)', () => {
    const finishedOnly = medianWithInterval(treated.filter(({ finished }) => finished).map(({ length }) => length));
    expect(finishedOnly.median).toBe(10);
    expect(finishedOnly.high).toBeLessThan(kaplanMeierMedian(treated).median! + 1);
    expect(kaplanMeierMedian(treated).median).toBeGreaterThan(2 * finishedOnly.median!);
  });

  it('is the ordinary median when all is finished', () => {
    for (const lengths of [
      [3, 1, 2],
      [4, 1, 3, 2],
      [0, 0, 5, 9, 12, 30],
      [1, 1, 1, 8],
    ]) {
      expect(kaplanMeierMedian(done(lengths)).median).toBe(quantile(lengths, 0.5));
    }
  });

  it('is not known while fewer than half have finished, but what it exceeds is', () => {
    const estimate = kaplanMeierMedian([
      ...done([2, 3, 4, 5, 6, 7, 8, 9]),
      ...open(Array.from({ length: 9 }, () => 40)),
    ]);
    expect(estimate).toMatchObject({ median: null, high: null, finished: 8, n: 17 });
    expect(estimate.low).toBe(5);
    expect(kaplanMeierMedian(open([5, 6]))).toEqual({ median: null, low: null, high: null, n: 2, finished: 0 });
    expect(kaplanMeierMedian([])).toEqual({ median: null, low: null, high: null, n: 0, finished: 0 });
  });

  it('does not shrink when something finished later', () => {
    const later = treated.map((case_) =>
      case_.length === 6 && case_.finished ? { length: 24, finished: true } : case_,
    );
    expect(kaplanMeierMedian(later).median).toBeGreaterThanOrEqual(23);
    expect(kaplanMeierMedian(later).low).toBeGreaterThanOrEqual(13);
  });

  it('refuses a negative duration', () => {
    expect(() => kaplanMeierMedian(done([-1]))).toThrow(RangeError);
  });
});
