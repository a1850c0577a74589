import { message } from '../../../kernel/message.js';

export const roomEventsSheet = {
  sheet: message('室务活动', 'Room events'),
  held: '室务活动日期',
  kind: '室务活动种类',
  kinds: { MOBILISATION: '动员会', STUDY_VISIT: '外出学习', TRAINING: '培训' },
  venue: '地点',
  attendedBy: '参加单位和人员身份',
  lessons: '学习收获',
};
