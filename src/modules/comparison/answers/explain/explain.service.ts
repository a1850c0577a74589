import { badInput, notFound } from '../../../../kernel/errors.js';
import { todayInShanghai } from '../../../../kernel/imprecise-date.js';
import { badCursor, decodeCursor, encodeCursor } from '../../../../kernel/cursor.js';
import { kernelMessages } from '../../../../kernel/messages.js';
import { MAX_PAGE, type Edge, type PageRequest, toPage } from '../../../../kernel/page.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import type { Place } from '../../../places/place.entity.js';
import { SuppressedReason } from '../../catalogue/comparison.enums.js';
import type { MetricDefinition } from '../../catalogue/metric-definition.js';
import { daysOf } from '../../reading/comparison-days.js';
import type { ComparisonScope } from '../../reading/comparison.loaders.js';
import { getComparablePlace, ownRange, rangeOf } from '../../reading/comparable-place.service.js';
import { ownGroup } from '../../reading/place-sql.js';
import { type ExplainedRecord, type Explanation, explained } from './explain-answer.js';
import type { ExplainArgs } from './explain.inputs.js';
import { type RoomPart, roomsBehind } from './rooms-behind.service.js';
import {
  type ExplainPosition,
  type ExplainedRow,
  explainStatement,
  areRecordsShown,
} from '../../reading/explain-sql.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { type Span, resolvePeriod } from '../../period/period.service.js';
import { placeOwner, roomOwner, valueOfOwner } from '../value/owner-values.js';
import type { ValueOwner } from '../value/value-owner.js';

type Line = ExplainedRow & { readonly rank: number; readonly day: string; readonly total: number };

/** The records behind one number of a room or place. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
export async function explain(ctx: RequestContext, args: ExplainArgs): Promise<Explanation> {
  checkFirst(args);
  const after = args.after ? readPosition(args.after) : null;
  const period = resolvePeriod(args.period, todayInShanghai());
  const place = await getComparablePlace(ctx, args.within);
  const metric = getMetric(args.metric);
  const scope = scopeOf(ctx, place, period, args.own);
  const parts = await roomsBehind(ctx, scope, metric);
  if (parts.length === 0) throw notFound();
  const comparison = { ...scope, roomIds: parts.map(({ roomId }) => roomId) };
  const counted = args.counted ?? null;
  const read = (from: ExplainPosition | null, most: number): Promise<Line[]> =>
    isShown(ctx, metric, parts, place)
      ? ctx.rows<Line>(explainStatement(metric, scope.days, behind(parts, place), { counted, after: from, most }))
      : Promise.resolve([]);
  const [value, lines] = await Promise.all([
    valueOfOwner(ctx, ownerOf(comparison, parts, place, args.own), metric.id),
    read(after, args.first + 1),
  ]);
  const edges = lines.map((line): Edge<ExplainedRecord> => ({
    node: explained(line),
    cursor: encodeCursor([String(line.rank), line.day, line.id]),
  }));
  const count = async (): Promise<number> => (await read(null, 1))[0]?.total ?? 0;
  return { ...toPage(edges, args, count), placeId: place.id, period, value };
}

function checkFirst({ first }: PageRequest): void {
  if (first < 0 || first > MAX_PAGE) throw badInput(kernelMessages.firstOutOfRange(MAX_PAGE), { argument: 'first' });
}

function scopeOf(ctx: RequestContext, place: Place, span: Span, own: boolean): Omit<ComparisonScope, 'roomIds'> {
  const [days, range] = [daysOf(span), own ? ownRange(place) : rangeOf(ctx.viewer, place)];
  return { key: `explain ${JSON.stringify([range, days])}`, days, range, span, isWhole: true };
}

/** The room of the place, where there is no other room. */
const isOneRoom = (parts: readonly RoomPart[], place: Place): boolean =>
  parts.length === 1 && parts[0]!.placeId === place.id;

/** A room's own records explain its own number, also where a place above leaves the room out. */
const behind = (parts: readonly RoomPart[], place: Place): readonly RoomPart[] =>
  isOneRoom(parts, place) ? parts.map((part) => ({ ...part, counts: true })) : parts;

/**
 * Records of people would give exact numbers where a place has rounded ones, and show what a room hides. Only the
 * room's own people see them then.
 */
function isShown(ctx: RequestContext, metric: MetricDefinition, parts: readonly RoomPart[], place: Place): boolean {
  if (ctx.viewer.reader === 'app_room' || !metric.people) return areRecordsShown(metric, ctx.viewer);
  const isHidden = parts.some(({ result }) => result.suppressedReason === SuppressedReason.PRIVACY);
  return isOneRoom(parts, place) && !isHidden && areRecordsShown(metric, ctx.viewer);
}

function ownerOf(comparison: ComparisonScope, parts: readonly RoomPart[], place: Place, own: boolean): ValueOwner {
  if (isOneRoom(parts, place)) return roomOwner(comparison, parts[0]!.roomId);
  const { key, span, days, range } = comparison;
  const path = own ? ownGroup(place.path) : place.path;
  return placeOwner({ key, spans: [span], days: [days], range, groups: [path] }, 0, path);
}

function readPosition(cursor: string): ExplainPosition {
  const [rank, day, id] = decodeCursor(cursor, ['int', 'date', 'uuid']) as [string, string, string];
  if (!['0', '1', '2', '3'].includes(rank)) throw badCursor();
  return { rank, day, id };
}
