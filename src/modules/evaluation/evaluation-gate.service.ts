import { StageKind } from '../procedure/procedure.enums.js';
import { type StageGate, defineGate } from '../topics/stage-gate.port.js';
import { evaluatedThisRound } from './evaluation.loaders.js';
import { evaluationMessages } from './messages.js';

const NOT_EVALUATED = {
  code: 'NOT_EVALUATED',
  text: evaluationMessages.notEvaluated,
};

/** At least one of committee, proposer, handler and public has evaluated the present round. */
export const evaluationGate: StageGate = defineGate(
  StageKind.EVALUATION,
  async (ctx, topic) => [await ctx.load(evaluatedThisRound, topic.id)],
  ([isEvaluated]) => (isEvaluated ? [] : [NOT_EVALUATED]),
);
