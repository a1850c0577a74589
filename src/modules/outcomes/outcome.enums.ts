import { describedEnum } from '../../kernel/described-enum.js';

export enum OutcomeRoute {
  SOLVED_ON_SPOT = 'SOLVED_ON_SPOT',
  COMMUNITY_LIST = 'COMMUNITY_LIST',
  STREET_DECISION = 'STREET_DECISION',
  ESCALATED = 'ESCALATED',
}
describedEnum(OutcomeRoute, 'OutcomeRoute', 'Which way an outcome goes.', {
  SOLVED_ON_SPOT: 'Solved on the spot 当场解决.',
  COMMUNITY_LIST: "The community's own responsibility list 村（社区）责任落实清单.",
  STREET_DECISION: 'Reported to the street, whose Party body decides 报街道（镇）党（工）委研究.',
  ESCALATED: 'Reported to the street to be taken further up 上报.',
});

export enum SuggestionResult {
  ADOPTED = 'ADOPTED',
  PARTLY_ADOPTED = 'PARTLY_ADOPTED',
  DECLINED = 'DECLINED',
  FOR_REFERENCE = 'FOR_REFERENCE',
  EXPLAINED = 'EXPLAINED',
  ESCALATED = 'ESCALATED',
}
describedEnum(SuggestionResult, 'SuggestionResult', 'The answer a suggestion got.', {
  ADOPTED: 'Adopted 采纳.',
  PARTLY_ADOPTED: 'Adopted in part 部分采纳.',
  DECLINED: 'Declined, with a reason 不采纳.',
  FOR_REFERENCE: 'Kept for reference 留作参考.',
  EXPLAINED: 'Explained 解释说明.',
  ESCALATED: 'Passed further up 上报.',
});

export enum DecisionResult {
  DECIDED = 'DECIDED',
  RETURNED = 'RETURNED',
}
describedEnum(DecisionResult, 'DecisionResult', 'What the deciding body did with a report.', {
  DECIDED: 'Decided in a meeting 研究决定.',
  RETURNED: 'Sent back, with a reason 退回.',
});

export enum ReportState {
  PENDING = 'PENDING',
  DECIDED = 'DECIDED',
  RETURNED = 'RETURNED',
}
describedEnum(ReportState, 'ReportState', 'Where a report stands with the street.', {
  PENDING: 'Waiting for the street 待研究.',
  DECIDED: 'Decided in a meeting 已研究决定.',
  RETURNED: 'Sent back, with a reason 已退回.',
});

const TO_THE_STREET: readonly OutcomeRoute[] = [OutcomeRoute.STREET_DECISION, OutcomeRoute.ESCALATED];

/** Whether an outcome on this route is reported, and answered by the street. */
export const goesToStreet = (route: OutcomeRoute): boolean => TO_THE_STREET.includes(route);
