import { todayInShanghai } from '../../kernel/imprecise-date.js';
import type { ImplementationItem } from './implementation.entity.js';
import { ItemLateness, ItemState, UNIT_TO_DO } from './implementation.enums.js';

type Dated = Pick<ImplementationItem, 'dueOn' | 'state'>;

/** Due before today in Shanghai, and the unit has not said it is done. Waiting for the room's check is not late. */
export const isOverdue = (item: Dated, today = todayInShanghai()): boolean =>
  item.dueOn !== null && item.dueOn < today && UNIT_TO_DO.includes(item.state);

export function latenessOf(item: Dated, today = todayInShanghai()): ItemLateness {
  if (item.state === ItemState.DONE) return ItemLateness.DONE_UNVERIFIED;
  return isOverdue(item, today) ? ItemLateness.LATE : ItemLateness.NONE;
}
