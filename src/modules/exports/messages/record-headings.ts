/** Columns that all lists of records, or many, have. Headings are Chinese only. */
export const recordHeadings = {
  id: '编号',

  // Where it is.
  placeCode: '区划代码',
  placeName: '村（社区）',
  street: '街道（镇）',
  district: '区（县）',

  // What it belongs to: its id and how it is recognised.
  idOf: (noun: string): string => `${noun}编号`,
  room: '协商议事室',
  roomName: '协商议事室',
  topic: '议题',
  topicTitle: '议题',
  session: '会议',
  held: '召开日期',
  heldFrom: '召开日期（起）',
  heldTo: '召开日期（止）',
  item: '落实事项',
  itemMeasure: '落实措施',

  // A date known to the day, the month or the year has three columns.
  from: (date: string): string => `${date}（起）`,
  to: (date: string): string => `${date}（止）`,
  precision: (date: string): string => `${date}（精度）`,

  /** A moment, in the time of Shanghai. */
  inShanghai: (moment: string): string => `${moment}（北京时间）`,

  // How it was recorded.
  origin: '来源',
  onBehalfOf: '代谁录入',
  paperReference: '纸质材料',
  recordedAt: '录入时间',
  version: '版本',
};
