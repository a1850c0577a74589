import { Concern } from '../../concerns/concern.entity.js';
import { CarriedTotal, Convener, Room } from '../../rooms/room.entity.js';
import { carriedTotalsSheet, concernsSheet, convenersSheet, roomsSheet } from '../messages/room-sheets.js';
import { ROOM, column, dates, idColumn } from '../record-columns.js';
import { recordExport } from '../record-source.js';

export const rooms = recordExport(Room, roomsSheet.sheet, {
  columns: [
    column('name', roomsSheet.name),
    dates('established', roomsSheet.established),
    column('enrolledOn', roomsSheet.enrolledOn),
    column('dataCompleteFrom', roomsSheet.dataCompleteFrom),
    column('sharedWith', roomsSheet.sharedWith),
    column('equipment', roomsSheet.equipment),
    column('isPublished', roomsSheet.isPublished, 't.published_at IS NOT NULL'),
  ],
  days: ['t.enrolled_on', 't.enrolled_on'],
});

export const conveners = recordExport(Convener, convenersSheet.sheet, {
  under: [ROOM],
  columns: [
    column('name', convenersSheet.name),
    column('kind', convenersSheet.kind),
    column('termFrom', convenersSheet.termFrom),
    column('termTo', convenersSheet.termTo),
  ],
});

export const carriedTotals = recordExport(CarriedTotal, carriedTotalsSheet.sheet, {
  under: [ROOM],
  columns: [
    column('measure', carriedTotalsSheet.measure),
    column('value', carriedTotalsSheet.value),
    column('quality', carriedTotalsSheet.quality),
    column('countedAs', carriedTotalsSheet.countedAs),
    column('role', carriedTotalsSheet.role),
    column('periodFrom', carriedTotalsSheet.periodFrom),
    column('periodTo', carriedTotalsSheet.periodTo),
    column('note', carriedTotalsSheet.note),
  ],
  days: 'period',
});

export const concerns = recordExport(Concern, concernsSheet.sheet, {
  under: [ROOM],
  columns: [
    dates('received', concernsSheet.received),
    column('source', concernsSheet.source),
    column('text', concernsSheet.text),
    column('state', concernsSheet.state),
    column('rejectGround', concernsSheet.rejectGround),
    column('triageReason', concernsSheet.triageReason),
    column('transferredTo', concernsSheet.transferredTo),
    idColumn('mergedIntoId', concernsSheet.mergedIntoId, 'Concern', 't.merged_into_id', 'mergedInto'),
    idColumn(
      'topicIds',
      concernsSheet.topicIds,
      'Topic',
      'ARRAY(SELECT c.topic_id FROM topic_concern c WHERE c.city_id = t.city_id AND c.concern_id = t.id ' +
        'ORDER BY c.topic_id)',
      'topics',
    ),
  ],
  days: 'received',
});
