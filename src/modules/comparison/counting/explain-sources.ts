import type { AggregateName } from './base-aggregates.js';
import { factRecords } from './dated-facts.js';
import { explainedSql } from './measures/explained.js';
import type { Measure } from './measures/measure.js';
import { MEASURES } from './measures/measures.js';

/**
 * The records behind each base number, including those that do not count. Each source is SQL over `scope s` with these
 * columns:
 * - room_id, type, id: the room, and the record
 * - first, last: the first and last possible day; null when there is none
 * - weight: what the record adds to the number
 * - entered_at: when the record got its present state
 * - excluded: why the record never counts, independent of its days; else null
 * For every metric a test compares the sum of the counted records with the number itself.
 */
export type Sources = readonly string[];

const carried = (measure: string): string =>
  `SELECT s.id AS room_id, 'CarriedTotal' AS type, c.id, c.period_from AS first, c.period_to AS last,
    c.value::float8 AS weight, c.changed_at AS entered_at, NULL::text AS excluded ` +
  `FROM scope s JOIN carried_total c ON c.city_id = s.city_id AND c.room_id = s.id AND c.measure = '${measure}'`;

const sourcesOf = (measure: Measure): Sources => [
  ...(measure.kept?.only === 'CARRIED' ? [] : [explainedSql(measure)]),
  ...(measure.carried && measure.kept?.only !== 'RECORDS' ? [carried(measure.carried.measure)] : []),
];

export const RECORDS_BEHIND = {
  ...Object.fromEntries(Object.entries(MEASURES).map(([name, measure]) => [name, sourcesOf(measure)])),
  residents: [factRecords('residents')],
  households: [factRecords('households')],
} as unknown as Readonly<Record<AggregateName, Sources>>;
