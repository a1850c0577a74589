import { RoomEvent } from '../../room-events/room-event.entity.js';
import { roomEventsSheet } from '../messages/room-event-sheets.js';
import { ROOM, coded, column, dates } from '../record-columns.js';
import { recordExport } from '../record-source.js';

export const roomEvents = recordExport(RoomEvent, roomEventsSheet.sheet, {
  under: [ROOM],
  columns: [
    dates('held', roomEventsSheet.held),
    coded('kind', roomEventsSheet.kind, roomEventsSheet.kinds),
    column('venue', roomEventsSheet.venue),
    column('attendedBy', roomEventsSheet.attendedBy),
    column('lessons', roomEventsSheet.lessons),
  ],
  days: 'held',
});
