import type { TraceParts } from '../../src/modules/trace/trace-parts.service.js';
import { StageKind } from '../../src/modules/procedure/procedure.enums.js';

/** The day the cases below are looked at. */
export const TODAY = '2026-06-30';

type Fields = Record<string, unknown>;
const part = (type: string, id: string, fields: Fields): object => ({
  __typename: type,
  cityId: 'city',
  id,
  origin: 'ENTERED',
  paperReference: null,
  ...fields,
});

export const concern = (fields: Fields = {}): object => part('Concern', 'concern', fields);
export const topic = (fields: Fields = {}): object =>
  part('Topic', 'topic', { stage: 'EVALUATION', state: 'CLOSED', ...fields });
export const session = (fields: Fields = {}): object =>
  part('Session', 'session', {
    state: 'HELD',
    heldFrom: '2026-03-01',
    heldTo: '2026-03-01',
    scheduledFor: null,
    minutes: '记录',
    ...fields,
  });
export const suggestion = (fields: Fields = {}): object =>
  part('Suggestion', 'suggestion', { sessionId: 'session', ...fields });
export const outcome = (fields: Fields = {}): object =>
  part('Outcome', 'outcome', {
    route: 'STREET_DECISION',
    reachedFrom: '2026-03-02',
    reachedTo: '2026-03-02',
    ...fields,
  });
export const report = (fields: Fields = {}): object =>
  part('OutcomeReport', 'report', { outcomeId: 'outcome', ...fields });
export const decision = (fields: Fields = {}): object =>
  part('OutcomeDecision', 'decision', { reportId: 'report', result: 'DECIDED', ...fields });
export const answer = (fields: Fields = {}): object =>
  part('SuggestionAnswer', 'answer', {
    suggestionId: 'suggestion',
    decisionId: 'decision',
    result: 'ADOPTED',
    ...fields,
  });
export const plan = (fields: Fields = {}): object =>
  part('ImplementationPlan', 'plan', { decisionId: 'decision', kind: 'IMPLEMENTATION_PLAN', ...fields });
export const item = (fields: Fields = {}): object =>
  part('ImplementationItem', 'item', {
    planId: 'plan',
    planKind: 'IMPLEMENTATION_PLAN',
    suggestionId: 'suggestion',
    state: 'VERIFIED',
    dueOn: '2026-06-01',
    ...fields,
  });
export const evaluation = (fields: Fields = {}): object => part('Evaluation', 'evaluation', fields);

/** Every outcome stands where a case does not say which. */
const standing = (parts: TraceParts): TraceParts => ({
  ...parts,
  standing: parts.standing ?? new Set(parts.outcomes.map((row) => row.id)),
});

/** A closed topic with one of everything and no gap, but for what is changed. */
export const chain = (changes: { [K in keyof TraceParts]?: unknown } = {}): TraceParts =>
  standing({
    topic: topic(),
    stages: new Set(Object.values(StageKind)),
    concerns: [concern()],
    sessions: [session()],
    suggestions: [suggestion()],
    answers: [answer()],
    outcomes: [outcome()],
    reports: [report()],
    decisions: [decision()],
    plans: [plan()],
    items: [item()],
    evaluations: [evaluation()],
    ...changes,
  } as TraceParts);

/** The same, solved by the community's own list: nothing went up. */
export const ownList = (changes: { [K in keyof TraceParts]?: unknown } = {}): TraceParts =>
  chain({
    outcomes: [outcome({ route: 'COMMUNITY_LIST' })],
    reports: [],
    decisions: [],
    answers: [],
    plans: [plan({ decisionId: null, kind: 'RESPONSIBILITY_LIST' })],
    items: [item({ planKind: 'RESPONSIBILITY_LIST' })],
    ...changes,
  });

/** Solved there and then: no report, no answer, no item. */
export const onTheSpot = (changes: { [K in keyof TraceParts]?: unknown } = {}): TraceParts =>
  chain({
    outcomes: [outcome({ route: 'SOLVED_ON_SPOT' })],
    reports: [],
    decisions: [],
    answers: [],
    plans: [],
    items: [],
    ...changes,
  });
