/** `part` cases of `of`, e.g. items done on time of items due. */
export interface Share {
  readonly part: number;
  readonly of: number;
}

/**
 * `count` events over an exposure: the amount in which they can happen, e.g. sessions over room-months or residents.
 */
export interface Rate {
  readonly count: number;
  readonly exposure: number;
}

/** A count with the number of cases or the exposure it belongs to. */
export interface SizedCount {
  readonly count: number;
  readonly size: number;
}

/**
 * A share needs whole cases, because its law is the binomial distribution.
 * @throws RangeError unless both are whole numbers, of > 0 and 0 ≤ part ≤ of
 */
export function assertShare(part: number, of: number): void {
  if (!(Number.isInteger(part) && Number.isInteger(of) && of > 0 && part >= 0 && part <= of))
    throw new RangeError(`${part} of ${of} is no share of cases`);
}

/** @throws RangeError unless `count` is a whole number ≥ 0 and `exposure` a finite number > 0 */
export function assertRate(count: number, exposure: number): void {
  if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`${count} is no count`);
  if (!(Number.isFinite(exposure) && exposure > 0)) throw new RangeError(`${exposure} is no exposure`);
}
