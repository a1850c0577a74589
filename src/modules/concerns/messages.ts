import { message } from '../../kernel/message.js';

export const concernMessages = {
  // Sifting a concern: setting it aside, merging it, taking it up.
  concernSifted: message('这条民情已经梳理过了。', 'This concern has been sifted already.'),
  reasonMissing: message('选择“其他”时请说明理由。', 'With OTHER, give a reason in words.'),
  mergeTargetElsewhere: message('要并入的民情不属于本议事室。', "The concern to join it to is not this room's."),
  mergeTargetUnfit: message(
    '不能并入自身，也不能并入已并案的民情。',
    'A concern is joined neither to itself nor to one that was joined to another.',
  ),
  /** Several concerns were named, for example for one topic. */
  concernElsewhere: message('所列民情中有一条不属于本议事室。', "One of the concerns is not this room's."),
};
