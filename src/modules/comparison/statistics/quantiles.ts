/** Ascending, without touching what was handed in. RangeError when a value is not finite. */
export function ascending(values: readonly number[]): readonly number[] {
  const wrong = values.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new RangeError(`${wrong} has no place in a distribution`);
  return [...values].sort((a, b) => a - b);
}

/**
 * Sample quantile, type 7 of Hyndman & Fan, The American Statistician 50 (1996) 361 (what spreadsheets and R call
 * quantile): linear between the order statistics. In the unit of the values; null when there are none. RangeError
 * unless every p lies in [0, 1].
 */
export function quantile(values: readonly number[], p: number): number | null {
  return quantiles(values, [p])[0] ?? null;
}

/**
 * Several quantiles of one sample, sorted once; nulls when there are no values. Same method and errors as `quantile`.
 */
export function quantiles(values: readonly number[], ps: readonly number[]): readonly (number | null)[] {
  const sorted = ascending(values);
  return ps.map((p) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile lies between 0 and 1, not at ${p}`);
    const place = (sorted.length - 1) * p;
    const below = sorted[Math.floor(place)];
    const above = sorted[Math.ceil(place)];
    return below === undefined || above === undefined ? null : below + (place - Math.floor(place)) * (above - below);
  });
}
