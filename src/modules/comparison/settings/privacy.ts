import { suppressionOf } from '../statistics/suppression.js';

/** The smallest group of people that is shown. */
export const SMALLEST_GROUP = 5;

export interface PrivacyOptions {
  readonly smallestGroup: number;
}
export const USUAL_PRIVACY: PrivacyOptions = { smallestGroup: SMALLEST_GROUP };

/**
 * Rounds a number of people to the nearest multiple of k, the smallest group.
 * Two answers that differ by one person then are equal or differ by k. A difference of k can also come from several
 * people.
 * Groups of 1 to k − 1 are hidden before, so they are never shown as 0.
 * It does not protect against someone who already knows all others, or who combines many overlapping queries.
 */
export const rounded = (people: number, { smallestGroup: k }: PrivacyOptions): number => Math.round(people / k) * k;

/** A lower bound stays one: it is rounded down. */
export const roundedDown = (people: number, { smallestGroup: k }: PrivacyOptions): number => Math.floor(people / k) * k;

/** Whether a number of people, or a part of them, would reveal single people. 0 reveals nobody. */
export const revealsPeople = (part: number, of: number | null, { smallestGroup }: PrivacyOptions): boolean =>
  of === null || part > of
    ? part > 0 && part < smallestGroup
    : of > 0 && suppressionOf(part, of, { minimum: 1, cell: smallestGroup }, true) === 'PRIVACY';
