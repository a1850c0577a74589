import { CarriedMeasure } from '../../../rooms/room.enums.js';
import { type Keyed, type Measure, type Source, plainTotals } from './measure.js';

const OF_ITEM = 'x.city_id = i.city_id AND x.item_id = i.id';
const item: Source = {
  type: 'ImplementationItem',
  id: 'i.id',
  from: 'scope s JOIN implementation_item i ON i.city_id = s.city_id AND i.place_path = s.place_path',
  // The state of an item comes from its last event or verification.
  enteredAt: `greatest(i.changed_at, (SELECT max(x.recorded_at) FROM implementation_event x
    WHERE ${OF_ITEM}), (SELECT max(x.recorded_at) FROM item_verification x WHERE ${OF_ITEM}))`,
};

const DUE_ON = ['i.due_on', 'i.due_on'] as const;
/** An item cancelled by the period's end was not due. An item cancelled later still was. */
const DUE: Keyed = {
  without: 'NO_DUE_DATE',
  isDue: 'ANY_DAY',
  gone: { when: `i.state = 'CANCELLED'`, on: 'i.cancelled_on', reason: 'CANCELLED' },
};
/** `completed_on` is the last possible day on which the unit was done, `completed_from` the first. */
const DONE = { first: 'coalesce(i.completed_from, i.completed_on)', last: 'i.completed_on' };
/** A check counts once the item was done. So the share of checked items is never more than 1. */
const CHECKED = {
  first: `CASE WHEN i.verified_on IS NOT NULL
    THEN greatest(coalesce(i.verified_from, i.verified_on), ${DONE.first}) END`,
  last: `CASE WHEN i.verified_on IS NOT NULL THEN greatest(i.verified_on, i.completed_on) END`,
};

/**
 * Thirty days after the due day. The item is looked at when that month is over, so the number does not change from day
 * to day.
 */
const AGED_ON = '(i.due_on + 30)';
const END_OF_AGED = `(date_trunc('month', ${AGED_ON}::timestamp) + interval '1 month - 1 day')::date`;
const AGED: Keyed = { without: 'NO_DUE_DATE', isDue: 'MONTH_END' };
const CANCELLED = `i.state = 'CANCELLED' AND coalesce(i.cancelled_on <= ${AGED_ON}, true)`;

export const ITEM_MEASURES = {
  itemsCompleted: {
    source: item,
    days: ['coalesce(i.completed_from, i.completed_on)', 'i.completed_on'],
    excluded: { NOT_COMPLETED: 'i.completed_on IS NULL' },
    carried: plainTotals(CarriedMeasure.ITEMS_COMPLETED),
    kept: { column: 'items_completed' },
  },
  itemsDue: { source: item, days: DUE_ON, keyed: DUE, kept: { column: 'items_due' } },
  /** Of the items due: those the unit said were done by the period's end. */
  itemsDueDone: {
    source: item,
    days: DUE_ON,
    keyed: { ...DUE, met: { ...DONE, reason: 'NOT_DONE' } },
    kept: { column: 'items_due_done' },
  },
  /** The same of the room's own lists, where the room reports its own work. */
  itemsDueDoneOwn: {
    source: item,
    days: DUE_ON,
    keyed: { ...DUE, met: { ...DONE, reason: 'NOT_DONE' } },
    excluded: { NOT_OWN_LIST: `i.plan_kind <> 'RESPONSIBILITY_LIST'` },
    kept: { column: 'items_due_done_own' },
  },
  itemsDueVerified: {
    source: item,
    days: DUE_ON,
    keyed: { ...DUE, met: { ...CHECKED, reason: 'NOT_VERIFIED' } },
    kept: { column: 'items_due_verified' },
  },
  itemsOverdue: { source: item, days: DUE_ON, keyed: { ...DUE, unmet: { ...DONE, reason: 'DONE_IN_TIME' } } },
  /**
   * Being done by the due day is decided on that day. A later cancellation changes nothing, because a cancelled item is
   * not done.
   */
  itemsOnTime: {
    source: item,
    days: DUE_ON,
    keyed: { without: 'NO_DUE_DATE', isDue: 'ANY_DAY' },
    excluded: { CANCELLED: `i.state = 'CANCELLED'`, NOT_ON_TIME: '(i.completed_on <= i.due_on) IS NOT TRUE' },
    kept: { column: 'items_on_time' },
  },
  itemsAged: {
    source: item,
    days: [END_OF_AGED, END_OF_AGED],
    keyed: AGED,
    excluded: { CANCELLED },
    kept: { column: 'items_aged' },
  },
  itemsAgedOpen: {
    source: item,
    days: [END_OF_AGED, END_OF_AGED],
    keyed: AGED,
    excluded: { CANCELLED, DONE_IN_TIME: `i.completed_on <= ${AGED_ON}` },
    kept: { column: 'items_aged_open' },
  },
} satisfies Record<string, Measure>;
