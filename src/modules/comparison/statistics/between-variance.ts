/**
 * A unit's raw value with its size.
 * The variance between units is multiplied by `free` in the variance of the value.
 */
export interface MeasuredUnit {
  readonly value: number;
  readonly size: number;
  readonly free: number;
}

/**
 * The centre of the units and the variance of their true values around it. At a variance of 0 chance explains all
 * differences.
 */
export interface Between {
  readonly centre: number;
  readonly variance: number;
}

const ROUNDS = 50;
const SETTLED = 1e-10;

/**
 * Estimates the variance between units by moments, with weights that are adjusted in each round.
 * Sources: J. C. Kleinman, JASA 68 (1973) 46, for proportions; R. J. Marshall, Applied Statistics 40 (1991) 283, for
 * rates.
 * The weights start proportional to size, which is right when units do not differ. The more units differ, the more
 * equal the weights become.
 * A negative estimate becomes 0: the units then differ less than by chance, and are pooled.
 * The method needs no likelihood, so it always ends: at the latest after 50 rounds.
 * @param within the variance by chance of a value of size 1, at a given centre
 */
export function between(units: readonly MeasuredUnit[], within: (centre: number) => number): Between {
  let found: Between = { centre: Number.NaN, variance: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = step(units, within, found);
    const settled =
      Math.abs(next.variance - found.variance) <= SETTLED * Math.max(next.variance, Number.MIN_VALUE) && round > 0;
    found = next;
    if (found.variance === 0 || settled) return found;
  }
  return found;
}

function step(
  units: readonly MeasuredUnit[],
  within: (centre: number) => number,
  { centre: last, variance }: Between,
): Between {
  const weights = units.map(
    ({ size, free }) => size / (1 + (variance === 0 ? 0 : (free * variance * size) / within(last))),
  );
  const total = sum(weights);
  const centre = sum(units.map(({ value }, i) => weights[i]! * value)) / total;
  const spent = units.map((_, i) => weights[i]! * (1 - weights[i]! / total));
  const squares = sum(units.map(({ value }, i) => weights[i]! * (value - centre) ** 2));
  const byChance = within(centre) * sum(units.map(({ size }, i) => spent[i]! / size));
  const perVariance = sum(units.map(({ free }, i) => spent[i]! * free));
  return { centre, variance: perVariance > 0 ? Math.max(0, (squares - byChance) / perVariance) : 0 };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
