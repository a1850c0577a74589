import type { Statement } from '../../../kernel/database.js';
import { textFamily } from '../../../kernel/statement-text.js';
import { FROM, TO } from '../counting/base-aggregates.js';
import { CASE_NAMES, type CaseName, REASON, casesOfRange, casesOfRooms } from '../counting/case-sources.js';
import { type PathRange, type PeriodDays, inRange, scope } from './comparison-sql.js';
import { type MetricDefinition, isOfCases } from '../catalogue/metric-definition.js';
import { peopleOf } from '../counting/people-sql.js';
import { type PlaceScope, forEachPeriod, placeParameters, within } from './place-sql.js';

/** The sorts of cases these metrics are made of. */
export const casesOf = (metrics: readonly MetricDefinition[]): CaseName[] =>
  [...new Set(metrics.filter(isOfCases).map((metric) => metric.cases))].sort();

/** What counts, and what may: looked for by its days, so that only the period's records are read. */
const counted = (name: CaseName, cases: string): string =>
  `SELECT '${name}' AS name, room_id, key, sum(weight)::float8 AS n, reason IS NOT NULL AS doubtful
    FROM (SELECT x.*, ${REASON} AS reason FROM (${cases}) x WHERE x.first <= ${TO} AND x.last >= ${FROM}) y ` +
  `WHERE reason IS NULL OR reason = 'ACROSS_EDGE' GROUP BY room_id, key, reason`;
const ofRooms = (name: CaseName): string => (name === 'people' ? peopleOf('s.id') : counted(name, casesOfRooms(name)));
const ofRange = (name: CaseName): string =>
  name === 'people' ? peopleOf('s.place_path') : counted(name, casesOfRange(name));

/** How many cases of a name and key: `doubtful` ones only may lie in the period, and have no number. */
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
      `WITH ${scope(inRange(4))} SELECT g.path AS "group", u.name, u.key, sum(u.n) AS n, u.doubtful
        FROM (${ofRange(name)}) u ${within('u.room_id')} GROUP BY g.path, u.name, u.key, u.doubtful`,
    ),
);

/** The cases of the given rooms, one row a room, name and key; rooms without any have none. */
export const casesStatement = (
  { from, to, dueBy }: PeriodDays,
  roomIds: readonly string[],
  name: CaseName,
): Statement => ({ text: roomsText(name), values: [from, to, dueBy, roomIds] });

/** The same for every room of a range. */
export const rangeCasesStatement = ({ from, to, dueBy }: PeriodDays, range: PathRange, name: CaseName): Statement => ({
  text: rangeText(name),
  values: [from, to, dueBy, range.from, range.end],
  isShared: true,
});

/** The cases of all rooms of a place together, one row a period, place, name and key. */
export const placeCasesStatement = (query: PlaceScope, name: CaseName): Statement => ({
  text: placesText(name),
  values: placeParameters(query),
  isShared: true,
});
