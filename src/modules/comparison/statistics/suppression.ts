import { assertShare } from './case-counts.js';

/**
 * What may be shown: `minimum` cases before a value is more than noise, `cell` people before a group is more than its
 * members. Both ≥ 1.
 */
export interface Thresholds {
  readonly minimum: number;
  readonly cell: number;
}

/** TOO_FEW hides the value alone; PRIVACY hides its parts too. The names are those of SuppressedReason. */
export type Suppression = 'TOO_FEW' | 'PRIVACY' | null;

/**
 * Why the value of `part` of `of` cases may not be shown; null when it may. When the cases are people, fewer than
 * `cell` of them, or a part or a rest of 1 to `cell` − 1, would say something of single people; a part of none, or of
 * all, speaks of the whole group and may be shown.
 * PRIVACY goes before TOO_FEW, which shows the parts. RangeError when it is no share of cases.
 */
export function suppressionOf(part: number, of: number, thresholds: Thresholds, people: boolean): Suppression {
  assertShare(part, of);
  if (people && (of < thresholds.cell || isSmall(part, thresholds.cell) || isSmall(of - part, thresholds.cell)))
    return 'PRIVACY';
  return of < thresholds.minimum ? 'TOO_FEW' : null;
}

/**
 * Which cells of a breakdown to hide, in their order; with `total` the total must be hidden as well, or it would tell
 * what is left.
 */
export interface HiddenCells {
  readonly cells: readonly boolean[];
  readonly total: boolean;
}

/**
 * Hides the small cells of one total, and so many more that subtracting the shown ones from the total does not tell a
 * hidden one: at least two are hidden, and together at least `k` (complementary suppression: L. Willenborg & T. de
 * Waal, Elements of Statistical Disclosure Control, 2001). Further cells are taken smallest first. 0 is a fact and is
 * never hidden for being small. RangeError when a count is none.
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
  // One small cell alone stays below k, so this asks for two as well.
  const safe = (): boolean => [...hidden].reduce((sum, i) => sum + counts[i]!, 0) >= k;
  for (const i of next) {
    if (safe()) break;
    hidden.add(i);
  }
  return { cells: counts.map((_, i) => hidden.has(i)), total: !safe() };
}

const isSmall = (count: number, k: number): boolean => count > 0 && count < k;
