import { StageKind } from '../procedure/procedure.enums.js';
import { topicMessages } from './messages.js';
import { type StageGate, defineGate } from './stage-gate.port.js';
import { ParticipantRole, TopicState } from './topic.enums.js';
import { participantsOfTopic } from './topic.loaders.js';

const NOT_APPROVED = { code: 'NOT_APPROVED', text: topicMessages.notApproved };
const NO_AFFECTED_PARTY = {
  code: 'NO_AFFECTED_PARTY',
  text: topicMessages.noAffectedParty,
};

/** The gates whose evidence is on the topic itself. */
export const topicGates: readonly StageGate[] = [
  defineGate(
    StageKind.TOPIC_SELECTION,
    async () => [],
    (_found, topic) => (topic.state === TopicState.PROPOSED ? [NOT_APPROVED] : []),
  ),
  defineGate(
    StageKind.PARTICIPANT_DESIGNATION,
    async (ctx, topic) => (topic.noAffectedPartyReason ? [] : ctx.load(participantsOfTopic, topic.id)),
    (participants, topic) => {
      if (topic.noAffectedPartyReason) return [];
      return participants.some(({ role }) => role === ParticipantRole.AFFECTED_PARTY) ? [] : [NO_AFFECTED_PARTY];
    },
  ),
];
