import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';
import type { Topic } from '../topics/topic.entity.js';

/** Asked about the topic the research is for. */
export const researchPolicy = definePolicy<Pick<Topic, 'placePath'>>('research')({
  record: { roles: [GrantRole.CONVENER, GrantRole.CLERK], at: 'OWN_PLACE' },
});
