import { wilson } from '../../src/modules/comparison/statistics/proportion-interval.js';
import { garwood } from '../../src/modules/comparison/statistics/rate-interval.js';

describe('the interval of a proportion', () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998) 857–872,
  // table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("%i of %i is Wilson's, as published: %f to %f", (part, of, low, high) => {
    const interval = wilson(part, of);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('mirrors: what is done and what is not have the same interval, turned round', () => {
    const done = wilson(27, 30);
    const open = wilson(3, 30);
    expect(done.low).toBeCloseTo(1 - open.high, 12);
    expect(done.high).toBeCloseTo(1 - open.low, 12);
    expect(wilson(20, 20)).toMatchObject({ high: 1 });
  });

  it('does not let 1 of 1 look as sure as 27 of 30', () => {
    expect(wilson(1, 1).low).toBeLessThan(wilson(27, 30).low);
  });
});

describe('the interval of a count', () => {
  // Garwood's exact limits, as in Pearson & Hartley, Biometrika Tables for Statisticians vol. 1, table 40 (95 %).
  it.each([
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [2, 0.242, 7.225],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [20, 12.217, 30.888],
    [30, 20.241, 42.827],
    [50, 37.11, 65.92],
    [100, 81.36, 121.63],
  ])('%i is the exact Poisson one, as published: %f to %f', (count, low, high) => {
    const interval = garwood(count);
    const digits = count >= 50 ? 2 : count === 1 ? 4 : 3;
    expect(interval.low).toBeCloseTo(low, digits);
    expect(interval.high).toBeCloseTo(high, Math.min(digits, 3));
  });

  it('is exact in the sense of Garwood: at each limit 2.5 % lie beyond the count', () => {
    const upTo = (count: number, mean: number): number => {
      let term = Math.exp(-mean);
      let sum = 0;
      for (let k = 0; k <= count; k += 1) {
        sum += term;
        term *= mean / (k + 1);
      }
      return sum;
    };
    for (const count of [1, 3, 6, 17, 32, 120]) {
      const { low, high } = garwood(count);
      expect(1 - upTo(count - 1, low)).toBeCloseTo(0.025, 8);
      expect(upTo(count, high)).toBeCloseTo(0.025, 8);
    }
  });
});
