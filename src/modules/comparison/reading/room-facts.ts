import { type MetricDefinition, isSum } from '../catalogue/metric-definition.js';
import type { AggregateName } from '../counting/base-aggregates.js';
import { areKept } from '../counting/kept-registers.js';
import type { Aggregate, RecordedIn, RoomFacts } from '../values/metric-result.js';
import type { Tallies } from './case-tallies.js';

export type FactsRow = Record<string, unknown> & {
  readonly roomId: string;
  readonly hasData: boolean;
  /** The registers kept during the whole period, as a bit mask. */
  readonly mask: number;
};

export const factsOf = (row: FactsRow, tallies?: Tallies): RoomFacts => ({
  hasData: row.hasData,
  recordedIn: (metric) => recordedOf(row, metric),
  get: (name) => aggregateOf(row, name),
  cases: (name) => tallies?.of(row.roomId, name) ?? null,
});

const [DOUBTFUL, FLOOR, APPROXIMATE, COVERED] = [1, 2, 4, 8];

function recordedOf(row: FactsRow, metric: MetricDefinition): RecordedIn {
  if (!isSum(metric)) return { rooms: Number(areKept(row.mask, metric.cases)), of: 1, amount: 0 };
  const names = [metric.numerator, ...(metric.denominator ? [metric.denominator] : [])];
  const isRecorded = metric.isAboutRecords || names.every((name) => isRecordedAt(row, name));
  const amount = isRecorded ? (row[columnsOf(metric.numerator).amount] as number | null) : 0;
  return { rooms: Number(isRecorded), of: 1, amount: amount ?? 0 };
}

/** As `areRecorded` in kept-registers.ts. */
const isRecordedAt = (row: FactsRow, name: AggregateName): boolean =>
  areKept(row.mask, name) || (((row[columnsOf(name).marks] as number | null) ?? 0) & COVERED) > 0;

/** A cache of the column names of an aggregate. A page needs hundreds of them. */
const columns = new Map<
  AggregateName,
  { readonly amount: string; readonly carried: string; readonly marks: string; readonly asOf: string }
>();
function columnsOf(name: AggregateName) {
  let found = columns.get(name);
  if (!found)
    columns.set(
      name,
      (found = { amount: `${name}.amount`, carried: `${name}.carried`, marks: `${name}.marks`, asOf: `${name}.asOf` }),
    );
  return found;
}

/** The columns of rare facts are null when there is nothing to say (see comparison-sql.ts). */
function aggregateOf(row: FactsRow, name: AggregateName): Aggregate | null {
  const column = columnsOf(name);
  const amount = row[column.amount] as number | null;
  if (amount === null) return null;
  const marks = (row[column.marks] as number | null) ?? 0;
  return {
    amount,
    carried: (row[column.carried] as number | null) ?? 0,
    doubtful: (marks & DOUBTFUL) > 0,
    floor: (marks & FLOOR) > 0,
    approximate: (marks & APPROXIMATE) > 0,
    asOf: (row[column.asOf] as string | null | undefined) ?? null,
  };
}
