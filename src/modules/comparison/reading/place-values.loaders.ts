import type { Statement } from '../../../kernel/database.js';
import type { LoadingContext } from '../../../kernel/loader-definition.js';
import { defineLoader } from '../../../kernel/loader.js';
import { talliesOfPlaces } from './case-tallies.js';
import { privacyFor } from '../settings/settings.loaders.js';
import type { PrivacyOptions } from '../settings/privacy.js';
import { type Aggregate, type MetricResult, type RoomFacts, computeMetric } from '../values/compute-metric.js';
import type { RecordedIn } from '../values/metric-result.js';
import { groupsFor, setsFor } from './fact-sets.js';
import { getMetric } from '../catalogue/catalogue.js';
import {
  type CaseMetric,
  type MetricDefinition,
  type SumMetric,
  isOfCases,
  isSum,
} from '../catalogue/metric-definition.js';
import { type ByPlace, coverageOfPlaces, placeKey } from './place-coverage.loaders.js';
import { type PlaceScope, isPlainSum, placeFactsStatement } from './place-sql.js';
import { stepTotalsStatement } from './place-steps-sql.js';

interface MetricOfPlaces {
  readonly scope: PlaceScope;
  readonly metricId: string;
}
type FactsRow = Record<string, unknown> & {
  readonly step: number;
  readonly group: string;
  readonly withData: number;
  /** Only where all rooms were added up together: some room did not record everything. */
  readonly isMixed?: boolean;
};

/**
 * A metric of every place and period of the scope. All metrics of one request share their statements for each scope.
 */
export const valuesOfPlaces = defineLoader<MetricOfPlaces, ByPlace<MetricResult>>(
  'comparison.placeValues',
  async (ctx, keys) => {
    const scopes = new Map(keys.map(({ scope }) => [scope.key, scope]));
    const answers = new Map<string, ReadonlyMap<string, ByPlace<MetricResult>>>();
    await Promise.all(
      [...scopes].map(async ([key, scope]) => {
        answers.set(
          key,
          await computePlaceValues(
            ctx,
            scope,
            keys.filter((item) => item.scope.key === key).map((item) => getMetric(item.metricId)),
          ),
        );
      }),
    );
    return keys.map(({ scope, metricId }) => answers.get(scope.key)!.get(metricId)!);
  },
  ({ scope, metricId }) => `${scope.key} ${metricId}`,
);

/**
 * Values that were read in advance for a whole answer. A trend has hundreds of values, and a promise for each would be
 * slow.
 */
const known = new WeakMap<PlaceScope, Map<string, ByPlace<MetricResult>>>();

export async function readAhead(ctx: LoadingContext, scope: PlaceScope, metricIds: readonly string[]): Promise<void> {
  const values = await Promise.all(metricIds.map((metricId) => ctx.load(valuesOfPlaces, { scope, metricId })));
  known.set(scope, new Map(metricIds.map((id, index) => [id, values[index]!])));
}

export const knownOfPlaces = (scope: PlaceScope, metricId: string, step: number, group: string): MetricResult | null =>
  known.get(scope)?.get(metricId)?.get(placeKey(step, group)) ?? null;

export async function computePlaceValues(
  ctx: LoadingContext,
  scope: PlaceScope,
  metrics: readonly MetricDefinition[],
): Promise<ReadonlyMap<string, ByPlace<MetricResult>>> {
  const [sums, ofCases] = [metrics.filter(isSum), metrics.filter(isOfCases)];
  const plain = sums.filter((metric) => isPlainSum(scope, metric));
  const others = sums.filter((metric) => !isPlainSum(scope, metric));
  return new Map(
    (
      await Promise.all([
        sumsOfSteps(ctx, scope, plain),
        sumsOfRooms(ctx, scope, others),
        resultsOfCases(ctx, scope, ofCases),
      ])
    ).flat(),
  );
}

type Results = (readonly [string, ByPlace<MetricResult>])[];

const rowsOf = async (ctx: LoadingContext, statements: readonly Statement[]): Promise<FactsRow[]> =>
  (await Promise.all(statements.map((statement) => ctx.rows<FactsRow>(statement)))).flat();

/** Added up over all rooms together, or room by room where some did not record everything. */
async function sumsOfSteps(ctx: LoadingContext, scope: PlaceScope, metrics: readonly SumMetric[]): Promise<Results> {
  if (metrics.length === 0) return [];
  const [rows, privacy] = await Promise.all([
    rowsOf(
      ctx,
      groupsFor(metrics).map((group) => stepTotalsStatement(scope, group)),
    ),
    privacyFor(ctx, metrics),
  ]);
  return rows.some(({ isMixed }) => isMixed)
    ? sumsOfRooms(ctx, scope, metrics)
    : resultsOfSums(scope, metrics, rows, privacy);
}

async function sumsOfRooms(ctx: LoadingContext, scope: PlaceScope, metrics: readonly SumMetric[]): Promise<Results> {
  if (metrics.length === 0) return [];
  const [rows, privacy] = await Promise.all([
    rowsOf(
      ctx,
      setsFor(metrics).map((set) => placeFactsStatement(scope, set)),
    ),
    privacyFor(ctx, metrics),
  ]);
  return resultsOfSums(scope, metrics, rows, privacy);
}

/** Metrics of cases: computed from the cases of all rooms together. */
async function resultsOfCases(
  ctx: LoadingContext,
  scope: PlaceScope,
  metrics: readonly CaseMetric[],
): Promise<Results> {
  if (metrics.length === 0) return [];
  const recordedOf = (of: number, step: number, group: string, { cases }: CaseMetric): RecordedIn => ({
    rooms: of - tallies.unrecorded(`${step + 1} ${group}`, cases),
    of,
    amount: 0,
  });
  const [tallies, coverage, privacy] = await Promise.all([
    talliesOfPlaces(ctx, scope, metrics),
    ctx.load(coverageOfPlaces, scope),
    privacyFor(ctx, metrics),
  ]);
  return metrics.map(
    (metric) =>
      [
        metric.id,
        new Map(
          scope.days.flatMap((_, step) =>
            scope.groups.map((group) => {
              const facts: RoomFacts = {
                hasData: coverage.get(placeKey(step, group))!.withData > 0,
                recordedIn: () => recordedOf(coverage.get(placeKey(step, group))!.withData, step, group, metric),
                get: () => null,
                cases: (name) => tallies.of(`${step + 1} ${group}`, name),
              };
              return [placeKey(step, group), computeMetric(metric, facts, privacy)] as const;
            }),
          ),
        ),
      ] as const,
  );
}

function resultsOfSums(
  scope: PlaceScope,
  metrics: readonly SumMetric[],
  found: readonly FactsRow[],
  privacy: PrivacyOptions,
): Results {
  const rows = new Map<string, FactsRow>();
  for (const row of found) {
    const key = placeKey(row.step - 1, row.group);
    // Several sets of numbers may have been read. Rows may be shared with other requests, so none is changed.
    const former = rows.get(key);
    rows.set(key, former ? { ...former, ...row } : row);
  }
  const places = scope.days.flatMap((_, step) => scope.groups.map((group) => placeKey(step, group)));
  return metrics.map(
    (metric) =>
      [
        metric.id,
        new Map(places.map((key) => [key, computeMetric(metric, factsOf(metric, rows.get(key)), privacy)])),
      ] as const,
  );
}

const NOTHING: RoomFacts = { hasData: false, recordedIn: () => ({ rooms: 0, of: 0, amount: 0 }), get: () => null };

/** The sums of a place as the facts of one room, so that the same rules compute the value. */
function factsOf(metric: SumMetric, row: FactsRow | undefined): RoomFacts {
  if (!row) return NOTHING;
  const part = <T>(name: string): T => row[`${metric.id}.${name}`] as T;
  const below = part<number | null>('below') ?? null;
  const [amount, carried] =
    metric.denominator && below === null
      ? [part<number>('aboveAll'), part<number>('carriedAll')]
      : [part<number>('above'), part<number>('carried')];
  const above: Aggregate = {
    amount: amount ?? 0,
    carried: carried ?? 0,
    doubtful: part('doubtful'),
    floor: part('floor'),
    approximate: part('approximate'),
    asOf: null,
  };
  const under: Aggregate | null =
    below === null
      ? null
      : {
          amount: below,
          carried: 0,
          doubtful: false,
          floor: part('belowFloor'),
          approximate: part('belowApproximate'),
          asOf: part('asOf'),
        };
  // Rooms added up together have all recorded everything.
  const [rooms, of] = [part<number | undefined>('rooms') ?? 1, part<number | undefined>('of') ?? 1];
  return {
    hasData: row.withData > 0,
    recordedIn: () => ({ rooms, of, amount: part<number | null>('recorded') ?? above.amount }),
    get: (name) => (name === metric.numerator ? above : under),
  };
}
