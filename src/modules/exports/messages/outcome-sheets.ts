import { message } from '../../../kernel/message.js';

// Each list: the name of its sheet, then the headings of its columns in their order. Headings are Chinese only.

/** Columns that several lists have. */
export const outcomeReferences = {
  decisionId: '研究决定编号',
  suggestionId: '意见建议编号',
};

export const outcomesSheet = {
  sheet: message('协商成果', 'Outcomes'),
  reached: '形成日期',
  route: '成果去向',
  summary: '成果内容',
};

export const outcomeReportsSheet = {
  sheet: message('成果报送', 'Reports of outcomes'),
  roomName: '协商议事室',
  outcomeId: '成果编号',
  number: '文号',
  reported: '报送日期',
  request: '请求事项',
  state: '办理状态',
  decisionId: '研究决定编号',
};

export const outcomeDecisionsSheet = {
  sheet: message('研究决定', 'Decisions on reports'),
  reportId: '成果报送编号',
  result: '研究结果',
  body: '研究机构',
  metOn: '会议日期',
  documentNumber: '文号',
  reason: '理由或说明',
};

export const suggestionAnswersSheet = {
  sheet: message('意见答复', 'Answers to suggestions'),
  result: '答复',
  reason: '答复说明',
};

export const implementationPlansSheet = {
  sheet: message('落实计划（清单）', 'Plans and lists'),
  kind: '种类',
  title: '名称',
};

export const implementationItemsSheet = {
  sheet: message('落实事项', 'Implementation items'),
  planId: '计划（清单）编号',
  planKind: '计划（清单）种类',
  planTitle: '计划（清单）',
  suggestionId: '所据意见建议编号',
  measure: '落实措施',
  responsibleUnit: '责任单位',
  leadUnit: '牵头单位',
  coUnits: '协办单位',
  assignedOn: '交办日期',
  dueOn: '完成期限',
  state: '状态',
  isOverdue: '已超期',
  lateness: '逾期情况',
  completedOn: '办结日期',
  verifiedOn: '核验日期',
};

export const implementationEventsSheet = {
  sheet: message('落实进展', 'What happened to items'),
  kind: '进展种类',
  happened: '发生日期',
  state: '进展后的状态',
  note: '进展说明',
};

export const itemVerificationsSheet = {
  sheet: message('落实核验', 'Verifications of items'),
  result: '核验结果',
  verified: '核验日期',
  note: '核验说明',
};
