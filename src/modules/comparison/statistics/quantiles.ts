/**
 * A sorted copy, ascending.
 * @throws RangeError when a value is not finite
 */
export function ascending(values: readonly number[]): readonly number[] {
  const wrong = values.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new RangeError(`${wrong} has no place in a distribution`);
  return [...values].sort((a, b) => a - b);
}

/**
 * The quantile of a sample: the value below which a share `p` of the values lies. null without values.
 * Type 7 of Hyndman & Fan, The American Statistician 50 (1996) 361, as in spreadsheets and R. Between two sorted values
 * it is linear.
 * @throws RangeError unless p is in [0, 1]
 */
export function quantile(values: readonly number[], p: number): number | null {
  return quantiles(values, [p])[0] ?? null;
}

/** Several quantiles of one sample, which is sorted once. Method and errors are those of `quantile`. */
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
