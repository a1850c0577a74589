import type { Statement } from '../../../kernel/database.js';
import { textFamily } from '../../../kernel/statement-text.js';
import type { Viewer } from '../../../kernel/viewer.js';
import { type AggregateName, FROM, TO } from '../counting/base-aggregates.js';
import { HAS_SEVERAL_KEYS, REASON, casesOfRooms } from '../counting/case-sources.js';
import { MetricKind } from '../catalogue/comparison.enums.js';
import { type PeriodDays, scope } from './comparison-sql.js';
import { RECORDS_BEHIND } from '../counting/explain-sources.js';
import { CATALOGUE } from '../catalogue/catalogue.js';
import { type CaseMetric, type MetricDefinition, isSum } from '../catalogue/metric-definition.js';

/** A record behind a number. `reason` says why it does not count; null when it counts. */
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

/**
 * Behind the number of distinct people are names, which only the room's own people may read. For others that number
 * shows no records.
 */
export const areRecordsShown = (metric: MetricDefinition, { reader }: Viewer): boolean =>
  reader === 'app_room' || isSum(metric) || metric.cases !== 'people';

type RatioSide = ExplainedRow['part'];
const COLUMNS = 'room_id, type, id, first, last, weight, entered_at, excluded';
const ofSum = (name: AggregateName, part: RatioSide): string[] =>
  RECORDS_BEHIND[name].map((sql) => `SELECT '${part}' AS part, ${COLUMNS} FROM (${sql}) x`);

/** What a case adds to the numerator; null when it is only in the denominator. */
const mark = ({ marks }: CaseMetric): string =>
  marks
    ? `CASE key${Object.entries(marks)
        .map(([key, weight]) => ` WHEN '${key}' THEN ${weight}`)
        .join('')} END`
    : `CASE WHEN key LIKE '%+' THEN NULL ELSE 1 END`;

/** One row for each record. `amount` is what its cases add to the numerator; null when none adds to it. */
const ofRecords = (rows: string): string =>
  `SELECT room_id, type, id, first, last, entered_at, excluded, sum(weight) AS weight, sum(amount) AS amount
    FROM (${rows}) x GROUP BY 1, 2, 3, 4, 5, 6, 7`;

/**
 * The records behind a metric of cases. All cases are in the denominator. A case that does not add to the numerator has
 * a reason there.
 */
function ofCases(metric: CaseMetric): string[] {
  const rows = `SELECT x.*, weight * ${mark(metric)} AS amount FROM (${casesOfRooms(metric.cases)}) x`;
  const cases = HAS_SEVERAL_KEYS.includes(metric.cases) ? ofRecords(rows) : rows;
  const excluded = `CASE WHEN excluded IS NULL AND amount IS NULL AND first >= ${FROM} AND last <= ${TO}
    THEN '${metric.marks ? 'OTHER_PART' : 'UNFINISHED'}' ELSE excluded END`;
  const numerator = `SELECT 'NUMERATOR' AS part, room_id, type, id, first, last, coalesce(amount, weight) AS weight,
    entered_at, ${excluded} AS excluded FROM (${cases}) x`;
  return metric.kind === MetricKind.COUNT
    ? [numerator]
    : [numerator, `SELECT 'DENOMINATOR' AS part, ${COLUMNS} FROM (${cases}) x`];
}

function records(metric: MetricDefinition): string {
  const parts = isSum(metric)
    ? [...ofSum(metric.numerator, 'NUMERATOR'), ...(metric.denominator ? ofSum(metric.denominator, 'DENOMINATOR') : [])]
    : ofCases(metric);
  return parts.join(' UNION ALL ');
}

const QUESTIONS = 'unnest($5::text[], $6::uuid[], $7::timestamptz[], $8::boolean[]) AS w(key, room_id, since, counts)';

/** The records of each question, with the reason of each. A room that does not count has no record that counts. */
const settled = (metric: MetricDefinition): string =>
  `WITH ${scope('r.id = ANY($4::uuid[])')}, e AS (SELECT w.key, w.since, u.room_id AS "roomId", part, type, id, first,
    last, weight, entered_at AS "enteredAt",
    coalesce(${REASON}, CASE WHEN NOT w.counts THEN 'ROOM_NOT_COUNTED' END) AS reason, ` +
  // A record without a day is sorted after those with one.
  `coalesce(first, DATE '9999-12-31') AS day FROM (${records(metric)}) u JOIN ${QUESTIONS} ON w.room_id = u.room_id
    AND (w.since IS NULL OR entered_at > w.since)), ` +
  `ranked AS (SELECT e.*, (reason IS NOT NULL)::int * 2 + (part = 'DENOMINATOR')::int AS rank FROM e)`;

/** `rank` is 0 or 1 for records that count, 2 or 3 for others. The numerator comes before the denominator. */
export interface ExplainPosition {
  readonly rank: string;
  readonly day: string;
  readonly id: string;
}

/**
 * One text for each metric answers both kinds of question: a page of records, and the records entered late. A question
 * has a key, its rooms and, for late records, the time after which an entry is late. `total` is the number of records
 * from the position on.
 */
const recordsText = textFamily<MetricDefinition>(
  'explain',
  () => CATALOGUE,
  ({ id }) => id,
  (metric) =>
    `${settled(metric)} SELECT * FROM (SELECT r.*, count(*) OVER (PARTITION BY key)::int AS total, ` +
    `row_number() OVER (PARTITION BY key ORDER BY CASE WHEN since IS NOT NULL THEN "enteredAt" END, rank, day, id) AS n
    FROM ranked r WHERE ($9::boolean IS NULL OR (reason IS NULL) = $9)
    AND ($10::int IS NULL OR (rank, day, id) > ($10, $11::date, $12::uuid))) l WHERE n <= $13::int ORDER BY key, n`,
);

/** A question about the records of a room. Without `since` it is about all of them. */
interface Ask {
  readonly key: string;
  readonly roomId: string;
  readonly since: Date | null;
  readonly counts: boolean;
}
interface Choice {
  readonly counted: boolean | null;
  readonly after: ExplainPosition | null;
  /** The most records for each key. */
  readonly most: number;
}

const recordsStatement = (
  metric: MetricDefinition,
  { from, to, dueBy }: PeriodDays,
  asks: readonly Ask[],
  { counted, after, most }: Choice,
): Statement => ({
  text: recordsText(metric),
  values: [
    from,
    to,
    dueBy,
    [...new Set(asks.map((ask) => ask.roomId))],
    asks.map((ask) => ask.key),
    asks.map((ask) => ask.roomId),
    asks.map((ask) => ask.since),
    asks.map((ask) => ask.counts),
    counted,
    after?.rank ?? null,
    after?.day ?? null,
    after?.id ?? null,
    most,
  ],
});

/** A room behind a number. The records of a room that is not in the number do not count. */
export interface RoomBehind {
  readonly roomId: string;
  readonly counts: boolean;
}

/** A page of the rooms' records: those that count first, the numerator's first, each from the earliest day. */
export const explainStatement = (
  metric: MetricDefinition,
  days: PeriodDays,
  rooms: readonly RoomBehind[],
  choice: Choice,
): Statement =>
  recordsStatement(
    metric,
    days,
    rooms.map(({ roomId, counts }) => ({ key: '', roomId, counts, since: null })),
    choice,
  );

/** A room, and the time after which an entry is late. `key` distinguishes two questions about the same room. */
export interface LateAsk {
  readonly key: string;
  readonly roomId: string;
  readonly since: Date;
}

/** Records that count, and were entered or changed after a given time; at most `most` for each question. */
export const lateStatement = (
  metric: MetricDefinition,
  days: PeriodDays,
  asks: readonly LateAsk[],
  most: number,
): Statement =>
  recordsStatement(
    metric,
    days,
    asks.map((ask) => ({ ...ask, counts: true })),
    { counted: true, after: null, most },
  );
