import { message } from '../../../kernel/message.js';

/** Columns before those of the metrics, in their order. Headings are Chinese only. */
export const numbersHeadings = {
  rowKind: '行别',
  rowKinds: { ROOM: '协商议事室', STREET: '街道（镇）', CHILD: '下级地方', OWN: '本级', STEP: '时段', TOTAL: '合计' },
  placeCode: '区划代码',
  placeName: '地方',
  from: '时段（起）',
  to: '时段（止）',
  roomId: '协商议事室编号',
  roomName: '协商议事室',
  places: '可建室的地方数',
  enrolled: '已登记协商议事室数',
  withData: '有记录的协商议事室数',

  // Sealed numbers.
  placeAbove: '封存时的上级',
  residents: '封存时的常住人口',
  residentsAsOf: '常住人口日期',

  // The names of the sheets.
  comparison: message('协商议事室对比', 'Comparison of rooms'),
  streets: message('街道（镇）对比', 'Comparison of streets'),
  summary: message('汇总', 'Summary'),
  trend: message('趋势', 'Trend'),
};
