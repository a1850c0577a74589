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

/** The record is here, or on a paper that is named. */
const hasRecord = (session: Session): boolean => session.minutes !== null || session.paperReference !== null;

/** At least one session of the present round was held and has its record. */
export const sessionGate: StageGate = defineGate(
  StageKind.DELIBERATION,
  async (ctx, topic) => (await ctx.load(heldSessionsOfTopic, topic.id)).filter(({ round }) => round === topic.round),
  (held) => {
    if (held.length === 0) return [NO_SESSION_HELD];
    return held.some(hasRecord) ? [] : [SESSION_WITHOUT_RECORD];
  },
);
