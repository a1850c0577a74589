import { loadPage } from '../../kernel/page.js';
import { StageKind } from '../procedure/procedure.enums.js';
import type { StageGate } from '../topics/stage-gate.port.js';
import { researchOfTopic } from './research.loaders.js';

/** No research, no deliberation. Research of an earlier round still holds when a topic is opened again, so any record of the topic opens the gate. */
export const researchGate: StageGate = {
  stage: StageKind.RESEARCH,
  missing: async (ctx, topic) => {
    const { nodes } = await loadPage(ctx, researchOfTopic, topic.id, { first: 1 });
    return nodes.length > 0 ? [] : [{ code: 'NO_RESEARCH_RECORD', text: { zh: '还没有商前调研记录', en: 'No research is recorded' } }];
  },
};
