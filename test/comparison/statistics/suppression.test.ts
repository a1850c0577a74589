import { hideSmallCells, suppressionOf } from '../../../src/modules/comparison/statistics/suppression.js';

const thresholds = { minimum: 5, cell: 10 };

describe('what may not be shown', () => {
  it('is a value of too few cases, whose parts may be', () => {
    expect(suppressionOf(4, 4, thresholds, false)).toBe('TOO_FEW');
    expect(suppressionOf(0, 5, thresholds, false)).toBeNull();
    expect(suppressionOf(1, 50, thresholds, false)).toBeNull();
  });

  it('is a part, or a rest, of a few people', () => {
    expect(suppressionOf(9, 40, thresholds, true)).toBe('PRIVACY');
    expect(suppressionOf(31, 40, thresholds, true)).toBe('PRIVACY');
    expect(suppressionOf(3, 4, thresholds, true)).toBe('PRIVACY');
    expect(suppressionOf(10, 20, thresholds, true)).toBeNull();
  });

  it('is not none, nor all: they speak of the whole group', () => {
    expect(suppressionOf(0, 40, thresholds, true)).toBeNull();
    expect(suppressionOf(40, 40, thresholds, true)).toBeNull();
    expect(suppressionOf(0, 9, thresholds, true)).toBe('PRIVACY');
    expect(() => suppressionOf(2, 0, thresholds, true)).toThrow(RangeError);
  });
});

describe('cells of a total', () => {
  it('hide a second one, so that subtracting does not tell the first', () => {
    expect(hideSmallCells([3, 40, 12, 0], 10)).toEqual({ cells: [true, false, true, false], total: false });
    expect(hideSmallCells([2, 3, 40, 60], 10)).toEqual({ cells: [true, true, true, false], total: false });
    expect(hideSmallCells([4, 7, 40], 10)).toEqual({ cells: [true, true, false], total: false });
  });

  it('hide nothing when nothing is small, and the total too when nothing else is left to hide behind', () => {
    expect(hideSmallCells([10, 0, 44], 10)).toEqual({ cells: [false, false, false], total: false });
    expect(hideSmallCells([4, 0, 0], 10)).toEqual({ cells: [true, false, false], total: true });
    expect(hideSmallCells([4, 3], 10)).toEqual({ cells: [true, true], total: true });
    expect(hideSmallCells([], 10)).toEqual({ cells: [], total: false });
    expect(() => hideSmallCells([1.5], 10)).toThrow(RangeError);
  });

  it('never let a hidden cell be worked out from the total and the rest', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const counts = Array.from({ length: 2 + (seed % 5) }, (_, i) => (seed * 7 + i * i * 13 + seed * i) % 31);
      const { cells, total } = hideSmallCells(counts, 8);
      counts.forEach((count, i) => expect(count > 0 && count < 8 && !cells[i]).toBe(false));
      const left = counts.reduce((sum, count, i) => (cells[i] ? sum + count : sum), 0);
      if (!total && cells.includes(true)) {
        expect(left).toBeGreaterThanOrEqual(8);
        expect(cells.filter(Boolean).length).toBeGreaterThan(1);
      }
    }
  });
});
