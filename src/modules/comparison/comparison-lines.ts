import type { LoadingContext } from '../../kernel/loader-definition.js';
import { SortDirection } from './comparison.enums.js';
import { type Order, type OrderedLine, comesAfter, inOrder } from './comparison-order.js';
import { type PageQuery, pageStatement } from './comparison-sql.js';
import { type FactsRow, valuesOfRange } from './comparison.loaders.js';
import { type MetricDefinition, type SumMetric, isSum } from './metrics/metric-definition.js';
import type { Span } from './period.service.js';

/** A room of a page, and what was read with it. */
export interface Line extends OrderedLine { readonly roomId: string; readonly placeId: string }
export type FullLine = Line & FactsRow;

/** What is made of single cases, or rounded, has its value here and not in the database. */
export const isOrderedInDatabase = (metric: MetricDefinition | null): metric is SumMetric | null => metric === null || (isSum(metric) && !metric.people);

const EVERY_ROOM = 2 ** 31 - 1;

/** A page by a value the database does not know: the values of all rooms compared are read, and the page is cut here, by the same rules. */
export async function linesByValue(ctx: LoadingContext, metric: MetricDefinition, span: Span, { days, range, after, limit, direction }: Omit<PageQuery, 'metric'>): Promise<FullLine[]> {
  const order: Order = { metric, direction };
  const byCode = pageStatement({ days, range, metric: null, direction: SortDirection.ASC, after: null, limit: EVERY_ROOM, names: [], place: [] });
  const [rooms, values] = await Promise.all([
    ctx.rows<FullLine>(byCode),
    ctx.load(valuesOfRange, { comparison: { key: '', days, range, span, roomIds: [], isWhole: false }, metricId: metric.id }),
  ]);
  return inOrder(rooms.map((room) => ({ ...room, value: values.get(room.roomId)?.value ?? null })), order).filter((line) => !after || comesAfter(line, after, order)).slice(0, limit);
}
