import type { Statement } from '../../../kernel/database.js';
import { fixedText, textFamily } from '../../../kernel/statement-text.js';
import { DUE_BY, FROM, HAS_DATA, TO } from '../counting/base-aggregates.js';
import { HAS_DATA_LIVE } from '../counting/base-aggregates-live.js';
import { type PathRange, type PeriodDays, inRange, joined, scope } from './comparison-sql.js';
import { counted } from './days-sql.js';
import type { AggregateName } from '../counting/base-aggregates.js';
import { isDatedFact } from '../counting/dated-facts.js';
import { hasRegisters, isKnownOtherwise } from '../counting/kept-registers.js';
import { missing } from '../values/compute-metric.js';
import { FACT_SETS, type FactSet, GROUP_SETS, groupSetOf, keyOfSet, metricsIn, namesIn } from './fact-sets.js';
import { isOfOneRoom } from '../counting/measures/rolled-measure.js';
import type { SumMetric } from '../catalogue/metric-definition.js';

/** Places (by path) whose rooms are added up, for each of several periods. No room outside the range is read. */
export interface PlaceScope {
  readonly key: string;
  readonly days: readonly PeriodDays[];
  readonly range: PathRange;
  readonly groups: readonly string[];
  /** Whether the period ends within a month. Then it is counted from the records, and there is no other period. */
  readonly isOfDays?: boolean;
}

/** Runs a statement for every period. The period's parameters become columns of a row of periods. */
export const forEachPeriod = (inner: string): string =>
  `SELECT step.n::int AS step, x.*
    FROM unnest($1::date[], $2::date[], $3::date[]) WITH ORDINALITY AS step(first_day, last_day, due_by, n) ` +
  `CROSS JOIN LATERAL
    (${inner.replaceAll(FROM, 'step.first_day').replaceAll(TO, 'step.last_day').replaceAll(DUE_BY, 'step.due_by')}) x`;

/**
 * SQL for `GROUP BY place`: a place's rooms are those whose path begins with the place's path.
 * All segments of a path have the same width. So this is an equality of prefixes, which PostgreSQL can join by a hash.
 */
/**
 * A path with this mark is a group of its own: the rooms of that place itself 本级, without those below it.
 * It ends every room's path while groups are matched, so a path without the mark is a group of all rooms below it too.
 */
const OWN_MARK = '=';
export const ownGroup = (path: string): string => path + OWN_MARK;

const GROUPS = `(SELECT path, length(path) AS long FROM unnest($6::text[]) AS g(path)) g`;
export const within = (path: string): string =>
  `CROSS JOIN (SELECT DISTINCT length(p) AS long FROM unnest($6::text[]) AS p) widths
    JOIN ${GROUPS} ON g.path = left(${path} || '${OWN_MARK}', widths.long) COLLATE "C" AND g.long = widths.long`;

export const placeParameters = ({ days, range, groups }: PlaceScope): unknown[] => [
  days.map((day) => day.from),
  days.map((day) => day.to),
  days.map((day) => day.dueBy),
  range.from,
  range.end,
  groups,
];

/** `ctes` and `joins` have the base numbers of each room of `scope s`. */
function factsOfPlaces(set: FactSet, ctes: string, joins: string, hasData: string): string {
  const names = namesIn(set);
  const columns = names
    .map((name) =>
      ['amount', 'carried', 'doubtful', 'is_floor', 'is_approximate', 'as_of']
        .map((column) => `, a_${name}.${column} AS "${name}.${column}"`)
        .concat(otherwiseKnown(name))
        .join(''),
    )
    .join('');
  return forEachPeriod(
    `WITH ${scope(inRange(4))}${ctes}, f AS MATERIALIZED (SELECT s.place_path, s.mask, ${hasData} AS has_data${columns}
        FROM scope s${joins}) ` +
      `SELECT g.path AS "group", count(*) FILTER (WHERE f.has_data) AS "withData"${metricsIn(set).map(sums).join('')}
          FROM f ${within('f.place_path')} GROUP BY g.path`,
  );
}

const placeFactsText = textFamily(
  'facts of places',
  () => FACT_SETS,
  keyOfSet,
  (set) => factsOfPlaces(set, '', joined(namesIn(set)), HAS_DATA),
);
/** For a period that ends within a month: counted from the records. */
const placeFactsOfDaysText = textFamily(
  'facts of places by days',
  () => GROUP_SETS,
  keyOfSet,
  (set) => {
    const { ctes, joins } = counted(namesIn(set));
    return factsOfPlaces(set, ctes, joins, HAS_DATA_LIVE);
  },
);

/**
 * The sums of numerators and denominators of the rooms with data, one row for each period and place that has rooms.
 * The columns have the metric's id as prefix: `<metric>.above` and so on. MATERIALIZED keeps PostgreSQL from repeating
 * the subquery for every sum.
 */
export const placeFactsStatement = (query: PlaceScope, set: FactSet): Statement =>
  query.isOfDays
    ? { text: placeFactsOfDaysText(groupSetOf(set)), values: placeParameters(query) }
    : { text: placeFactsText(set), values: placeParameters(query), isShared: true };

/**
 * Whether a place's numbers over time can be read from the sums of all its rooms, without looking at each room.
 * That is not so for rates per resident, which leave out some rooms. It is not so for numbers that depend on each room,
 * e.g. active rooms.
 */
export const isPlainSum = ({ days, groups }: PlaceScope, metric: SumMetric): boolean =>
  days.length > 1 && groups.length === 1 && canBePlain(metric);
export const canBePlain = ({ numerator, denominator }: SumMetric): boolean =>
  [numerator, ...(denominator ? [denominator] : [])].every((name) => !isDatedFact(name) && !isOfOneRoom(name));

const otherwiseKnown = (name: AggregateName): string[] => {
  const sql = isKnownOtherwise(name);
  return sql === 'false' ? [] : [`, ${sql} AS "${name}.is_known"`];
};
/** Whether the room of a row `f` recorded all parts of a metric. */
const recordedIn = (names: readonly AggregateName[]): string =>
  names
    .map((name) => {
      const kept = hasRegisters('f.mask', [name]);
      return kept === 'true' || isKnownOtherwise(name) === 'false' ? kept : `(${kept} OR f."${name}.is_known")`;
    })
    .join(' AND ');

/**
 * A room without known residents is left out of a rate per resident, in numerator and denominator.
 * A room that did not record both parts of a ratio is left out of it.
 * A room without data is left out of all metrics except those counted from the register.
 */
function sums({ id, numerator, denominator, ofRegister, isAboutRecords }: SumMetric): string {
  const taking = ofRegister ? 'true' : 'f.has_data';
  const recorded = isAboutRecords ? 'true' : recordedIn([numerator, ...(denominator ? [denominator] : [])]);
  const known = [
    taking,
    ...(denominator && missing(denominator) === null ? [`f."${denominator}.amount" IS NOT NULL`] : []),
    ...(denominator && recorded !== 'true' ? [recorded] : []),
  ].join(' AND ');
  const column = (name: string, part: string): string => `f."${name}.${part}"`;
  const sum = (name: string, part: string): string => `sum(coalesce(${column(name, part)}, 0)) FILTER (WHERE ${known})`;
  const any = (name: string, part: string, where = known): string =>
    `coalesce(bool_or(${column(name, part)}) FILTER (WHERE ${where}), false)`;
  const parts: Record<string, string> = {
    above: sum(numerator, 'amount'),
    carried: sum(numerator, 'carried'),
    doubtful: any(numerator, 'doubtful', 'true'),
    floor: any(numerator, 'is_floor'),
    approximate: any(numerator, 'is_approximate'),
    rooms: `count(*) FILTER (WHERE ${taking} AND ${recorded})`,
    of: `count(*) FILTER (WHERE ${taking})`,
    recorded: `sum(coalesce(${column(numerator, 'amount')}, 0)) FILTER (WHERE ${taking} AND ${recorded})`,
  };
  if (denominator) {
    Object.assign(parts, {
      aboveAll: `sum(coalesce(${column(numerator, 'amount')}, 0)) FILTER (WHERE ${taking} AND ${recorded})`,
      carriedAll: `sum(coalesce(${column(numerator, 'carried')}, 0)) FILTER (WHERE ${taking} AND ${recorded})`,
      below: sum(denominator, 'amount'),
      doubtful: `${any(numerator, 'doubtful', 'true')} OR ${any(denominator, 'doubtful', 'true')}`,
      belowFloor: any(denominator, 'is_floor'),
      belowApproximate: any(denominator, 'is_approximate'),
      asOf: `CASE WHEN min(${column(denominator, 'as_of')}) FILTER (WHERE ${known}) =
        max(${column(denominator, 'as_of')}) FILTER (WHERE ${known})
        THEN min(${column(denominator, 'as_of')}) FILTER (WHERE ${known}) END`,
    });
  }
  return Object.entries(parts)
    .map(([part, sql]) => `, ${sql} AS "${id}.${part}"`)
    .join('');
}

/**
 * The number of places that could own a room, by the place that contains them. The rule is that of a comparison's
 * coverage, independent of the period.
 */
const PLACES = fixedText(
  'places of places',
  `SELECT g.path AS "group", count(*) AS places FROM place p ${within('p.path').replaceAll('$6', '$3')}
    WHERE p.path >= $1 AND p.path < $2 AND p.kind IS DISTINCT FROM 'STATISTICAL_ONLY' ` +
    `AND (p.level = 'COMMUNITY' AND p.closed_on IS NULL OR EXISTS (SELECT 1 FROM room r
      WHERE r.city_id = p.city_id AND r.place_id = p.id)) GROUP BY g.path`,
);
export const placesStatement = ({ range, groups }: PlaceScope): Statement => ({
  text: PLACES,
  values: [range.from, range.end, groups],
  isShared: true,
});
