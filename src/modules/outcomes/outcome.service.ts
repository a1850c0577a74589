import { getById } from '../../kernel/expect.js';
import { toInterval } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import { provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { optionalText, requiredText } from '../../kernel/text-input.js';
import { partyBodyAt } from '../places/party-body.service.js';
import { assertOpen } from '../topics/topic-progress.service.js';
import { Topic } from '../topics/topic.entity.js';
import { Outcome, OutcomeReport } from './outcome.entity.js';
import { ReportState } from './outcome.enums.js';
import type { OutcomeRecordInput, OutcomeReportInput } from './outcome.inputs.js';
import { decisionOfReport, reportsOfOutcome } from './outcome.loaders.js';
import { type ReportableOutcome, type UnderStreet, outcomePolicy, outcomeReportPolicy } from './outcome.policy.js';
import { lockForUpdate } from './update-lock.service.js';

export async function recordOutcome(ctx: RequestContext, input: OutcomeRecordInput): Promise<Outcome> {
  const topic = await getById(ctx, Topic, input.topicId);
  outcomePolicy.assert('record', ctx, topic);
  assertOpen(topic);
  const reached = toInterval(input.reachedOn, ['input', 'reachedOn']);
  const id = await ctx.insert(Outcome, {
    ...atPlaceOf(topic),
    topicId: topic.id,
    route: input.route,
    summary: requiredText(input.summary, 2_000, ['input', 'summary']),
    reachedFrom: reached.from,
    reachedTo: reached.to,
    reachedPrecision: reached.precision,
    ...provenance(input.provenance),
  });
  return ctx.reread(Outcome, id);
}

export async function reportOutcome(ctx: RequestContext, input: OutcomeReportInput): Promise<OutcomeReport> {
  const outcome = await getById(ctx, Outcome, input.outcomeId);
  await lockForUpdate(ctx, outcome.id);
  const standing = await reportable(ctx, outcome);
  outcomeReportPolicy.assert('report', ctx, await withPartyBody(ctx, standing, outcome.placeId));
  assertOpen((await ctx.load(byId(Topic), outcome.topicId))!);
  const reported = toInterval(input.reportedOn, ['input', 'reportedOn']);
  const id = await ctx.insert(OutcomeReport, {
    ...atPlaceOf(outcome),
    topicId: outcome.topicId,
    outcomeId: outcome.id,
    number: optionalText(input.number, 100, ['input', 'number']),
    request: optionalText(input.request, 2_000, ['input', 'request']),
    reportedFrom: reported.from,
    reportedTo: reported.to,
    reportedPrecision: reported.precision,
    ...provenance(input.provenance),
  });
  return ctx.reread(OutcomeReport, id);
}

/** Adds the name of the street's Party body, which a refusal mentions. */
export const withPartyBody = async <T extends UnderStreet>(
  ctx: RequestContext,
  subject: T,
  placeId: string,
): Promise<T> => ({ ...subject, partyBody: await partyBodyAt(ctx, placeId) });

/** The outcome with what became of its latest report. */
export async function reportable(ctx: RequestContext, outcome: Outcome): Promise<ReportableOutcome> {
  const latest = (await ctx.load(reportsOfOutcome, outcome.id)).at(-1);
  return {
    placePath: outcome.placePath,
    route: outcome.route,
    reported: latest ? await stateOfReport(ctx, latest) : null,
  };
}

export async function stateOfReport(ctx: RequestContext, report: OutcomeReport): Promise<ReportState> {
  const decision = await ctx.load(decisionOfReport, report.id);
  return decision ? ReportState[decision.result] : ReportState.PENDING;
}
