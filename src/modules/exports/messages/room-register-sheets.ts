import { message } from '../../../kernel/message.js';

export const roomRegistersSheet = {
  sheet: message('台账', 'Registers of rooms'),
  kind: '台账种类',
  kinds: {
    CONCERNS: '民情台账',
    TOPICS: '议题台账',
    RESEARCH: '调研台账',
    SESSIONS: '协商台账',
    ATTENDANCE: '参会台账',
    MINUTES: '会议记录台账',
    SUGGESTIONS: '意见建议台账',
    ANSWERS: '答复台账',
    OUTCOMES: '成果台账',
    ITEMS: '落实台账',
    EVALUATION: '评估台账',
  },
  keptFrom: '启用日期',
  keptTo: '停用日期',
  reason: '停用或更正原因',
  takenBackOn: '撤回日期',
};
