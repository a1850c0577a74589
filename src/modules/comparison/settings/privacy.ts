import { suppressionOf } from '../statistics/suppression.js';

/** Fewest people who may be told about as a group. */
export const SMALLEST_GROUP = 5;

export interface PrivacyOptions {
  readonly smallestGroup: number;
}
export const USUAL_PRIVACY: PrivacyOptions = { smallestGroup: SMALLEST_GROUP };

/**
 * A number of people to the nearest multiple of k. Two answers that differ by one person (a period and one a month
 * longer, a place and its parts) then are the same or differ by k; either way as much could have come of k − 1 people
 * more or fewer. Small groups are hidden before: 1 to k − 1 is never rounded to 0 and shown.
 * It does not withstand somebody who already knows all but one of them, nor any number of overlapping questions put
 * together; that is what hiding names and rights are for.
 */
export const rounded = (people: number, { smallestGroup: k }: PrivacyOptions): number => Math.round(people / k) * k;

/** What is known as a floor stays one: rounded down. */
export const roundedDown = (people: number, { smallestGroup: k }: PrivacyOptions): number => Math.floor(people / k) * k;

/** Whether a number of people, or a part of some, would tell of single ones. None is a fact. */
export const tellsOfPeople = (part: number, of: number | null, { smallestGroup }: PrivacyOptions): boolean =>
  of === null || part > of
    ? part > 0 && part < smallestGroup
    : of > 0 && suppressionOf(part, of, { minimum: 1, cell: smallestGroup }, true) === 'PRIVACY';
