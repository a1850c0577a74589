/** The words for codes on a cover. */
export const coverWords = {
  step: { MONTH: '按月', QUARTER: '按季度', YEAR: '按年' },
  against: { CITY: '全市', STREET: '本街道（镇）', PEERS: '同类' },
};

/** The cover says what a file holds. Headings are Chinese only. */
export const coverHeadings = {
  /** The two columns of a cover in CSV. */
  item: '项目',
  content: '内容',

  // What the file holds.
  title: '标题',
  isDemo: '演示数据',
  withinCode: '范围（区划代码）',
  withinName: '范围',
  periodFrom: '时段（起）',
  periodTo: '时段（止）',
  trendStep: '步长',
  against: '比较对象',
  metrics: '指标',
  catalogueVersion: '指标目录版本',

  // Coverage of the numbers, and their caution.
  places: '可建室的地方数',
  enrolled: '已登记协商议事室数',
  withData: '有记录的协商议事室数',
  caution: '提示',

  // The seal, where the numbers are sealed.
  sealId: '封存编号',
  sealTitle: '封存标题',
  sealedAt: '封存时间',
  sealHash: '封存校验值',

  // Who asked, and when it was written.
  requestedAs: '导出身份',
  writtenAt: '导出时间',
  rowCount: '数据行数',
  exportId: '导出编号',
};
