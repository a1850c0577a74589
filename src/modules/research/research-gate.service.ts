import { loadPage } from '../../kernel/page.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { type StageGate, defineGate } from '../topics/stage-gate.port.js';
import { researchMessages } from './messages.js';
import { researchOfTopic } from './research.loaders.js';

const NO_RESEARCH_RECORD = {
  code: 'NO_RESEARCH_RECORD',
  text: researchMessages.noResearchRecord,
};

/**
 * No research, no deliberation. Research of an earlier round still counts when a topic is opened again,
 * so any record of the topic opens the gate.
 */
export const researchGate: StageGate = defineGate(
  StageKind.RESEARCH,
  async (ctx, topic) => (await loadPage(ctx, researchOfTopic, topic.id, { first: 1 })).nodes,
  (records) => (records.length > 0 ? [] : [NO_RESEARCH_RECORD]),
);
