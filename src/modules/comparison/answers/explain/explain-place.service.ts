import { badInput } from '../../../../kernel/errors.js';
import { badCursor, decodeCursor, encodeCursor } from '../../../../kernel/cursor.js';
import { todayInShanghai } from '../../../../kernel/imprecise-date.js';
import { kernelMessages } from '../../../../kernel/messages.js';
import { type Edge, MAX_PAGE, toPage } from '../../../../kernel/page.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { resolvePeriod } from '../../period/period.service.js';
import { getComparablePlace, rangeOf } from '../../reading/comparable-place.service.js';
import { daysOf } from '../../reading/comparison-days.js';
import type { ComparisonScope } from '../../reading/comparison.loaders.js';
import { placeOwner, roomOwner, toMetricValue, valueOfOwner } from '../value/owner-values.js';
import type { ExplainedRoom, PlaceExplanation } from './explain-place-answer.js';
import type { ExplainPlaceArgs } from './explain.inputs.js';
import { type RoomPart, roomsBehind } from './rooms-behind.service.js';

const [COUNTED, NOT_COUNTED] = [0, 1];
interface Position {
  readonly rank: number;
  readonly code: string;
}
const positionOf = ({ counts, code }: RoomPart): Position => ({ rank: counts ? COUNTED : NOT_COUNTED, code });

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
  const [value, rooms] = await Promise.all([
    valueOfOwner(ctx, placeOwner(scope, 0, place.path), args.metric),
    roomsBehind(ctx, comparison, getMetric(args.metric)),
  ]);
  const edges = rooms
    .filter((room) => !after || comesAfter(positionOf(room), after))
    .slice(0, args.first + 1)
    .map((room): Edge<ExplainedRoom> => {
      const { rank, code } = positionOf(room);
      return { node: explainedRoom(comparison, room, args.metric), cursor: encodeCursor([String(rank), code]) };
    });
  return {
    ...toPage(edges, args, async () => rooms.length),
    placeId: place.id,
    period: span,
    value,
    countedRooms: rooms.filter(({ counts }) => counts).length,
  };
}

const comesAfter = ({ rank, code }: Position, after: Position): boolean =>
  rank > after.rank || (rank === after.rank && code > after.code);

const explainedRoom = (
  comparison: ComparisonScope,
  { roomId, placeId, result, counts, reason }: RoomPart,
  metricId: string,
): ExplainedRoom => ({
  roomId,
  placeId,
  value: toMetricValue(metricId, result, roomOwner(comparison, roomId)),
  counted: counts,
  reason,
});

function readPosition(cursor: string): Position {
  const [rank, code] = decodeCursor(cursor, ['int', 'text']) as [string, string];
  if (Number(rank) !== COUNTED && Number(rank) !== NOT_COUNTED) throw badCursor();
  return { rank: Number(rank), code };
}
