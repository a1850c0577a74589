import { definePage } from '../../kernel/page-text.js';
import { ResearchRecord } from './research.entity.js';

/** A topic's research in the order it was done; keyed by the topic's uuid. */
export const researchOfTopic = definePage<ResearchRecord>({
  name: 'researchOfTopic',
  entity: ResearchRecord,
  match: 't.topic_id = k.key',
  sort: [
    { sql: 't.done_from', type: 'date' },
    { sql: 't.id', type: 'uuid' },
  ],
});
