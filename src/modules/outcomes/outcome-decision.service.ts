import { UserError } from '../../kernel/errors.js';
import { getById } from '../../kernel/expect.js';
import { DatePrecision, toInterval } from '../../kernel/imprecise-date.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import { provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { optionalText, requiredText } from '../../kernel/text-input.js';
import { outcomeMessages } from './messages.js';
import { OutcomeDecision, OutcomeReport } from './outcome.entity.js';
import { DecisionResult } from './outcome.enums.js';
import type { OutcomeDecideInput, OutcomeReturnInput } from './outcome.inputs.js';
import { decisionOfReport } from './outcome.loaders.js';
import { outcomeDecisionPolicy } from './outcome.policy.js';
import { answerOfStreet, assertSuggestionsOf } from './suggestion-answer.service.js';
import { lockForUpdate } from './update-lock.service.js';

const MAX_ANSWERS = 200;

/**
 * Records the decision with its answers. A closed topic takes it too: the street's paper may come after the room closed
 * it.
 */
export async function decideReport(ctx: RequestContext, input: OutcomeDecideInput): Promise<OutcomeDecision> {
  const report = await undecidedReport(ctx, input.reportId);
  const met = toInterval({ value: input.metOn, precision: DatePrecision.DAY }, ['input', 'metOn']);
  assertCount(input.suggestions.length);
  const suggestions = await assertSuggestionsOf(ctx, report.topicId, input.suggestions);
  const source = provenance(input.provenance);
  const id = await ctx.insert(OutcomeDecision, {
    ...atPlaceOf(report),
    topicId: report.topicId,
    reportId: report.id,
    result: DecisionResult.DECIDED,
    body: requiredText(input.body, 100, ['input', 'body']),
    metOn: met.from,
    documentNumber: optionalText(input.documentNumber, 100, ['input', 'documentNumber']),
    reason: optionalText(input.reason, 1_000, ['input', 'reason']),
    ...source,
  });
  for (const [index, suggestion] of suggestions.entries())
    await answerOfStreet(ctx, id, suggestion, input.suggestions[index]!, source, [
      'input',
      'suggestions',
      String(index),
    ]);
  return ctx.reread(OutcomeDecision, id);
}

export async function returnReport(ctx: RequestContext, input: OutcomeReturnInput): Promise<OutcomeDecision> {
  const report = await undecidedReport(ctx, input.reportId);
  const id = await ctx.insert(OutcomeDecision, {
    ...atPlaceOf(report),
    topicId: report.topicId,
    reportId: report.id,
    result: DecisionResult.RETURNED,
    body: requiredText(input.body, 100, ['input', 'body']),
    reason: requiredText(input.reason, 1_000, ['input', 'reason']),
    ...provenance(input.provenance),
  });
  return ctx.reread(OutcomeDecision, id);
}

async function undecidedReport(ctx: RequestContext, reportId: string): Promise<OutcomeReport> {
  const report = await getById(ctx, OutcomeReport, reportId);
  await lockForUpdate(ctx, report.id);
  outcomeDecisionPolicy.assert('decide', ctx, {
    placePath: report.placePath,
    decision: await ctx.load(decisionOfReport, report.id),
  });
  return report;
}

function assertCount(count: number): void {
  if (count > MAX_ANSWERS)
    throw new UserError('TOO_MANY', outcomeMessages.tooManyAnswers(MAX_ANSWERS, count), ['input', 'suggestions']);
}
