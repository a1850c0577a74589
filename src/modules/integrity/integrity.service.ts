import { badCursor, decodeCursor, encodeCursor } from '../../kernel/cursor.js';
import { badInput } from '../../kernel/errors.js';
import { todayInShanghai } from '../../kernel/imprecise-date.js';
import { kernelMessages } from '../../kernel/messages.js';
import { MAX_PAGE, type Edge, toPage } from '../../kernel/page.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { getComparablePlace, rangeOf } from '../comparison/reading/comparable-place.service.js';
import { type Span, resolvePeriod } from '../comparison/period/period.service.js';
import { IntegritySignalKind } from './integrity.enums.js';
import type { IntegritySignalsArgs } from './integrity.inputs.js';
import { integrityMessages } from './messages.js';
import type { IntegritySignal, IntegritySignals } from './signal-answer.js';
import { SIGNAL_KINDS } from './signal-kinds.js';
import { type PageRow, type SignalAsk, type SignalPosition, type SignalRow, signalsStatement } from './signal-sql.js';
import { MOST_MONTHS } from './thresholds.js';

/**
 * What is worth a question in the records of the rooms at or below a place, in one statement.
 * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export async function integritySignals(ctx: RequestContext, args: IntegritySignalsArgs): Promise<IntegritySignals> {
  if (args.first < 0 || args.first > MAX_PAGE)
    throw badInput(kernelMessages.firstOutOfRange(MAX_PAGE), {
      argument: 'first',
    });
  const period = resolvePeriod(args.period, todayInShanghai());
  if (monthsOf(period) > MOST_MONTHS) {
    throw badInput(integrityMessages.periodTooLong(MOST_MONTHS), {
      argument: 'period',
      reason: 'PERIOD_RANGE',
    });
  }
  const after = args.after ? readPosition(args.after) : null;
  const place = await getComparablePlace(ctx, args.within);
  const ask: SignalAsk = {
    kinds: args.kinds?.length ? args.kinds : Object.values(IntegritySignalKind),
    period,
    range: rangeOf(ctx.viewer, place),
  };
  const rows = await ctx.rows<PageRow>(signalsStatement(ask, after, args.first + 1));
  const edges = rows
    .filter((row): row is PageRow & SignalRow => row.roomId != null)
    .map((row): Edge<IntegritySignal> => ({
      node: signalOf(row, period),
      cursor: encodeCursor([row.code, String(row.rank)]),
    }));
  return { ...toPage(edges, args, async () => rows[0]!.total), period, isDemo: place.isDemo };
}

const signalOf = ({ rank, roomId, placeId, count, of, records }: SignalRow, period: Span): IntegritySignal => ({
  ...SIGNAL_KINDS[rank]!,
  roomId,
  placeId,
  period,
  count,
  of,
  rows: records,
});

function monthsOf({ from, to }: Span): number {
  const [fromYear, fromMonth, toYear, toMonth] = [from, to].flatMap((day) =>
    day.split('-').slice(0, 2).map(Number),
  ) as [number, number, number, number];
  return (toYear - fromYear) * 12 + toMonth - fromMonth + 1;
}

function readPosition(cursor: string): SignalPosition {
  const [code, rank] = decodeCursor(cursor, ['text', 'int']) as [string, string];
  if (!SIGNAL_KINDS[Number(rank)]) throw badCursor();
  return { code, rank: Number(rank) };
}
