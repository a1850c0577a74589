import type { Message } from '../../kernel/message.js';
import { definePort } from '../../kernel/port.js';
import type { RequestContext } from '../../kernel/request-context.js';
import type { StageKind } from '../procedure/procedure.enums.js';
import type { Topic } from './topic.entity.js';

/** What a topic should have before it leaves a stage, and has not. The code is stable and stands in docs/errors.md. */
export interface MissingEvidence { readonly code: string; readonly text: Message }

/** What a gate goes by; the rest it looks up. */
export type GatedTopic = Pick<Topic, 'id' | 'state' | 'round' | 'noAffectedPartyReason'>;

/** The gate to leave one stage by. Each module that owns the evidence provides its own; topics/ only asks. */
export interface StageGate {
  readonly stage: StageKind;
  /** @returns what is missing for the topic's present round; empty when the gate is open. */
  missing(ctx: RequestContext, topic: GatedTopic): Promise<MissingEvidence[]>;
}

export const stageGates = definePort<StageGate>('stageGates');
