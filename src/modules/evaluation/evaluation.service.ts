import { UserError } from '../../kernel/errors.js';
import { getById } from '../../kernel/expect.js';
import { toInterval } from '../../kernel/imprecise-date.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import { provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { numberWithin, optionalText } from '../../kernel/text-input.js';
import type { Viewer } from '../../kernel/viewer.js';
import { Topic } from '../topics/topic.entity.js';
import { Evaluation, EvaluatorKind, type SatisfactionLevel } from './evaluation.entity.js';
import type { EvaluationRecordInput } from './evaluation.inputs.js';
import { evaluationPolicy } from './evaluation.policy.js';
import { evaluationMessages } from './messages.js';
import { type AnswerCounts, NO_ANSWERS, checkedAnswers } from './satisfaction-answers.js';

/** Adds an evaluation. A closed topic takes one too: the follow-up review 回头看 comes later, and paper later still. */
export async function recordEvaluation(ctx: RequestContext, input: EvaluationRecordInput): Promise<Evaluation> {
  const topic = await getById(ctx, Topic, input.topicId);
  const action = actionFor(input.evaluator);
  assertOwnSide(ctx.viewer, action);
  evaluationPolicy.assert(action, ctx, topic);
  const done = toInterval(input.doneOn, ['input', 'doneOn']);
  const id = await ctx.insert(Evaluation, {
    ...atPlaceOf(topic),
    topicId: topic.id,
    evaluator: input.evaluator,
    satisfaction: levelOf(input),
    ...answersOf(input),
    doneFrom: done.from,
    doneTo: done.to,
    donePrecision: done.precision,
    respondents: respondentsOf(input),
    comment: optionalText(input.comment, 1_000, ['input', 'comment']),
    ...provenance(input.provenance),
  });
  return ctx.reread(Evaluation, id);
}

const actionFor = (evaluator: EvaluatorKind) =>
  evaluator === EvaluatorKind.COMMITTEE ? ('recordForCommittee' as const) : ('recordForRoom' as const);

/** The viewer may record evaluations here. A wrong rater is a mistake in the form, not a missing right. */
function assertOwnSide(viewer: Viewer, action: ReturnType<typeof actionFor>): void {
  if (viewer.role && evaluationPolicy.actions[action].roles.includes(viewer.role)) return;
  throw new UserError('EVALUATOR_NOT_YOURS', evaluationMessages.evaluatorNotYours, ['input', 'evaluator']);
}

function respondentsOf(input: EvaluationRecordInput): number | null {
  if (input.respondents === undefined || input.respondents === null) return null;
  if (input.evaluator !== EvaluatorKind.PUBLIC) {
    throw new UserError('RESPONDENTS_NOT_PUBLIC', evaluationMessages.respondentsNotPublic, ['input', 'respondents']);
  }
  return numberWithin(input.respondents, 1, 100_000, ['input', 'respondents']);
}

/** An overall level is required where nobody counted what each person answered. */
function levelOf({ satisfaction, answers }: EvaluationRecordInput): SatisfactionLevel | null {
  if (satisfaction) return satisfaction;
  if (answers) return null;
  throw new UserError('SATISFACTION_MISSING', evaluationMessages.satisfactionMissing, ['input', 'satisfaction']);
}

function answersOf({ answers, evaluator }: EvaluationRecordInput): AnswerCounts | typeof NO_ANSWERS {
  if (!answers) return NO_ANSWERS;
  const path = ['input', 'answers'];
  if (evaluator === EvaluatorKind.PUBLIC) return checkedAnswers(answers, path);
  throw new UserError('ANSWERS_NOT_PUBLIC', evaluationMessages.answersNotPublic, path);
}
