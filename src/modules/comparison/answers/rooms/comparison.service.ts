import { badInput } from '../../../../kernel/errors.js';
import { todayInShanghai } from '../../../../kernel/imprecise-date.js';
import { byId } from '../../../../kernel/loader.js';
import { kernelMessages } from '../../../../kernel/messages.js';
import { type Edge, toPage } from '../../../../kernel/page.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { Place } from '../../../places/place.entity.js';
import type { SealedAnswer } from '../../reading/as-of.port.js';
import { sealedAt } from '../sealed-answer.service.js';
import type { ComparedRoom, RoomComparison } from '../value/comparison-answer.js';
import { atComparablePlace, rangeOf } from '../../reading/comparable-place.service.js';
import { daysOf } from '../../reading/comparison-days.js';
import { type Line, type RoomsPage, linesOf } from './comparison-lines.js';
import { type Order, type Position, orderOf, readCursor, writeCursor } from './comparison-order.js';
import type { PeriodDays } from '../../reading/comparison-sql.js';
import type { CompareRoomsArgs } from './comparison.inputs.js';
import { type ComparisonScope, type KnownNumbers, coverageOf, roomFacts } from '../../reading/comparison.loaders.js';
import { factsOf } from '../../reading/room-facts.js';
import { ComparisonBase } from '../../settings/fairness.enums.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { CATALOGUE_VERSION } from '../../catalogue/catalogue-version.service.js';
import { type SumMetric, isSum } from '../../catalogue/metric-definition.js';
import { type Span, USUAL_PERIOD, resolvePeriod } from '../../period/period.service.js';
import { roomOwner } from '../value/owner-values.js';
import { NO_REQUESTED_FIELDS, type RequestedFields } from './requested-fields.js';

export const MOST_ROOMS = 500;

/**
 * Rooms at or below a place, side by side. Numbers the request names are read with the page.
 * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export async function compareRooms(
  ctx: RequestContext,
  args: CompareRoomsArgs,
  requested: RequestedFields = NO_REQUESTED_FIELDS,
): Promise<RoomComparison> {
  if (args.first < 0 || args.first > MOST_ROOMS)
    throw badInput(kernelMessages.firstOutOfRange(MOST_ROOMS), { argument: 'first' });
  const today = todayInShanghai();
  const order = orderOf(args.orderBy ?? null);
  const asked = {
    args,
    requested,
    order,
    period: resolvePeriod(args.period ?? USUAL_PERIOD, today),
    after: args.after ? readCursor(args.after, order) : null,
    today,
  };
  return atComparablePlace(ctx, args.within, (place) => comparedWithin(ctx, place, asked));
}

interface Asked {
  readonly args: CompareRoomsArgs;
  readonly requested: RequestedFields;
  readonly order: Order;
  readonly period: Span;
  readonly after: Position | null;
  readonly today: string;
}

async function comparedWithin(ctx: RequestContext, place: Place, asked: Asked): Promise<RoomComparison> {
  const page = await pageOf(ctx, place, asked);
  return answerOf(ctx, place, asked, page, await linesOf(ctx, page));
}

async function pageOf(
  ctx: RequestContext,
  place: Place,
  { args, order, period, after, today }: Asked,
): Promise<RoomsPage> {
  const range = rangeOf(ctx.viewer, place);
  const sealed = args.asOf ? await sealedAt(ctx, args, order) : null;
  return {
    period: sealed?.span ?? period,
    days: sealed ? daysOf(sealed.span) : daysOf(period, today),
    range: sealed ? NO_RANGE : range,
    order,
    after,
    limit: args.first + 1,
    against: args.against ?? ComparisonBase.CITY,
    sealed,
  };
}

/** A sealed answer has its own rooms, so nothing is read by path. */
const NO_RANGE = { from: '', end: '' };

/** Makes the answer. It does not depend on how the lines were found. */
async function answerOf(
  ctx: RequestContext,
  place: Place,
  { args, requested }: Asked,
  page: RoomsPage,
  lines: readonly Line[],
): Promise<RoomComparison> {
  const { days, range, order, period, against, sealed } = page;
  const roomIds = lines.slice(0, args.first).map((line) => line.roomId);
  const read = sealed ? NO_REQUESTED_FIELDS : requested;
  const [known, places] = await Promise.all([readNumbers(ctx, days, roomIds, read), readPlaces(ctx, lines, read)]);
  const comparison: ComparisonScope = {
    key: keyOf(page, args),
    days,
    range,
    span: period,
    roomIds,
    isWhole: !args.after && lines.length <= args.first,
    known,
    against,
    asked: requested.metrics,
    ...(sealed ? { sealed } : {}),
  };
  const source = sealed ? sealedSource(sealed) : liveSource(ctx, place, comparison);
  const edges = lines.map((line) => edgeOf(line, comparison, order, places.get(line.placeId)));
  return {
    ...toPage(edges, args, async () => (await source.coverage()).enrolled),
    ...source,
    period,
    comparison,
  };
}

/** Equal for answers with equal rooms and numbers. */
const keyOf = ({ range, days, order, against, sealed }: RoomsPage, args: CompareRoomsArgs): string =>
  JSON.stringify([
    sealed?.key ?? [range, days],
    order.metric?.id ?? null,
    order.isShrunk ? against : null,
    order.direction,
    args.first,
    args.after ?? null,
  ]);

/** Facts about the whole answer. */
type Source = Pick<RoomComparison, 'coverage' | 'isDemo' | 'freshAsOf' | 'catalogueVersion'>;

const liveSource = (ctx: RequestContext, place: Place, comparison: ComparisonScope): Source => ({
  coverage: () => ctx.load(coverageOf, comparison),
  isDemo: place.isDemo,
  freshAsOf: new Date(),
  catalogueVersion: CATALOGUE_VERSION,
});

const sealedSource = (sealed: SealedAnswer): Source => ({
  coverage: async () => sealed.coverage,
  isDemo: sealed.isDemo,
  freshAsOf: sealed.sealedAt,
  catalogueVersion: sealed.catalogueVersion,
});

function edgeOf(line: Line, comparison: ComparisonScope, order: Order, place?: object): Edge<ComparedRoom> {
  const node = {
    roomId: line.roomId,
    placeId: line.placeId,
    comparison,
    owner: roomOwner(comparison, line.roomId),
    sealed: line.asSealed ?? null,
    ...(place ? { place } : {}),
  };
  // Computed on demand: most clients read the last row's cursor only.
  return {
    node,
    get cursor() {
      return writeCursor(line, order);
    },
  };
}

/**
 * Reads the requested numbers of all rooms of the page at once. So hundreds of rows do not wait for them one by one.
 */
async function readNumbers(
  ctx: RequestContext,
  days: PeriodDays,
  roomIds: readonly string[],
  requested: RequestedFields,
): Promise<KnownNumbers> {
  const metrics = requested.metrics
    .map(getMetric)
    .filter((metric): metric is SumMetric => isSum(metric) && !metric.people);
  const rows = metrics.length > 0 && roomIds.length > 0 ? await roomFacts(ctx, days, roomIds, metrics) : [];
  return {
    metrics: new Set(metrics.map(({ id }) => id)),
    facts: new Map(rows.map((row) => [row.roomId, factsOf(row)])),
  };
}

/** The places of the page's rooms, where the request selects them. */
async function readPlaces(
  ctx: RequestContext,
  lines: readonly Line[],
  requested: RequestedFields,
): Promise<ReadonlyMap<string, Place>> {
  const places = requested.place ? await Promise.all(lines.map((line) => ctx.load(byId(Place), line.placeId))) : [];
  return new Map(places.flatMap((place) => (place ? [[place.id, place] as const] : [])));
}
