import { describedEnum } from '../../kernel/described-enum.js';

export enum UnitKind {
  DEPARTMENT = 'DEPARTMENT',
  COMPANY = 'COMPANY',
  COMMUNITY = 'COMMUNITY',
  OTHER = 'OTHER',
}
describedEnum(UnitKind, 'UnitKind', 'What a responsible unit is.', {
  DEPARTMENT: 'Department 职能部门.',
  COMPANY: 'Company 企业.',
  COMMUNITY: 'The community itself 村（社区）.',
  OTHER: 'Another body.',
});

export enum PlanKind {
  IMPLEMENTATION_PLAN = 'IMPLEMENTATION_PLAN',
  RESPONSIBILITY_LIST = 'RESPONSIBILITY_LIST',
}
describedEnum(PlanKind, 'PlanKind', 'Whose plan it is.', {
  IMPLEMENTATION_PLAN: 'Handed out by the street after a decision 协商成果落实计划表.',
  RESPONSIBILITY_LIST: "The community's own list 责任落实清单.",
});

export enum ItemState {
  NOT_STARTED = 'NOT_STARTED',
  UNDER_WAY = 'UNDER_WAY',
  DONE = 'DONE',
  LONG_TERM = 'LONG_TERM',
  VERIFIED = 'VERIFIED',
  CANCELLED = 'CANCELLED',
}
describedEnum(ItemState, 'ItemState', 'Where an item stands; kept from its events and verifications.', {
  NOT_STARTED: 'Not started 未启动.',
  UNDER_WAY: 'Under way 进行中.',
  DONE: 'Said to be done by the unit, not verified yet 已完成待核验.',
  LONG_TERM: 'Goes on for the long term 长期坚持.',
  VERIFIED: 'Verified by the room 已核验(销号).',
  CANCELLED: 'Cancelled, with a reason 取消.',
});

/** Only in these states can an item be late: the unit has still to do it. */
export const UNIT_TO_DO: readonly ItemState[] = [ItemState.NOT_STARTED, ItemState.UNDER_WAY];

export enum ItemLateness {
  NONE = 'NONE',
  LATE = 'LATE',
  DONE_UNVERIFIED = 'DONE_UNVERIFIED',
}
describedEnum(ItemLateness, 'ItemLateness', "Whether an item is late. Lateness is the unit's, never the room's.", {
  NONE: 'Not late: not yet due, without a due day, verified, cancelled or long-term 未逾期.',
  LATE: 'Due before today (Shanghai), and the unit has not said it is done 逾期未办.',
  DONE_UNVERIFIED: 'The unit says it is done; it waits for the check of the room 已办待核.',
});

export enum ItemEventKind {
  SITE_SURVEY = 'SITE_SURVEY',
  SCHEME_DISCUSSION = 'SCHEME_DISCUSSION',
  PROGRESS = 'PROGRESS',
  ACCEPTANCE = 'ACCEPTANCE',
  REPLY = 'REPLY',
  RETURNED = 'RETURNED',
  CANCELLED = 'CANCELLED',
}
describedEnum(ItemEventKind, 'ItemEventKind', 'What happened to an item.', {
  SITE_SURVEY: 'Survey on the site 现场勘查.',
  SCHEME_DISCUSSION: 'Discussion of the scheme 方案协商.',
  PROGRESS: 'Progress 进展.',
  ACCEPTANCE: 'Acceptance 验收.',
  REPLY: "The unit's reply 答复.",
  RETURNED: 'The unit sent the assignment back, with a reason 退办.',
  CANCELLED: 'It was cancelled, with a reason 取消.',
});

export enum VerificationResult {
  CONFIRMED = 'CONFIRMED',
  NOT_DONE = 'NOT_DONE',
}
describedEnum(VerificationResult, 'VerificationResult', 'What the room found when it looked.', {
  CONFIRMED: 'Done 属实.',
  NOT_DONE: 'Not done, or not well enough: it goes on 未落实.',
});
