import { TO } from './measures/measure.js';

/**
 * Figures of a place by which metrics divide. They are not sums of records; each is dated.
 * The latest figure not after the period's end counts, or else the earliest later one.
 */
export const DATED_FACTS = { residents: 'USUAL_RESIDENTS', households: 'HOUSEHOLDS' } as const;
export type DatedFactName = keyof typeof DATED_FACTS;
export const isDatedFact = (name: string): name is DatedFactName => name in DATED_FACTS;

const NEAREST = `p.as_of <= ${TO} DESC, abs(p.as_of - ${TO})`;
/** Joins `a_<name>` to the rooms of `scope s`: by a look-up for each room, or for a whole city at once. */
export function factJoin(name: DatedFactName, of: 'rooms' | 'city'): string {
  const kind = `p.kind = '${DATED_FACTS[name]}'`;
  const found =
    of === 'city'
      ? `(SELECT DISTINCT ON (p.place_id) p.place_id, p.count, p.as_of FROM place_fact p WHERE ${kind}
        ORDER BY p.place_id, ${NEAREST}) f_${name} ON f_${name}.place_id = s.place_id`
      : `LATERAL (SELECT p.count, p.as_of FROM place_fact p
        WHERE p.city_id = s.city_id AND p.place_id = s.place_id AND ${kind}
        ORDER BY ${NEAREST} LIMIT 1) f_${name} ON true`;
  return ` LEFT JOIN ${found} CROSS
    JOIN LATERAL (SELECT f_${name}.count::float8 AS amount, 0::float8 AS carried, false AS doubtful, false AS is_floor,
    false AS is_approximate, false AS is_carried, f_${name}.as_of) a_${name}`;
}

/** The figure that counts, together with those that do not. */
export const factRecords = (name: DatedFactName): string =>
  `SELECT s.id AS room_id, 'PlaceFact' AS type, p.id, p.as_of AS first, p.as_of AS last, p.count::float8 AS weight,
    NULL::timestamptz AS entered_at, ` +
  `CASE WHEN row_number() OVER (PARTITION BY s.id
    ORDER BY ${NEAREST}) > 1 THEN 'ANOTHER_FIGURE' ELSE 'COUNTED' END AS excluded ` +
  `FROM scope s JOIN place_fact p ON p.city_id = s.city_id AND p.place_id = s.place_id
    AND p.kind = '${DATED_FACTS[name]}'`;
