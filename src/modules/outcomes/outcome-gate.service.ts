import type { RequestContext } from '../../kernel/request-context.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { type GatedTopic, type MissingEvidence, type StageGate, defineGate } from '../topics/stage-gate.port.js';
import { ReportState, goesToStreet } from './outcome.enums.js';
import { standingOutcomes } from './outcome.loaders.js';
import { reportable } from './outcome.service.js';

const NO_OUTCOME: MissingEvidence = {
  code: 'NO_OUTCOME',
  text: { zh: '本轮还没有记录协商成果。', en: 'No outcome of this round is recorded.' },
};
const OUTCOME_NOT_REPORTED: MissingEvidence = {
  code: 'OUTCOME_NOT_REPORTED',
  text: {
    zh: '成果应报街道，尚未报送，或退回后没有再报。',
    en: 'The outcome goes to the street and was not reported, or not again after it was sent back.',
  },
};
const DECISION_NOT_RECORDED: MissingEvidence = {
  code: 'DECISION_NOT_RECORDED',
  text: {
    zh: '街道党工委对这次报送的决定还没有录入。',
    en: "What the street's Party working committee decided on the report is not recorded.",
  },
};

interface Found {
  readonly goesUp: boolean;
  readonly reported: ReportState | null;
}

async function outcomeOf(ctx: RequestContext, topic: GatedTopic): Promise<Found[]> {
  const outcome = (await ctx.load(standingOutcomes, topic.id)).find(({ round }) => round === topic.round);
  if (!outcome) return [];
  if (!goesToStreet(outcome.route)) return [{ goesUp: false, reported: null }];
  return [{ goesUp: true, reported: (await reportable(ctx, outcome)).reported }];
}

/** By the route of the outcome that counts in the present round. */
export const outcomeGate: StageGate = defineGate(StageKind.OUTCOME_REPORTING, outcomeOf, ([outcome]) => {
  if (!outcome) return [NO_OUTCOME];
  if (!outcome.goesUp || outcome.reported === ReportState.DECIDED) return [];
  return [outcome.reported === ReportState.PENDING ? DECISION_NOT_RECORDED : OUTCOME_NOT_REPORTED];
});
