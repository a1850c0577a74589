import type { Statement } from '../../../kernel/database.js';
import { textFamily } from '../../../kernel/statement-text.js';
import { FROM, TO } from '../counting/base-aggregates.js';
import { CASE_NAMES, type CaseName, REASON, casesOfRange, casesOfRooms } from '../counting/case-sources.js';
import { type PathRange, type PeriodDays, inRange, scope } from './comparison-sql.js';
import { type MetricDefinition, isOfCases } from '../catalogue/metric-definition.js';
import { hasRegisters } from '../counting/kept-registers.js';
import { peopleOf } from '../counting/people-sql.js';
import { type PlaceScope, forEachPeriod, placeParameters, within } from './place-sql.js';

/** The kinds of cases that these metrics need. */
export const casesOf = (metrics: readonly MetricDefinition[]): CaseName[] =>
  [...new Set(metrics.filter(isOfCases).map((metric) => metric.cases))].sort();

/**
 * Counts the cases in the period by room and key. The condition on the days keeps all other records unread.
 * `doubtful`: it is unknown whether these cases are in the period.
 */
const counted = (name: CaseName, cases: string): string =>
  `SELECT '${name}' AS name, room_id, key, sum(weight)::float8 AS n, reason IS NOT NULL AS doubtful
    FROM (SELECT x.*, ${REASON} AS reason FROM (${cases}) x WHERE x.first <= ${TO} AND x.last >= ${FROM}) y ` +
  `WHERE reason IS NULL OR reason = 'ACROSS_EDGE' GROUP BY room_id, key, reason`;
const ofRooms = (name: CaseName): string => (name === 'people' ? peopleOf('s.id') : counted(name, casesOfRooms(name)));
const ofRange = (name: CaseName): string =>
  name === 'people' ? peopleOf('s.place_path') : counted(name, casesOfRange(name));

/** The key of the row that counts the rooms with data that did not keep the registers of the cases. */
export const UNRECORDED = '-';

/** The number of cases with a name and a key. Of `doubtful` cases it is unknown whether they are in the period. */
export interface CaseRow {
  readonly name: CaseName;
  readonly key: string;
  readonly n: number;
  readonly doubtful: boolean;
}

const roomsText = textFamily(
  'cases of rooms',
  () => CASE_NAMES,
  String,
  (name) =>
    `WITH ${scope('r.id = ANY($4::uuid[])')} SELECT room_id AS "roomId", name, key, n, doubtful
      FROM (${ofRooms(name)}) u`,
);
const rangeText = textFamily(
  'cases of a range',
  () => CASE_NAMES,
  String,
  (name) => `WITH ${scope(inRange(4))} SELECT room_id AS "roomId", name, key, n, doubtful FROM (${ofRooms(name)}) u`,
);
const placesText = textFamily(
  'cases of places',
  () => CASE_NAMES,
  String,
  (name) =>
    forEachPeriod(
      `WITH ${scope(inRange(4))}, kept AS MATERIALIZED (SELECT s.place_path,
        ${hasRegisters('s.mask', [name])} AS is_kept,
        s.id, s.city_id FROM scope s)
        SELECT g.path AS "group", u.name, u.key, sum(u.n) AS n, u.doubtful FROM (${ofRange(name)}) u
        JOIN kept ON kept.place_path = u.room_id AND kept.is_kept ${within('u.room_id')}
        GROUP BY g.path, u.name, u.key, u.doubtful UNION ALL
        SELECT g.path, '${name}', '${UNRECORDED}', count(*), false FROM kept ${within('kept.place_path')}
        WHERE NOT kept.is_kept AND EXISTS (SELECT FROM room_month_stat m WHERE m.city_id = kept.city_id
        AND m.room_id = kept.id AND m.month <= ${TO} AND m.recorded > 0) GROUP BY g.path`,
    ),
);

/** The cases of the given rooms, one row for each room, name and key. A room without cases has no row. */
export const casesStatement = (
  { from, to, dueBy }: PeriodDays,
  roomIds: readonly string[],
  name: CaseName,
): Statement => ({ text: roomsText(name), values: [from, to, dueBy, roomIds] });

/** The cases of every room in a range. */
export const rangeCasesStatement = ({ from, to, dueBy }: PeriodDays, range: PathRange, name: CaseName): Statement => ({
  text: rangeText(name),
  values: [from, to, dueBy, range.from, range.end],
  isShared: true,
});

/** The cases of all rooms of a place together, one row for each period, place, name and key. */
export const placeCasesStatement = (query: PlaceScope, name: CaseName): Statement => ({
  text: placesText(name),
  values: placeParameters(query),
  isShared: true,
});
