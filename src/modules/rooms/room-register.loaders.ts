import { listBy } from '../../kernel/loader.js';
import { RoomRegister } from './room-register.entity.js';

/** All of a room, the earliest first; those taken back too. Keyed by the room's uuid. */
export const registersOfRoom = listBy(RoomRegister, 'roomId', 'room_id', {
  orderBy: 't.kept_from, t.recorded_at, t.id',
});
