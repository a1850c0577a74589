import type { Message } from '../../kernel/message.js';
import { definePort } from '../../kernel/port.js';
import type { RequestContext } from '../../kernel/request-context.js';
import type { StageKind } from '../procedure/procedure.enums.js';
import type { Topic } from './topic.entity.js';

/** What a topic should have before it leaves a stage, and has not. The code is stable; docs/errors.md lists it. */
export interface MissingEvidence {
  readonly code: string;
  readonly text: Message;
}

/** What a gate goes by; the rest it looks up. */
export type GatedTopic = Pick<Topic, 'id' | 'state' | 'round' | 'noAffectedPartyReason'>;

/** The gate to leave one stage by. Each module that owns the evidence provides its own; topics/ only asks. */
export interface StageGate {
  readonly stage: StageKind;
  /** @returns what is missing in the round of `topic`; empty when the gate is open. */
  missing(ctx: RequestContext, topic: GatedTopic): Promise<MissingEvidence[]>;
  /** The same for a topic that this transaction makes. There are no records of it, so the database is not asked. */
  missingWhenNew(topic: GatedTopic): MissingEvidence[];
}

/** A gate from two parts: the records it asks for, and what is missing when these are all there are. */
export const defineGate = <E>(
  stage: StageKind,
  evidence: (ctx: RequestContext, topic: GatedTopic) => Promise<readonly E[]>,
  missing: (found: readonly E[], topic: GatedTopic) => MissingEvidence[],
): StageGate => ({
  stage,
  missing: async (ctx, topic) => missing(await evidence(ctx, topic), topic),
  missingWhenNew: (topic) => missing([], topic),
});

export const stageGates = definePort<StageGate>('stageGates');
