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
import type { MetricDefinition } from './metric-definition.js';
import { sessionsHeld } from './sessions-held.metric.js';
import { sessionsPer1000 } from './sessions-per-1000.metric.js';
import { suggestionsPer1000 } from './suggestions-per-1000.metric.js';
import { suggestionsPerSession } from './suggestions-per-session.metric.js';
import { suggestions } from './suggestions.metric.js';
import { topicsClosed } from './topics-closed.metric.js';

/** Every metric there is, in the order they are listed. A new one is a file beside this one and a line here. */
export const CATALOGUE: readonly MetricDefinition[] = [
  sessionsHeld, suggestions, attendances, sessionsPer1000, suggestionsPer1000, suggestionsPerSession, topicsClosed, itemsCompleted, itemsOverdue, completionRate,
  distinctPeople, attendanceRoles, medianDaysTopicToSession, medianDaysReportToDecision, medianDaysAssignmentToVerification, satisfaction, evaluationScore,
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
