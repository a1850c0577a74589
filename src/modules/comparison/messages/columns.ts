/** Headings of an export's columns, Chinese only. The metric's name comes before each. */
export const valueHeadings = {
  /** The value itself: its heading is the metric's name and unit, see `columnMessages.value`. */
  value: '',
  bound: '·精确程度',
  numerator: '·分子',
  denominator: '·分母',
  denominatorAsOf: '·分母日期',
  low: '·95%区间下限',
  high: '·95%区间上限',
  carriedForward: '·其中建系统前累计数',
  suppressedReason: '·无数值原因',
};

/** Where some rooms did not keep the registers of a number. */
export const recordedHeadings = {
  rooms: '·登记该项的室数',
  of: '·有记录的室数',
  value: '·登记该项的室合计',
};

/** How a value stands among others. */
export const positionHeadings = {
  band: '·与其他相比',
  notComparedBecause: '·未作比较的原因',
  heldAgainst: '·比较对象',
  'heldAgainst.members': '·比较对象数',
  'heldAgainst.centre': '·比较对象总体值',
  shrunk: '·收缩估计',
  'shrunk.low': '·收缩估计下限',
  'shrunk.high': '·收缩估计上限',
  'rankRange.best': '·可能的最好名次',
  'rankRange.worst': '·可能的最差名次',
  'rankRange.of': '·参加排名数',
};

/** The words for codes in a table. */
export const boundWords = { EXACT: '准确', AT_LEAST: '不少于', APPROXIMATE: '约' };
export const bandWords = {
  WELL_ABOVE: '明显偏高，待核实',
  ABOVE: '偏高，可能是偶然',
  WITHIN: '没有明显差别',
  BELOW: '偏低，可能是偶然',
  WELL_BELOW: '明显偏低，待核实',
  NOT_ENOUGH_DATA: '数据不足，无法比较',
};

/** A part of a metric that is a mix. The part's name comes before each. */
export const partHeadings = {
  count: '·数量',
  share: '·占比',
  low: '·占比95%区间下限',
  high: '·占比95%区间上限',
  suppressedReason: '·无数值原因',
};

export const columnMessages = {
  value: (metric: string, unit: string): string => `${metric}（${unit}）`,
  ofPart: (part: string, heading: string): string => `·${part}${heading}`,
};
