import { uniqueBy } from '../../kernel/loader.js';
import type { PageDefinition } from '../../kernel/page.js';
import { Concern, ConcernContact } from './concern.entity.js';

/** A room's concerns, those received last first; keyed by the room's uuid. */
export const concernsOfRoom: PageDefinition<Concern> = {
  name: 'concernsOfRoom', entity: Concern, match: 't.room_id = k.key', descending: true,
  sort: [{ sql: 't.received_from', type: 'date' }, { sql: 't.id', type: 'uuid' }],
  filters: { state: { sql: 't.state = ?', type: 'text' } },
};

/** Whom to tell, keyed by the concern's uuid. */
export const contactOfConcern = uniqueBy(ConcernContact, 'concernId', 'concern_id');
