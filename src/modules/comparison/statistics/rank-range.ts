import { type ConfidenceInterval, LEVEL } from './confidence-interval.js';

/** Ranks a unit may hold, 1 being the highest value; from `best` to `worst`, both included. */
export interface RankRange {
  readonly best: number;
  readonly worst: number;
}

/**
 * The level each of `units` independent intervals needs so that all hold together with `level` (Šidák). RangeError
 * unless `units` ≥ 1 and 0 < level < 1.
 */
export function jointLevel(units: number, level = LEVEL): number {
  if (!(units >= 1 && level > 0 && level < 1)) throw new RangeError(`no joint level of ${level} for ${units} units`);
  return level ** (1 / units);
}

/**
 * Plausible ranks from one interval for each unit: M. Klein, T. Wright & J. Wieczorek, "A joint confidence region for
 * an overall ranking of populations", JRSS C 69 (2020) 589. A unit is surely behind those whose intervals lie wholly
 * above its own, and surely before those wholly below. With intervals at `jointLevel(n)` all ranges hold at once with
 * the level asked for; no simulation, so the same data always say the same. Highest value first; turn the ranges round
 * for metrics of which less is better. RangeError when an interval is none.
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

/** The first place of an ascending list at which `holds` is true, and stays so; its length when nowhere. */
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
