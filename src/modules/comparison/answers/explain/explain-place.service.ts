import { badInput } from '../../../../kernel/errors.js';
import { badCursor, decodeCursor, encodeCursor } from '../../../../kernel/cursor.js';
import { todayInShanghai } from '../../../../kernel/imprecise-date.js';
import { kernelMessages } from '../../../../kernel/messages.js';
import { type Edge, MAX_PAGE, toPage } from '../../../../kernel/page.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { SuppressedReason } from '../../catalogue/comparison.enums.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { isSum } from '../../catalogue/metric-definition.js';
import { isDatedFact } from '../../counting/dated-facts.js';
import { resolvePeriod } from '../../period/period.service.js';
import { getComparablePlace, rangeOf } from '../../reading/comparable-place.service.js';
import { daysOf } from '../../reading/comparison-days.js';
import { type ComparisonScope, valuesOfRange } from '../../reading/comparison.loaders.js';
import { ComparisonBase } from '../../settings/fairness.enums.js';
import { type MetricResult, NO_DATA } from '../../values/compute-metric.js';
import { type Line, linesOf } from '../rooms/comparison-lines.js';
import { orderOf } from '../rooms/comparison-order.js';
import { placeOwner, roomOwner, toMetricValue, valueOfOwner } from '../value/owner-values.js';
import type { ExplainedRoom, PlaceExplanation } from './explain-place-answer.js';
import type { ExplainPlaceArgs } from './explain.inputs.js';

const EVERY_ROOM = 2 ** 31 - 1;
const [COUNTED, NOT_COUNTED] = [0, 1];
interface Position {
  readonly rank: number;
  readonly code: string;
}

/** The rooms behind one number of a place. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
export async function explainPlace(ctx: RequestContext, args: ExplainPlaceArgs): Promise<PlaceExplanation> {
  if (args.first < 0 || args.first > MAX_PAGE)
    throw badInput(kernelMessages.firstOutOfRange(MAX_PAGE), { argument: 'first' });
  const after = args.after ? readPosition(args.after) : null;
  const span = resolvePeriod(args.period, todayInShanghai());
  const place = await getComparablePlace(ctx, args.within);
  const [days, range] = [daysOf(span), rangeOf(ctx.viewer, place)];
  const key = `explain place ${JSON.stringify([range, days])}`;
  const comparison: ComparisonScope = { key, days, range, span, roomIds: [], isWhole: false };
  const scope = { key, spans: [span], days: [days], range, groups: [place.path] };
  const order = orderOf(null);
  const [value, results, lines] = await Promise.all([
    valueOfOwner(ctx, placeOwner(scope, 0, place.path), args.metric),
    ctx.load(valuesOfRange, { comparison, metricId: args.metric }),
    linesOf(ctx, {
      period: span,
      days,
      range,
      order,
      against: ComparisonBase.CITY,
      after: null,
      limit: EVERY_ROOM,
      sealed: null,
    }),
  ]);
  const ratesResidents = value.denominator !== null;
  const rooms = lines.map((line) =>
    roomOf(comparison, line, args.metric, results.get(line.roomId) ?? NO_DATA, ratesResidents),
  );
  const sorted = rooms.toSorted((a, b) => a.rank - b.rank || Number(a.code > b.code) - Number(a.code < b.code));
  const edges = sorted
    .filter((room) => !after || room.rank > after.rank || (room.rank === after.rank && room.code > after.code))
    .slice(0, args.first + 1)
    .map((room): Edge<ExplainedRoom> => ({ node: room.node, cursor: encodeCursor([String(room.rank), room.code]) }));
  return {
    ...toPage(edges, args, async () => rooms.length),
    placeId: place.id,
    period: span,
    value,
    countedRooms: rooms.filter(({ rank }) => rank === COUNTED).length,
  };
}

function roomOf(
  comparison: ComparisonScope,
  line: Line,
  metricId: string,
  result: MetricResult,
  ratesResidents: boolean,
): Position & { readonly node: ExplainedRoom } {
  const reason = whyNot(metricId, result, ratesResidents);
  const node: ExplainedRoom = {
    roomId: line.roomId,
    placeId: line.placeId,
    value: toMetricValue(metricId, result, roomOwner(comparison, line.roomId)),
    counted: reason === null,
    reason,
  };
  return { rank: reason === null ? COUNTED : NOT_COUNTED, code: line.code, node };
}

/**
 * Why a room is not in the number of its place. A hidden or a small number is in it.
 * A room without known residents is left out of a rate per resident, unless no room of the place has any.
 */
function whyNot(metricId: string, result: MetricResult, ratesResidents: boolean): SuppressedReason | null {
  const { numerator, denominator, suppressedReason, tally } = result;
  if (suppressedReason === SuppressedReason.PRIVACY) return null;
  if (numerator === null && tally === null) return suppressedReason;
  const metric = getMetric(metricId);
  const perResident = isSum(metric) && metric.denominator !== undefined && isDatedFact(metric.denominator);
  return perResident && denominator === null && ratesResidents ? SuppressedReason.NOT_APPLICABLE : null;
}

function readPosition(cursor: string): Position {
  const [rank, code] = decodeCursor(cursor, ['int', 'text']) as [string, string];
  if (Number(rank) !== COUNTED && Number(rank) !== NOT_COUNTED) throw badCursor();
  return { rank: Number(rank), code };
}
