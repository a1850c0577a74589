import { listBy, uniqueBy } from '../../kernel/loader.js';
import { definePage } from '../../kernel/page-text.js';
import { comesWith } from '../../kernel/companions.js';
import { Place } from '../places/place.entity.js';
import { comesWithPlace } from '../places/place.loaders.js';
import { CarriedTotal, Convener, Room } from './room.entity.js';

comesWithPlace(Room);
comesWith(Place, { alias: 'room', from: 't', property: 'id', entity: Room, column: 'place_id' });

/** The room on a place, keyed by the place's uuid; null when it has none, or none the viewer sees. */
export const roomByPlace = uniqueBy(Room, 'placeId', 'place_id');

/** Rooms at or below a place, by the place tree; keyed by the place's path. */
export const roomsWithin = definePage<Room>({
  name: 'roomsWithin',
  entity: Room,
  keyType: 'text',
  match: `t.place_path >= k.key AND t.place_path < k.key || '~'`,
  sort: [
    { sql: 't.place_path', type: 'text' },
    { sql: 't.id', type: 'uuid' },
  ],
});

export const convenersOfRoom = listBy(Convener, 'roomId', 'room_id', {
  orderBy: 't.term_to DESC NULLS FIRST, t.kind DESC, t.term_from, t.id',
});
export const carriedTotalsOfRoom = listBy(CarriedTotal, 'roomId', 'room_id', {
  orderBy: 't.period_from, t.measure, t.id',
});
