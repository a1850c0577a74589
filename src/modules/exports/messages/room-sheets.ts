import { message } from '../../../kernel/message.js';

// Each list: the name of its sheet, then the headings of its columns in their order. Headings are Chinese only.

export const roomsSheet = {
  sheet: message('协商议事室', 'Rooms'),
  name: '协商议事室',
  established: '建室日期',
  enrolledOn: '登记日期',
  dataCompleteFrom: '台账齐全起始日',
  sharedWith: '共用场所',
  equipment: '设施设备',
  isPublished: '已公示',
};

export const convenersSheet = {
  sheet: message('召集人', 'Conveners'),
  name: '召集人',
  kind: '召集人种类',
  termFrom: '任期（起）',
  termTo: '任期（止）',
};

export const carriedTotalsSheet = {
  sheet: message('建系统前累计数', 'Totals carried forward'),
  measure: '统计项目',
  value: '数值',
  quality: '精确程度',
  countedAs: '计数口径',
  role: '人员身份',
  periodFrom: '时段（起）',
  periodTo: '时段（止）',
  isSeparate: '与其他累计数并列',
  note: '说明',
};

export const concernsSheet = {
  sheet: message('群众反映', 'Concerns'),
  received: '反映日期',
  source: '反映渠道',
  text: '反映内容',
  state: '研判结果',
  rejectGround: '不予协商依据',
  triageReason: '研判说明',
  transferredTo: '转办去向',
  mergedIntoId: '并入的反映',
  topicIds: '列入的议题编号',
};
