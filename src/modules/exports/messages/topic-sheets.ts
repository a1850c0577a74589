import { message } from '../../../kernel/message.js';

// Each list: the name of its sheet, then the headings of its columns in their order. Headings are Chinese only.

export const topicsSheet = {
  sheet: message('议题', 'Topics'),
  title: '议题',
  summary: '摘要',
  track: '程序繁简',
  state: '状态',
  stage: '所处阶段',
  stageTitle: '阶段名称',
  stageDueOn: '阶段期限',
  isOverdue: '已超期',
  missingEvidence: '缺少的材料',
  /** A material that is missing at a stage. */
  lacking: (stage: string, material: string): string => `${stage}：${material}`,
  breadth: '主体身份数',
  concernIds: '所据群众反映编号',
  round: '协商轮次',
  proposed: '提出日期',
  closed: '办结日期',
  plannedMonth: '计划月份',
  noAffectedPartyReason: '无利益相关方的说明',
  publishedAt: '公示时间',
  procedureId: '所用程序编号',
};

export const topicStepsSheet = {
  sheet: message('办理过程', 'Steps of topics'),
  kind: '步骤',
  fromStage: '原阶段',
  toStage: '新阶段',
  happened: '办理日期',
  reason: '理由',
  missing: '当时缺少的材料',
  actor: '录入人',
  role: '录入身份',
  onBehalfOf: '代谁录入',
  paperReference: '纸质材料',
  recordedAt: '录入时间',
};

export const participantsSheet = {
  sheet: message('协商主体', 'Participants'),
  role: '主体身份',
  basis: '参加方式',
  headcount: '人数',
  organisation: '所属单位',
};

export const researchRecordsSheet = {
  sheet: message('商前调研', 'Research'),
  kind: '调研方式',
  done: '调研日期',
  findings: '调研情况',
  householdsVisited: '走访户数',
};

export const evaluationsSheet = {
  sheet: message('质效评估', 'Evaluations'),
  done: '评估日期',
  evaluator: '评估方',
  satisfaction: '满意程度',
  respondents: '受访人数',
  issued: '发放份数',
  collected: '收回份数',
  valid: '有效份数',
  satisfied: '满意份数',
  basicallySatisfied: '基本满意份数',
  notSatisfied: '不满意份数',
  doNotKnow: '不了解份数',
  comment: '评语',
};
