import { DUE_BY, FROM, TO } from './base-aggregates.js';

/** A table of records. `of` is the join to a room of the scope; `first` and `last` are its days. */
export interface CaseRecord {
  readonly table: string;
  readonly as: string;
  readonly of: string;
  readonly first: string;
  readonly last: string;
  readonly more?: string;
}
export interface Row {
  readonly type: string;
  readonly id: string;
  readonly record: CaseRecord;
  readonly enteredAt: string;
  readonly excluded: string;
  readonly key: string;
  readonly weight?: string;
}

/** The records of the rooms of the scope. */
export const ofRooms = ({ table, as, of, more = '' }: CaseRecord): string =>
  `scope s JOIN ${table} ${as} ON ${as}.city_id = s.city_id AND ${as}.${of} ${more}`;

/**
 * The records of all rooms in a range of paths, found by their days.
 * An index finds the few records of the period in a long history. A join that starts from the rooms would not use that
 * index.
 * Records whose days span an edge of the period have an index of their own. OFFSET 0 keeps PostgreSQL from rearranging
 * the subquery.
 * Places that are only statistical units are left out, as in every comparison.
 */
export const ofRange = ({ table, as, first, last, more = '' }: CaseRecord): string =>
  `(SELECT ${as}.*, ${as}.place_path AS owner FROM ${table} ${as}
    WHERE (${first} BETWEEN ${FROM}
    AND ${TO}${first === last ? '' : ` OR (${first} <> ${last} AND ${first} < ${FROM} AND ${last} >= ${FROM})`}) ` +
  `AND ${as}.place_path >= $4 AND ${as}.place_path < $5 AND ${as}.place_id <> ALL (ARRAY(SELECT id FROM place
    WHERE kind = 'STATISTICAL_ONLY')) OFFSET 0) ${as} ${more}`;

export type From = (record: CaseRecord) => string;
export const row =
  ({ type, id, record, enteredAt, excluded, key, weight = '1' }: Row) =>
  (from: From): string =>
    `SELECT ${from === ofRange ? `${record.as}.owner` : 's.id'} AS room_id, '${type}' AS type, ${id} AS id,
      ${record.first} AS first, ${record.last} AS last, ${enteredAt} AS entered_at, ${excluded} AS excluded,
      ${key} AS key, (${weight})::float8 AS weight FROM ${from(record)}`;

/** The day up to which the course of a case is known: the period's end, or today if that is earlier. */
const KNOWN_TO = `least(${TO}, ${DUE_BY} + 1)`;

interface Course extends Omit<Row, 'excluded' | 'key' | 'weight'> {
  /** First and last possible day of the end; null while the case is open. */
  readonly end: readonly [from: string, to: string];
  /** First and last possible day on which the case was given up; null if it was not. */
  readonly stopped?: readonly [from: string, to: string];
  readonly excluded?: string;
}

/**
 * How many days a case took, e.g. `12`. `12+`: it was still open after 12 days, on the last known day or when it was
 * given up.
 * Only dates known to the day are used; a date known to the month or year would have to be invented.
 * For a case given up on an imprecise date, the first possible day is used, but no day before the case began.
 */
export const course = ({
  end: [endFrom, endTo],
  stopped: [stoppedFrom, stoppedTo] = ['NULL::date', 'NULL::date'],
  excluded,
  record,
  ...rest
}: Course) => {
  const { first, last } = record;
  const isKnown = `${endTo} <= ${KNOWN_TO}`;
  return row({
    ...rest,
    record,
    excluded:
      `CASE ${excluded ?? ''} WHEN NOT (${first} >= ${FROM} AND ${last} <= ${TO}) THEN NULL WHEN ${first} ` +
      `<> ${last} OR (${endFrom} <= ${KNOWN_TO} AND ${endFrom} <> ${endTo}) THEN 'NOT_TO_THE_DAY' ` +
      `WHEN ${first} > ${KNOWN_TO} THEN 'OUTSIDE_PERIOD' WHEN ${endTo} < ${first} OR ((${isKnown}) IS NOT ` +
      `TRUE AND ${stoppedTo} < ${first}) THEN 'ENDS_BEFORE_START' END`,
    key: `CASE WHEN ${isKnown} THEN (${endTo} - ${first})::text
      ELSE (greatest(least(${KNOWN_TO}, ${stoppedFrom}), ${first}) - ${first})::text || '+' END`,
  });
};
