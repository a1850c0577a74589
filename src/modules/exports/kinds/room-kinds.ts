import { Concern } from '../../concerns/concern.entity.js';
import { CarriedTotal, Convener, Room } from '../../rooms/room.entity.js';
import { ROOM, column, dates, idColumn } from '../record-columns.js';
import { recordExport } from '../record-source.js';

export const rooms = recordExport(
  Room,
  { zh: '协商议事室', en: 'Rooms' },
  {
    columns: [
      column('name', '协商议事室'),
      dates('established', '建室日期'),
      column('enrolledOn', '登记日期'),
      column('dataCompleteFrom', '记录完整起始日'),
      column('sharedWith', '共用场所'),
      column('equipment', '设施设备'),
      column('isPublished', '已公示', 't.published_at IS NOT NULL'),
    ],
    days: ['t.enrolled_on', 't.enrolled_on'],
  },
);

export const conveners = recordExport(
  Convener,
  { zh: '召集人', en: 'Conveners' },
  {
    under: [ROOM],
    columns: [
      column('name', '召集人'),
      column('kind', '召集人种类'),
      column('termFrom', '任期（起）'),
      column('termTo', '任期（止）'),
    ],
  },
);

export const carriedTotals = recordExport(
  CarriedTotal,
  { zh: '建系统前累计数', en: 'Totals carried forward' },
  {
    under: [ROOM],
    columns: [
      column('measure', '统计项目'),
      column('value', '数值'),
      column('quality', '精确程度'),
      column('countedAs', '计数口径'),
      column('role', '人员身份'),
      column('periodFrom', '时段（起）'),
      column('periodTo', '时段（止）'),
      column('note', '说明'),
    ],
    days: 'period',
  },
);

export const concerns = recordExport(
  Concern,
  { zh: '群众反映', en: 'Concerns' },
  {
    under: [ROOM],
    columns: [
      dates('received', '反映日期'),
      column('source', '反映渠道'),
      column('text', '反映内容'),
      column('state', '研判结果'),
      column('rejectGround', '不予协商依据'),
      column('triageReason', '研判说明'),
      column('transferredTo', '转办去向'),
      idColumn('mergedIntoId', '并入的反映', 'Concern', 't.merged_into_id', 'mergedInto'),
      idColumn(
        'topicIds',
        '列入的议题编号',
        'Topic',
        'ARRAY(SELECT c.topic_id FROM topic_concern c WHERE c.city_id = t.city_id AND c.concern_id = t.id ' +
          'ORDER BY c.topic_id)',
        'topics',
      ),
    ],
    days: 'received',
  },
);
