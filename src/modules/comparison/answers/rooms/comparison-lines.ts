import type { LoadingContext } from '../../../../kernel/loader-definition.js';
import { type ComparisonBase, ComparedUnit } from '../../settings/fairness.enums.js';
import { SortDirection } from '../../catalogue/comparison.enums.js';
import { type Order, type OrderedLine, type Position, comesAfter, inOrder } from './comparison-order.js';
import { shrunkValues } from '../../fairness/relative-positions.loaders.js';
import type { PlaceThen, SealedAnswer } from '../../reading/as-of.port.js';
import { type PathRange, type PeriodDays, pageStatement } from '../../reading/comparison-sql.js';
import { valuesOfRange } from '../../reading/comparison.loaders.js';
import { type MetricDefinition, type SumMetric, isSum } from '../../catalogue/metric-definition.js';
import type { Span } from '../../period/period.service.js';

/** A room of a page. */
export interface Line extends OrderedLine {
  readonly roomId: string;
  readonly placeId: string;
  /** Only in a sealed answer: the place as it was when it was sealed. */
  readonly asSealed?: PlaceThen;
}

/** Which page of rooms is requested. */
export interface RoomsPage {
  readonly period: Span;
  readonly days: PeriodDays;
  readonly range: PathRange;
  readonly order: Order;
  readonly after: Position | null;
  /** One more than the page has. The extra room shows whether there is a next page. */
  readonly limit: number;
  /** The group that values are compared with. */
  readonly against: ComparisonBase;
  /** null: the rooms as they are now. */
  readonly sealed: SealedAnswer | null;
}

/** The values rooms are ordered by, by room uuid. */
type ValueOf = (roomId: string) => number | null;

/**
 * Metrics of single cases and rounded metrics have their values only in the server. All others can be ordered by the
 * database.
 */
export const isOrderedInDatabase = (metric: MetricDefinition | null): metric is SumMetric | null =>
  metric === null || (isSum(metric) && !metric.people);

const EVERY_ROOM = 2 ** 31 - 1;

export function linesOf(ctx: LoadingContext, page: RoomsPage): Promise<readonly Line[]> {
  const { metric, isShrunk } = page.order;
  if (page.sealed) return asSealed(ctx, page, page.sealed);
  if (metric && isShrunk) return byShrunken(ctx, page, metric);
  return isOrderedInDatabase(metric) ? byDatabase(ctx, page, metric) : byValue(ctx, page, metric);
}

/** A seal has at most a few thousand rooms. So its pages are made in memory. */
async function asSealed(ctx: LoadingContext, page: RoomsPage, sealed: SealedAnswer): Promise<readonly Line[]> {
  const { metric } = page.order;
  const values = metric ? await sealed.values(ctx, metric.id) : null;
  const lines = sealed.lines.map((line) => ({
    ...line,
    code: line.asSealed.code,
    value: values?.get(line.roomId)?.value ?? null,
  }));
  return cut(lines, page);
}

/** By official code, or by a metric whose values the database computes. */
const byDatabase = (
  ctx: LoadingContext,
  { days, range, order, after, limit }: RoomsPage,
  metric: SumMetric | null,
): Promise<readonly Line[]> =>
  ctx.rows<Line>(pageStatement({ days, range, metric, direction: order.direction, after, limit }));

/** By a metric whose values only the server computes. */
async function byValue(ctx: LoadingContext, page: RoomsPage, metric: MetricDefinition): Promise<readonly Line[]> {
  const { days, range, period } = page;
  const comparison = { key: '', days, range, span: period, roomIds: [], isWhole: false };
  const values = ctx.load(valuesOfRange, { comparison, metricId: metric.id });
  return everyRoom(
    ctx,
    page,
    values.then((found) => (roomId) => found.get(roomId)?.value ?? null),
  );
}

/** By the metric's shrunken values: estimates drawn towards the centre of the room's group (fairness/peer-group.ts). */
const byShrunken = (ctx: LoadingContext, page: RoomsPage, metric: MetricDefinition): Promise<readonly Line[]> =>
  everyRoom(
    ctx,
    page,
    shrunkValues(ctx, { span: page.period, by: ComparedUnit.ROOM, against: page.against, metricId: metric.id }),
  );

/** Reads every compared room and makes the page in memory. */
async function everyRoom(ctx: LoadingContext, page: RoomsPage, values: Promise<ValueOf>): Promise<readonly Line[]> {
  const byCode = pageStatement({
    days: page.days,
    range: page.range,
    metric: null,
    direction: SortDirection.ASC,
    after: null,
    limit: EVERY_ROOM,
  });
  const [rooms, valueOf] = await Promise.all([ctx.rows<Line>(byCode), values]);
  return cut(
    rooms.map((room) => ({ ...room, value: valueOf(room.roomId) })),
    page,
  );
}

/** Orders and pages by the rules of the database. */
const cut = (lines: readonly Line[], { order, after, limit }: RoomsPage): readonly Line[] =>
  inOrder(lines, order)
    .filter((line) => !after || comesAfter(line, after, order))
    .slice(0, limit);
