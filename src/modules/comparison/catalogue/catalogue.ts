import { registerEnumType } from 'type-graphql';
import { inBoth } from '../../../kernel/message.js';
import { attendanceRoles } from './sessions/attendance-roles.metric.js';
import { distinctPeople } from './sessions/distinct-people.metric.js';
import { evaluationScore } from './evaluation/evaluation-score.metric.js';
import { medianDaysAssignmentToVerification } from './items/median-days-assignment-to-verification.metric.js';
import { medianDaysReportToDecision } from './outcomes/median-days-report-to-decision.metric.js';
import { medianDaysTopicToSession } from './topics/median-days-topic-to-session.metric.js';
import { satisfaction } from './evaluation/satisfaction.metric.js';
import { ownEvaluationShare } from './evaluation/own-evaluation-share.metric.js';
import { satisfiedEvaluations } from './evaluation/satisfied-evaluations.metric.js';
import { attendances } from './sessions/attendances.metric.js';
import { completionRate } from './items/completion-rate.metric.js';
import { verificationRate } from './items/verification-rate.metric.js';
import { ownReportShare } from './items/own-report-share.metric.js';
import { medianDaysCompletionToVerification } from './items/median-days-completion-to-verification.metric.js';
import { itemsCompleted } from './items/items-completed.metric.js';
import { itemsOverdue } from './items/items-overdue.metric.js';
import { roomsBuilt } from './rooms/rooms-built.metric.js';
import { roomsActive } from './rooms/rooms-active.metric.js';
import { roomsSilent } from './rooms/rooms-silent.metric.js';
import { activeRoomShare } from './rooms/active-room-share.metric.js';
import { concernsReceived } from './concerns/concerns-received.metric.js';
import { concernsTriaged } from './concerns/concerns-triaged.metric.js';
import { triageRate } from './concerns/triage-rate.metric.js';
import { concernsPer1000 } from './concerns/concerns-per-1000.metric.js';
import { topicsProposed } from './topics/topics-proposed.metric.js';
import { topicsApproved } from './topics/topics-approved.metric.js';
import { topicsDeliberated } from './topics/topics-deliberated.metric.js';
import { topicsPlanned } from './topics/topics-planned.metric.js';
import { planKept } from './topics/plan-kept.metric.js';
import { researchFirstRate } from './topics/research-first-rate.metric.js';
import { minutesRate } from './sessions/minutes-rate.metric.js';
import { recordCompleteness } from './rooms/record-completeness.metric.js';
import { affectedPartyShare } from './sessions/affected-party-share.metric.js';
import { roleBreadth } from './sessions/role-breadth.metric.js';
import { suggestionsAnswered } from './suggestions/suggestions-answered.metric.js';
import { answerRate } from './suggestions/answer-rate.metric.js';
import { adoptionRate } from './suggestions/adoption-rate.metric.js';
import { outcomesReached } from './outcomes/outcomes-reached.metric.js';
import { outcomesReported } from './outcomes/outcomes-reported.metric.js';
import { outcomesDecided } from './outcomes/outcomes-decided.metric.js';
import { conversionRate } from './outcomes/conversion-rate.metric.js';
import { itemsDue } from './items/items-due.metric.js';
import { onTimeRate } from './items/on-time-rate.metric.js';
import { overdueLongRate } from './items/overdue-long-rate.metric.js';
import { carriedForwardShare } from './rooms/carried-forward-share.metric.js';
import { householdsVisited } from './concerns/households-visited.metric.js';
import { householdsVisitedPer100 } from './concerns/households-visited-per-100.metric.js';
import { suggestionsPer100Households } from './suggestions/suggestions-per-100-households.metric.js';
import type { MetricDefinition } from './metric-definition.js';
import { sessionsHeld } from './sessions/sessions-held.metric.js';
import { sessionsPer1000 } from './sessions/sessions-per-1000.metric.js';
import { suggestionsPer1000 } from './suggestions/suggestions-per-1000.metric.js';
import { suggestionsPerSession } from './suggestions/suggestions-per-session.metric.js';
import { suggestions } from './suggestions/suggestions.metric.js';
import { topicsClosed } from './topics/topics-closed.metric.js';

/** All metrics, in the order in which they are listed. A new metric is a new file and a line here. */
export const CATALOGUE: readonly MetricDefinition[] = [
  sessionsHeld,
  suggestions,
  attendances,
  sessionsPer1000,
  suggestionsPer1000,
  suggestionsPerSession,
  topicsClosed,
  itemsCompleted,
  itemsOverdue,
  completionRate,
  distinctPeople,
  attendanceRoles,
  medianDaysTopicToSession,
  medianDaysReportToDecision,
  medianDaysAssignmentToVerification,
  satisfaction,
  satisfiedEvaluations,
  ownEvaluationShare,
  evaluationScore,
  roomsBuilt,
  roomsActive,
  roomsSilent,
  activeRoomShare,
  concernsReceived,
  concernsTriaged,
  triageRate,
  concernsPer1000,
  topicsProposed,
  topicsApproved,
  topicsDeliberated,
  topicsPlanned,
  planKept,
  researchFirstRate,
  minutesRate,
  recordCompleteness,
  affectedPartyShare,
  roleBreadth,
  carriedForwardShare,
  suggestionsAnswered,
  answerRate,
  adoptionRate,
  suggestionsPer100Households,
  outcomesReached,
  outcomesReported,
  outcomesDecided,
  conversionRate,
  itemsDue,
  onTimeRate,
  overdueLongRate,
  verificationRate,
  ownReportShare,
  medianDaysCompletionToVerification,
  householdsVisited,
  householdsVisitedPer100,
];

const byId = new Map(CATALOGUE.map((metric) => [metric.id, metric]));

/** @throws Error for an unknown id. The schema accepts only ids of the catalogue. */
export function getMetric(id: string): MetricDefinition {
  const metric = byId.get(id);
  if (!metric) throw new Error(`There is no metric ${id}.`);
  return metric;
}

/** The ids of the metrics, as an enum of the schema. */
export const MetricId = Object.fromEntries(CATALOGUE.map(({ id }) => [id, id]));
registerEnumType(MetricId, {
  name: 'MetricId',
  description: 'A metric of the catalogue; `metrics` explains each.',
  valuesConfig: Object.fromEntries(CATALOGUE.map(({ id, name }) => [id, { description: `${inBoth(name)}.` }])),
});
