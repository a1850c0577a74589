import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';
import { topicMessages } from './messages.js';
import type { Topic } from './topic.entity.js';
import { TopicState } from './topic.enums.js';

type Subject = Pick<Topic, 'placePath'> & Partial<Pick<Topic, 'state'>>;

const ROOM = [GrantRole.CONVENER, GrantRole.CLERK] as const;
const CONVENER = [GrantRole.CONVENER] as const;

export const TOPIC_CLOSED = {
  code: 'TOPIC_CLOSED',
  text: topicMessages.topicClosed,
};

const closed = (topic: Subject): typeof TOPIC_CLOSED | null =>
  topic.state === TopicState.CLOSED ? TOPIC_CLOSED : null;
const approved = (topic: Subject): { code: string; text: { zh: string; en: string } } | null =>
  closed(topic) ??
  (topic.state === TopicState.APPROVED
    ? { code: 'TOPIC_APPROVED_ALREADY', text: topicMessages.topicApprovedAlready }
    : null);
const notClosed = (topic: Subject): { code: string; text: { zh: string; en: string } } | null =>
  topic.state === TopicState.CLOSED
    ? null
    : {
        code: 'TOPIC_NOT_CLOSED',
        text: topicMessages.topicNotClosed,
      };

/**
 * What is done to a topic is its own room's business: recording is the convener's and the clerk's, decisions are the
 * convener's.
 */
export const topicPolicy = definePolicy<Subject>('topic')({
  propose: { roles: ROOM, at: 'OWN_PLACE' },
  revise: { roles: ROOM, at: 'OWN_PLACE', unless: closed },
  designate: { roles: ROOM, at: 'OWN_PLACE', unless: closed },
  advance: { roles: ROOM, at: 'OWN_PLACE', unless: closed },
  approve: { roles: CONVENER, at: 'OWN_PLACE', unless: approved },
  stepBack: { roles: CONVENER, at: 'OWN_PLACE', unless: closed },
  close: { roles: CONVENER, at: 'OWN_PLACE', unless: closed },
  reopen: { roles: CONVENER, at: 'OWN_PLACE', unless: notClosed },
  publish: { roles: CONVENER, at: 'OWN_PLACE' },
  /** Names of participants: residents' data. */
  readPersons: { roles: ROOM, at: 'OWN_PLACE' },
});
