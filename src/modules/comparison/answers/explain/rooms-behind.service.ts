import type { RequestContext } from '../../../../kernel/request-context.js';
import type { MetricDefinition } from '../../catalogue/metric-definition.js';
import { isSum } from '../../catalogue/metric-definition.js';
import { SortDirection, SuppressedReason } from '../../catalogue/comparison.enums.js';
import { isDatedFact } from '../../counting/dated-facts.js';
import { PeriodState, stateOf } from '../../period/period-state.js';
import { pageStatement } from '../../reading/comparison-sql.js';
import { type ComparisonScope, type ValuesByRoom, valuesOfRange } from '../../reading/comparison.loaders.js';
import type { RoomBehind } from '../../reading/explain-sql.js';
import { type MetricResult, NO_DATA } from '../../values/compute-metric.js';
import { NOT_YET } from '../../values/metric-result.js';

/** A room, and its part in the number of a place. */
export interface RoomPart extends RoomBehind {
  readonly placeId: string;
  readonly code: string;
  readonly result: MetricResult;
  /** Why the room does not count; null when it does. */
  readonly reason: SuppressedReason | null;
}

interface ListedRoom {
  readonly roomId: string;
  readonly placeId: string;
  readonly code: string;
}
const EVERY_ROOM = 2 ** 31 - 1;

/** A rate per resident or household leaves out rooms without that figure (place-sql.ts). */
const lacksFigure = (metric: MetricDefinition, { denominator }: MetricResult): boolean =>
  isSum(metric) && metric.denominator !== undefined && isDatedFact(metric.denominator) && denominator === null;

/**
 * Why a room is not in the number of a place. It follows from the room's own number: a room that is left out has
 * neither a numerator nor cases. A room whose part is hidden is in it.
 */
function reasonOf(metric: MetricDefinition, result: MetricResult): SuppressedReason | null {
  if (result.suppressedReason === SuppressedReason.PRIVACY) return null;
  if (!hasPart(result)) return result.suppressedReason;
  return lacksFigure(metric, result) ? SuppressedReason.NOT_APPLICABLE : null;
}

const hasPart = ({ numerator, tally }: MetricResult): boolean => numerator !== null || tally !== null;

/** The rooms of a comparison, those that count first, each by official code. */
export async function roomsBehind(
  ctx: RequestContext,
  comparison: Omit<ComparisonScope, 'roomIds'>,
  metric: MetricDefinition,
): Promise<readonly RoomPart[]> {
  const { days, range } = comparison;
  const listed = pageStatement({
    days,
    range,
    metric: null,
    direction: SortDirection.ASC,
    after: null,
    limit: EVERY_ROOM,
  });
  const [rooms, results] = await Promise.all([
    ctx.rows<ListedRoom>(listed),
    resultsOf(ctx, { ...comparison, roomIds: [] }, metric),
  ]);
  const parts = rooms.map(({ roomId, placeId, code }): RoomPart => {
    const result = results?.get(roomId) ?? (results ? NO_DATA : NOT_YET);
    const reason = reasonOf(metric, result);
    return { roomId, placeId, code, result, reason, counts: reason === null };
  });
  const settled = withoutFigures(parts);
  return [...settled.filter(({ counts }) => counts), ...settled.filter(({ counts }) => !counts)];
}

/** null: the period has not begun. */
const resultsOf = async (
  ctx: RequestContext,
  comparison: ComparisonScope,
  metric: MetricDefinition,
): Promise<ValuesByRoom | null> =>
  stateOf(comparison.span) === PeriodState.NOT_BEGUN
    ? null
    : ctx.load(valuesOfRange, { comparison, metricId: metric.id });

/** Where no room at all has the figure, the numerator of the place is the sum over all rooms that recorded it. */
function withoutFigures(parts: readonly RoomPart[]): readonly RoomPart[] {
  if (parts.some(({ counts }) => counts)) return parts;
  return parts.map((part) => (hasPart(part.result) ? { ...part, reason: null, counts: true } : part));
}
