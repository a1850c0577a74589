import { Resolver } from 'type-graphql';
import { ViewerCan } from '../../kernel/viewer-can.js';
import { Topic } from './topic.entity.js';
import { topicPolicy } from './topic.policy.js';

/** What the viewer may do next: the same policy that guards the mutations answers here. */
@Resolver(() => Topic)
@ViewerCan(Topic, topicPolicy, ['placePath', 'state'], {
  viewerCanRevise: ['revise', 'Whether the viewer may use topicRevise on it as it stands.'],
  viewerCanDesignate: ['designate', 'Whether the viewer may use participantsDesignate on it as it stands.'],
  viewerCanApprove: ['approve', 'Whether the viewer may use topicApprove on it as it stands.'],
  viewerCanAdvance: ['advance', 'Whether the viewer may use topicAdvance on it as it stands.'],
  viewerCanStepBack: ['stepBack', 'Whether the viewer may use topicStepBack on it as it stands.'],
  viewerCanClose: ['close', 'Whether the viewer may use topicClose on it as it stands.'],
  viewerCanReopen: ['reopen', 'Whether the viewer may use topicReopen on it as it stands.'],
  viewerCanPublish: ['publish', 'Whether the viewer may use topicPublish on it as it stands.'],
})
export class TopicRightsResolver {}
