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

const settled = (metric: MetricDefinition): string =>
  `WITH ${scope('r.id = ANY($4::uuid[])')}, e AS (SELECT room_id AS "roomId", part, type, id, first, last, weight,
    entered_at AS "enteredAt", ${REASON} AS reason, ` +
  // A record without a day is sorted after those with one.
  `coalesce(first, DATE '9999-12-31') AS day FROM (${records(metric)}) u)`;

export interface ExplainPosition {
  readonly part: string;
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
    `${settled(metric)} SELECT * FROM (SELECT w.key, e.*, count(*) OVER (PARTITION BY w.key)::int AS total, ` +
    `row_number() OVER (PARTITION BY w.key ORDER BY CASE WHEN w.since IS NOT NULL THEN e."enteredAt" END,
      e.part DESC, e.day, e.id) AS n FROM e
    JOIN unnest($5::text[], $6::uuid[], $7::timestamptz[]) AS w(key, room_id, since) ON w.room_id = e."roomId"
      AND (w.since IS NULL OR e."enteredAt" > w.since)
    WHERE ($8::boolean IS NULL OR (e.reason IS NULL) = $8) AND ($9::text IS NULL OR e.part < $9
      OR (e.part = $9 AND (e.day, e.id) > ($10::date, $11::uuid)))) l WHERE n <= $12::int ORDER BY key, n`,
);

/** A question about the records of a room. Without `since` it is about all of them. */
interface Ask {
  readonly key: string;
  readonly roomId: string;
  readonly since: Date | null;
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
    counted,
    after?.part ?? null,
    after?.day ?? null,
    after?.id ?? null,
    most,
  ],
});

/** A page of one room's records: first the numerator's, then the denominator's, each from the earliest day. */
export const explainStatement = (
  metric: MetricDefinition,
  days: PeriodDays,
  roomId: string,
  counted: boolean | null,
  after: ExplainPosition | null,
  most: number,
): Statement => recordsStatement(metric, days, [{ key: '', roomId, since: null }], { counted, after, most });

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
): Statement => recordsStatement(metric, days, asks, { counted: true, after: null, most });
