import { type Message, message } from '../../../kernel/message.js';

export const exportMessages = {
  // Asking for an export.
  notExportable: message(
    '您只能导出自己有权查看的内容；姓名只由本议事室的召集人和记录员导出，操作记录只由市政协和市级管理员导出。',
    "You may export only what your grant lets you read; names are for the own room's convener and clerk, " +
      "audit events for the city's committee and administrator.",
  ),
  sealNotApplicable: message(
    '封存（asOf）只用于协商议事室对比（COMPARISON）。',
    'A seal (asOf) goes with COMPARISON only.',
  ),
  periodNotApplicable: message(
    '这份名录没有日期，不能按时段导出。',
    'This list has no day to choose by: leave the period out.',
  ),
  periodMissing: message('导出对比或趋势须给出时段。', 'A comparison or trend needs a period.'),
  metricsNotApplicable: message(
    '指标只用于对比、汇总和趋势。',
    'Metrics go with comparisons, summaries and trends only.',
  ),
  metricsMissing: message('导出对比或趋势须选至少一个指标。', 'A comparison or trend needs at least one metric.'),
  stepsNotApplicable: message('步长（by）只用于趋势（TREND）。', 'Steps (by) go with TREND only.'),
  againstNotApplicable: message(
    '比较对象（against）只用于当前的协商议事室对比和街道（镇）对比。',
    'What values are compared with (against) goes with COMPARISON and STREETS of today only.',
  ),
  tooManyUnfinished: (count: number): Message =>
    message(
      `您已有 ${count} 个导出尚未完成，请等其中一个完成后再试。`,
      `${count} exports of yours are not finished yet: wait for one of them.`,
    ),

  // Names of files and of sheets, and marks in cells. Chinese only.
  coverSheet: '说明',
  dataSheet: '明细',
  dataSheetNumbered: (number: number): string => `明细${number}`,
  fileName: (list: string, day: string, ending: string): string => `${list}-${day}.${ending}`,
  coverFileName: (list: string, day: string, ending: string): string => `${list}-说明-${day}.${ending}`,
  /** A column of codes, beside that of their words. */
  codeOf: (heading: string): string => `${heading}（代码）`,
  /** At the end of a cell that could not hold the whole text. */
  cellCut: '……（超出单元格长度，全文见 CSV 或 JSONL）',
};
