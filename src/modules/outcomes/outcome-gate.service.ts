import type { Message } from '../../kernel/message.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { partyBodyAt } from '../places/party-body.service.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { type GatedTopic, type MissingEvidence, type StageGate, defineGate } from '../topics/stage-gate.port.js';
import { outcomeMessages } from './messages.js';
import { ReportState, goesToStreet } from './outcome.enums.js';
import { standingOutcomes } from './outcome.loaders.js';
import { reportable } from './outcome.service.js';

const NO_OUTCOME: MissingEvidence = {
  code: 'NO_OUTCOME',
  text: outcomeMessages.noOutcome,
};
const OUTCOME_NOT_REPORTED: MissingEvidence = {
  code: 'OUTCOME_NOT_REPORTED',
  text: outcomeMessages.outcomeNotReported,
};
const decisionNotRecorded = (partyBody: Message): MissingEvidence => ({
  code: 'DECISION_NOT_RECORDED',
  text: outcomeMessages.decisionNotRecorded(partyBody),
});

interface Found {
  readonly goesUp: boolean;
  readonly reported: ReportState | null;
  /** Who is to decide on a pending report; null for others. */
  readonly awaited: Message | null;
}

async function outcomeOf(ctx: RequestContext, topic: GatedTopic): Promise<Found[]> {
  const outcome = (await ctx.load(standingOutcomes, topic.id)).find(({ round }) => round === topic.round);
  if (!outcome) return [];
  if (!goesToStreet(outcome.route)) return [{ goesUp: false, reported: null, awaited: null }];
  const { reported } = await reportable(ctx, outcome);
  const awaited = reported === ReportState.PENDING ? await partyBodyAt(ctx, outcome.placeId) : null;
  return [{ goesUp: true, reported, awaited }];
}

/** By the route of the outcome that counts in the present round. */
export const outcomeGate: StageGate = defineGate(StageKind.OUTCOME_REPORTING, outcomeOf, ([outcome]) => {
  if (!outcome) return [NO_OUTCOME];
  if (!outcome.goesUp || outcome.reported === ReportState.DECIDED) return [];
  return [outcome.awaited ? decisionNotRecorded(outcome.awaited) : OUTCOME_NOT_REPORTED];
});
