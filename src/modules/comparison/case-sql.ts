import type { Statement } from '../../kernel/database.js';
import { FROM, TO } from './base-aggregates.js';
import { type CaseName, REASON, casesOfRange, casesOfRooms } from './case-sources.js';
import { type PathRange, type PeriodDays, inRange, scope } from './comparison-sql.js';
import { type MetricDefinition, isOfCases } from './metrics/metric-definition.js';
import { peopleOf } from './people-sql.js';
import { type PlaceScope, forEachPeriod, placeParameters, within } from './place-sql.js';

/** In one fixed order, so that the same set always makes the same statement text. */
export const casesOf = (metrics: readonly MetricDefinition[]): CaseName[] => [...new Set(metrics.filter(isOfCases).map((metric) => metric.cases))].sort();

/** What counts, and what may: looked for by its days, so that only the period's records are read. */
const counted = (name: CaseName, cases: string): string =>
  `SELECT '${name}' AS name, room_id, key, sum(weight)::float8 AS n, reason IS NOT NULL AS doubtful FROM (SELECT x.*, ${REASON} AS reason FROM (${cases}) x WHERE x.first <= ${TO} AND x.last >= ${FROM}) y `
  + `WHERE reason IS NULL OR reason = 'ACROSS_EDGE' GROUP BY room_id, key, reason`;
const ofRooms = (names: readonly CaseName[]): string => names.map((name) => (name === 'people' ? peopleOf('s.id') : counted(name, casesOfRooms(name)))).join(' UNION ALL ');
const ofRange = (names: readonly CaseName[]): string => names.map((name) => (name === 'people' ? peopleOf('s.place_path') : counted(name, casesOfRange(name)))).join(' UNION ALL ');

/** How many cases of a name and key: `doubtful` ones only may lie in the period, and have no number. */
export interface CaseRow { readonly name: CaseName; readonly key: string; readonly n: number; readonly doubtful: boolean }

/** The cases of the given rooms, one row a room, name and key; rooms without any have none. */
export const casesStatement = ({ from, to, dueBy }: PeriodDays, roomIds: readonly string[], names: readonly CaseName[]): Statement =>
  ({ text: `WITH ${scope('r.id = ANY($4::uuid[])')} SELECT room_id AS "roomId", name, key, n, doubtful FROM (${ofRooms(names)}) u`, values: [from, to, dueBy, roomIds] });

/** The same for every room of a range. */
export const rangeCasesStatement = ({ from, to, dueBy }: PeriodDays, range: PathRange, names: readonly CaseName[]): Statement =>
  ({ text: `WITH ${scope(inRange(4))} SELECT room_id AS "roomId", name, key, n, doubtful FROM (${ofRooms(names)}) u`, values: [from, to, dueBy, range.from, range.end], isShared: true });

/** The cases of all rooms of a place together, one row a period, place, name and key. */
export const placeCasesStatement = (query: PlaceScope, names: readonly CaseName[]): Statement => ({
  text: forEachPeriod(`WITH ${scope(inRange(4))} SELECT g.path AS "group", u.name, u.key, sum(u.n) AS n, u.doubtful FROM (${ofRange(names)}) u ${within('u.room_id')} GROUP BY g.path, u.name, u.key, u.doubtful`),
  values: placeParameters(query), isShared: true,
});
