import { Concern } from '../../concerns/concern.entity.js';
import { CarriedTotal, Convener, Room } from '../../rooms/room.entity.js';
import { carriedTotalsSheet, concernsSheet, convenersSheet, roomsSheet } from '../messages/room-sheets.js';
import { commonWords, roomWords } from '../messages/record-words.js';
import { ROOM, coded, column, dates, day, idColumn } from '../record-columns.js';
import { recordExport } from '../record-source.js';

export const rooms = recordExport(Room, roomsSheet.sheet, {
  columns: [
    column('name', roomsSheet.name),
    dates('established', roomsSheet.established),
    day('enrolledOn', roomsSheet.enrolledOn),
    day('dataCompleteFrom', roomsSheet.dataCompleteFrom),
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
    coded('kind', convenersSheet.kind, roomWords.convener),
    day('termFrom', convenersSheet.termFrom),
    day('termTo', convenersSheet.termTo),
  ],
});

export const carriedTotals = recordExport(CarriedTotal, carriedTotalsSheet.sheet, {
  under: [ROOM],
  columns: [
    coded('measure', carriedTotalsSheet.measure, roomWords.carriedMeasure),
    column('value', carriedTotalsSheet.value),
    coded('quality', carriedTotalsSheet.quality, roomWords.carriedQuality),
    coded('countedAs', carriedTotalsSheet.countedAs, roomWords.countedAs),
    coded('role', carriedTotalsSheet.role, commonWords.participantRole),
    day('periodFrom', carriedTotalsSheet.periodFrom),
    day('periodTo', carriedTotalsSheet.periodTo),
    column('isSeparate', carriedTotalsSheet.isSeparate),
    column('note', carriedTotalsSheet.note),
  ],
  days: 'period',
});

export const concerns = recordExport(Concern, concernsSheet.sheet, {
  under: [ROOM],
  columns: [
    dates('received', concernsSheet.received),
    coded('source', concernsSheet.source, roomWords.concernSource),
    column('text', concernsSheet.text),
    coded('state', concernsSheet.state, roomWords.triage),
    coded('rejectGround', concernsSheet.rejectGround, roomWords.rejectGround),
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
