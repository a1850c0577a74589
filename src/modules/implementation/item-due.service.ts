import { todayInShanghai } from '../../kernel/imprecise-date.js';
import type { ImplementationItem } from './implementation.entity.js';
import { NEVER_LATE } from './implementation.enums.js';

/**
 * Due before today in Shanghai, and neither verified nor cancelled nor long-term. Said to be done but not verified is
 * late too.
 */
export const isOverdue = (item: Pick<ImplementationItem, 'dueOn' | 'state'>, today = todayInShanghai()): boolean =>
  item.dueOn !== null && item.dueOn < today && !NEVER_LATE.includes(item.state);
