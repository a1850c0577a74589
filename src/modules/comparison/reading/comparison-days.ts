import { todayInShanghai } from '../../../kernel/imprecise-date.js';
import type { PeriodDays } from './comparison-sql.js';
import type { Span } from '../period/period.service.js';

/** What is due today may still be done today, so a running period asks only for what was due up to yesterday. */
export function daysOf(period: Span, today = todayInShanghai()): PeriodDays {
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  return { ...period, dueBy: period.to < yesterday ? period.to : yesterday };
}
