import type { AggregateName } from './base-aggregates.js';
import { factRecords } from './dated-facts.js';
import { explainedSql } from './measures/explained.js';
import type { Measure } from './measures/measure.js';
import { MEASURES } from './measures/measures.js';

/**
 * The records behind each base number, those that do not count among them: SQL over `scope s` that answers
 *   room_id, type, id    whose record it is, and which
 *   first, last          the days it can have happened on; null when it has none
 *   weight               what it would count for
 *   entered_at           when it came to be here as it is
 *   excluded             why it does not count whatever its days are, else null
 * A test holds the sum of what counts against the number itself, for every metric.
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
