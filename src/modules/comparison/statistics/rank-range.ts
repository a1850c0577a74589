import { type ConfidenceInterval, LEVEL } from './confidence-interval.js';

/** The ranks a unit may have, from `best` to `worst`, both included. Rank 1 is the highest value. */
export interface RankRange {
  readonly best: number;
  readonly worst: number;
}

/**
 * The level of each of `units` independent intervals at which all hold together with `level`: level^(1/units) (Šidák).
 * @throws RangeError unless units ≥ 1 and 0 < level < 1
 */
export function jointLevel(units: number, level = LEVEL): number {
  if (!(units >= 1 && level > 0 && level < 1)) throw new RangeError(`no joint level of ${level} for ${units} units`);
  return level ** (1 / units);
}

/**
 * The plausible ranks of units, from one confidence interval each.
 * Source: M. Klein, T. Wright & J. Wieczorek, "A joint confidence region for an overall ranking of populations", JRSS C
 * 69 (2020) 589.
 * A unit ranks after those whose intervals are wholly above its own, and before those wholly below.
 * With intervals at `jointLevel(n)` all ranges hold together with the wanted level. There is no simulation, so equal
 * data give equal ranges.
 * The highest value is first. Reverse the ranges of metrics where less is better.
 * @throws RangeError when an interval has low > high
 */
export function rankRanges(intervals: readonly ConfidenceInterval[]): readonly RankRange[] {
  const wrong = intervals.find(({ low, high }) => !(low <= high));
  if (wrong) throw new RangeError(`${wrong.low} to ${wrong.high} is no interval`);
  const lows = intervals.map(({ low }) => low).sort((a, b) => a - b);
  const highs = intervals.map(({ high }) => high).sort((a, b) => a - b);
  return intervals.map(({ low, high }) => ({
    best: 1 + lows.length - firstIndex(lows, (other) => other > high),
    worst: lows.length - firstIndex(highs, (other) => other >= low),
  }));
}

/** The first index of a sorted list from which `holds` is true; the list's length if there is none. Binary search. */
function firstIndex(sorted: readonly number[], holds: (value: number) => boolean): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(sorted[middle]!)) to = middle;
    else from = middle + 1;
  }
  return from;
}
