import { type Recorded, RecordOrigin } from '../../kernel/record.js';
import type { ImplementationItem } from '../implementation/implementation.entity.js';
import { ItemState } from '../implementation/implementation.enums.js';
import { isOverdue } from '../implementation/item-due.service.js';
import { DecisionResult, OutcomeRoute, SuggestionResult } from '../outcomes/outcome.enums.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { SessionState } from '../sessions/session.enums.js';
import { BrokenLinkCode } from './trace.enums.js';
import {
  type TraceNode,
  type TraceParts,
  answerOf,
  decisionOn,
  isClosed,
  isPast,
  outcomeOf,
  standingOutcomesOf,
} from './trace-parts.service.js';

export interface Gap {
  readonly code: BrokenLinkCode;
  readonly node: TraceNode;
}

/** Nothing more can be known of these: a source says what it says. */
const EXEMPT: readonly RecordOrigin[] = [RecordOrigin.TAKEN_OVER, RecordOrigin.DERIVED];
const UP: readonly OutcomeRoute[] = [OutcomeRoute.STREET_DECISION, OutcomeRoute.ESCALATED];
const ADOPTED: readonly SuggestionResult[] = [SuggestionResult.ADOPTED, SuggestionResult.PARTLY_ADOPTED];
const TO_DO: readonly ItemState[] = [ItemState.NOT_STARTED, ItemState.UNDER_WAY];
const NOT_SETTLED: readonly ItemState[] = [...TO_DO, ItemState.DONE];

const isExempt = (row: Recorded | undefined): boolean => row !== undefined && EXEMPT.includes(row.origin);
const onTopic = (parts: TraceParts, isMissing: boolean): readonly TraceNode[] => (isMissing ? [parts.topic] : []);
const items = (parts: TraceParts, matches: (item: ImplementationItem) => boolean): readonly TraceNode[] =>
  parts.items.filter(matches);
const hasItem = (parts: TraceParts, suggestionId: string): boolean =>
  parts.items.some((item) => item.suggestionId === suggestionId);

function unansweredSuggestions(parts: TraceParts): readonly TraceNode[] {
  return parts.suggestions.filter((suggestion) => {
    const outcome = outcomeOf(parts, suggestion);
    const isDue = outcome !== undefined || isClosed(parts);
    return (
      isDue &&
      outcome?.route !== OutcomeRoute.SOLVED_ON_SPOT &&
      !isExempt(outcome) &&
      !answerOf(parts, suggestion) &&
      !hasItem(parts, suggestion.id)
    );
  });
}

function adoptedWithoutItem(parts: TraceParts): readonly TraceNode[] {
  return parts.suggestions.filter((suggestion) => {
    const answer = answerOf(parts, suggestion);
    return (
      answer !== undefined &&
      ADOPTED.includes(answer.result) &&
      !isExempt(answer) &&
      outcomeOf(parts, suggestion)?.route !== OutcomeRoute.SOLVED_ON_SPOT &&
      !hasItem(parts, suggestion.id)
    );
  });
}

/** The last report on the outcome that stands, when it came back: an older one was followed by something. */
function returnedReports(parts: TraceParts): readonly TraceNode[] {
  const last = parts.reports.findLast((report) => report.outcomeId === standingOutcomesOf(parts).at(-1)?.id);
  return last && decisionOn(parts, last)?.result === DecisionResult.RETURNED ? [last] : [];
}

/** A rule a code: the rows that show the gap. */
const RULES: Readonly<Record<BrokenLinkCode, (parts: TraceParts, today: string) => readonly TraceNode[]>> = {
  TOPIC_WITHOUT_CONCERN: (parts) => onTopic(parts, parts.concerns.length === 0),
  NO_SESSION: (parts) =>
    onTopic(
      parts,
      isPast(parts, StageKind.DELIBERATION) && !parts.sessions.some((session) => session.state === SessionState.HELD),
    ),
  SESSION_OVERDUE: (parts, today) =>
    parts.sessions.filter(
      (session) =>
        session.state === SessionState.SCHEDULED && session.scheduledFor !== null && session.scheduledFor < today,
    ),
  // The record stands here, or on a paper that is named.
  SESSION_WITHOUT_RECORD: (parts) =>
    parts.sessions.filter(
      (session) => session.state === SessionState.HELD && session.minutes === null && session.paperReference === null,
    ),
  SUGGESTION_WITHOUT_ANSWER: unansweredSuggestions,
  OUTCOME_MISSING: (parts) => onTopic(parts, isPast(parts, StageKind.OUTCOME_REPORTING) && parts.outcomes.length === 0),
  OUTCOME_WITHOUT_REPORT: (parts) =>
    standingOutcomesOf(parts).filter(
      (outcome) => UP.includes(outcome.route) && !parts.reports.some((report) => report.outcomeId === outcome.id),
    ),
  REPORT_WITHOUT_DECISION: (parts) => parts.reports.filter((report) => !decisionOn(parts, report)),
  REPORT_RETURNED: returnedReports,
  OUTCOME_WITHOUT_ITEM: (parts) =>
    standingOutcomesOf(parts).filter(
      (outcome) =>
        outcome.route === OutcomeRoute.COMMUNITY_LIST &&
        parts.items.length === 0 &&
        isPast(parts, StageKind.OUTCOME_REPORTING),
    ),
  ADOPTED_SUGGESTION_WITHOUT_ITEM: adoptedWithoutItem,
  ITEM_WITHOUT_DUE_DATE: (parts) => items(parts, (item) => item.dueOn === null && NOT_SETTLED.includes(item.state)),
  ITEM_OVERDUE: (parts, today) => items(parts, (item) => isOverdue(item, today)),
  ITEM_DONE_NOT_VERIFIED: (parts) => items(parts, (item) => item.state === ItemState.DONE),
  ITEM_OPEN_AT_CLOSE: (parts) => items(parts, (item) => isClosed(parts) && TO_DO.includes(item.state)),
  TOPIC_CLOSED_WITHOUT_EVALUATION: (parts) =>
    onTopic(parts, isClosed(parts) && parts.stages.has(StageKind.EVALUATION) && parts.evaluations.length === 0),
};

/** Every gap of a topic's chain, in the order of the procedure. `today` is a day in Shanghai. */
export const gapsOf = (parts: TraceParts, today: string): Gap[] =>
  Object.values(BrokenLinkCode).flatMap((code) =>
    RULES[code](parts, today)
      .filter((node) => !isExempt(node))
      .map((node) => ({ code, node })),
  );
