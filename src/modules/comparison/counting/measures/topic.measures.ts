import { CarriedMeasure } from '../../../rooms/room.enums.js';
import { type Keyed, type Measure, type Source, plainTotals } from './measure.js';

const topic: Source = {
  type: 'Topic',
  id: 't.id',
  from: 'scope s JOIN topic t ON t.city_id = s.city_id AND t.room_id = s.id',
  enteredAt:
    'greatest(t.recorded_at, (SELECT max(x.recorded_at) FROM topic_step x WHERE x.city_id = t.city_id AND ' +
    'x.topic_id = t.id))',
};
const deliberated: Source = {
  ...topic,
  enteredAt:
    'greatest(t.recorded_at, (SELECT max(x.changed_at) FROM session x WHERE x.city_id = t.city_id AND ' +
    'x.topic_id = t.id))',
};
const planned: Source = {
  ...deliberated,
  enteredAt:
    'greatest(t.changed_at, (SELECT max(x.changed_at) FROM session x WHERE x.city_id = t.city_id AND ' +
    'x.topic_id = t.id))',
};

/** A topic without the day asked for is shown with the day it was proposed. */
const or = (name: string): readonly [string, string] => [
  `coalesce(t.${name}_from, t.proposed_from)`,
  `coalesce(t.${name}_to, t.proposed_to)`,
];

/** A plan names a month. Whether the plan was met is decided when that month is over. */
const END_OF_PLAN = `(date_trunc('month', t.planned_month::timestamp) + interval '1 month - 1 day')::date`;
const PLANNED: Keyed = { without: 'NOT_PLANNED', isDue: 'MONTH_END' };

export const TOPIC_MEASURES = {
  topicsProposed: {
    source: topic,
    days: ['t.proposed_from', 't.proposed_to'],
    carried: plainTotals(CarriedMeasure.TOPICS_PROPOSED),
    kept: { column: 'topics_proposed' },
  },
  topicsApproved: {
    source: topic,
    days: or('approved'),
    excluded: { NOT_APPROVED: 't.approved_to IS NULL' },
    carried: plainTotals(CarriedMeasure.TOPICS_APPROVED),
    kept: { column: 'topics_approved' },
  },
  topicsDeliberated: {
    source: deliberated,
    days: or('deliberated'),
    excluded: { NOT_DELIBERATED: 't.deliberated_to IS NULL' },
    carried: plainTotals(CarriedMeasure.TOPICS_DELIBERATED),
    kept: { column: 'topics_deliberated' },
  },
  topicsClosed: {
    source: topic,
    days: or('closed'),
    excluded: { NOT_CLOSED: `t.state <> 'CLOSED' OR t.closed_from IS NULL OR t.closed_to IS NULL` },
    carried: plainTotals(CarriedMeasure.TOPICS_CLOSED),
    kept: { column: 'topics_closed' },
  },
  topicsPlanned: {
    source: planned,
    days: [END_OF_PLAN, END_OF_PLAN],
    keyed: PLANNED,
    kept: { column: 'topics_planned' },
  },
  topicsPlannedKept: {
    source: planned,
    days: [END_OF_PLAN, END_OF_PLAN],
    keyed: { ...PLANNED, met: { first: 't.deliberated_from', last: 't.deliberated_to', reason: 'NOT_DELIBERATED' } },
    kept: { column: 'topics_planned_kept' },
  },
} satisfies Record<string, Measure>;
