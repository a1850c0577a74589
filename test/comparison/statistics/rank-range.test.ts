import { clopperPearson } from '../../../src/modules/comparison/statistics/proportion-interval.js';
import { jointLevel, rankRanges } from '../../../src/modules/comparison/statistics/rank-range.js';

const at = (...pairs: readonly (readonly [number, number])[]) => pairs.map(([low, high]) => ({ low, high }));

describe('the range of plausible ranks', () => {
  it('is worked by hand for five units: only intervals wholly apart decide', () => {
    expect(rankRanges(at([8, 9], [5, 7], [6, 8], [1, 2], [1.5, 5]))).toEqual([
      { best: 1, worst: 2 },
      { best: 2, worst: 4 },
      { best: 1, worst: 3 },
      { best: 4, worst: 5 },
      { best: 3, worst: 5 },
    ]);
  });

  it('is every rank when nothing is apart, and one rank when all is', () => {
    expect(rankRanges(at([0, 1], [0, 1], [0.5, 0.6]))).toEqual([
      { best: 1, worst: 3 },
      { best: 1, worst: 3 },
      { best: 1, worst: 3 },
    ]);
    expect(rankRanges(at([1, 2], [5, 6], [3, 4]))).toEqual([
      { best: 3, worst: 3 },
      { best: 1, worst: 1 },
      { best: 2, worst: 2 },
    ]);
    expect(rankRanges([])).toEqual([]);
  });

  it('is what comparing every pair gives', () => {
    const intervals = Array.from({ length: 200 }, (_, i) => ({
      low: (i * 37) % 101,
      high: ((i * 37) % 101) + ((i * 53) % 23),
    }));
    expect(rankRanges(intervals)).toEqual(
      intervals.map(({ low, high }) => ({
        best: 1 + intervals.filter((other) => other.low > high).length,
        worst: intervals.length - intervals.filter((other) => other.high < low).length,
      })),
    );
  });

  it('says next to nothing of a room with 12 of 16 among 300, and a good deal of a street with 700 of 1,000', () => {
    const level = jointLevel(300);
    const rooms = Array.from({ length: 299 }, (_, i) => clopperPearson(Math.round((0.45 + i / 600) * 60), 60, level));
    const [small] = rankRanges([clopperPearson(12, 16, level), ...rooms]);
    const [large] = rankRanges([clopperPearson(700, 1000, level), ...rooms]);
    expect(small!.worst - small!.best).toBeGreaterThan(250);
    expect(large!.worst - large!.best).toBeLessThan(small!.worst - small!.best);
  });

  it('asks more of each interval the more units there are', () => {
    expect(jointLevel(1)).toBe(0.95);
    expect(jointLevel(100) ** 100).toBeCloseTo(0.95, 12);
    expect(() => jointLevel(0)).toThrow(RangeError);
    expect(() => rankRanges(at([2, 1]))).toThrow(RangeError);
  });
});
