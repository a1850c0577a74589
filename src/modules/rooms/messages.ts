import { type Message, message } from '../../kernel/message.js';

export const roomMessages = {
  // Enrolling a room.
  roomExists: (name: string): Message =>
    message(`${name}已有协商议事室，一地一室。`, `${name} has a room already: one room a place.`),

  // Terms of conveners.
  termBackwards: message('任期结束日早于开始日。', 'The term would end before it began.'),

  // Totals carried forward from before this system.
  periodBackwards: message('开始日期晚于结束日期。', 'The period ends before it begins.'),
  totalTwice: (from: string, to: string): Message =>
    message(
      `已有同一指标的建系统前累计数（${from}至${to}），时段重叠会重复计数。若确为另一部分，请填写“isSeparate”并在备注中说明。`,
      `There is a carried total of this measure for ${from} to ${to}; both would be counted. If this is another ` +
        'part, set isSeparate and say so in the note.',
    ),
  separateNeedsNote: message(
    '与已有累计数并列登记，须在备注中说明两者为何不重复。',
    'A total beside another one needs a note that says why nothing is counted twice.',
  ),
  periodNotOver: message('建系统前累计数只能用于已过去的时期。', 'A carried total is for a period that is over.'),

  // Registers: since when each kind of thing is recorded one by one.
  noRegister: message('请至少选择一种台账。', 'Name at least one register.'),
  registerAhead: message('日期不能晚于今天。', 'The day must not be in the future.'),
  registerKept: (kind: string, from: string): Message =>
    message(
      `该台账（${kind}）自${from}起已在登记，时段不能重叠。`,
      `The register ${kind} is kept from ${from} on; two times of one register must not overlap.`,
    ),
  registerEnded: message('该台账已停用或已撤回。', 'This register was given up or taken back already.'),
  registerTakenBack: message('该台账已撤回，不能再更正。', 'This register was taken back and cannot be corrected.'),
  registerEndPast: message(
    '停用日最早为上月最后一天。更早的日期须由市级管理员更正。',
    'A register ends at the earliest on the last day of last month. The administrator corrects an earlier end.',
  ),
  registerSealed: (title: string, from: string, to: string): Message =>
    message(
      `“${title}”（${from}至${to}）已封存，其中的台账起止不能再改。`,
      `${title} (${from} to ${to}) is sealed: what was kept then cannot be changed.`,
    ),
};
