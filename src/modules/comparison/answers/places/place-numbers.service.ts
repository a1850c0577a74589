import { fixedText } from '../../../../kernel/statement-text.js';
import { badInput } from '../../../../kernel/errors.js';
import { todayInShanghai } from '../../../../kernel/imprecise-date.js';
import { kernelMessages } from '../../../../kernel/messages.js';
import { type Edge, toPage } from '../../../../kernel/page.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import type { Place } from '../../../places/place.entity.js';
import { daysOf } from '../../reading/comparison-days.js';
import { comesAfter, inOrder, orderOf, readCursor, writeCursor } from '../rooms/comparison-order.js';
import { atComparablePlace, getComparablePlace, rangeOf } from '../../reading/comparable-place.service.js';
import { MOST_ROOMS } from '../rooms/comparison.service.js';
import { ComparedUnit, ComparisonBase } from '../../settings/fairness.enums.js';
import { shrunkValues } from '../../fairness/relative-positions.loaders.js';
import { CATALOGUE_VERSION } from '../../catalogue/catalogue-version.service.js';
import { answerMessages } from '../../messages/answers.js';
import { type Span, USUAL_PERIOD, resolvePeriod } from '../../period/period.service.js';
import { stepsOf } from '../../period/period-steps.js';
import type { ComparedStreet, PlaceAt, PlaceNumbers, PlaceSummary, StreetComparison, Trend } from './place-answer.js';
import type { CompareStreetsArgs, SummaryArgs, TrendArgs } from './place.inputs.js';
import { ownGroup } from '../../reading/place-sql.js';
import { coverageOfPlaces, placeKey } from '../../reading/place-coverage.loaders.js';
import { readAhead, valuesOfPlaces } from '../../reading/place-values.loaders.js';
import { type SpannedScope, placeOwner } from '../value/owner-values.js';
import { sealedStreets, sealedSummary, sealedTrend } from './sealed-places.service.js';

const made = (place: Place) => ({
  placeId: place.id,
  isDemo: place.isDemo,
  freshAsOf: new Date(),
  catalogueVersion: CATALOGUE_VERSION,
});

function scopeOf(ctx: RequestContext, place: Place, spans: readonly Span[], groups: readonly string[]): SpannedScope {
  const scope = { spans, days: spans.map((span) => daysOf(span)), range: rangeOf(ctx.viewer, place), groups };
  return { ...scope, key: JSON.stringify([spans, scope.range, groups]) };
}

const placeAt = (scope: SpannedScope, step: number, path: string, metrics: readonly string[]): PlaceAt => ({
  path,
  metrics,
  owner: placeOwner(scope, step, path),
  coverage: async (ctx) => (await ctx.load(coverageOfPlaces, scope)).get(placeKey(step, path))!,
});

/**
 * @param withValues the request selects values, so they are read before the answer is made
 * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export async function trend(ctx: RequestContext, args: TrendArgs, withValues = false): Promise<Trend> {
  if (args.asOf) return sealedTrend(ctx, args);
  const today = todayInShanghai();
  const period = resolvePeriod(args.period ?? USUAL_PERIOD, today);
  const spans = stepsOf(period, args.by, today);
  return atComparablePlace(ctx, args.within, async (place) => {
    const scope = scopeOf(ctx, place, spans, [place.path]);
    if (withValues) await readAhead(ctx, scope, args.metrics);
    return {
      ...made(place),
      period,
      by: args.by,
      metricIds: args.metrics,
      points: spans.map((span, step) => ({ period: span, at: placeAt(scope, step, place.path, args.metrics) })),
    };
  });
}

/** @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
export async function summary(ctx: RequestContext, args: SummaryArgs): Promise<PlaceSummary> {
  if (args.asOf) return sealedSummary(ctx, args);
  const period = resolvePeriod(args.period ?? USUAL_PERIOD, todayInShanghai());
  const place = await getComparablePlace(ctx, args.within);
  // A room's own people may see their place only, and nothing below it.
  const below = ctx.viewer.reader === 'app_room' ? [] : await ctx.rows<Listed>({ text: CHILDREN, values: [place.id] });
  const own = ownGroup(place.path);
  const scope = scopeOf(ctx, place, [period], [place.path, own, ...below.map((child) => child.path)]);
  const children = below.map((child): PlaceNumbers => ({
    placeId: child.id,
    at: placeAt(scope, 0, child.path, args.metrics),
  }));
  return {
    ...made(place),
    period,
    at: placeAt(scope, 0, place.path, args.metrics),
    own: { placeId: place.id, at: placeAt(scope, 0, own, args.metrics) },
    children,
  };
}

interface Listed {
  readonly id: string;
  readonly path: string;
  readonly code: string;
}
/** A closed place is listed while it has rooms at or below it. Otherwise their numbers would be missing. */
const LISTED = `p.kind IS DISTINCT FROM 'STATISTICAL_ONLY' AND (p.closed_on IS NULL OR EXISTS (SELECT 1 FROM room r
  WHERE r.city_id = p.city_id AND r.place_path >= p.path AND r.place_path < p.path || '~'))`;
const CHILDREN = fixedText(
  'children',
  `SELECT p.id, p.path, p.code FROM place p WHERE p.parent_id = $1 AND ${LISTED} ORDER BY p.code`,
);
/**
 * A merged street is closed and is below its successor, so it is part of that one. The boundaries are those of today.
 */
const STREETS = fixedText(
  'streets',
  `SELECT p.id, p.path, p.code FROM place p
    WHERE p.level = 'STREET' AND p.path >= $1 AND p.path < $2 AND p.closed_on IS NULL AND p.kind IS DISTINCT
    FROM 'STATISTICAL_ONLY' ORDER BY p.code`,
);

/** Places that belong to no street and have a room of their own: a city or a district. */
const ABOVE_STREETS = fixedText(
  'rooms above streets',
  `SELECT p.id, p.path, p.code FROM place p WHERE p.level IN ('CITY', 'DISTRICT') AND p.path >= $1 AND p.path < $2
    AND EXISTS (SELECT 1 FROM room r WHERE r.city_id = p.city_id AND r.place_id = p.id) ORDER BY p.code`,
);

/** Streets at or below a place, side by side. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
export async function compareStreets(ctx: RequestContext, args: CompareStreetsArgs): Promise<StreetComparison> {
  if (args.against === ComparisonBase.STREET)
    throw badInput(answerMessages.streetsAgainst, {
      argument: 'against',
    });
  if (args.first < 0 || args.first > MOST_ROOMS)
    throw badInput(kernelMessages.firstOutOfRange(MOST_ROOMS), { argument: 'first' });
  const order = orderOf(args.orderBy ?? null);
  const after = args.after ? readCursor(args.after, order) : null;
  if (args.asOf) return sealedStreets(ctx, args, order, after);
  const period = resolvePeriod(args.period ?? USUAL_PERIOD, todayInShanghai());
  const place = await getComparablePlace(ctx, args.within);
  const range = rangeOf(ctx.viewer, place);
  const bounds = [range.from, range.end];
  const [streets, above] = await Promise.all([
    ctx.rows<Listed>({ text: STREETS, values: bounds }),
    ctx.rows<Listed>({ text: ABOVE_STREETS, values: bounds }),
  ]);
  const scope = {
    ...scopeOf(
      ctx,
      place,
      [period],
      [
        place.path,
        ...above.map(({ path }) => ownGroup(path)),
        ...streets.map((street) => street.path).filter((path) => path !== place.path),
      ],
    ),
    against: args.against ?? ComparisonBase.CITY,
  };
  const values =
    order.metric && !order.isShrunk ? await ctx.load(valuesOfPlaces, { scope, metricId: order.metric.id }) : null;
  const shrunk = order.isShrunk
    ? await shrunkValues(ctx, {
        span: period,
        by: ComparedUnit.STREET,
        against: scope.against,
        metricId: order.metric!.id,
      })
    : null;
  const rows = inOrder(
    streets.map((street) => ({
      ...street,
      value: shrunk ? shrunk(street.path) : (values?.get(placeKey(0, street.path))?.value ?? null),
    })),
    order,
  );
  const edges = rows
    .filter((row) => !after || comesAfter(row, after, order))
    .slice(0, args.first + 1)
    .map((row): Edge<ComparedStreet> => ({
      node: { placeId: row.id, at: placeAt(scope, 0, row.path, []) },
      cursor: writeCursor(row, order),
    }));
  const coverage = async () => (await ctx.load(coverageOfPlaces, scope)).get(placeKey(0, place.path))!;
  return {
    ...made(place),
    ...toPage(edges, args, async () => streets.length),
    period,
    coverage,
    against: scope.against,
    isSealed: false,
    own: above.map(({ id, path }) => ({ placeId: id, at: placeAt(scope, 0, ownGroup(path), []) })),
    all: rows.map((row) => placeAt(scope, 0, row.path, [])),
  };
}
