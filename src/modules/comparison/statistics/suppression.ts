import { assertShare } from './case-counts.js';

/**
 * The least numbers that may be shown, both ≥ 1. Below `minimum` cases a value is mostly chance. A group below `cell`
 * people could identify its members.
 */
export interface Thresholds {
  readonly minimum: number;
  readonly cell: number;
}

/** TOO_FEW hides the value only. PRIVACY hides its parts too. The names are those of SuppressedReason. */
export type Suppression = 'TOO_FEW' | 'PRIVACY' | null;

/**
 * The reason why the value of `part` of `of` cases may not be shown; null when it may.
 * PRIVACY applies to people: to fewer than `cell` of them, and to a part or a rest of 1 to `cell` − 1.
 * A part of 0 or of all describes the whole group and may be shown. PRIVACY is checked before TOO_FEW, because TOO_FEW
 * shows the parts.
 * @throws RangeError when it is no share of cases
 */
export function suppressionOf(part: number, of: number, thresholds: Thresholds, people: boolean): Suppression {
  assertShare(part, of);
  if (people && (of < thresholds.cell || isSmall(part, thresholds.cell) || isSmall(of - part, thresholds.cell)))
    return 'PRIVACY';
  return of < thresholds.minimum ? 'TOO_FEW' : null;
}

/**
 * Which cells of a breakdown to hide, in their order.
 * `total`: the total must be hidden too, because subtracting from it would reveal a hidden cell.
 */
export interface HiddenCells {
  readonly cells: readonly boolean[];
  readonly total: boolean;
}

/**
 * Hides the small cells of a breakdown with one total, and further cells, smallest first.
 * Then subtracting the shown cells from the total reveals no hidden cell: at least two are hidden, and together they
 * are at least `k`.
 * Source (complementary suppression): L. Willenborg & T. de Waal, Elements of Statistical Disclosure Control, 2001.
 * A cell of 0 is not small, because it describes nobody.
 * @throws RangeError when a count is negative or not whole
 */
export function hideSmallCells(counts: readonly number[], k: number): HiddenCells {
  const wrong = counts.find((count) => !(Number.isInteger(count) && count >= 0));
  if (wrong !== undefined) throw new RangeError(`${wrong} is no count`);
  const hidden = new Set(counts.flatMap((count, i) => (isSmall(count, k) ? [i] : [])));
  if (hidden.size === 0) return { cells: counts.map(() => false), total: false };
  const next = counts
    .map((_, i) => i)
    .filter((i) => counts[i]! >= k)
    .sort((a, b) => counts[a]! - counts[b]!);
  // One small cell alone is below k. So this condition also requires at least two cells.
  const safe = (): boolean => [...hidden].reduce((sum, i) => sum + counts[i]!, 0) >= k;
  for (const i of next) {
    if (safe()) break;
    hidden.add(i);
  }
  return { cells: counts.map((_, i) => hidden.has(i)), total: !safe() };
}

const isSmall = (count: number, k: number): boolean => count > 0 && count < k;
