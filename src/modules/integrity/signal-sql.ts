import type { Statement } from '../../kernel/database.js';
import type { IntegritySignalKind } from './integrity.enums.js';
import { HELD, evidence } from './signal-sources.js';
import { MOST_RECORDS } from './thresholds.js';

/** What is asked: kinds, days, and the places from a path on, up to but without another. */
export interface SignalAsk {
  readonly kinds: readonly IntegritySignalKind[];
  readonly period: { readonly from: string; readonly to: string };
  readonly range: { readonly from: string; readonly end: string };
}

export interface SignalPosition { readonly code: string; readonly rank: number }

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
const SCOPE = 'scope AS (SELECT r.id, r.city_id, r.place_id, r.place_path, p.code FROM room r JOIN place p ON p.city_id = r.city_id AND p.id = r.place_id '
  + `WHERE r.place_path >= $3 AND r.place_path < $4 AND p.kind IS DISTINCT FROM 'STATISTICAL_ONLY')`;

const found = ({ kinds }: SignalAsk): string => `WITH ${SCOPE}, ${HELD}, ${evidence(kinds)}`;
const values = ({ period, range }: SignalAsk): unknown[] => [period.from, period.to, range.from, range.end];

const RECORD = `json_build_object('type', type, 'id', id, 'againstType', against_type, 'againstId', against_id, 'first', first, 'last', last, 'enteredAt', entered_at)`;

/** A page of signals, each with the records it rests on: the earliest first, so many at most. */
export const signalsStatement = (ask: SignalAsk, after: SignalPosition | null, limit: number): Statement => ({
  text: `${found(ask)}, signal AS (SELECT room_id, rank, count(*) AS count, max(of) AS of, json_agg(${RECORD} ORDER BY n) FILTER (WHERE n <= ${MOST_RECORDS}) AS records `
    + `FROM (SELECT *, row_number() OVER (PARTITION BY room_id, rank ORDER BY first, id) AS n FROM evidence) e GROUP BY room_id, rank) `
    + `SELECT s.code, g.rank, s.id AS "roomId", s.place_id AS "placeId", g.count, g.of, g.records FROM signal g JOIN scope s ON s.id = g.room_id `
    + `WHERE ($5::text IS NULL OR s.code > $5 OR (s.code = $5 AND g.rank > $6::int)) ORDER BY s.code, g.rank LIMIT $7::int`,
  values: [...values(ask), after?.code ?? null, after?.rank ?? null, limit],
});

export const signalCountStatement = (ask: SignalAsk): Statement => ({
  text: `${found(ask)} SELECT count(*) AS count FROM (SELECT DISTINCT room_id, rank FROM evidence) e JOIN scope s ON s.id = e.room_id`, values: values(ask),
});
