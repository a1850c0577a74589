import { toGlobalId } from '../../kernel/global-id.js';
import { ItemState } from '../implementation/implementation.enums.js';
import { SessionState } from '../sessions/session.enums.js';
import { STAGE_OF_GAP } from './gap-stages.js';
import { LinkKind } from './trace.enums.js';
import { type Gap, gapsOf } from './trace-gaps.service.js';
import { type TraceNode, type TraceParts, outcomeOf, outcomeOfItem } from './trace-parts.service.js';
import type { TopicTrace, TraceLink } from './trace.types.js';

type Before = readonly (TraceNode | undefined)[];
interface Joint {
  readonly kind: LinkKind;
  readonly node: TraceNode;
  readonly from: Before;
}

/** The first of several answers that says anything. */
const firstOf = (...choices: readonly Before[]): Before => choices.find((choice) => choice.some(Boolean)) ?? [];

const joints = <T extends TraceNode>(kind: LinkKind, nodes: readonly T[], from: (node: T) => Before): Joint[] =>
  nodes.map((node) => ({ kind, node, from: from(node) }));

function chainOf(parts: TraceParts): Joint[] {
  const { topic, sessions, suggestions, outcomes } = parts;
  const held = sessions.filter((session) => session.state === SessionState.HELD);
  const carriedOut = parts.items.filter((item) => item.state !== ItemState.CANCELLED);
  return [
    ...joints(LinkKind.CONCERN, parts.concerns, () => []),
    ...joints(LinkKind.TOPIC, [topic], () => parts.concerns),
    ...joints(LinkKind.SESSION, sessions, () => [topic]),
    ...joints(LinkKind.SUGGESTION, suggestions, (suggestion) =>
      firstOf([sessions.find((session) => session.id === suggestion.sessionId)], [topic]),
    ),
    ...joints(LinkKind.OUTCOME, outcomes, (outcome) =>
      firstOf(
        suggestions.filter((suggestion) => outcomeOf(parts, suggestion) === outcome),
        held,
        [topic],
      ),
    ),
    ...joints(LinkKind.ITEM, parts.items, (item) =>
      firstOf(
        [suggestions.find((suggestion) => suggestion.id === item.suggestionId), outcomeOfItem(parts, item)],
        [topic],
      ),
    ),
    ...joints(LinkKind.EVALUATION, parts.evaluations, () => firstOf(carriedOut, outcomes, held, [topic])),
  ];
}

/** A gap shows at its own link; a report has none, so it shows at the outcome reported. */
const isAt = (gap: Gap, node: TraceNode): boolean =>
  gap.node === node || (gap.node as TraceNode & { outcomeId?: string }).outcomeId === node.id;

const globalId = (node: TraceNode): string => toGlobalId(node.__typename, node.cityId, node.id);

function linkOf({ kind, node, from }: Joint, gaps: readonly Gap[]): TraceLink {
  return {
    kind,
    node,
    from: from.filter((before) => before !== undefined).map(globalId),
    broken: gaps.filter((gap) => isAt(gap, node)).map((gap) => gap.code),
  };
}

export interface TraceView {
  /** The day overdue is measured against, in Shanghai. */
  readonly today: string;
  /** False for the public: with parts kept back, what looks like a gap may be none. */
  readonly isComplete: boolean;
}

/** The chain of one topic from what a viewer sees of it. */
export function buildTrace(parts: TraceParts, { today, isComplete }: TraceView): TopicTrace {
  const gaps = isComplete ? gapsOf(parts, today) : [];
  return {
    links: chainOf(parts).map((joint) => linkOf(joint, gaps)),
    brokenLinks: gaps.map(({ code, node }) => ({ code, node, stage: STAGE_OF_GAP[code] })),
    isUnbroken: isComplete ? gaps.length === 0 : null,
  };
}
