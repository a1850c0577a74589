import { describedEnum } from '../../../kernel/described-enum.js';
import { todayInShanghai } from '../../../kernel/imprecise-date.js';
import type { Span } from './period.service.js';

export enum PeriodState {
  NOT_BEGUN = 'NOT_BEGUN',
  RUNNING = 'RUNNING',
  ENDED = 'ENDED',
}
describedEnum(PeriodState, 'PeriodState', 'Whether a period is over today, in Asia/Shanghai.', {
  NOT_BEGUN: 'Its first day is still to come 尚未开始. Every value is null, with the reason NOT_YET.',
  RUNNING: 'Today is one of its days 进行中. Its numbers will still grow.',
  ENDED: 'Its last day is past 已结束.',
});

export function stateOf({ from, to }: Span, today = todayInShanghai()): PeriodState {
  if (from > today) return PeriodState.NOT_BEGUN;
  return to < today ? PeriodState.ENDED : PeriodState.RUNNING;
}

const DAY = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY + 1;

export const lengthInDays = ({ from, to }: Span): number => daysBetween(from, to);

/** The days of a period up to today, today included. */
export function daysElapsed(span: Span, today = todayInShanghai()): number {
  if (span.from > today) return 0;
  return span.to < today ? lengthInDays(span) : daysBetween(span.from, today);
}
