import { badInput, notFound } from '../../../../kernel/errors.js';
import { todayInShanghai } from '../../../../kernel/imprecise-date.js';
import { badCursor, decodeCursor, encodeCursor } from '../../../../kernel/cursor.js';
import { kernelMessages } from '../../../../kernel/messages.js';
import { MAX_PAGE, type Edge, toPage } from '../../../../kernel/page.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { roomByPlace } from '../../../rooms/room.loaders.js';
import { daysOf } from '../../reading/comparison-days.js';
import type { ComparisonScope } from '../../reading/comparison.loaders.js';
import { getComparablePlace, rangeOf } from '../../reading/comparable-place.service.js';
import { type ExplainedRecord, type Explanation, explained } from './explain-answer.js';
import type { ExplainArgs } from './explain.inputs.js';
import {
  type ExplainPosition,
  type ExplainedRow,
  explainStatement,
  areRecordsShown,
} from '../../reading/explain-sql.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { resolvePeriod } from '../../period/period.service.js';
import { roomOwner, valueOfOwner } from '../value/owner-values.js';

type Line = ExplainedRow & { readonly day: string; readonly total: number };

/** The records behind one number of a place's room. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
export async function explain(ctx: RequestContext, args: ExplainArgs): Promise<Explanation> {
  if (args.first < 0 || args.first > MAX_PAGE)
    throw badInput(kernelMessages.firstOutOfRange(MAX_PAGE), {
      argument: 'first',
    });
  const after = args.after ? readPosition(args.after) : null;
  const period = resolvePeriod(args.period, todayInShanghai());
  const place = await getComparablePlace(ctx, args.within);
  const room = await ctx.load(roomByPlace, place.id);
  if (!room) throw notFound();
  const days = daysOf(period);
  const metric = getMetric(args.metric);
  const isShown = areRecordsShown(metric, ctx.viewer);
  const counted = args.counted ?? null;
  const comparison: ComparisonScope = {
    key: `explain ${room.id} ${JSON.stringify(days)}`,
    days,
    range: rangeOf(ctx.viewer, place),
    span: period,
    roomIds: [room.id],
    isWhole: true,
  };
  const [value, lines] = await Promise.all([
    valueOfOwner(ctx, roomOwner(comparison, room.id), metric.id),
    isShown ? ctx.rows<Line>(explainStatement(metric, days, room.id, counted, after, args.first + 1)) : [],
  ]);
  const edges = lines.map((line): Edge<ExplainedRecord> => ({
    node: explained(line),
    cursor: encodeCursor([line.part, line.day, line.id]),
  }));
  const count = async (): Promise<number> =>
    isShown ? ((await ctx.rows<Line>(explainStatement(metric, days, room.id, counted, null, 1)))[0]?.total ?? 0) : 0;
  return { ...toPage(edges, args, count), placeId: place.id, period, value };
}

function readPosition(cursor: string): ExplainPosition {
  const [part, day, id] = decodeCursor(cursor, ['text', 'date', 'uuid']) as [string, string, string];
  if (part !== 'NUMERATOR' && part !== 'DENOMINATOR') throw badCursor();
  return { part, day, id };
}
