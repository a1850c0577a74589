import { fixedText } from '../../kernel/statement-text.js';
import { defineLoader, listBy } from '../../kernel/loader.js';
import { definePage } from '../../kernel/page-text.js';
import type { SealedNumber } from '../comparison/reading/as-of.port.js';
import { Seal, SealedPlace, SealedValue } from './seal.entity.js';

/** Seals of a place, of those below it, and of those above it, which hold it too. Keyed by path. */
export const sealsAround = definePage<Seal>({
  name: 'sealsAround',
  entity: Seal,
  keyType: 'text',
  descending: true,
  match: `((t.place_path >= k.key COLLATE "C" AND t.place_path < (k.key || '~') COLLATE "C")
    OR t.place_path = left(k.key, length(t.place_path)) COLLATE "C")`,
  sort: [
    { sql: 't.sealed_at', type: 'timestamptz' },
    { sql: 't.id', type: 'uuid' },
  ],
});

/** What the viewer sees of a seal's places and numbers; in the order they are hashed in. */
export const placesOfSeal = listBy(SealedPlace, 'sealId', 'seal_id', { orderBy: 't.code, t.place_id' });
export const valuesOfSeal = listBy(SealedValue, 'sealId', 'seal_id', { orderBy: 't.room_id, t.metric_id COLLATE "C"' });

interface MetricOfSeal {
  readonly sealId: string;
  readonly metricId: string;
}

/** What is sealed is never changed. The reason has another name since registers are kept one by one. */
const reason = `CASE suppressed_reason WHEN 'INCOMPLETE_RECORDS' THEN 'NOT_RECORDED' ELSE suppressed_reason END`;
const recorded = `(${reason} IS DISTINCT FROM 'NOT_RECORDED' AND is_recorded IS NOT FALSE)`;

const SEALED_VALUES = fixedText(
  'sealed values',
  `SELECT seal_id AS "sealId", room_id AS "roomId", metric_id AS "metricId", value, bound, numerator, denominator,
    denominator_as_of AS "denominatorAsOf", low, high, ${reason} AS "suppressedReason", ` +
    `carried_forward AS "carriedForward", CASE WHEN suppressed_reason = 'NO_DATA' THEN NULL
      ELSE json_build_object('rooms', (${recorded})::int, 'of', 1, 'value', CASE WHEN ${recorded} THEN value END)
      END AS "recordedIn", parts, CASE WHEN cases IS NOT NULL
      THEN json_build_object('counts', cases, 'doubtful', false) END AS tally FROM sealed_value
      WHERE seal_id = ANY($1::uuid[]) AND metric_id = ANY($2::text[])`,
);

/** A sealed metric by room. All metrics asked for in one turn cost one statement. */
export const sealedMetric = defineLoader<MetricOfSeal, ReadonlyMap<string, SealedNumber>>(
  'sealedMetric',
  async (ctx, keys) => {
    const rows = await ctx.rows<SealedNumber & { sealId: string; roomId: string; metricId: string }>({
      text: SEALED_VALUES,
      values: [[...new Set(keys.map((key) => key.sealId))], [...new Set(keys.map((key) => key.metricId))]],
    });
    const answers = new Map<string, Map<string, SealedNumber>>(
      keys.map((key) => [`${key.sealId} ${key.metricId}`, new Map()]),
    );
    for (const row of rows) answers.get(`${row.sealId} ${row.metricId}`)?.set(row.roomId, row);
    return keys.map((key) => answers.get(`${key.sealId} ${key.metricId}`)!);
  },
  (key) => `${key.sealId} ${key.metricId}`,
);
