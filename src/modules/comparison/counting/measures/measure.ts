import type { CarriedMeasure } from '../../../rooms/room.enums.js';

/** The period's parameters, in every statement that counts. */
export const FROM = '$1::date';
export const TO = '$2::date';
/** The last day on which what is due counts as due: the period's end, or yesterday while the period is running. */
export const DUE_BY = '$3::date';

/** A kind of record as it is shown behind a number. */
export interface Source {
  /** Its type in the schema. */
  readonly type: string;
  readonly id: string;
  /** Its rows, joined to `scope s` (the rooms asked about: id, city_id, place_id, place_path). */
  readonly from: string;
  /** When it came to be here as it is. */
  readonly enteredAt: string;
}

/** Totals a room carried forward for a past period count with the records, on the same terms. */
export interface Carried {
  readonly measure: CarriedMeasure;
  readonly floorWhen: string;
}

/** A record that belongs to the period of its key day, independent of what happened to it later. */
export interface Keyed {
  /** Why it does not count when it has no key day. */
  readonly without: string;
  /**
   * Only a key day that is over counts: up to yesterday while the period is running. MONTH_END: key days are last days
   * of months, so none lies within the running month.
   */
  readonly isDue?: 'ANY_DAY' | 'MONTH_END';
  /** From `on` on it belongs to no period any more: it counts in those that ended before. */
  readonly gone?: { readonly when: string; readonly on: string; readonly reason: string };
  /** What must have come about by the period's end, between `first` and `last`; null days: it has not. */
  readonly met?: { readonly first: string; readonly last: string; readonly reason: string };
  /** The other way round: what must not have. */
  readonly unmet?: { readonly first: string; readonly last: string; readonly reason: string };
}

/**
 * One additive number, defined once. How it is counted, stored by month, read, recounted and explained follows from
 * this.
 * The migration that stores it (migrations/support) has its own frozen copy; tests compare the two.
 */
export interface Measure {
  readonly source: Source;
  /**
   * First and last day it can have happened on; of a keyed record its key day. It counts when they lie within the
   * period.
   */
  readonly days: readonly [first: string, last: string];
  /** What it counts for; by default 1. */
  readonly weight?: string;
  /** Why a record never counts, by condition; the first condition that holds is shown. */
  readonly excluded?: Readonly<Record<string, string>>;
  /** Of what counts: true when, although its days lie within, it cannot be said whether it does. */
  readonly unsure?: string;
  readonly carried?: Carried;
  readonly keyed?: Keyed;
  /**
   * Where it is stored: a column of room_month_stat, and in capitals a measure of room_span_stat. Absent when it
   * follows from others.
   */
  readonly kept?: StatColumn;
}

export interface StatColumn {
  readonly column: string;
  /** Records and carried totals are stored together; this selects one of the two. */
  readonly only?: 'RECORDS' | 'CARRIED';
}

const not = (conditions: readonly string[]): string =>
  conditions.map((condition) => `(${condition}) IS NOT TRUE`).join(' AND ');
export const lastKeyDay = ({ isDue }: Keyed): string => (isDue ? DUE_BY : TO);
export const goneBy = ({ gone }: Keyed, day: string): string[] =>
  gone ? [`${gone.when} AND coalesce(${gone.on} <= ${day}, true)`] : [];

/** What counts independent of its days. It has no parameter unless the measure itself names one. */
export const counting = ({ excluded = {} }: Measure): string => not(Object.values(excluded)) || 'true';

/** The records that count, or may: room_id, first, last, weight, doubtful. */
export function recordsSql(measure: Measure): string {
  const {
    source,
    days: [first, last],
    weight = '1',
    unsure = 'false',
    keyed,
  } = measure;
  const conditions = [counting(measure)];
  let doubtful = unsure;
  if (keyed) {
    conditions.push(
      `${first} BETWEEN ${FROM} AND ${lastKeyDay(keyed)}`,
      ...goneBy(keyed, TO).map((gone) => not([gone])),
    );
    if (keyed.met) conditions.push(`${keyed.met.last} IS NOT NULL AND ${keyed.met.first} <= ${TO}`);
    if (keyed.met) doubtful = `${keyed.met.last} > ${TO}`;
    if (keyed.unmet) conditions.push(`(${keyed.unmet.last} IS NULL OR ${keyed.unmet.last} > ${TO})`);
    if (keyed.unmet) doubtful = `${keyed.unmet.last} IS NOT NULL AND ${keyed.unmet.first} <= ${TO}`;
  }
  return `SELECT s.id AS room_id, ${first} AS first, ${last} AS last, ${weight} AS weight, coalesce(${doubtful},
    false) AS doubtful FROM ${source.from} WHERE ${conditions.join(' AND ')}`;
}
