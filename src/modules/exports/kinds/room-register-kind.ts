import { RoomRegister } from '../../rooms/room-register.entity.js';
import { roomRegistersSheet } from '../messages/room-register-sheets.js';
import { ROOM, coded, column, day } from '../record-columns.js';
import { recordExport } from '../record-source.js';

export const roomRegisters = recordExport(RoomRegister, roomRegistersSheet.sheet, {
  under: [ROOM],
  columns: [
    coded('kind', roomRegistersSheet.kind, roomRegistersSheet.kinds),
    day('keptFrom', roomRegistersSheet.keptFrom),
    day('keptTo', roomRegistersSheet.keptTo),
    column('reason', roomRegistersSheet.reason),
    day('takenBackOn', roomRegistersSheet.takenBackOn),
  ],
  days: ['t.kept_from', 't.kept_from'],
});
