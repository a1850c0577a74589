import { message } from '../../../kernel/message.js';

// Each list: the name of its sheet, then the headings of its columns in their order. Headings are Chinese only.

export const sessionsSheet = {
  sheet: message('协商议事会', 'Sessions'),
  round: '协商轮次',
  ordinal: '会次',
  state: '状态',
  scheduledFor: '排定日期',
  held: '召开日期',
  venue: '地点',
  agenda: '议程',
  attendanceTotal: '参加人次',
  consensus: '共识程度',
  minutes: '会议记录',
  cancelReason: '取消原因',
};

export const attendanceSheet = {
  sheet: message('参加人次', 'Attendance'),
  role: '参加身份',
  headcount: '人数',
};

export const attendeesSheet = {
  sheet: message('参会人员姓名', 'Attendees by name'),
  role: '参加身份',
  name: '姓名',
};

export const suggestionsSheet = {
  sheet: message('意见建议', 'Suggestions'),
  ordinal: '意见序号',
  text: '意见建议',
  proposedBy: '提出人身份',
  answerResult: '最新答复',
  answerReason: '答复说明',
};
