import { describedEnum } from '../../kernel/described-enum.js';

export enum SessionState {
  SCHEDULED = 'SCHEDULED',
  HELD = 'HELD',
  CANCELLED = 'CANCELLED',
}
describedEnum(SessionState, 'SessionState', 'The state of a session.', {
  SCHEDULED: 'Scheduled for a day 已排定.',
  HELD: 'Held 已召开.',
  CANCELLED: 'Cancelled, with a reason 取消.',
});

export enum ConsensusLevel {
  FULL = 'FULL',
  BROAD = 'BROAD',
  PARTIAL = 'PARTIAL',
  NONE = 'NONE',
}
describedEnum(ConsensusLevel, 'ConsensusLevel', 'How far the participants agreed 共识.', {
  FULL: 'All agreed 完全一致.',
  BROAD: 'Nearly all agreed 基本一致.',
  PARTIAL: 'Agreed in part 部分一致.',
  NONE: 'Not agreed 未达成.',
});
