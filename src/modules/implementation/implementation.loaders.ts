import { listBy } from '../../kernel/loader.js';
import { definePage } from '../../kernel/page-text.js';
import {
  ImplementationEvent,
  ImplementationItem,
  ImplementationPlan,
  ItemVerification,
} from './implementation.entity.js';
import { UNIT_TO_DO } from './implementation.enums.js';

/** What item-due.service says of one item, in SQL; Shanghai is eight hours ahead the whole year. */
const LATE =
  `t.due_on < (now() AT TIME ZONE INTERVAL '8 hours')::date AND t.state IN (` +
  `${UNIT_TO_DO.map((state) => `'${state}'`).join(', ')})`;

/** A topic has a plan or two a round, a plan a page of items, a suggestion an item or two. */
export const plansOfTopic = listBy(ImplementationPlan, 'topicId', 'topic_id', { orderBy: 't.recorded_at, t.id' });
export const itemsOfPlan = listBy(ImplementationItem, 'planId', 'plan_id', { orderBy: 't.recorded_at, t.id' });
export const itemsOfTopic = listBy(ImplementationItem, 'topicId', 'topic_id', { orderBy: 't.recorded_at, t.id' });
export const itemsOfSuggestion = listBy(ImplementationItem, 'suggestionId', 'suggestion_id', {
  orderBy: 't.recorded_at, t.id',
});

/** Items at or below a place, the first due first and those without a day last; keyed by the place's path. */
export const itemsWithin = definePage<ImplementationItem>({
  name: 'itemsWithin',
  entity: ImplementationItem,
  keyType: 'text',
  match: `t.place_path >= k.key AND t.place_path < k.key || '~'`,
  sort: [
    { sql: `coalesce(t.due_on, DATE '9999-12-31')`, type: 'date' },
    { sql: 't.id', type: 'uuid' },
  ],
  filters: {
    state: { sql: 't.state = ?', type: 'text' },
    overdue: { sql: `coalesce(${LATE}, false) = ?`, type: 'boolean' },
    lateness: {
      sql: `(CASE WHEN t.state = 'DONE' THEN 'DONE_UNVERIFIED' WHEN ${LATE} THEN 'LATE' ELSE 'NONE' END) = ?`,
      type: 'text',
    },
  },
});

/** In the order they happened. */
export const eventsOfItem = definePage<ImplementationEvent>({
  name: 'eventsOfItem',
  entity: ImplementationEvent,
  match: 't.item_id = k.key',
  sort: [
    { sql: 't.happened_from', type: 'date' },
    { sql: 't.id', type: 'uuid' },
  ],
});

/** The room looks once or twice; in the order it was entered, because the last one entered holds. */
export const verificationsOfItem = listBy(ItemVerification, 'itemId', 'item_id', { orderBy: 't.recorded_at, t.id' });
