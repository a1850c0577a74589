import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';
import type { Topic } from '../topics/topic.entity.js';

const ROOM = [GrantRole.CONVENER, GrantRole.CLERK] as const;

/**
 * Each side writes its own evaluations: the room those it collected on the spot, the street's liaison the committee's.
 */
export const evaluationPolicy = definePolicy<Pick<Topic, 'placePath'>>('evaluation')({
  /** Everybody who may record some evaluation. The two below say which one. */
  record: { roles: [...ROOM, GrantRole.STREET_CPPCC_LIAISON], at: 'AT_OR_BELOW' },
  recordForRoom: { roles: ROOM, at: 'OWN_PLACE' },
  recordForCommittee: { roles: [GrantRole.STREET_CPPCC_LIAISON], at: 'AT_OR_BELOW' },
});
