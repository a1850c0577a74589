import { badInput, forbidden, notFound } from '../../kernel/errors.js';
import { todayInShanghai } from '../../kernel/imprecise-date.js';
import { type Edge, decodeCursor, encodeCursor, toPage } from '../../kernel/page.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { type Viewer, pathEnd } from '../../kernel/viewer.js';
import type { Place } from '../places/place.entity.js';
import { placeByCode } from '../places/place.loaders.js';
import type { ComparedRoom, RoomComparison } from './comparison-answer.js';
import { type PageQuery, type PathRange, type PeriodDays, pageStatement } from './comparison-sql.js';
import { RoomOrderBy, SortDirection } from './comparison.enums.js';
import type { CompareRoomsArgs, RoomOrderInput } from './comparison.inputs.js';
import { type Comparison, coverageOf } from './comparison.loaders.js';
import { comparisonPolicy } from './comparison.policy.js';
import { getMetric } from './metrics/catalogue.js';
import type { MetricDefinition } from './metrics/metric-definition.js';
import { type Span, resolvePeriod } from './period.service.js';

export const MOST_ROOMS = 500;

interface Order { readonly metric: MetricDefinition | null; readonly direction: SortDirection }
interface Line { readonly roomId: string; readonly placeId: string; readonly code: string; readonly value: number | null }

/** Rooms at or below a place, side by side. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
export async function compareRooms(ctx: RequestContext, args: CompareRoomsArgs): Promise<RoomComparison> {
  if (args.first < 0 || args.first > MOST_ROOMS) throw badInput(`first 必须是 0 到 ${MOST_ROOMS} 的整数。`, `first must be a whole number from 0 to ${MOST_ROOMS}.`, { argument: 'first' });
  const today = todayInShanghai();
  const period = resolvePeriod(args.period, today);
  const order = orderOf(args.orderBy ?? null);
  const after = args.after ? readCursor(args.after, order) : null;
  const place = await getComparablePlace(ctx, args.within);
  const days = daysOf(period, today);
  const range = rangeOf(ctx.viewer, place);
  const lines = await ctx.rows<Line>(pageStatement({ days, range, ...order, after, limit: args.first + 1 }));
  const comparison: Comparison = {
    key: JSON.stringify([range, days, order.metric?.id ?? null, order.direction, args.first, args.after ?? null]),
    days, range, roomIds: lines.slice(0, args.first).map((line) => line.roomId),
  };
  const edges = lines.map((line): Edge<ComparedRoom> => ({ node: { roomId: line.roomId, placeId: line.placeId, comparison }, cursor: writeCursor(line, order) }));
  const coverage = () => ctx.load(coverageOf, comparison);
  return { ...toPage(edges, args, async () => (await coverage()).enrolled), period, coverage, isDemo: place.isDemo };
}

/** What the viewer may compare. A place of the own city that the grant does not cover is FORBIDDEN: places are no secret there. */
async function getComparablePlace(ctx: RequestContext, code: string): Promise<Place> {
  // PostgreSQL refuses a text with NUL in it; no code has one.
  const place = code.includes('\0') ? null : await ctx.load(placeByCode, code);
  if (!place) throw notFound();
  const subject = { placePath: place.path };
  if (!comparisonPolicy.can('compareRooms', ctx.viewer, subject) && !comparisonPolicy.can('compareOwnRoom', ctx.viewer, subject)) {
    throw forbidden({ zh: '您只能比较自己所辖范围内的协商议事室。', en: 'You may compare rooms only within what your grant covers.' });
  }
  return place;
}

/** A space sorts before every character of a path, so the range of a room's own people holds their place alone. */
const rangeOf = (viewer: Viewer, place: Place): PathRange => ({ from: place.path, end: viewer.reader === 'app_room' ? `${place.path} ` : pathEnd(place.path) });

/** What is due today may still be done today, so a running period asks only for what was due up to yesterday. */
function daysOf(period: Span, today: string): PeriodDays {
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  return { ...period, dueBy: period.to < yesterday ? period.to : yesterday };
}

function orderOf(input: RoomOrderInput | null): Order {
  const by = input?.by ?? RoomOrderBy.PLACE_CODE;
  const metric = input?.metric ?? null;
  if ((by === RoomOrderBy.METRIC) !== (metric !== null)) {
    throw badInput('按指标排序（METRIC）时须给出 metric；按区划代码排序时不要给。', 'Give metric when ordering by METRIC, and only then.', { argument: 'orderBy' });
  }
  return { metric: metric === null ? null : getMetric(metric), direction: input?.direction ?? SortDirection.ASC };
}

/** A cursor holds its order, so that one of another order is refused instead of answering nonsense. */
const writeCursor = (line: Line, order: Order): string => encodeCursor([order.metric?.id ?? '', order.direction, line.value === null ? '' : String(line.value), line.code]);

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/.test(text) && Number.isFinite(Number(text));

function readCursor(cursor: string, order: Order): PageQuery['after'] {
  const [metric, direction, value, code] = decodeCursor(cursor, 4) as [string, string, string, string];
  if (metric !== (order.metric?.id ?? '') || direction !== order.direction || (value !== '' && !isNumber(value)) || code.includes('\0')) {
    throw badInput('after 不是按这一顺序给出的游标。', 'after is not a cursor of this order.', { argument: 'after' });
  }
  return { code, value: value === '' ? null : Number(value) };
}
