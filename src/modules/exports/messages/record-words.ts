// The words of the trade for codes of records, as tables show them. JSON Lines has the codes. Chinese only.

/** Several types of records have them. */
export const commonWords = {
  precision: { DAY: '到日', MONTH: '到月', YEAR: '到年' },
  origin: { ENTERED: '本人录入', RECORDED_FROM_PAPER: '代录', TAKEN_OVER: '转录', DERIVED: '推算' },
  stage: {
    TOPIC_SELECTION: '议题确定',
    PARTICIPANT_DESIGNATION: '明确主体',
    RESEARCH: '商前调研',
    DELIBERATION: '开展协商',
    OUTCOME_REPORTING: '报送成果',
    IMPLEMENTATION: '转化落实',
    EVALUATION: '质效评估',
  },
  participantRole: {
    CPPCC_MEMBER: '政协委员',
    PARTY_DELEGATE: '党代表',
    CONGRESS_DEPUTY: '人大代表',
    AFFECTED_PARTY: '利益关联方',
    RESIDENT_REPRESENTATIVE: '群众代表',
    RESPECTED_LOCAL: '乡贤',
    DEPARTMENT: '职能部门',
    EXPERT: '专家',
    OTHER: '其他',
  },
  grantRole: {
    CITY_COMMITTEE: '市政协',
    CITY_ADMIN: '市级管理员',
    STREET_CPPCC_LIAISON: '街道（镇）政协联络员',
    STREET_PARTY_OFFICE: '党政办公室',
    CONVENER: '召集人',
    CLERK: '记录员',
    OBSERVER: '观察员',
  },
};

export const cityWords = {
  placeLevel: { CITY: '市', DISTRICT: '区、县', STREET: '街道（镇）', COMMUNITY: '村（社区）' },
  placeKind: {
    SUBDISTRICT: '街道',
    TOWN: '镇',
    TOWNSHIP: '乡',
    DEVELOPMENT_ZONE: '开发区',
    NEIGHBOURHOOD: '社区',
    VILLAGE: '村',
    STATISTICAL_ONLY: '统计用单位',
    OTHER: '其他',
  },
  placeFact: {
    USUAL_RESIDENTS: '常住人口',
    REGISTERED_RESIDENTS: '户籍人口',
    HOUSEHOLDS: '户数',
    RESIDENT_GROUPS: '村（居）民小组数',
  },
  placeChange: { RENAMED: '更名', MOVED: '划转', MERGED: '合并', KIND_CHANGED: '类别变更', CODE_FREED: '编码另用' },
  unitKind: { COMMUNITY: '村（社区）', DEPARTMENT: '职能部门', COMPANY: '企业', OTHER: '其他' },
  gateMode: { REMIND: '提醒', BLOCK: '阻止' },
};

export const roomWords = {
  convener: { LEAD: '第一召集人', EXECUTIVE: '执行召集人' },
  carriedMeasure: { SESSIONS: '协商议事会', ATTENDANCES: '参加人次', SUGGESTIONS: '意见建议' },
  carriedQuality: { EXACT: '准确', AT_LEAST: '不少于', APPROXIMATE: '约' },
  countedAs: { PERSONS: '人', PERSON_TIMES: '人次', UNSPECIFIED: '来源未说明' },
  concernSource: {
    RECEPTION_DAY: '接待群众日',
    VISIT: '走访',
    QR_CODE: '扫码',
    HOTLINE: '12345 热线',
    OTHER: '其他',
  },
  triage: { OPEN: '待梳理', TAKEN_UP: '列为议题', MERGED: '并案', TRANSFERRED: '转办', REJECTED: '不予协商' },
  rejectGround: {
    AGAINST_PUBLIC_MORALS: '违反公序良俗',
    SETTLED_BY_LAW: '法律政策已有明确规定',
    PURELY_PRIVATE: '纯属个人纠纷',
    OTHER: '其他',
  },
};

export const topicWords = {
  track: { SIMPLE: '小事简议', URGENT: '急事快议', MAJOR: '大事重议' },
  state: { PROPOSED: '拟议', APPROVED: '已确定', CLOSED: '办结' },
  step: {
    PROPOSED: '提出',
    APPROVED: '确定',
    ADVANCED: '转入',
    STEPPED_BACK: '退回',
    CLOSED: '办结',
    REOPENED: '重启',
  },
  /** Evidence that a stage lacks. */
  evidence: {
    NOT_APPROVED: '议题尚未确定',
    NO_AFFECTED_PARTY: '没有利益关联方',
    NO_RESEARCH_RECORD: '没有商前调研记录',
    NO_SESSION_HELD: '没有召开协商议事会',
    SESSION_WITHOUT_RECORD: '会议没有记录',
    NO_OUTCOME: '没有协商成果',
    OUTCOME_NOT_REPORTED: '成果没有报送',
    DECISION_NOT_RECORDED: '没有研究决定',
    ITEMS_NOT_VERIFIED: '落实事项没有核验',
    NOT_EVALUATED: '没有评估',
  },
  basis: { STANDING: '固定', LINKED: '挂钩联系', INVITED: '邀请' },
  research: {
    HOUSEHOLD_VISIT: '入户走访',
    SITE_VISIT: '实地踏勘',
    VISIT_ELSEWHERE: '外出考察',
    DEPARTMENT_CONSULTATION: '部门会商',
  },
  evaluator: { COMMITTEE: '政协', PROPOSER: '议题提出方', HANDLER: '承办方', PUBLIC: '群众' },
  satisfaction: { SATISFIED: '满意', BASICALLY_SATISFIED: '基本满意', NOT_SATISFIED: '不满意' },
};

export const outcomeWords = {
  session: { SCHEDULED: '已排定', HELD: '已召开', CANCELLED: '取消' },
  consensus: { FULL: '完全一致', BROAD: '基本一致', PARTIAL: '部分一致', NONE: '未达成' },
  route: {
    SOLVED_ON_SPOT: '当场解决',
    COMMUNITY_LIST: '村（社区）责任落实清单',
    STREET_DECISION: '报街道（镇）党（工）委研究',
    ESCALATED: '上报',
  },
  report: { PENDING: '待研究', DECIDED: '已研究决定', RETURNED: '已退回' },
  decision: { DECIDED: '研究决定', RETURNED: '退回' },
  answer: {
    ADOPTED: '采纳',
    PARTLY_ADOPTED: '部分采纳',
    DECLINED: '不采纳',
    FOR_REFERENCE: '留作参考',
    EXPLAINED: '解释说明',
    ESCALATED: '上报',
  },
  plan: { IMPLEMENTATION_PLAN: '协商成果落实计划表', RESPONSIBILITY_LIST: '责任落实清单' },
  lateness: { NONE: '未逾期', LATE: '逾期未办', DONE_UNVERIFIED: '已办待核' },
  item: {
    NOT_STARTED: '未启动',
    UNDER_WAY: '进行中',
    LONG_TERM: '长期坚持',
    DONE: '已完成待核验',
    VERIFIED: '已核验',
    CANCELLED: '取消',
  },
  itemEvent: {
    SITE_SURVEY: '现场勘查',
    SCHEME_DISCUSSION: '方案协商',
    PROGRESS: '进展',
    ACCEPTANCE: '验收',
    REPLY: '答复',
    RETURNED: '退办',
    CANCELLED: '取消',
  },
  verification: { CONFIRMED: '属实', NOT_DONE: '未落实' },
};
