import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ImpreciseDate, impreciseDate } from '../../kernel/imprecise-date.js';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import { Reads, fromRow, toList, toOne } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { ViewerCan } from '../../kernel/viewer-can.js';
import { Topic } from '../topics/topic.entity.js';
import { Evaluation } from './evaluation.entity.js';
import { EvaluationRecordInput } from './evaluation.inputs.js';
import { evaluationsOfTopic } from './evaluation.loaders.js';
import { evaluationPolicy } from './evaluation.policy.js';
import { SatisfactionAnswers, answersOf } from './satisfaction-answers.js';
import { recordEvaluation } from './evaluation.service.js';

const evaluationTopic = toOne(Topic, 'topicId');
const topicEvaluations = toList(evaluationsOfTopic);

const EvaluationRecordPayload = payloadOf(Evaluation, 'evaluation', 'evaluationRecord');

@Resolver(() => Evaluation)
export class EvaluationResolver {
  @Writes(EvaluationRecordPayload, {
    description:
      'Records an evaluation of what a topic came to 质效评估. Errors: EVALUATOR_NOT_YOURS, ' +
      'RESPONDENTS_NOT_PUBLIC, ANSWERS_NOT_PUBLIC, ANSWERS_DO_NOT_FIT, SATISFACTION_MISSING, ' +
      'NUMBER_OUT_OF_RANGE, DATE_IN_FUTURE, DATE_AFTER_SOURCE, TEXT_TOO_LONG, ' +
      'TEXT_INVALID.',
  })
  @Requires(evaluationPolicy, 'record')
  async evaluationRecord(
    @Arg('input', () => EvaluationRecordInput, { description: 'The evaluation.' }) input: EvaluationRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'evaluation', Evaluation>> {
    return EvaluationRecordPayload.of(await recordEvaluation(ctx, input));
  }

  @FieldResolver(() => Topic, { description: 'The topic evaluated.' })
  @Reads(evaluationTopic)
  topic(@Root() evaluation: Evaluation, @Ctx() ctx: RequestContext): Promise<Topic | null> {
    return evaluationTopic.load(ctx, evaluation);
  }

  @FieldResolver(() => ImpreciseDate, { description: 'When it was done.' })
  @Reads(fromRow('doneFrom', 'doneTo', 'donePrecision'))
  doneOn(@Root() evaluation: Evaluation): ImpreciseDate {
    return impreciseDate(evaluation.doneFrom, evaluation.doneTo, evaluation.donePrecision);
  }

  @FieldResolver(() => SatisfactionAnswers, {
    nullable: true,
    description: 'What each person answered; null where only an overall level is known.',
  })
  @Reads(fromRow('issued', 'collected', 'valid', 'satisfied', 'basicallySatisfied', 'notSatisfied', 'doNotKnow'))
  answers(@Root() evaluation: Evaluation): SatisfactionAnswers | null {
    return answersOf(evaluation);
  }
}

@Resolver(() => Topic)
@ViewerCan(Topic, evaluationPolicy, ['placePath'], {
  viewerCanEvaluateForRoom: [
    'recordForRoom',
    "Whether the viewer may use evaluationRecord on it for the room's side: PROPOSER, HANDLER, PUBLIC.",
  ],
  viewerCanEvaluateForCommittee: [
    'recordForCommittee',
    'Whether the viewer may use evaluationRecord on it for the COMMITTEE.',
  ],
})
export class TopicEvaluationResolver {
  @FieldResolver(() => [Evaluation], {
    description: 'Its evaluations, the newest first; a handful. The public sees none.',
  })
  @Reads(topicEvaluations)
  evaluations(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<Evaluation[]> {
    return topicEvaluations.load(ctx, topic);
  }
}
