import { Concern } from '../../concerns/concern.entity.js';
import { JOIN_ROOM, PLACE, RECORDED, ROOM, type RecordExport, column, dates, idColumn } from '../record-source.js';

export const concerns: RecordExport = {
  title: { zh: '群众反映', en: 'Concerns' },
  entity: Concern,
  joins: JOIN_ROOM,
  columns: [
    idColumn('id', '编号', 'Concern'), ...PLACE, ...ROOM, ...dates('received', '反映日期'), column('source', '反映渠道'), column('text', '反映内容'), column('state', '研判结果'),
    column('rejectGround', '不予协商依据'), column('triageReason', '研判说明'), column('transferredTo', '转办去向'), idColumn('mergedIntoId', '并入的反映', 'Concern', 't.merged_into_id', 'mergedInto'),
    ...RECORDED,
  ],
  days: ['t.received_from', 't.received_to'],
};
