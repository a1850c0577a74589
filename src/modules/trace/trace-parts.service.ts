import type { Recorded } from '../../kernel/record.js';
import type { Concern } from '../concerns/concern.entity.js';
import type { Evaluation } from '../evaluation/evaluation.entity.js';
import type { ImplementationItem, ImplementationPlan } from '../implementation/implementation.entity.js';
import { PlanKind } from '../implementation/implementation.enums.js';
import type { Outcome, OutcomeDecision, OutcomeReport, SuggestionAnswer } from '../outcomes/outcome.entity.js';
import { OutcomeRoute } from '../outcomes/outcome.enums.js';
import { type StageKind, compareStages } from '../procedure/procedure.enums.js';
import type { Session, Suggestion } from '../sessions/session.entity.js';
import { TopicState } from '../topics/topic.enums.js';
import type { Topic } from '../topics/topic.entity.js';

/** A row that knows the name of its type, as the interface Node asks. */
export type TraceNode<T extends Recorded = Recorded> = T & { readonly __typename: string };

/** What a viewer sees of one topic's chain, each list in the order it happened. */
export interface TraceParts {
  readonly topic: TraceNode<Topic>;
  /** The stages of the topic's procedure: a stage left out is never missed. */
  readonly stages: ReadonlySet<StageKind>;
  readonly concerns: readonly TraceNode<Concern>[];
  readonly sessions: readonly TraceNode<Session>[];
  readonly suggestions: readonly TraceNode<Suggestion>[];
  readonly answers: readonly SuggestionAnswer[];
  readonly outcomes: readonly TraceNode<Outcome>[];
  /** Ids of the outcomes no later one of their round took the place of. */
  readonly standing: ReadonlySet<string>;
  readonly reports: readonly TraceNode<OutcomeReport>[];
  readonly decisions: readonly OutcomeDecision[];
  readonly plans: readonly ImplementationPlan[];
  readonly items: readonly TraceNode<ImplementationItem>[];
  readonly evaluations: readonly TraceNode<Evaluation>[];
}

export const isClosed = ({ topic }: TraceParts): boolean => topic.state === TopicState.CLOSED;

/** Has the topic left this stage behind, and does its procedure know it at all? */
export const isPast = (parts: TraceParts, stage: StageKind): boolean =>
  parts.stages.has(stage) && (isClosed(parts) || compareStages(parts.topic.stage, stage) > 0);

/** The answer that stands: the street's over the room's, then the last. */
export function answerOf(parts: TraceParts, suggestion: Suggestion): SuggestionAnswer | undefined {
  const answers = parts.answers.filter((answer) => answer.suggestionId === suggestion.id);
  return answers.findLast((answer) => answer.decisionId !== null) ?? answers.at(-1);
}

export const standingOutcomesOf = (parts: TraceParts): readonly TraceNode<Outcome>[] =>
  parts.outcomes.filter((outcome) => parts.standing.has(outcome.id));

export const decisionOn = (parts: TraceParts, report: OutcomeReport): OutcomeDecision | undefined =>
  parts.decisions.find((decision) => decision.reportId === report.id);

/** The outcome a decision was about. */
function outcomeBehind(parts: TraceParts, decisionId: string | null | undefined): TraceNode<Outcome> | undefined {
  const decision = parts.decisions.find((candidate) => candidate.id === decisionId);
  const report = parts.reports.find((candidate) => candidate.id === decision?.reportId);
  return parts.outcomes.find((candidate) => candidate.id === report?.outcomeId);
}

/**
 * The outcome a suggestion went into: the one whose decision answered it, else the first standing one that can have
 * come after its session.
 */
export function outcomeOf(parts: TraceParts, suggestion: Suggestion): TraceNode<Outcome> | undefined {
  const session = parts.sessions.find((candidate) => candidate.id === suggestion.sessionId);
  return (
    outcomeBehind(parts, answerOf(parts, suggestion)?.decisionId) ??
    standingOutcomesOf(parts).find((outcome) => outcome.reachedTo >= (session?.heldFrom ?? outcome.reachedTo))
  );
}

/** The outcome an item carries out: through its plan's decision, or the community's own. */
export function outcomeOfItem(parts: TraceParts, item: ImplementationItem): TraceNode<Outcome> | undefined {
  if (item.planKind === PlanKind.RESPONSIBILITY_LIST)
    return parts.outcomes.findLast((outcome) => outcome.route === OutcomeRoute.COMMUNITY_LIST);
  return outcomeBehind(parts, parts.plans.find((plan) => plan.id === item.planId)?.decisionId);
}
