import {
  Band,
  bandOf,
  bandsOf,
  expectedOutside,
  signalSidesOf,
} from '../../../src/modules/comparison/statistics/band.js';
import { limitsAt, limitsFor } from '../../../src/modules/comparison/statistics/funnel-limits.js';
import { proportionFunnel, rateFunnel } from '../../../src/modules/comparison/statistics/funnel.js';
import { clopperPearson } from '../../../src/modules/comparison/statistics/proportion-interval.js';
import { garwood } from '../../../src/modules/comparison/statistics/rate-interval.js';
import { binomialTerms, from, poissonTerms, upTo } from './exact-sums.js';

const OUTSIDE: readonly Band[] = [Band.WELL_ABOVE, Band.WELL_BELOW];

/** The rule as the catalogue states it, from sums of terms. */
function bySums(terms: readonly number[], count: number, canSignal: boolean): Band {
  if (!canSignal) return Band.NOT_ENOUGH_DATA;
  if (from(terms, count) < 0.001) return Band.WELL_ABOVE;
  if (upTo(terms, count) < 0.001) return Band.WELL_BELOW;
  if (from(terms, count) < 0.025) return Band.ABOVE;
  return upTo(terms, count) < 0.025 ? Band.BELOW : Band.WITHIN;
}

describe('the band of a proportion', () => {
  it('is that of the summed tails, for every count of every size up to 60 and some larger', () => {
    for (const centre of [0.05, 0.31, 0.5, 0.73, 0.9, 0.985]) {
      const funnel = proportionFunnel(centre);
      for (const size of [...Array.from({ length: 60 }, (_, i) => i + 1), 137, 400, 1000]) {
        const terms = binomialTerms(size, centre);
        const canSignal = Math.min(terms[0]!, terms[size]!) < 0.001;
        for (let count = 0; count <= size; count += 1) {
          expect([centre, size, count, bandOf(funnel, count, size)]).toEqual([
            centre,
            size,
            count,
            bySums(terms, count, canSignal),
          ]);
        }
      }
    }
  });

  it('has not enough data when no count of that size could signal: at 73 % below 6 items; above needs 22', () => {
    const funnel = proportionFunnel(0.73);
    expect(signalSidesOf(funnel, 5)).toEqual({ above: false, below: false });
    expect(signalSidesOf(funnel, 6)).toEqual({ above: false, below: true });
    expect(signalSidesOf(funnel, 21)).toEqual({ above: false, below: true });
    expect(signalSidesOf(funnel, 22)).toEqual({ above: true, below: true });
    expect(bandOf(funnel, 0, 5)).toBe(Band.NOT_ENOUGH_DATA);
    expect(bandOf(funnel, 0, 6)).toBe(Band.WELL_BELOW);
    expect(bandOf(funnel, 21, 21)).toBe(Band.ABOVE);
    expect(bandOf(funnel, 22, 22)).toBe(Band.WELL_ABOVE);
  });

  it('agrees with the drawn Clopper–Pearson interval: it signals when the interval leaves the centre out', () => {
    const funnel = proportionFunnel(0.73);
    for (const size of [22, 40, 95, 300]) {
      for (let count = 0; count <= size; count += 1) {
        const { low, high } = clopperPearson(count, size, 0.998);
        expect(OUTSIDE.includes(bandOf(funnel, count, size))).toBe(low > 0.73 || high < 0.73);
      }
    }
  });

  it('mirrors: what is not done at 27 % lies where what is done lies at 73 %, on the other side', () => {
    const turned = {
      WELL_ABOVE: Band.WELL_BELOW,
      ABOVE: Band.BELOW,
      WITHIN: Band.WITHIN,
      BELOW: Band.ABOVE,
      WELL_BELOW: Band.WELL_ABOVE,
      NOT_ENOUGH_DATA: Band.NOT_ENOUGH_DATA,
    };
    for (let count = 0; count <= 50; count += 1)
      expect(bandOf(proportionFunnel(0.27), 50 - count, 50)).toBe(turned[bandOf(proportionFunnel(0.73), count, 50)]);
  });

  it('holds no one against a centre of 0 or 100 %, which knows no chance', () => {
    expect(bandOf(proportionFunnel(1), 0, 50)).toBe(Band.NOT_ENOUGH_DATA);
    expect(bandOf(proportionFunnel(0), 50, 50)).toBe(Band.NOT_ENOUGH_DATA);
    expect(() => bandOf(proportionFunnel(0.5), 5, 4)).toThrow(RangeError);
  });

  it(
    'leaves at most 0.2 % outside when all are alike, at any size; a Wilson band round the mean leaves a hundred ' +
      'times that (control)',
    () => {
      for (const centre of [0.73, 0.9]) {
        const funnel = proportionFunnel(centre);
        let worst = 0;
        let worstControl = 0;
        for (let size = 5; size <= 200; size += 1) {
          const terms = binomialTerms(size, centre);
          const share = terms.reduce(
            (sum, chance, count) => (OUTSIDE.includes(bandOf(funnel, count, size)) ? sum + chance : sum),
            0,
          );
          worst = Math.max(worst, share);
          worstControl = Math.max(
            worstControl,
            terms.reduce((sum, chance, count) => (outsideWilsonBand(centre, count, size) ? sum + chance : sum), 0),
          );
          expect(expectedOutside(funnel, [size, size])).toBeCloseTo(2 * share, 10);
        }
        expect(worst).toBeLessThanOrEqual(0.002);
        expect(worstControl).toBeGreaterThan(0.2);
      }
    },
  );
});

/** The trap: the interval of the mean, as though it had been seen in so few cases, taken for limits of the room. */
function outsideWilsonBand(p: number, count: number, n: number): boolean {
  const z2 = 3.0902 ** 2;
  const half = 3.0902 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return Math.abs((count / n) * (1 + z2 / n) - p - z2 / (2 * n)) > half;
}

describe('the band of a rate', () => {
  it('is that of the summed tails', () => {
    for (const [centre, size] of [
      [0.5, 2],
      [0.5, 24],
      [0.02, 400],
      [3, 37],
      [1.7, 120],
    ] as const) {
      const most = Math.ceil(centre * size * 2 + 40);
      const terms = poissonTerms(centre * size, most + 400);
      for (let count = 0; count <= most; count += 1) {
        expect([centre, size, count, bandOf(rateFunnel(centre), count, size)]).toEqual([
          centre,
          size,
          count,
          bySums(terms, count, true),
        ]);
      }
    }
  });

  it("agrees with Garwood's interval", () => {
    for (let count = 0; count <= 60; count += 1) {
      const { low, high } = garwood(count, 0.998);
      expect(OUTSIDE.includes(bandOf(rateFunnel(0.5), count, 40))).toBe(low > 20 || high < 20);
    }
  });

  it('needs one expected event; none at all can be a signal only where seven are expected', () => {
    expect(bandOf(rateFunnel(0.5), 9, 1)).toBe(Band.NOT_ENOUGH_DATA);
    expect(bandOf(rateFunnel(0), 9, 100)).toBe(Band.NOT_ENOUGH_DATA);
    expect(signalSidesOf(rateFunnel(0.5), 13)).toEqual({ above: true, below: false });
    expect(signalSidesOf(rateFunnel(0.5), 14)).toEqual({ above: true, below: true });
    expect(bandOf(rateFunnel(0.5), 0, 14)).toBe(Band.WELL_BELOW);
    expect(() => bandOf(rateFunnel(0.5), 1, 0)).toThrow(RangeError);
  });
});

it('bands of many units are those of each, in their order', () => {
  for (const funnel of [proportionFunnel(0.73), proportionFunnel(0.73, { phi: 1.8, tau2: 0 }), rateFunnel(0.4)]) {
    const units = Array.from({ length: 400 }, (_, i) => ({
      size: 1 + ((i * 17) % 60),
      count: (i * 29) % (2 + ((i * 17) % 60)),
    }));
    const bands = bandsOf(funnel, units);
    expect(bands).toEqual(units.map(({ count, size }) => bandOf(funnel, count, size)));
    expect(new Set(bands).size).toBeGreaterThanOrEqual(4);
  }
  expect(() => bandsOf(proportionFunnel(0.5), [{ count: 3, size: 2 }])).toThrow(RangeError);
});

describe('the lines to draw', () => {
  it('leave a point outside exactly when its band says so', () => {
    for (const centre of [0.08, 0.5, 0.73, 0.9]) {
      const funnel = proportionFunnel(centre);
      for (const size of [6, 15, 22, 23, 60, 250]) {
        const { lowOuter, lowInner, highInner, highOuter } = limitsAt(funnel, size);
        for (let count = 0; count <= size; count += 1) {
          const value = count / size;
          const drawn =
            value > (highOuter ?? 1)
              ? Band.WELL_ABOVE
              : value < (lowOuter ?? 0)
                ? Band.WELL_BELOW
                : value > (highInner ?? 1)
                  ? Band.ABOVE
                  : value < (lowInner ?? 0)
                    ? Band.BELOW
                    : Band.WITHIN;
          const band = bandOf(funnel, count, size);
          expect([size, count, drawn]).toEqual([size, count, band === Band.NOT_ENOUGH_DATA ? drawn : band]);
          if (band === Band.NOT_ENOUGH_DATA) expect(OUTSIDE).not.toContain(drawn);
        }
      }
    }
  });

  it('hit the published critical values: of 20 at one half, 95 % lies within 6 to 14 and 99.8 % within 3 to 17', () => {
    // Sign-test tables: P(X ≤ 5 | 20, ½) = 0.0207, P(X ≤ 2) = 0.0002, P(X ≤ 3) = 0.0013
    const { lowOuter, lowInner, highInner, highOuter } = limitsAt(proportionFunnel(0.5), 20);
    for (const [line, from_, to] of [
      [lowInner, 5, 6],
      [highInner, 14, 15],
      [lowOuter, 2, 3],
      [highOuter, 17, 18],
    ] as const) {
      expect(20 * line!).toBeGreaterThan(from_);
      expect(20 * line!).toBeLessThanOrEqual(to);
    }
    expect(lowInner! + highInner!).toBeCloseTo(1, 9);
  });

  it('are absent where no count can cross them, and nest and close in with size', () => {
    expect(limitsAt(proportionFunnel(0.73), 21).highOuter).toBeNull();
    expect(limitsAt(proportionFunnel(0.73), 22).highOuter).toBeGreaterThan(0.73);
    expect(limitsAt(rateFunnel(0.5), 13).lowOuter).toBeNull();
    expect(limitsAt(rateFunnel(0.5), 1)).toEqual({
      size: 1,
      lowOuter: null,
      lowInner: null,
      highInner: null,
      highOuter: null,
    });
    const lines = limitsFor(proportionFunnel(0.73), 30, 3000);
    expect(lines[0]!.size).toBe(30);
    expect(lines.at(-1)!.size).toBe(3000);
    expect(lines.length).toBeLessThan(200);
    for (const { lowOuter, lowInner, highInner, highOuter } of lines) {
      expect(lowOuter!).toBeLessThan(lowInner!);
      expect(lowInner!).toBeLessThan(0.73);
      expect(highInner!).toBeGreaterThan(0.73);
      expect(highOuter!).toBeGreaterThan(highInner!);
    }
    const widths = lines.map(({ lowOuter, highOuter }) => highOuter! - lowOuter!);
    for (let i = 10; i < widths.length; i += 1) expect(widths[i]!).toBeLessThan(widths[i - 10]!);
    expect(() => limitsFor(proportionFunnel(0.5), 10, 5)).toThrow(RangeError);
  });
});
