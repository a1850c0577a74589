import { ConsensusLevel } from '../sessions/session.enums.js';
import { ParticipantRole } from '../topics/topic.enums.js';
import type { Theme } from './yanshi-themes.js';

const ROLES: Readonly<Record<ParticipantRole, string>> = {
  CPPCC_MEMBER: '政协委员',
  PARTY_DELEGATE: '党代表',
  CONGRESS_DEPUTY: '人大代表',
  AFFECTED_PARTY: '利益关联方',
  RESIDENT_REPRESENTATIVE: '群众代表',
  RESPECTED_LOCAL: '乡贤',
  DEPARTMENT: '职能部门',
  EXPERT: '专家',
  OTHER: '其他人员',
};
const AGREED: Readonly<Record<ConsensusLevel, string>> = {
  FULL: '意见一致',
  BROAD: '意见基本一致',
  PARTIAL: '部分问题取得一致',
  NONE: '意见分歧较大，留待再议',
};
const INVENTED = '（虚构的演示记录）';

/** What is written into every meeting of a room that works with a form. */
export const TEMPLATE_MINUTES =
  `会议由召集人主持，先通报议题由来和走访情况，再请到会人员逐项发言、充分讨论。记录员如实记下各方看法，由召集人归纳成意见建议，` +
  `当场宣读、大家认可后存档，会后跟进落实并向居民反馈结果。${INVENTED}`;

/**
 * Who came, what was found, what was suggested, how far they agreed: no two meetings are described in the same words.
 */
export const minutesOf = (
  theme: Theme,
  roles: readonly ParticipantRole[],
  suggestions: readonly string[],
  consensus: ConsensusLevel,
): string =>
  `会议围绕“${theme.title}”展开，到会的有${roles.map((role) => ROLES[role]).join('、')}。${theme.findings}会上提出：` +
  `${suggestions.join('；')}。${AGREED[consensus]}。${INVENTED}`;
