import { definePage } from '../../kernel/page-text.js';
import { RoomEvent } from './room-event.entity.js';

/** All of a room, the latest first; keyed by the room's uuid. */
export const roomEventsOfRoom = definePage<RoomEvent>({
  name: 'roomEventsOfRoom',
  entity: RoomEvent,
  match: 't.room_id = k.key',
  descending: true,
  sort: [
    { sql: 't.held_from', type: 'date' },
    { sql: 't.id', type: 'uuid' },
  ],
});
