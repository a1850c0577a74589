import type { Statement } from '../../../kernel/database.js';
import { textFamily } from '../../../kernel/statement-text.js';
import { HAS_DATA } from '../counting/base-aggregates.js';
import { BOTH, type PathRange, type PeriodDays, inRange, scope } from './comparison-sql.js';

/**
 * How many of the places are covered. A place can own a room if it is an open community. Any other place counts if it
 * has a room.
 */
const coverageText = textFamily(
  'coverage',
  () => BOTH,
  String,
  (isCity: boolean) =>
    `WITH ${scope(inRange(4, isCity))}
      SELECT count(*) AS enrolled, count(*) FILTER (WHERE ${HAS_DATA}) AS "withData", ` +
    `(SELECT count(*) FROM place p WHERE p.path >= $4 AND p.path < $5 AND p.kind IS DISTINCT FROM 'STATISTICAL_ONLY' ` +
    `AND (p.level = 'COMMUNITY' AND p.closed_on IS NULL OR p.id IN (SELECT place_id FROM scope))) AS places
      FROM scope s`,
);

export const coverageStatement = (days: PeriodDays, range: PathRange): Statement => ({
  text: coverageText(range.isCity === true),
  values: [days.from, days.to, days.dueBy, range.from, range.end],
  isShared: true,
});
