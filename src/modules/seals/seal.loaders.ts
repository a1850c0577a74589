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

const SEALED_VALUES = fixedText(
  'sealed values',
  `SELECT seal_id AS "sealId", room_id AS "roomId", metric_id AS "metricId", value, bound, numerator, denominator,
    denominator_as_of AS "denominatorAsOf", low, high, suppressed_reason AS "suppressedReason", ` +
    `carried_forward AS "carriedForward", parts, CASE WHEN cases IS NOT NULL
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
