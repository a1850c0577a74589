import { clopperPearson, wilson } from '../../../src/modules/comparison/statistics/proportion-interval.js';
import { garwood, rateInterval } from '../../../src/modules/comparison/statistics/rate-interval.js';
import { binomialTerms, from, poissonTerms, upTo } from './exact-sums.js';

const covered = (interval: (part: number, of: number) => { low: number; high: number }, n: number, p: number): number =>
  binomialTerms(n, p).reduce(
    (sum, chance, x) => (interval(x, n).low <= p && p <= interval(x, n).high ? sum + chance : sum),
    0,
  );

describe('the interval of a proportion', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 857, table I: method 3 (Wilson) and method 5 (Clopper–Pearson).
  it.each([
    [81, 263, 0.2553, 0.3662, 0.2527, 0.3676],
    [15, 148, 0.0624, 0.1605, 0.0578, 0.1617],
    [0, 20, 0, 0.1611, 0, 0.1684],
    [1, 29, 0.0061, 0.1718, 0.0009, 0.1776],
  ])(
    '%i of %i is as published: Wilson %f to %f, Clopper–Pearson %f to %f',
    (part, of, wilsonLow, wilsonHigh, exactLow, exactHigh) => {
      expect(wilson(part, of).low).toBeCloseTo(wilsonLow, 4);
      expect(wilson(part, of).high).toBeCloseTo(wilsonHigh, 4);
      expect(clopperPearson(part, of).low).toBeCloseTo(exactLow, 4);
      expect(clopperPearson(part, of).high).toBeCloseTo(exactHigh, 4);
    },
  );

  // Clopper & Pearson's charts as tabulated in Documenta Geigy, Scientific Tables (95 %): 1 of 10, 5 of 10, 3 of 20.
  it.each([
    [1, 10, 0.0025, 0.445],
    [5, 10, 0.1871, 0.8129],
    [3, 20, 0.0321, 0.3789],
    [10, 10, 0.6915, 1],
  ])('%i of %i lies between %f and %f', (part, of, low, high) => {
    expect(clopperPearson(part, of).low).toBeCloseTo(low, 4);
    expect(clopperPearson(part, of).high).toBeCloseTo(high, 4);
  });

  it('is exact in the sense of Clopper and Pearson: at each limit half of the rest lies beyond the count', () => {
    for (const [part, of, level] of [
      [1, 1, 0.95],
      [3, 17, 0.95],
      [40, 60, 0.998],
      [299, 300, 0.998],
      [2, 500, 0.95],
    ] as const) {
      const { low, high } = clopperPearson(part, of, level);
      const tail = (1 - level) / 2;
      expect(from(binomialTerms(of, low), part)).toBeCloseTo(tail, 9);
      if (part < of) expect(upTo(binomialTerms(of, high), part)).toBeCloseTo(tail, 9);
    }
  });

  it('mirrors: what is done and what is not have the same interval, turned round', () => {
    for (const interval of [wilson, clopperPearson]) {
      expect(interval(27, 30).low).toBeCloseTo(1 - interval(3, 30).high, 10);
      expect(interval(27, 30).high).toBeCloseTo(1 - interval(3, 30).low, 10);
      expect(interval(20, 20)).toMatchObject({ high: 1 });
      expect(interval(0, 20)).toMatchObject({ low: 0 });
    }
  });

  it('moves up with the count, narrows with n, and widens with the level', () => {
    for (const interval of [wilson, clopperPearson]) {
      for (let x = 1; x <= 40; x += 1) {
        expect(interval(x, 40).low).toBeGreaterThan(interval(x - 1, 40).low);
        expect(interval(x, 40).high).toBeGreaterThan(interval(x - 1, 40).high - 1e-12);
      }
      expect(interval(80, 100).high - interval(80, 100).low).toBeLessThan(interval(8, 10).high - interval(8, 10).low);
      expect(interval(8, 10, 0.998).low).toBeLessThan(interval(8, 10, 0.95).low);
    }
  });

  it(
    'covers: Wilson 95 % on average, Clopper–Pearson 95 % everywhere, and the textbook p ± 2 s.e. neither ' +
      '(control)',
    () => {
      const wald = (x: number, n: number): { low: number; high: number } => {
        const half = 1.96 * Math.sqrt(((x / n) * (1 - x / n)) / n);
        return { low: x / n - half, high: x / n + half };
      };
      const cells = [5, 10, 20, 50].flatMap((n) => Array.from({ length: 48 }, (_, i) => ({ n, p: 0.505 + i / 100 })));
      const average = (interval: typeof wald): number =>
        cells.reduce((sum, { n, p }) => sum + covered(interval, n, p), 0) / cells.length;
      expect(average(wilson)).toBeGreaterThan(0.93);
      expect(average(wilson)).toBeLessThan(0.97);
      expect(Math.min(...cells.map(({ n, p }) => covered(clopperPearson, n, p)))).toBeGreaterThanOrEqual(0.95);
      expect(average(wald)).toBeLessThan(0.9);
    },
  );

  it.each([
    [-1, 5],
    [6, 5],
    [1, 0],
    [1.5, 5],
    [1, Number.NaN],
  ])('refuses %d of %d', (part, of) => {
    expect(() => wilson(part, of)).toThrow(RangeError);
    expect(() => clopperPearson(part, of)).toThrow(RangeError);
  });
});

describe('the interval of a count', () => {
  // Garwood, Biometrika 28 (1936) 437, as in Pearson & Hartley, Biometrika Tables for Statisticians vol. 1, table 40
  // (95 % and 99 %).
  it.each([
    [0, 0.95, 0, 3.689],
    [1, 0.95, 0.0253, 5.572],
    [2, 0.95, 0.242, 7.225],
    [5, 0.95, 1.623, 11.668],
    [10, 0.95, 4.795, 18.39],
    [20, 0.95, 12.217, 30.888],
    [50, 0.95, 37.11, 65.92],
    [0, 0.99, 0, 5.298],
    [1, 0.99, 0.00501, 7.43],
    [10, 0.99, 3.717, 21.398],
  ])('%i at %d is as published: %f to %f', (count, level, low, high) => {
    const interval = garwood(count, level);
    expect(Math.abs(interval.low - low)).toBeLessThan(0.006);
    expect(Math.abs(interval.high - high)).toBeLessThan(0.006);
  });

  it('is exact in the sense of Garwood: at each limit half of what is left out lies beyond the count', () => {
    for (const [count, level] of [
      [1, 0.95],
      [3, 0.998],
      [17, 0.95],
      [120, 0.998],
    ] as const) {
      const { low, high } = garwood(count, level);
      expect(from(poissonTerms(low, count + 400), count)).toBeCloseTo((1 - level) / 2, 9);
      expect(upTo(poissonTerms(high, count), count)).toBeCloseTo((1 - level) / 2, 9);
    }
  });

  it('is given per unit of exposure', () => {
    const { low, high } = rateInterval(10, 2500, 1000);
    expect(low).toBeCloseTo(4.795 / 2.5, 3);
    expect(high).toBeCloseTo(18.39 / 2.5, 3);
    expect(() => rateInterval(1, 0)).toThrow(RangeError);
    expect(() => rateInterval(-1, 5)).toThrow(RangeError);
  });
});
