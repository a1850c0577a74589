import type { LoadingContext } from '../../../../kernel/loader-definition.js';
import { SortDirection } from '../../catalogue/comparison.enums.js';
import { type Order, type OrderedLine, comesAfter, inOrder } from './comparison-order.js';
import { type PageQuery, pageStatement } from '../../reading/comparison-sql.js';
import { valuesOfRange } from '../../reading/comparison.loaders.js';
import { type MetricDefinition, type SumMetric, isSum } from '../../catalogue/metric-definition.js';
import type { Span } from '../../period/period.service.js';

/** A room of a page. */
export interface Line extends OrderedLine {
  readonly roomId: string;
  readonly placeId: string;
}

/** What is made of single cases, or rounded, has its value here and not in the database. */
export const isOrderedInDatabase = (metric: MetricDefinition | null): metric is SumMetric | null =>
  metric === null || (isSum(metric) && !metric.people);

const EVERY_ROOM = 2 ** 31 - 1;

/** The values rooms are ordered by, by room uuid. */
type ValueOf = (roomId: string) => number | null;

export async function ownValues(
  ctx: LoadingContext,
  metric: MetricDefinition,
  span: Span,
  { days, range }: Pick<PageQuery, 'days' | 'range'>,
): Promise<ValueOf> {
  const values = await ctx.load(valuesOfRange, {
    comparison: { key: '', days, range, span, roomIds: [], isWhole: false },
    metricId: metric.id,
  });
  return (roomId) => values.get(roomId)?.value ?? null;
}

/**
 * A page by a value the database does not know: the values of all rooms compared are read, and the page is cut here, by
 * the same rules.
 */
export async function linesByValue(
  ctx: LoadingContext,
  order: Order,
  values: Promise<ValueOf>,
  { days, range, after, limit }: Omit<PageQuery, 'metric'>,
): Promise<Line[]> {
  const byCode = pageStatement({
    days,
    range,
    metric: null,
    direction: SortDirection.ASC,
    after: null,
    limit: EVERY_ROOM,
  });
  const [rooms, valueOf] = await Promise.all([ctx.rows<Line>(byCode), values]);
  return inOrder(
    rooms.map((room) => ({ ...room, value: valueOf(room.roomId) })),
    order,
  )
    .filter((line) => !after || comesAfter(line, after, order))
    .slice(0, limit);
}
