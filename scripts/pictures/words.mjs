// Chinese words for what the pictures show. A name without one is shown as it is.

export const FLOORS = {
  wiring: '启动与接线',
  http: '网络入口',
  graphql: 'GraphQL 执行',
  modules: '业务模块',
  db: '数据库',
  kernel: '内核',
};

export const MODULES = {
  demo: '演示数据',
  exports: '导出',
  seals: '封存',
  integrity: '疑问提示',
  comparison: '比较',
  trace: '全过程',
  evaluation: '质效评估',
  implementation: '转化落实',
  outcomes: '协商成果',
  sessions: '协商议事会',
  research: '商前调研',
  topics: '议题',
  procedure: '协商程序',
  concerns: '群众反映',
  rooms: '协商议事室',
  audit: '操作记录',
  accounts: '账号授权',
  places: '地方',
};

export const COMPARISON = {
  answers: '答复',
  fairness: '公平',
  reading: '取数',
  values: '数值',
  settings: '设置',
  catalogue: '指标',
  counting: '计数',
  statistics: '统计',
  period: '时段',
  messages: '文字',
};

/** Tables. Others take their word from docs/glossary.md or from the description of their type. */
export const TABLES = {
  Room: '协商议事室',
  PlaceFact: '地方数据',
  PlaceChange: '区划变更',
  ProcedureStage: '程序阶段',
  ConcernContact: '反映人联系方式',
  TopicConcern: '议题的来源',
  ParticipantPerson: '协商主体姓名',
  AttendancePerson: '参会人员姓名',
  SuggestionAnswer: '意见答复',
  Unit: '责任单位',
  ImplementationPlan: '落实计划（清单）',
  ItemCoUnit: '协办单位',
  ImplementationEvent: '落实进展',
  ItemVerification: '落实核验',
  SealedPlace: '封存的地方',
  SealedValue: '封存的数值',
  RoomMonthStat: '按月的合计',
  RoomSpanStat: '跨月的合计',
  RoomPeopleStat: '不同人数的合计',
  AuditEvent: '操作记录',
  IdempotencyKey: '幂等键',
  CityChange: '本市最近的改动',
};

/** What a file does for a request that records a session. */
export const STEPS = {
  'http/graphql': ['唯一入口，交给 Apollo', 'the one entrance'],
  'graphql/executor': ['选择执行方式', 'plan, compiled, or graphql-js'],
  'graphql/fresh-viewer': ['登录缓存过时就重做一次', 'again if the cached viewer was old'],
  'graphql/enforce-rules': ['检查根字段的规则', 'the rule of the root field'],
  'graphql/mutation-runner': ['事务从这里开始', 'the transaction begins here'],
  'kernel/request-context': ['读、写都经过它', 'every read and write'],
  'kernel/held': ['锁住议事室和议题', 'locks a row'],
  'db/tenant-database': ['以读者的角色取得连接', "a connection in the viewer's role"],
  'db/tenant-transaction': ['攒起写入，一次发出', 'gathers writes, sends them once'],
  'modules/sessions/session-mutations.resolver': ['操作 sessionRecord', 'the mutation'],
  'modules/sessions/session-record.service': ['办理步骤，先查权限', 'the steps; the policy first'],
  'modules/topics/topic-title.service': ['按题目找议题', 'finds the topic by its title'],
  'modules/procedure/procedure.loaders': ['当时的协商程序', 'the procedure in force'],
  'modules/topics/topic-proposal.service': ['没有就新立议题', 'else a new topic'],
  'modules/topics/topic-progress.service': ['把议题带到协商阶段', 'leads it to deliberation'],
  'modules/sessions/session.service': ['写入会议', 'stores the session'],
  'modules/sessions/session-parts.service': ['到会人数、意见建议', 'headcounts, suggestions'],
  'modules/audit/journal.service': ['审计与幂等记录', 'audit event and key'],
};
