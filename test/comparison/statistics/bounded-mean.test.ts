import { boundedMean, wilson } from '../../../src/modules/comparison/statistics/proportion-interval.js';

/** A small generator with a seed (G. Marsaglia's xorshift), so that every run draws the same. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Marks and how likely each is. */
type Law = readonly (readonly [mark: number, chance: number])[];
const meanOf = (law: Law): number => law.reduce((sum, [mark, chance]) => sum + mark * chance, 0);

function draw(law: Law, next: () => number): number {
  let left = next();
  for (const [mark, chance] of law) if ((left -= chance) < 0) return mark;
  return law.at(-1)![0];
}

function coverage(law: Law, n: number, rounds: number, interval: typeof boundedMean = boundedMean): number {
  const next = drawing(20261122 + n);
  const truth = meanOf(law);
  let covered = 0;
  for (let round = 0; round < rounds; round += 1) {
    let sum = 0;
    for (let i = 0; i < n; i += 1) sum += draw(law, next);
    const { low, high } = interval(Math.min(1, sum / n), n);
    if (low <= truth && truth <= high) covered += 1;
  }
  return covered / rounds;
}

/** The usual interval of a mean, as if marks were normal: what one would take without thinking. */
const normal: typeof boundedMean = (mean, n) => {
  const half = 1.96 * Math.sqrt((mean * (1 - mean)) / n);
  return { low: mean - half, high: mean + half };
};

describe('the interval of a mean of bounded marks', () => {
  it("is Wilson's where all marks are at the ends", () => {
    expect(boundedMean(27 / 30, 30)).toEqual(wilson(27, 30));
    expect(boundedMean(0, 4)).toEqual(wilson(0, 4));
  });

  it.each<[string, Law]>([
    [
      'mostly content',
      [
        [1, 0.7],
        [0.6, 0.25],
        [0, 0.05],
      ],
    ],
    [
      'divided',
      [
        [1, 0.4],
        [0.6, 0.2],
        [0, 0.4],
      ],
    ],
    [
      'hardly anybody content',
      [
        [1, 0.1],
        [0.6, 0.3],
        [0, 0.6],
      ],
    ],
    [
      'evenly spread',
      [
        [1, 0.25],
        [0.75, 0.25],
        [0.5, 0.25],
        [0.1, 0.25],
      ],
    ],
  ])('covers the truth at least 95 times of 100 when people are %s, from 5 marks on', (_name, law) => {
    for (const n of [5, 10, 30, 200]) expect([n, coverage(law, n, 4000) >= 0.95]).toEqual([n, true]);
  });

  it("which the interval without Wilson's correction does not (control)", () => {
    expect(
      coverage(
        [
          [1, 0.9],
          [0.6, 0.07],
          [0, 0.03],
        ],
        10,
        4000,
        normal,
      ),
    ).toBeLessThan(0.95);
  });

  it('covers 95 % on average over all means where it is tightest, at marks of 0 and 1 alone', () => {
    const means = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);
    const average =
      means.reduce(
        (sum, p) =>
          sum +
          coverage(
            [
              [1, p],
              [0, 1 - p],
            ],
            20,
            2000,
          ),
        0,
      ) / means.length;
    expect(average).toBeGreaterThan(0.94);
    expect(average).toBeLessThan(0.97);
  });

  it('narrows with the number of marks and stays within the scale', () => {
    const widths = [5, 50, 500].map((n) => boundedMean(0.8, n)).map(({ low, high }) => high - low);
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    for (const n of [1, 3, 100])
      for (const mean of [0, 0.013, 0.5, 0.999, 1]) {
        const { low, high } = boundedMean(mean, n);
        expect([mean, n, low >= 0 && low <= mean && mean <= high && high <= 1]).toEqual([mean, n, true]);
      }
  });

  it.each([
    [1.1, 4],
    [-0.1, 4],
    [0.5, 0],
    [0.5, 2.5],
    [Number.NaN, 3],
  ])('refuses a mean of %f of %f', (mean, n) => {
    expect(() => boundedMean(mean, n)).toThrow(RangeError);
  });
});
