import { CATALOGUE } from '../../src/modules/comparison/catalogue/catalogue.js';
import { isSum } from '../../src/modules/comparison/catalogue/metric-definition.js';

/** The metrics that are plain sums over rooms. Distinct people are counted once each, so they are none of them. */
export const ADDITIVE = CATALOGUE.filter((metric) => isSum(metric) && !metric.denominator).map(({ id }) => id);

export interface Row {
  readonly values: readonly { readonly metric: { readonly id: string }; readonly value: number | null }[];
}
export type Numbers = Readonly<Record<string, number>>;

/** A number that is not there adds nothing. */
export const numbersOf = ({ values }: Row): Numbers =>
  Object.fromEntries(values.map(({ metric, value }) => [metric.id, value ?? 0]));

export const addUp = (rows: readonly Row[]): Numbers =>
  Object.fromEntries(
    ADDITIVE.map((id) => [id, rows.map(numbersOf).reduce((total, numbers) => total + numbers[id]!, 0)]),
  );

/** The same numbers for the same seed (Lehmer, modulus 2^31 - 1). */
export const chance = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
};
