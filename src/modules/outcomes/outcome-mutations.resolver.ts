import { Arg, Ctx, Resolver } from 'type-graphql';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { decideReport, returnReport } from './outcome-decision.service.js';
import { Outcome, OutcomeDecision, OutcomeReport, SuggestionAnswer } from './outcome.entity.js';
import {
  OutcomeDecideInput,
  OutcomeRecordInput,
  OutcomeReportInput,
  OutcomeReturnInput,
  SuggestionAnswerInput,
} from './outcome.inputs.js';
import { outcomeDecisionPolicy, outcomePolicy, outcomeReportPolicy, suggestionAnswerPolicy } from './outcome.policy.js';
import { recordOutcome, reportOutcome } from './outcome.service.js';
import { answerSuggestion } from './suggestion-answer.service.js';

const OutcomeRecordPayload = payloadOf(Outcome, 'outcome', 'outcomeRecord');
const OutcomeReportPayload = payloadOf(OutcomeReport, 'report', 'outcomeReport');
const OutcomeDecidePayload = payloadOf(OutcomeDecision, 'decision', 'outcomeDecide');
const OutcomeReturnPayload = payloadOf(OutcomeDecision, 'decision', 'outcomeReturn');
const SuggestionAnswerPayload = payloadOf(SuggestionAnswer, 'answer', 'suggestionAnswer');

@Resolver()
export class OutcomeMutations {
  @Writes(OutcomeRecordPayload, {
    description:
      'The room records what a round came to, and which way it goes. A later one takes the place of an ' +
      'earlier. Errors: TOPIC_CLOSED, DATE_IN_FUTURE, DATE_AFTER_SOURCE, TEXT_EMPTY, TEXT_TOO_LONG, ' +
      'TEXT_INVALID.',
  })
  @Requires(outcomePolicy, 'record')
  async outcomeRecord(
    @Arg('input', () => OutcomeRecordInput, { description: 'The outcome.' }) input: OutcomeRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'outcome', Outcome>> {
    return OutcomeRecordPayload.of(await recordOutcome(ctx, input));
  }

  @Writes(OutcomeReportPayload, {
    description:
      'The room reports an outcome to the street 报送. Errors: ROUTE_NEEDS_NO_REPORT, REPORT_PENDING, ' +
      'REPORT_ALREADY_DECIDED, TOPIC_CLOSED, DATE_IN_FUTURE, DATE_AFTER_SOURCE, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(outcomeReportPolicy, 'report')
  async outcomeReport(
    @Arg('input', () => OutcomeReportInput, { description: 'The report.' }) input: OutcomeReportInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'report', OutcomeReport>> {
    return OutcomeReportPayload.of(await reportOutcome(ctx, input));
  }

  @Writes(OutcomeDecidePayload, {
    description:
      "The street's Party office records what its Party body decided on a report. Errors: " +
      'REPORT_ALREADY_DECIDED, SUGGESTION_OF_OTHER_TOPIC, SUGGESTION_TWICE, REASON_MISSING, TOO_MANY, ' +
      'DATE_IN_FUTURE, TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(outcomeDecisionPolicy, 'decide')
  async outcomeDecide(
    @Arg('input', () => OutcomeDecideInput, { description: 'The decision.' }) input: OutcomeDecideInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'decision', OutcomeDecision>> {
    return OutcomeDecidePayload.of(await decideReport(ctx, input));
  }

  @Writes(OutcomeReturnPayload, {
    description:
      "The street's Party office sends a report back 退回; the room may then report again. Errors: " +
      'REPORT_ALREADY_DECIDED, TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(outcomeDecisionPolicy, 'decide')
  async outcomeReturn(
    @Arg('input', () => OutcomeReturnInput, { description: 'The report, and why.' }) input: OutcomeReturnInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'decision', OutcomeDecision>> {
    return OutcomeReturnPayload.of(await returnReport(ctx, input));
  }

  @Writes(SuggestionAnswerPayload, {
    description:
      'The room answers a suggestion itself, where nothing went up 答复. A later answer takes the place of an ' +
      'earlier. Errors: ANSWER_IS_THE_STREETS, REASON_MISSING, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(suggestionAnswerPolicy, 'answer')
  async suggestionAnswer(
    @Arg('input', () => SuggestionAnswerInput, { description: 'The answer.' }) input: SuggestionAnswerInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'answer', SuggestionAnswer>> {
    return SuggestionAnswerPayload.of(await answerSuggestion(ctx, input));
  }
}
