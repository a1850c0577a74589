import type { CarriedMeasure } from '../../../rooms/room.enums.js';

/** The parameters of the period, the same in every statement that counts. */
export const FROM = '$1::date';
export const TO = '$2::date';
/** The last day on which something due counts as due: the period's end, or yesterday while the period is running. */
export const DUE_BY = '$3::date';

/** The kind of record behind a number. */
export interface Source {
  /** The name of its type in the schema. */
  readonly type: string;
  readonly id: string;
  /** SQL for its rows, joined to `scope s`: the rooms asked about, with id, city_id, place_id, place_path. */
  readonly from: string;
  /** SQL for the time at which the record got its present state. */
  readonly enteredAt: string;
}

/**
 * A carried total (a total for a time before records were kept here). It is added to the records.
 * `floorWhen` is the SQL condition under which the total is only a lower bound.
 */
export interface Carried {
  readonly measure: CarriedMeasure;
  readonly floorWhen: string;
}

/** Totals of a measure that are a lower bound only where their source says so. */
export const plainTotals = (measure: CarriedMeasure): Carried => ({ measure, floorWhen: 'false' });

/**
 * A record that belongs to the period of one key day, e.g. the due day. What happened to the record later does not move
 * it.
 */
export interface Keyed {
  /** The reason shown when a record has no key day. */
  readonly without: string;
  /**
   * Only key days that are over count, so up to yesterday while the period is running.
   * MONTH_END: all key days are last days of months, so none is in the running month.
   */
  readonly isDue?: 'ANY_DAY' | 'MONTH_END';
  /** From the day `on` the record belongs to no period. It still counts in periods that ended before. */
  readonly gone?: { readonly when: string; readonly on: string; readonly reason: string };
  /**
   * What must have happened by the period's end. `first` and `last` are its possible days; null when it has not
   * happened.
   */
  readonly met?: { readonly first: string; readonly last: string; readonly reason: string };
  /** What must not have happened by the period's end. */
  readonly unmet?: { readonly first: string; readonly last: string; readonly reason: string };
}

/**
 * The definition of one additive number. How it is counted, stored, read, recounted and explained follows from it.
 * The migration that stores it (migrations/support) has its own frozen copy. Tests compare the two.
 */
export interface Measure {
  readonly source: Source;
  /** First and last possible day of the record, or its key day. The record counts when both are in the period. */
  readonly days: readonly [first: string, last: string];
  /** SQL for what one record adds; by default 1. */
  readonly weight?: string;
  /** Reasons why a record never counts, each with its SQL condition. The first condition that holds is shown. */
  readonly excluded?: Readonly<Record<string, string>>;
  /** SQL condition under which it is unknown whether a record counts, although its days are in the period. */
  readonly unsure?: string;
  readonly carried?: Carried;
  readonly keyed?: Keyed;
  /**
   * Where the sum is stored: a column of room_month_stat, and in capitals a measure of room_span_stat.
   * Absent when the number is computed from other sums.
   */
  readonly kept?: StatColumn;
}

export interface StatColumn {
  readonly column: string;
  /** Records and carried totals are stored together. This selects one of them. */
  readonly only?: 'RECORDS' | 'CARRIED';
}

const not = (conditions: readonly string[]): string =>
  conditions.map((condition) => `(${condition}) IS NOT TRUE`).join(' AND ');
export const lastKeyDay = ({ isDue }: Keyed): string => (isDue ? DUE_BY : TO);
export const goneBy = ({ gone }: Keyed, day: string): string[] =>
  gone ? [`${gone.when} AND coalesce(${gone.on} <= ${day}, true)`] : [];

/**
 * SQL condition for the records that can count, independent of their days. Only a measure's own conditions can have
 * parameters.
 */
export const counting = ({ excluded = {} }: Measure): string => not(Object.values(excluded)) || 'true';

/** SQL for the records that count or may count. Columns: room_id, first, last, weight, doubtful. */
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
