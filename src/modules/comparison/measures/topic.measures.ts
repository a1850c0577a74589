import type { Measure, Source } from './measure.js';

const topic: Source = {
  type: 'Topic', id: 't.id', from: 'scope s JOIN topic t ON t.city_id = s.city_id AND t.room_id = s.id',
  enteredAt: 'greatest(t.recorded_at, (SELECT max(x.recorded_at) FROM topic_step x WHERE x.city_id = t.city_id AND x.topic_id = t.id))',
};

export const TOPIC_MEASURES = {
  topicsClosed: {
    source: topic, days: ['coalesce(t.closed_from, t.proposed_from)', 'coalesce(t.closed_to, t.proposed_to)'],
    excluded: { NOT_CLOSED: `t.state <> 'CLOSED' OR t.closed_from IS NULL OR t.closed_to IS NULL` }, kept: { column: 'topics_closed' },
  },
} satisfies Record<string, Measure>;
