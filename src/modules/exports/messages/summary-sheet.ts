// The sheet in front of a workbook 汇总表, and the sheets behind it. Chinese only.

/** The unit that hands the sheet in, by the role of the account that asked. */
export const reportingUnits = {
  CITY_COMMITTEE: (place: string): string => `${place}政协`,
  CITY_ADMIN: (place: string): string => `${place}（市级管理员）`,
  STREET_CPPCC_LIAISON: (place: string): string => `${place}政协联络员`,
  STREET_PARTY_OFFICE: (place: string): string => `${place}党政办公室`,
  CONVENER: (place: string): string => `${place}协商议事室`,
  CLERK: (place: string): string => `${place}协商议事室`,
  OBSERVER: (place: string): string => `${place}（观察员）`,
};

export const summarySheetTexts = {
  summary: '汇总表',
  title: (place: string, list: string): string => `${place}${list}汇总表`,
  titleOfDemo: (place: string, list: string): string => `${place}${list}汇总表（演示数据）`,
  head: (unit: string, period: string, day: string, measures: string): string =>
    `填报单位：${unit}　　时段：${period}　　生成日期：${day}　　单位：${measures}`,
  span: (from: string, to: string): string => `${from} 至 ${to}`,
  since: (from: string): string => `${from} 起`,
  until: (to: string): string => `至 ${to}`,
  allTime: '不限',
  filledBy: (name: string): string => `填表人：${name}`,
  checkedBy: '审核人：',
  page: '第&P页 共&N页',
  /** In a cell without a value. */
  nothing: '/',

  // Fonts that every office in China has, by their names.
  songti: '宋体',
  heiti: '黑体',

  // Headers.
  number: '序号',
  where: '地方',
  content: '内容',
  coverage: '覆盖情况（个）',
  places: '可建室',
  enrolled: '已登记',
  withData: '有记录',
  period: '时段',
  value: '数值',
  share: '比例',
  median: '中位数',
  fraction: '分子/分母',
  withUnit: (name: string, unit: string): string => `${name}（${unit}）`,
  percent: '%',

  // Cells.
  /** The rooms of a place itself, beside those of the places below it. */
  own: (place: string): string => `${place}本级`,
  fractionOf: (numerator: string, denominator: string): string => `${numerator}/${denominator}`,
  month: (year: number, month: number): string => `${year}年${month}月`,
  quarter: (year: number, quarter: number): string => `${year}年第${quarter}季度`,
  year: (year: number): string => `${year}年`,
  yes: '是',
  no: '否',
  atLeast: '不少于',
  about: '约',

  // The total and the notes below the table.
  total: '合计',
  totalOfRows: (count: string): string => `合计（共 ${count} 条）`,
  noteOfNothing: '注：“/”表示没有记录或不能给出数值，不等于 0，原因见《说明》。',
  noteOfWeights: '合计由各行的分子、分母分别相加后计算，不是各行比例的平均；中位数由全部个案计算。',
  noteOfSteps: '各时段是同一批协商议事室，不作合计。',
  noteOfRows: '名录各行不同类，合计一行为条数和可相加的数。',
  noteOfNoSums: '名录没有可相加的数，合计一行为条数。',
  noteOfPart: (shown: string, count: string): string => `共 ${count} 条，本表只列前 ${shown} 条，全部见《明细》。`,
  noteOfMore: (count: number, names: string): string => `另有 ${count} 项指标见《明细》：${names}。`,
  noRows: '本时段没有可列的内容。',
  units: '见表头',

  // The sheet 说明.
  definition: (metric: string): string => `指标·${metric}`,
  definitionText: (explanation: string, counts: string, countsNot: string, formula: string): string =>
    `${explanation}\n计入：${counts}\n不计：${countsNot}\n算法：${formula}`,
  missing: (metric: string, reason: string): string => `缺数·${metric}·${reason}`,
  missingRows: (count: number, names: string): string => `${count} 处：${names}`,
  missingRowsCut: (count: number, names: string): string => `${count} 处：${names}等`,
  nothingMissing: '没有缺数',
  missingTitle: '缺数',
  leftOut: '明细省去的列',
  leftOutColumns: (count: number, names: string): string => `${count} 列各行都没有内容：${names}`,
  kept: '明细中的空列',
  keptColumns: '名录的明细边读边写，保留全部列；整列为空表示各行都没有填写。',
  nothingMeaning: '“/”的含义',
  nothingMeant: '没有记录，或不能给出数值；不等于 0。',
  separator: '、',
};
