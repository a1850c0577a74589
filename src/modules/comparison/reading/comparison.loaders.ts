import type { LoadingContext } from '../../../kernel/loader-definition.js';
import { defineLoader } from '../../../kernel/loader.js';
import { type Tallies, talliesOfRange, talliesOfRooms } from './case-tallies.js';
import { type PathRange, type PeriodDays, factsStatement, rangeFactsStatement } from './comparison-sql.js';
import { factsOfDaysStatement } from './days-sql.js';
import { endsWithMonth } from '../period/period-steps.js';
import { coverageStatement } from './coverage-sql.js';
import { setsFor } from './fact-sets.js';
import { type MetricResult, type RoomFacts, computeMetric } from '../values/compute-metric.js';
import type { SealedAnswer } from './as-of.port.js';
import type { ComparisonBase } from '../settings/fairness.enums.js';
import { privacyFor } from '../settings/settings.loaders.js';
import { getMetric } from '../catalogue/catalogue.js';
import type { MetricDefinition } from '../catalogue/metric-definition.js';
import { type FactsRow, factsOf } from './room-facts.js';
import type { Span } from '../period/period.service.js';
import type { PrivacyOptions } from '../settings/privacy.js';

/**
 * The scope of a comparison: a page of rooms and a period. Everything that computes its numbers gets it, so that they
 * are computed together.
 */
export interface ComparisonScope {
  readonly key: string;
  readonly days: PeriodDays;
  readonly range: PathRange;
  readonly roomIds: readonly string[];
  readonly span: Span;
  /** In an earlier period of a running one: how many of its days are counted. */
  readonly daysCounted?: number;
  /** Whether the page has every compared room. */
  readonly isWhole: boolean;
  /** What the rooms are compared with; by default the city. */
  readonly against?: ComparisonBase;
  /** The metrics the request names anywhere in the answer, as far as the query shows. The caution is about these. */
  readonly asked?: readonly string[];
  /** Numbers that were read with the page, for the metrics the request names. */
  readonly known?: KnownNumbers;
  /** Set when the answer comes from a seal. Then nothing is computed and nothing is compared. */
  readonly sealed?: SealedAnswer;
}

interface MetricOfComparison {
  readonly comparison: ComparisonScope;
  readonly metricId: string;
}
export type ValuesByRoom = ReadonlyMap<string, MetricResult>;

/** What was read with a page: every room's base numbers, and the metrics that can be computed from them. */
export interface KnownNumbers {
  readonly metrics: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, RoomFacts>;
}

/** The result of a room, where its numbers were read with the page. */
export function knownResult({ known }: ComparisonScope, roomId: string, metricId: string): MetricResult | null {
  const facts = known?.metrics.has(metricId) ? known.facts.get(roomId) : undefined;
  return facts ? computeMetric(getMetric(metricId), facts) : null;
}

/** A metric of every room of the page, by room uuid. All metrics of one request share their statements. */
export const valuesOfMetric = defineLoader<MetricOfComparison, ValuesByRoom>(
  'comparison.values',
  async (ctx, keys) => {
    const comparisons = new Map(keys.map(({ comparison }) => [comparison.key, comparison]));
    const answers = new Map<string, ReadonlyMap<string, ValuesByRoom>>();
    await Promise.all(
      [...comparisons].map(async ([key, comparison]) => {
        answers.set(
          key,
          await computePageValues(
            ctx,
            comparison,
            keys.filter((item) => item.comparison.key === key).map((item) => item.metricId),
          ),
        );
      }),
    );
    return keys.map(({ comparison, metricId }) => answers.get(comparison.key)!.get(metricId)!);
  },
  ({ comparison, metricId }) => `${comparison.key} ${metricId}`,
);

/** As `valuesOfMetric`, for every room compared and not only those of the page. */
export const valuesOfRange = defineLoader<MetricOfComparison, ValuesByRoom>(
  'comparison.rangeValues',
  async (ctx, keys) => {
    const key = ({ comparison: { range, days } }: MetricOfComparison): string => JSON.stringify([range, days]);
    const answers = new Map<string, ReadonlyMap<string, ValuesByRoom>>();
    await Promise.all(
      [...new Map(keys.map((item) => [key(item), item.comparison]))].map(async ([text, { days, range }]) => {
        const metrics = keys.filter((item) => key(item) === text).map((item) => getMetric(item.metricId));
        const [rows, tallies, privacy] = await Promise.all([
          rangeFacts(ctx, days, range, metrics),
          talliesOfRange(ctx, days, range, metrics),
          privacyFor(ctx, metrics),
        ]);
        answers.set(text, resultsOfRows(rows, metrics, tallies, privacy));
      }),
    );
    return keys.map((item) => answers.get(key(item))!.get(item.metricId)!);
  },
  ({ comparison, metricId }) => `${JSON.stringify([comparison.range, comparison.days])} ${metricId}`,
);

/** The results of a page, from a seal or computed now. */
export const valuesFor = (ctx: LoadingContext, comparison: ComparisonScope, metricId: string): Promise<ValuesByRoom> =>
  comparison.sealed ? comparison.sealed.values(ctx, metricId) : ctx.load(valuesOfMetric, { comparison, metricId });

async function computePageValues(
  ctx: LoadingContext,
  comparison: ComparisonScope,
  metricIds: readonly string[],
): Promise<ReadonlyMap<string, ValuesByRoom>> {
  const metrics = metricIds.map(getMetric);
  const { days, roomIds, known } = comparison;
  if (known && metricIds.every((id) => known.metrics.has(id)))
    return resultsOf(known.facts, metrics, await privacyFor(ctx, metrics));
  const [rows, tallies, privacy] = await Promise.all([
    roomFacts(ctx, days, roomIds, metrics),
    talliesOfRooms(ctx, days, roomIds, metrics),
    privacyFor(ctx, metrics),
  ]);
  return resultsOfRows(rows, metrics, tallies, privacy);
}

function resultsOfRows(
  rows: readonly FactsRow[],
  metrics: readonly MetricDefinition[],
  tallies: Tallies,
  privacy: PrivacyOptions,
): ReadonlyMap<string, ValuesByRoom> {
  return resultsOf(new Map(rows.map((row) => [row.roomId, factsOf(row, tallies)])), metrics, privacy);
}

const resultsOf = (
  facts: ReadonlyMap<string, RoomFacts>,
  metrics: readonly MetricDefinition[],
  privacy: PrivacyOptions,
): ReadonlyMap<string, ValuesByRoom> =>
  new Map(
    metrics.map((metric) => [
      metric.id,
      new Map([...facts].map(([roomId, of]) => [roomId, computeMetric(metric, of, privacy)])),
    ]),
  );

type Reading = Pick<LoadingContext, 'rows'>;

/** The base numbers of the given rooms that these metrics need. */
export const roomFacts = async (
  ctx: Reading,
  days: PeriodDays,
  roomIds: readonly string[],
  metrics: readonly MetricDefinition[],
): Promise<FactsRow[]> =>
  together(
    await Promise.all(
      setsFor(metrics).map((set) =>
        ctx.rows<FactsRow>((endsWithMonth(days) ? factsStatement : factsOfDaysStatement)(days, roomIds, set)),
      ),
    ),
  );

/** The base numbers that these metrics need, for all rooms in a range. */
export const rangeFacts = async (
  ctx: Reading,
  days: PeriodDays,
  range: PathRange,
  metrics: readonly MetricDefinition[],
): Promise<FactsRow[]> =>
  together(await Promise.all(setsFor(metrics).map((set) => ctx.rows<FactsRow>(rangeFactsStatement(days, range, set)))));

/** Merges several sets of rows into one row per room. Rows may be shared with other requests, so none is changed. */
function together(sets: readonly FactsRow[][]): FactsRow[] {
  if (sets.length === 1) return sets[0]!;
  const byRoom = new Map<string, FactsRow>();
  for (const rows of sets) for (const row of rows) byRoom.set(row.roomId, { ...byRoom.get(row.roomId), ...row });
  return [...byRoom.values()];
}

export interface CoverageCounts {
  readonly places: number;
  readonly enrolled: number;
  readonly withData: number;
}

export const coverageOf = defineLoader<ComparisonScope, CoverageCounts>(
  'comparison.coverage',
  (ctx, comparisons) =>
    Promise.all(
      comparisons.map(async ({ days, range }) => {
        const [counts] = await ctx.rows<CoverageCounts>(coverageStatement(days, range));
        return counts!;
      }),
    ),
  ({ key }) => key,
);
