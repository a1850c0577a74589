import { RoomEvent } from '../../room-events/room-event.entity.js';
import { roomEventsSheet } from '../messages/room-event-sheets.js';
import { ROOM, column, dates } from '../record-columns.js';
import { recordExport } from '../record-source.js';

export const roomEvents = recordExport(RoomEvent, roomEventsSheet.sheet, {
  under: [ROOM],
  columns: [
    dates('held', roomEventsSheet.held),
    column('kind', roomEventsSheet.kind),
    column('venue', roomEventsSheet.venue),
    column('attendedBy', roomEventsSheet.attendedBy),
    column('lessons', roomEventsSheet.lessons),
  ],
  days: 'held',
});
