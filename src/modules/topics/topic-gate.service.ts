import { StageKind } from '../procedure/procedure.enums.js';
import type { StageGate } from './stage-gate.port.js';
import { ParticipantRole, TopicState } from './topic.enums.js';
import { participantsOfTopic } from './topic.loaders.js';

const NOT_APPROVED = { code: 'NOT_APPROVED', text: { zh: '议题尚未确定', en: 'The topic has not been approved' } };
const NO_AFFECTED_PARTY = { code: 'NO_AFFECTED_PARTY', text: { zh: '协商主体中没有利益关联方，也没有说明理由', en: 'No affected party is at the table, and no reason is given' } };

/** The gates whose evidence stands on the topic itself. */
export const topicGates: readonly StageGate[] = [
  { stage: StageKind.TOPIC_SELECTION, missing: async (_ctx, topic) => (topic.state === TopicState.PROPOSED ? [NOT_APPROVED] : []) },
  {
    stage: StageKind.PARTICIPANT_DESIGNATION,
    missing: async (ctx, topic) => {
      if (topic.noAffectedPartyReason) return [];
      const participants = await ctx.load(participantsOfTopic, topic.id);
      return participants.some((participant) => participant.role === ParticipantRole.AFFECTED_PARTY) ? [] : [NO_AFFECTED_PARTY];
    },
  },
];
