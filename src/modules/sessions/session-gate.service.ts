import { StageKind } from '../procedure/procedure.enums.js';
import { type MissingEvidence, type StageGate, defineGate } from '../topics/stage-gate.port.js';
import { sessionMessages } from './messages.js';
import type { Session } from './session.entity.js';
import { heldSessionsOfTopic } from './session.loaders.js';

const NO_SESSION_HELD: MissingEvidence = {
  code: 'NO_SESSION_HELD',
  text: sessionMessages.noSessionHeld,
};
const SESSION_WITHOUT_RECORD: MissingEvidence = {
  code: 'SESSION_WITHOUT_RECORD',
  text: sessionMessages.sessionWithoutRecord,
};

/** Whether a session has minutes, or names a paper that has them. */
const hasRecord = (session: Session): boolean => session.minutes !== null || session.paperReference !== null;

/** The gate of the deliberation stage: at least one session of the current round was held and has a record. */
export const sessionGate: StageGate = defineGate(
  StageKind.DELIBERATION,
  async (ctx, topic) => (await ctx.load(heldSessionsOfTopic, topic.id)).filter(({ round }) => round === topic.round),
  (held) => {
    if (held.length === 0) return [NO_SESSION_HELD];
    return held.some(hasRecord) ? [] : [SESSION_WITHOUT_RECORD];
  },
);
