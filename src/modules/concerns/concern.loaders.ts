import { uniqueBy } from '../../kernel/loader.js';
import { definePage } from '../../kernel/page-text.js';
import { comesWithPlace } from '../places/place.loaders.js';
import { Concern, ConcernContact } from './concern.entity.js';

comesWithPlace(Concern);

/** A room's concerns, those received last first; keyed by the room's uuid. */
export const concernsOfRoom = definePage<Concern>({
  name: 'concernsOfRoom',
  entity: Concern,
  match: 't.room_id = k.key',
  descending: true,
  sort: [
    { sql: 't.received_from', type: 'date' },
    { sql: 't.id', type: 'uuid' },
  ],
  filters: { state: { sql: 't.state = ?', type: 'text' } },
});

/** Whom to tell, keyed by the concern's uuid. */
export const contactOfConcern = uniqueBy(ConcernContact, 'concernId', 'concern_id');
