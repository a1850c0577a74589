import { badInput } from '../../../../kernel/errors.js';
import { todayInShanghai } from '../../../../kernel/imprecise-date.js';
import { byId } from '../../../../kernel/loader.js';
import { type Edge, toPage } from '../../../../kernel/page.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { Place } from '../../../places/place.entity.js';
import { type PlaceThen, type SealedAnswer, sealReaders } from '../../reading/as-of.port.js';
import type { ComparedRoom, RoomComparison } from '../value/comparison-answer.js';
import { atComparablePlace, rangeOf } from '../../reading/comparable-place.service.js';
import { daysOf } from '../../reading/comparison-days.js';
import { type Line, isOrderedInDatabase, linesByValue, ownValues } from './comparison-lines.js';
import { type Order, comesAfter, inOrder, orderOf, readCursor, writeCursor } from './comparison-order.js';
import { type PeriodDays, pageStatement } from '../../reading/comparison-sql.js';
import type { CompareRoomsArgs } from './comparison.inputs.js';
import {
  type Comparison,
  type KnownNumbers,
  coverageOf,
  factsOf,
  roomFacts,
} from '../../reading/comparison.loaders.js';
import { ComparedUnit, ComparisonBase } from '../../settings/fairness.enums.js';
import { shrunkValues } from '../../fairness/standings.loaders.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { CATALOGUE_VERSION } from '../../catalogue/catalogue-version.service.js';
import { type SumMetric, isSum } from '../../catalogue/metric-definition.js';
import { type Span, USUAL_PERIOD, resolvePeriod } from '../../period/period.service.js';
import { roomSubject } from '../value/value-subject.js';
import { NOTHING_WANTED, type Wanted } from './wanted.js';

export const MOST_ROOMS = 500;

/**
 * Rooms at or below a place, side by side; what is known to be wanted of them comes with the page.
 * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export async function compareRooms(
  ctx: RequestContext,
  args: CompareRoomsArgs,
  wanted: Wanted = NOTHING_WANTED,
): Promise<RoomComparison> {
  if (args.first < 0 || args.first > MOST_ROOMS)
    throw badInput(
      `first 必须是 0 到 ${MOST_ROOMS} 的整数。`,
      `first must be a whole number from 0 to ${MOST_ROOMS}.`,
      { argument: 'first' },
    );
  const today = todayInShanghai();
  const period = resolvePeriod(args.period ?? USUAL_PERIOD, today);
  const order = orderOf(args.orderBy ?? null);
  const after = args.after ? readCursor(args.after, order) : null;
  return atComparablePlace(ctx, args.within, (place) =>
    comparedWithin(ctx, args, wanted, { place, period, order, after, days: daysOf(period, today) }),
  );
}

interface Question {
  readonly place: Place;
  readonly period: Span;
  readonly order: Order;
  readonly after: ReturnType<typeof readCursor>;
  readonly days: PeriodDays;
}

async function comparedWithin(
  ctx: RequestContext,
  args: CompareRoomsArgs,
  wanted: Wanted,
  { place, period, order, after, days }: Question,
): Promise<RoomComparison> {
  const range = rangeOf(ctx.viewer, place);
  if (args.asOf && order.isShrunk)
    throw badInput(
      '封存的数字不与别的相比，不能按收缩估计排序。',
      'Sealed numbers are held against nobody: they have no shrunken values to order by.',
      { argument: 'orderBy' },
    );
  if (args.asOf)
    return compareAsSealed(ctx, args, order, period, await sealedAnswer(ctx, args.asOf, place.code, period));
  const { metric, direction } = order;
  const against = args.against ?? ComparisonBase.CITY;
  const page = { days, range, direction, after, limit: args.first + 1 };
  const lines =
    isOrderedInDatabase(metric) && !order.isShrunk
      ? await ctx.rows<Line>(pageStatement({ ...page, metric }))
      : await linesByValue(
          ctx,
          order,
          order.isShrunk
            ? shrunkValues(ctx, { span: period, by: ComparedUnit.ROOM, against, metricId: metric!.id })
            : ownValues(ctx, metric!, period, page),
          page,
        );
  const shown = lines.slice(0, args.first);
  const roomIds = shown.map((line) => line.roomId);
  const [known, places] = await Promise.all([readNumbers(ctx, days, roomIds, wanted), readPlaces(ctx, lines, wanted)]);
  const comparison: Comparison = {
    key: JSON.stringify([
      range,
      days,
      order.metric?.id ?? null,
      order.isShrunk ? against : null,
      order.direction,
      args.first,
      args.after ?? null,
    ]),
    days,
    range,
    span: period,
    against,
    asked: wanted.metrics,
    roomIds,
    isWhole: !args.after && lines.length <= args.first,
    known,
  };
  const edges = lines.map((line) => edgeOf(line, comparison, order, null, places.get(line.placeId)));
  const coverage = () => ctx.load(coverageOf, comparison);
  return {
    ...toPage(edges, args, async () => (await coverage()).enrolled),
    period,
    coverage,
    isDemo: place.isDemo,
    freshAsOf: new Date(),
    catalogueVersion: CATALOGUE_VERSION,
    comparison,
  };
}

function edgeOf(
  line: Line,
  comparison: Comparison,
  order: Order,
  sealed: PlaceThen | null,
  place?: object,
): Edge<ComparedRoom> {
  const node = {
    roomId: line.roomId,
    placeId: line.placeId,
    comparison,
    subject: roomSubject(comparison, line.roomId),
    sealed,
    ...(place ? { place } : {}),
  };
  // Few ask for more than the last row's.
  return {
    node,
    get cursor() {
      return writeCursor(line, order);
    },
  };
}

/**
 * The numbers of the page's rooms that are known to be wanted: of a page there are hundreds, and none of them then need
 * be waited for.
 */
async function readNumbers(
  ctx: RequestContext,
  days: PeriodDays,
  roomIds: readonly string[],
  wanted: Wanted,
): Promise<KnownNumbers> {
  const metrics = wanted.metrics
    .map(getMetric)
    .filter((metric): metric is SumMetric => isSum(metric) && !metric.people);
  const rows = metrics.length > 0 && roomIds.length > 0 ? await roomFacts(ctx, days, roomIds, metrics) : [];
  return {
    metrics: new Set(metrics.map(({ id }) => id)),
    facts: new Map(rows.map((row) => [row.roomId, factsOf(row)])),
  };
}

/** The places of the page's rooms, where they are wanted. */
async function readPlaces(
  ctx: RequestContext,
  lines: readonly Line[],
  wanted: Wanted,
): Promise<ReadonlyMap<string, Place>> {
  const places = wanted.place ? await Promise.all(lines.map((line) => ctx.load(byId(Place), line.placeId))) : [];
  return new Map(places.flatMap((place) => (place ? [[place.id, place] as const] : [])));
}

/** @throws BAD_USER_INPUT when the seal is of another period. */
async function sealedAnswer(ctx: RequestContext, sealId: string, within: string, period: Span): Promise<SealedAnswer> {
  const answer = await sealReaders.all()[0]!.read(ctx, sealId, within);
  if (answer.span.from !== period.from || answer.span.to !== period.to) {
    throw badInput(
      `这份封存的时段是 ${answer.span.from} 至 ${answer.span.to}，与所给时段不同。`,
      `This seal is of ${answer.span.from} to ${answer.span.to}, not of the period given.`,
      { argument: 'period', reason: 'SEAL_PERIOD' },
    );
  }
  return answer;
}

/** A seal holds a few thousand rooms at most, so its pages are cut here. */
async function compareAsSealed(
  ctx: RequestContext,
  args: CompareRoomsArgs,
  order: Order,
  period: Span,
  sealed: SealedAnswer,
): Promise<RoomComparison> {
  const after = args.after ? readCursor(args.after, order) : null;
  const values = order.metric ? await sealed.values(ctx, order.metric.id) : null;
  const all = inOrder(
    sealed.lines.map((line) => ({ ...line, code: line.asSealed.code, value: values?.get(line.roomId)?.value ?? null })),
    order,
  );
  const behind = all.filter((line) => !after || comesAfter(line, after, order));
  const comparison: Comparison = {
    key: JSON.stringify([sealed.key, order.metric?.id ?? null, order.direction, args.first, args.after ?? null]),
    days: daysOf(period),
    range: { from: '', end: '' },
    span: period,
    roomIds: behind.slice(0, args.first).map((line) => line.roomId),
    isWhole: !args.after && behind.length <= args.first,
    sealed,
  };
  const edges = behind.slice(0, args.first + 1).map((line) => edgeOf(line, comparison, order, line.asSealed));
  return {
    ...toPage(edges, args, async () => sealed.coverage.enrolled),
    period,
    coverage: async () => sealed.coverage,
    isDemo: sealed.isDemo,
    freshAsOf: sealed.sealedAt,
    catalogueVersion: sealed.catalogueVersion,
    comparison,
  };
}
