import { registerEnumType } from 'type-graphql';
import { inBoth } from '../../../kernel/message.js';
import { attendanceRoles } from './attendance-roles.metric.js';
import { distinctPeople } from './distinct-people.metric.js';
import { evaluationScore } from './evaluation-score.metric.js';
import { medianDaysAssignmentToVerification } from './median-days-assignment-to-verification.metric.js';
import { medianDaysReportToDecision } from './median-days-report-to-decision.metric.js';
import { medianDaysTopicToSession } from './median-days-topic-to-session.metric.js';
import { satisfaction } from './satisfaction.metric.js';
import { attendances } from './attendances.metric.js';
import { completionRate } from './completion-rate.metric.js';
import { itemsCompleted } from './items-completed.metric.js';
import { itemsOverdue } from './items-overdue.metric.js';
import { roomsBuilt } from './rooms-built.metric.js';
import { roomsActive } from './rooms-active.metric.js';
import { roomsSilent } from './rooms-silent.metric.js';
import { activeRoomShare } from './active-room-share.metric.js';
import { concernsReceived } from './concerns-received.metric.js';
import { concernsTriaged } from './concerns-triaged.metric.js';
import { triageRate } from './triage-rate.metric.js';
import { concernsPer1000 } from './concerns-per-1000.metric.js';
import { topicsProposed } from './topics-proposed.metric.js';
import { topicsApproved } from './topics-approved.metric.js';
import { topicsDeliberated } from './topics-deliberated.metric.js';
import { topicsPlanned } from './topics-planned.metric.js';
import { planKept } from './plan-kept.metric.js';
import { researchFirstRate } from './research-first-rate.metric.js';
import { minutesRate } from './minutes-rate.metric.js';
import { recordCompleteness } from './record-completeness.metric.js';
import { affectedPartyShare } from './affected-party-share.metric.js';
import { roleBreadth } from './role-breadth.metric.js';
import { suggestionsAnswered } from './suggestions-answered.metric.js';
import { answerRate } from './answer-rate.metric.js';
import { adoptionRate } from './adoption-rate.metric.js';
import { outcomesReached } from './outcomes-reached.metric.js';
import { outcomesReported } from './outcomes-reported.metric.js';
import { outcomesDecided } from './outcomes-decided.metric.js';
import { conversionRate } from './conversion-rate.metric.js';
import { itemsDue } from './items-due.metric.js';
import { onTimeRate } from './on-time-rate.metric.js';
import { overdueLongRate } from './overdue-long-rate.metric.js';
import { carriedForwardShare } from './carried-forward-share.metric.js';
import { householdsVisited } from './households-visited.metric.js';
import { householdsVisitedPer100 } from './households-visited-per-100.metric.js';
import { suggestionsPer100Households } from './suggestions-per-100-households.metric.js';
import type { MetricDefinition } from './metric-definition.js';
import { sessionsHeld } from './sessions-held.metric.js';
import { sessionsPer1000 } from './sessions-per-1000.metric.js';
import { suggestionsPer1000 } from './suggestions-per-1000.metric.js';
import { suggestionsPerSession } from './suggestions-per-session.metric.js';
import { suggestions } from './suggestions.metric.js';
import { topicsClosed } from './topics-closed.metric.js';

/** Every metric there is, in the order they are listed. A new one is a file beside this one and a line here. */
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
  householdsVisited,
  householdsVisitedPer100,
];

const byId = new Map(CATALOGUE.map((metric) => [metric.id, metric]));

/** @throws when there is none: ids come from the schema's enum, which is made from the catalogue. */
export function getMetric(id: string): MetricDefinition {
  const metric = byId.get(id);
  if (!metric) throw new Error(`There is no metric ${id}.`);
  return metric;
}

/** The schema's enum of metric ids. */
export const MetricId = Object.fromEntries(CATALOGUE.map(({ id }) => [id, id]));
registerEnumType(MetricId, {
  name: 'MetricId',
  description: 'A metric of the catalogue; `metrics` explains each.',
  valuesConfig: Object.fromEntries(CATALOGUE.map(({ id, name }) => [id, { description: `${inBoth(name)}.` }])),
});
