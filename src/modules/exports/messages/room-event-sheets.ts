import { message } from '../../../kernel/message.js';

export const roomEventsSheet = {
  sheet: message('室务活动', 'Room events'),
  held: '室务活动日期',
  kind: '室务活动种类',
  venue: '地点',
  attendedBy: '参加单位和人员身份',
  lessons: '学习收获',
};
