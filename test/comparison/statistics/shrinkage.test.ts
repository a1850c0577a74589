import { between } from '../../../src/modules/comparison/statistics/between-variance.js';
import { fitBeta, shrinkShare, shrunkShareInterval } from '../../../src/modules/comparison/statistics/beta-binomial.js';
import { fitGamma, shrinkRate, shrunkRateInterval } from '../../../src/modules/comparison/statistics/gamma-poisson.js';

const shares = (of: number, ...parts: number[]) => parts.map((part) => ({ part, of }));
const rates = (exposure: number, ...counts: number[]) => counts.map((count) => ({ count, exposure }));

describe('the shrunk proportion', () => {
  it('fits by moments: worked by hand for four rooms of ten', () => {
    // p = 0.5; S = 10 × (0.09 + 0.09) = 1.8; by chance 0.25 × 3 = 0.75; per variance 4 × 10 × 0.75 × 0.9 = 27; ρ = 1.05
    // / 27 / 0.25
    const prior = fitBeta(shares(10, 2, 5, 5, 8))!;
    expect(prior.centre).toBeCloseTo(0.5, 12);
    expect(prior.cases).toBeCloseTo(38 / 7, 8);
    expect(shrinkShare(prior, { part: 8, of: 10 })).toBeCloseTo((19 / 7 + 8) / (38 / 7 + 10), 8);
  });

  it('does not let 1 of 1 beat 27 of 30, as the raw shares do (control)', () => {
    const peers = [
      { part: 1, of: 1 },
      { part: 27, of: 30 },
      { part: 14, of: 20 },
      { part: 9, of: 18 },
      { part: 30, of: 40 },
      { part: 11, of: 25 },
      { part: 2, of: 3 },
    ];
    const prior = fitBeta(peers)!;
    expect(1 / 1).toBeGreaterThan(27 / 30);
    expect(shrinkShare(prior, { part: 1, of: 1 })).toBeLessThan(shrinkShare(prior, { part: 27, of: 30 }));
  });

  it('pools completely when rooms differ no more than chance has it', () => {
    const prior = fitBeta(shares(20, 10, 10, 11, 10, 9, 10))!;
    expect(prior).toEqual({ centre: 0.5, cases: Number.POSITIVE_INFINITY });
    expect(shrinkShare(prior, { part: 20, of: 20 })).toBe(0.5);
    expect(shrunkShareInterval(prior, { part: 20, of: 20 })).toEqual({ low: 0.5, high: 0.5 });
  });

  it('pools two peers, and peers that all did everything or nothing; without peers there is nothing to say', () => {
    expect(fitBeta(shares(10, 1, 9))).toEqual({ centre: 0.5, cases: Number.POSITIVE_INFINITY });
    expect(fitBeta(shares(10, 10, 10, 10))).toEqual({ centre: 1, cases: Number.POSITIVE_INFINITY });
    expect(fitBeta(shares(10, 0, 0, 0))).toEqual({ centre: 0, cases: Number.POSITIVE_INFINITY });
    expect(fitBeta([])).toBeNull();
  });

  it('stays sound when rooms of one case each differ as far as they can', () => {
    const prior = fitBeta([...shares(1, 0, 1, 1, 1), ...shares(50, 0, 50, 50)])!;
    expect(prior.cases).toBeGreaterThan(0);
    for (const share of [...shares(1, 0, 1), ...shares(50, 0, 25, 50)]) {
      const value = shrinkShare(prior, share);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });

  it(
    'lies between the raw and the peers, nearer to the raw the more cases there are, and keeps the order at ' +
      'equal n',
    () => {
      const prior = { centre: 0.7, cases: 12 };
      const at = (scale: number): number => shrinkShare(prior, { part: 9 * scale, of: 10 * scale });
      expect(at(1)).toBeGreaterThan(0.7);
      expect(at(10)).toBeGreaterThan(at(1));
      expect(at(1000)).toBeCloseTo(0.9, 3);
      for (let part = 1; part <= 30; part += 1)
        expect(shrinkShare(prior, { part, of: 30 })).toBeGreaterThan(shrinkShare(prior, { part: part - 1, of: 30 }));
      const { low, high } = shrunkShareInterval(prior, { part: 9, of: 10 });
      expect(low).toBeLessThan(at(1));
      expect(high).toBeGreaterThan(at(1));
    },
  );

  it('does not let one giant room stand for all when rooms differ', () => {
    const prior = fitBeta([...shares(40, 8, 12, 16, 20, 24, 28, 32), { part: 990, of: 1000 }])!;
    expect((140 + 990) / 1280).toBeGreaterThan(0.85);
    expect(prior.centre).toBeLessThan(0.65);
  });
});

describe('the shrunk rate', () => {
  it('fits by moments: worked by hand for four rooms of ten months', () => {
    // rate 0.5; S = 1.8; by chance 0.5 × 3 = 1.5; per variance 4 × 10 × 0.75 = 30; variance 0.3 / 30 = 0.01; exposure
    // 0.5 / 0.01
    const prior = fitGamma(rates(10, 2, 5, 5, 8))!;
    expect(prior.centre).toBeCloseTo(0.5, 12);
    expect(prior.exposure).toBeCloseTo(50, 6);
    expect(shrinkRate(prior, { count: 8, exposure: 10 })).toBeCloseTo(33 / 60, 8);
  });

  it('pools when rooms differ no more than chance has it, when there are two, and when nothing happened', () => {
    expect(fitGamma(rates(10, 5, 5, 6, 4))).toEqual({ centre: 0.5, exposure: Number.POSITIVE_INFINITY });
    expect(fitGamma(rates(10, 1, 9))).toEqual({ centre: 0.5, exposure: Number.POSITIVE_INFINITY });
    expect(fitGamma(rates(10, 0, 0, 0))).toEqual({ centre: 0, exposure: Number.POSITIVE_INFINITY });
    expect(fitGamma([])).toBeNull();
  });

  it('has an interval round it that narrows with exposure', () => {
    const prior = { centre: 0.5, exposure: 20 };
    const width = (exposure: number): number => {
      const { low, high } = shrunkRateInterval(prior, { count: exposure, exposure });
      const value = shrinkRate(prior, { count: exposure, exposure });
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
      return high - low;
    };
    expect(width(100)).toBeLessThan(width(10));
  });

  it('does not depend on the unit of exposure', () => {
    const months = [
      { count: 3, exposure: 12 },
      { count: 20, exposure: 24 },
      { count: 1, exposure: 6 },
      { count: 30, exposure: 24 },
    ];
    const years = months.map(({ count, exposure }) => ({ count, exposure: exposure / 12 }));
    expect(shrinkRate(fitGamma(years)!, years[0]!)).toBeCloseTo(12 * shrinkRate(fitGamma(months)!, months[0]!), 8);
  });
});

it('the variance between units is 0, never negative, when there is but one of them', () => {
  expect(between([{ value: 0.3, size: 10, free: 1 }], (p) => p * (1 - p))).toEqual({ centre: 0.3, variance: 0 });
});
