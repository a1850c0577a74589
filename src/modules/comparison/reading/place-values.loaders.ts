import type { Statement } from '../../../kernel/database.js';
import type { LoadingContext } from '../../../kernel/loader-definition.js';
import { defineLoader } from '../../../kernel/loader.js';
import { talliesOfPlaces } from './case-tallies.js';
import { privacyFor } from '../settings/settings.loaders.js';
import type { PrivacyOptions } from '../settings/privacy.js';
import type { CoverageCounts } from './comparison.loaders.js';
import { type Aggregate, type MetricResult, type RoomFacts, computeMetric } from '../values/compute-metric.js';
import { groupsFor, setsFor } from './fact-sets.js';
import { getMetric } from '../catalogue/catalogue.js';
import {
  type CaseMetric,
  type MetricDefinition,
  type SumMetric,
  isOfCases,
  isSum,
} from '../catalogue/metric-definition.js';
import { type PlaceScope, isPlainSum, placeFactsStatement, placesStatement } from './place-sql.js';
import { stepCoverageStatement, stepTotalsStatement } from './place-steps-sql.js';

interface MetricOfPlaces {
  readonly scope: PlaceScope;
  readonly metricId: string;
}
type FactsRow = Record<string, unknown> & { readonly step: number; readonly group: string; readonly withData: number };
/** By step (from 0) and path. */
type ByPlace<T> = ReadonlyMap<string, T>;
export const placeKey = (step: number, group: string): string => `${step} ${group}`;

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
  const [steps, places] = [
    plain.length > 0 ? groupsFor(plain).map((group) => stepTotalsStatement(scope, group)) : [],
    others.length > 0 ? setsFor(others).map((set) => placeFactsStatement(scope, set)) : [],
  ];
  const read = async (statements: readonly Statement[], wanted: readonly SumMetric[]) => {
    const [rows, privacy] = await Promise.all([
      Promise.all(statements.map((statement) => ctx.rows<FactsRow>(statement))),
      privacyFor(ctx, wanted),
    ]);
    return resultsOfSums(scope, wanted, rows.flat(), privacy);
  };
  return new Map(
    (await Promise.all([read(steps, plain), read(places, others), resultsOfCases(ctx, scope, ofCases)])).flat(),
  );
}

/** Metrics of cases: computed from the cases of all rooms together. */
async function resultsOfCases(
  ctx: LoadingContext,
  scope: PlaceScope,
  metrics: readonly CaseMetric[],
): Promise<(readonly [string, ByPlace<MetricResult>])[]> {
  if (metrics.length === 0) return [];
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
                isIncomplete: false,
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
): (readonly [string, ByPlace<MetricResult>])[] {
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

const NOTHING: RoomFacts = { hasData: false, isIncomplete: false, get: () => null };

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
  return { hasData: row.withData > 0, isIncomplete: false, get: (name) => (name === metric.numerator ? above : under) };
}

type CoverageRow = CoverageCounts & { readonly step: number; readonly group: string };

export const coverageOfPlaces = defineLoader<PlaceScope, ByPlace<CoverageCounts>>(
  'comparison.placeCoverage',
  (ctx, scopes) =>
    Promise.all(
      scopes.map(async (scope) => {
        const [rows, places] = await Promise.all([
          ctx.rows<CoverageRow>(stepCoverageStatement(scope)),
          ctx.rows<CoverageRow>(placesStatement(scope)),
        ]);
        const counted = new Map(rows.map((row) => [placeKey(row.step - 1, row.group), row]));
        const known = new Map(places.map((row) => [row.group, row.places]));
        return new Map(
          scope.days.flatMap((_, step) =>
            scope.groups.map((group) => {
              const row = counted.get(placeKey(step, group));
              return [
                placeKey(step, group),
                { places: known.get(group) ?? 0, enrolled: row?.enrolled ?? 0, withData: row?.withData ?? 0 },
              ] as const;
            }),
          ),
        );
      }),
    ),
  ({ key }) => key,
);
