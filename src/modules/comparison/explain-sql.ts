import type { Statement } from '../../kernel/database.js';
import { FROM, TO } from './base-aggregates.js';
import { type PeriodDays, scope } from './comparison-sql.js';
import { SOURCES } from './explain-sources.js';
import type { MetricDefinition } from './metrics/metric-definition.js';

/** As told by explain-sources, with why it counts or not settled: `reason` is null for what counts. */
export interface ExplainedRow {
  readonly roomId: string;
  readonly part: 'NUMERATOR' | 'DENOMINATOR';
  readonly type: string;
  readonly id: string;
  readonly first: string | null;
  readonly last: string | null;
  readonly weight: number;
  readonly enteredAt: Date | null;
  readonly reason: string | null;
}

const REASON = `CASE WHEN excluded = 'COUNTED' THEN NULL WHEN excluded IS NOT NULL THEN excluded WHEN first >= ${FROM} AND last <= ${TO} THEN NULL `
  + `WHEN first <= ${TO} AND last >= ${FROM} THEN 'ACROSS_EDGE' ELSE 'OUTSIDE_PERIOD' END`;

function records({ numerator, denominator }: MetricDefinition): string {
  const part = (name: typeof numerator, of: string): string[] => SOURCES[name].map((sql) => `SELECT '${of}' AS part, x.* FROM (${sql}) x`);
  return [...part(numerator, 'NUMERATOR'), ...(denominator ? part(denominator, 'DENOMINATOR') : [])].join(' UNION ALL ');
}

const settled = (metric: MetricDefinition): string =>
  `WITH ${scope('r.id = ANY($4::uuid[])')}, e AS (SELECT room_id AS "roomId", part, type, id, first, last, weight, entered_at AS "enteredAt", ${REASON} AS reason, `
  // A record without a day stands behind those that have one.
  + `coalesce(first, DATE '9999-12-31') AS day FROM (${records(metric)}) u)`;

const values = (days: PeriodDays, roomIds: readonly string[]): unknown[] => [days.from, days.to, days.dueBy, roomIds];
const FILTER = `($5::boolean IS NULL OR (reason IS NULL) = $5)`;

export interface ExplainPosition { readonly part: string; readonly day: string; readonly id: string }

/** A page of one room's records: numerator before denominator (`DESC`), the earliest first. */
export const explainStatement = (metric: MetricDefinition, days: PeriodDays, roomId: string, counted: boolean | null, after: ExplainPosition | null, limit: number): Statement => ({
  text: `${settled(metric)} SELECT * FROM e WHERE ${FILTER} AND ($6::text IS NULL OR part < $6 OR (part = $6 AND (day, id) > ($7::date, $8::uuid))) ORDER BY part DESC, day, id LIMIT $9::int`,
  values: [...values(days, [roomId]), counted, after?.part ?? null, after?.day ?? null, after?.id ?? null, limit],
});

export const explainCountStatement = (metric: MetricDefinition, days: PeriodDays, roomId: string, counted: boolean | null): Statement => ({
  text: `${settled(metric)} SELECT count(*) AS count FROM e WHERE ${FILTER}`, values: [...values(days, [roomId]), counted],
});

/** A room, and the moment after which an entry is late; `key` tells apart the same room asked about twice. */
export interface LateAsk { readonly key: string; readonly roomId: string; readonly since: Date }

/** What counts and came to be here, or to be as it is, only after a moment; so many a room at most. */
export const lateStatement = (metric: MetricDefinition, days: PeriodDays, asks: readonly LateAsk[], most: number): Statement => ({
  text: `${settled(metric)} SELECT * FROM (SELECT w.key, e.*, row_number() OVER (PARTITION BY w.key ORDER BY e."enteredAt", e.id) AS n FROM e `
    + `JOIN unnest($5::text[], $6::uuid[], $7::timestamptz[]) AS w(key, room_id, since) ON w.room_id = e."roomId" AND e."enteredAt" > w.since WHERE e.reason IS NULL) l WHERE n <= $8::int ORDER BY key, n`,
  values: [...values(days, [...new Set(asks.map((ask) => ask.roomId))]), asks.map((ask) => ask.key), asks.map((ask) => ask.roomId), asks.map((ask) => ask.since), most],
});
