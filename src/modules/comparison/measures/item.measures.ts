import type { Keyed, Measure, Source } from './measure.js';

const OF_ITEM = 'x.city_id = i.city_id AND x.item_id = i.id';
const item: Source = {
  type: 'ImplementationItem', id: 'i.id', from: 'scope s JOIN implementation_item i ON i.city_id = s.city_id AND i.place_path = s.place_path',
  // An item is as its last event or verification left it.
  enteredAt: `greatest(i.changed_at, (SELECT max(x.recorded_at) FROM implementation_event x WHERE ${OF_ITEM}), (SELECT max(x.recorded_at) FROM item_verification x WHERE ${OF_ITEM}))`,
};

const DUE_ON = ['i.due_on', 'i.due_on'] as const;
/** An item cancelled by the period's end was no longer due; one cancelled only later still was. */
const DUE: Keyed = { without: 'NO_DUE_DATE', isDue: 'ANY_DAY', gone: { when: `i.state = 'CANCELLED'`, on: 'i.cancelled_on', reason: 'CANCELLED' } };
/** `completed_on` and `verified_on` are the last days it can have been; the first stand beside them. */
const VERIFIED = { first: 'coalesce(i.verified_from, i.verified_on)', last: 'i.verified_on' };

export const ITEM_MEASURES = {
  itemsCompleted: { source: item, days: ['coalesce(i.completed_from, i.completed_on)', 'i.completed_on'], excluded: { NOT_COMPLETED: 'i.completed_on IS NULL' }, kept: { column: 'items_completed' } },
  itemsDue: { source: item, days: DUE_ON, keyed: DUE, kept: { column: 'items_due' } },
  itemsDueVerified: { source: item, days: DUE_ON, keyed: { ...DUE, met: { ...VERIFIED, reason: 'NOT_VERIFIED' } }, kept: { column: 'items_due_verified' } },
  itemsOverdue: { source: item, days: DUE_ON, keyed: { ...DUE, unmet: { ...VERIFIED, reason: 'VERIFIED_IN_TIME' } } },
} satisfies Record<string, Measure>;
