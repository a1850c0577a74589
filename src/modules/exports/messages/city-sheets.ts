import { message } from '../../../kernel/message.js';

// Each list: the name of its sheet, then the headings of its columns in their order. Headings are Chinese only.

export const placesSheet = {
  sheet: message('区划名录', 'Register of places'),
  code: '区划代码',
  name: '名称',
  otherNames: '其他名称',
  level: '层级',
  kind: '类别',
  parentCode: '上级区划代码',
  parentName: '上级',
  ancestors: '各级上级',
  closedOn: '撤并日期',
  successorCode: '并入区划代码',
  successorName: '并入',
  version: '版本',
};

export const placeFactsSheet = {
  sheet: message('地方数据', 'Numbers about places'),
  kind: '数据种类',
  count: '数量',
  asOf: '数据日期',
  source: '出处',
  version: '版本',
};

export const placeHonoursSheet = {
  sheet: message('荣誉称号', 'Honours of places'),
  title: '荣誉称号',
  source: '出处',
};

export const placeChangesSheet = {
  sheet: message('区划变更', 'Changes of places'),
  kind: '变更种类',
  happenedOn: '变更日期',
  formerName: '原名称',
  formerParentCode: '原上级区划代码',
  formerParentName: '原上级',
  formerKind: '原类别',
  formerCode: '原区划代码',
  reason: '变更依据',
};

export const unitsSheet = {
  sheet: message('责任单位', 'Responsible units'),
  name: '单位名称',
  kind: '单位种类',
};

export const proceduresSheet = {
  sheet: message('协商程序', 'Procedures'),
  number: '程序版本',
  title: '程序名称',
  inForceFrom: '施行日期',
};

export const procedureStagesSheet = {
  sheet: message('程序阶段', 'Stages of procedures'),
  procedureId: '程序编号',
  procedureNumber: '程序版本',
  ordinal: '顺序',
  kind: '阶段种类',
  title: '阶段名称',
  titleEn: '英文名称',
  gateMode: '关口',
  deadlineDays: '时限（天）',
};

export const sealsSheet = {
  sheet: message('封存', 'Seals'),
  title: '封存标题',
  periodFrom: '时段（起）',
  periodTo: '时段（止）',
  sealedAt: '封存时间',
  catalogueVersion: '指标目录版本',
  hash: '校验值',
  isDemo: '演示数据',
  verified: '校验相符',
};

export const auditEventsSheet = {
  sheet: message('操作记录', 'Audit events'),
  at: '时间',
  actor: '操作人',
  role: '操作身份',
  action: '操作',
  objectType: '对象类别',
  object: '对象编号',
  onBehalfOf: '代谁操作',
  address: '网络地址',
  requestId: '请求编号',
};
