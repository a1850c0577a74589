import { message } from '../../kernel/message.js';

export const researchMessages = {
  // What the gate of the research stage misses.
  noResearchRecord: message('还没有商前调研记录', 'No research is recorded'),
};
