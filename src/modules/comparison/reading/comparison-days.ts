import { todayInShanghai } from '../../../kernel/imprecise-date.js';
import type { PeriodDays } from './comparison-sql.js';
import type { Span } from '../period/period.service.js';

/**
 * The days of a period with the last due day that counts. What is due today can still be done today, so in a running
 * period that is yesterday.
 */
export function daysOf(period: Span, today = todayInShanghai()): PeriodDays {
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  return { ...period, dueBy: period.to < yesterday ? period.to : yesterday };
}

/**
 * The days of an earlier period as far as a running one has come. What is due on the last of them counts there no more
 * than today in the running period.
 */
export function daysAsFarAs({ from, to }: Span): PeriodDays {
  return { from, to, dueBy: new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10) };
}
