import type { Statement } from '../../kernel/database.js';
import { fixedText } from '../../kernel/statement-text.js';
import type { IntegritySignalKind } from './integrity.enums.js';
import { HELD, signalsOf } from './signal-sources.js';
import { MOST_RECORDS } from './thresholds.js';

/** What is asked: kinds, days, and the places from a path on, up to but without another. */
export interface SignalAsk {
  readonly kinds: readonly IntegritySignalKind[];
  readonly period: { readonly from: string; readonly to: string };
  readonly range: { readonly from: string; readonly end: string };
}

export interface SignalPosition {
  readonly code: string;
  readonly rank: number;
}

export interface EvidenceRow {
  readonly type: string;
  readonly id: string;
  readonly againstType: string | null;
  readonly againstId: string | null;
  readonly first: string;
  readonly last: string;
  readonly enteredAt: string;
}

export interface SignalRow extends SignalPosition {
  readonly roomId: string;
  readonly placeId: string;
  readonly count: number;
  readonly of: number;
  readonly records: readonly EvidenceRow[];
}

/** Statistical units own no room; a closed place's room keeps its records and stays, as in a comparison. */
const SCOPE =
  'scope AS (SELECT r.id, r.city_id, r.place_id, r.place_path, p.code FROM room r JOIN place p ON p.city_id = ' +
  'r.city_id AND p.id = r.place_id ' +
  `WHERE r.place_path >= $3 AND r.place_path < $4 AND p.kind IS DISTINCT FROM 'STATISTICAL_ONLY')`;

const NEXT = `s.code > $5 OR (s.code = $5 AND g.rank > $6::int)`;
const EARLIEST = `SELECT json_agg(r.value) FROM (SELECT r.value FROM json_array_elements(g.records) r
  ORDER BY r.value->>'first', r.value->>'id' LIMIT ${MOST_RECORDS}) r`;

/**
 * One row a signal of the page, each with how many there are in all; where the page is empty, one row with that number
 * alone.
 */
export interface PageRow extends Partial<SignalRow> {
  readonly total: number;
}

const SIGNALS = fixedText(
  'signals',
  `WITH ${SCOPE}, ${HELD}, ${signalsOf('$8::text[]')} SELECT t.total, p.* FROM (SELECT count(*) AS total FROM signal) t
      LEFT JOIN (` +
    `SELECT s.code, g.rank, s.id AS "roomId", s.place_id AS "placeId", g.count, g.of, (${EARLIEST}) AS records
      FROM signal g JOIN scope s ON s.id = g.room_id ` +
    `WHERE $5::text IS NULL OR ${NEXT} ORDER BY s.code, g.rank LIMIT $7::int) p ON true ORDER BY p.code, p.rank`,
);
/** A page of signals, each with the records it rests on: the earliest first, so many at most. */
export const signalsStatement = (
  { kinds, period, range }: SignalAsk,
  after: SignalPosition | null,
  limit: number,
): Statement => ({
  text: SIGNALS,
  values: [period.from, period.to, range.from, range.end, after?.code ?? null, after?.rank ?? null, limit, kinds],
});
