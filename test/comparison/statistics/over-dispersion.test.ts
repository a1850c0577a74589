import { Band, bandOf, expectedOutside, zScore } from '../../../src/modules/comparison/statistics/band.js';
import { limitsAt } from '../../../src/modules/comparison/statistics/funnel-limits.js';
import { NO_SPREAD, proportionFunnel, rateFunnel } from '../../../src/modules/comparison/statistics/funnel.js';
import { estimateSpread, SpreadModel, winsorised } from '../../../src/modules/comparison/statistics/over-dispersion.js';

const outside = (band: Band): boolean => band === Band.WELL_ABOVE || band === Band.WELL_BELOW;

// √(count/size) is 1.5 or 0.5 round a root centre of 1: every z is ±0.5 × 2 × √36 = ±6
const wild = Array.from({ length: 20 }, (_, i) => ({ count: i % 2 === 0 ? 81 : 9, size: 36 }));

describe('over-dispersion', () => {
  it('is the mean square of the winsorised z-scores: worked by hand', () => {
    expect(zScore(rateFunnel(1), 81, 36)).toBeCloseTo(6, 12);
    expect(estimateSpread(rateFunnel(1), wild, SpreadModel.MULTIPLICATIVE)).toMatchObject({
      phi: expect.closeTo(36, 9),
      significant: true,
      units: 20,
      spread: { phi: expect.closeTo(36, 9), tau2: 0 },
    });
    // equal weights w = 4 × 36: τ² = (20 × 36 − 19) / (19 w)
    expect(estimateSpread(rateFunnel(1), wild, SpreadModel.ADDITIVE).spread).toEqual({
      phi: 1,
      tau2: expect.closeTo(701 / (19 * 144), 9),
    });
  });

  it('pulls in the outer tenth on each side and nothing else', () => {
    expect(winsorised([100, 1, 2, 3, 4, 5, 6, 7, 8, 9, -100])).toEqual([9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1]);
  });

  it('is not hidden by one wild room: the room it should find does not widen the lines that find it', () => {
    const rooms = [
      ...Array.from({ length: 30 }, (_, i) => ({ count: 29 + (i % 3), size: 40 })),
      { count: 2, size: 40 },
    ];
    const { spread } = estimateSpread(proportionFunnel(0.75), rooms, SpreadModel.MULTIPLICATIVE);
    expect(spread).toEqual(NO_SPREAD);
    expect(bandOf(proportionFunnel(0.75, spread), 2, 40)).toBe(Band.WELL_BELOW);
  });

  it('is left alone when it is not proven, and with fewer than ten units', () => {
    const alike = Array.from({ length: 40 }, (_, i) => ({ count: 58 + ((i % 5) - 2) * 3, size: 80 }));
    const unproven = estimateSpread(proportionFunnel(0.73), alike, SpreadModel.ADDITIVE);
    expect(unproven).toMatchObject({ spread: NO_SPREAD, significant: false });
    expect(unproven.phi).toBeGreaterThan(1);
    expect(estimateSpread(rateFunnel(1), wild.slice(0, 9), SpreadModel.ADDITIVE)).toMatchObject({
      spread: NO_SPREAD,
      units: 9,
    });
    expect(
      estimateSpread(
        proportionFunnel(1),
        wild.map(() => ({ count: 1, size: 1 })),
        SpreadModel.ADDITIVE,
      ),
    ).toMatchObject({ spread: NO_SPREAD, units: 0 });
  });

  it.each([
    ['a proportion', proportionFunnel(0.73), proportionFunnel(0.73, { phi: 2.5, tau2: 0 })],
    ['a proportion, added', proportionFunnel(0.73), proportionFunnel(0.73, { phi: 1, tau2: 0.004 })],
    ['a rate', rateFunnel(0.73), rateFunnel(0.73, { phi: 2.5, tau2: 0 })],
  ])('only ever takes signals of %s away, and draws its lines where the bands are', (_, exact, widened) => {
    let fewer = 0;
    for (const size of [22, 60, 200]) {
      const plain = limitsAt(exact, size);
      const lines = limitsAt(widened, size);
      expect(lines.lowOuter ?? 0).toBeLessThanOrEqual(plain.lowOuter ?? 0);
      expect(lines.highOuter ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(plain.highOuter ?? 0);
      for (let count = 0; count <= size; count += 1) {
        const before = outside(bandOf(exact, count, size));
        const after = bandOf(widened, count, size);
        if (outside(after)) expect(before).toBe(true);
        if (before && !outside(after)) fewer += 1;
        if (after === Band.NOT_ENOUGH_DATA) continue;
        expect(after === Band.WELL_BELOW).toBe(count / size < (lines.lowOuter ?? 0));
        expect(after === Band.WELL_ABOVE).toBe(count / size > (lines.highOuter ?? Number.POSITIVE_INFINITY));
      }
    }
    expect(fewer).toBeGreaterThan(0);
  });

  it('expects the nominal two in a thousand outside', () => {
    expect(expectedOutside(proportionFunnel(0.5, { phi: 1.5, tau2: 0 }), [100, 100, 2])).toBeCloseTo(0.004, 9);
  });
});
