import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { UserError } from '../../kernel/errors.js';
import { numberWithin } from '../../kernel/text-input.js';
import { evaluationMessages } from './messages.js';

const NAMES = ['issued', 'collected', 'valid', 'satisfied', 'basicallySatisfied', 'notSatisfied', 'doNotKnow'] as const;

export type AnswerCounts = { readonly [name in (typeof NAMES)[number]]: number };
type AnswerColumns = { readonly [name in keyof AnswerCounts]: number | null };

@ObjectType('SatisfactionAnswers', {
  simpleResolvers: true,
  description: 'What residents answered 满意度测评, sheet by sheet.',
})
export class SatisfactionAnswers implements AnswerCounts {
  @Field(() => Int, { description: 'Sheets handed out 发放.' })
  issued!: number;
  @Field(() => Int, { description: 'Sheets that came back 收回; not more than were handed out.' })
  collected!: number;
  @Field(() => Int, { description: 'Valid sheets 有效; not more than came back.' })
  valid!: number;
  @Field(() => Int, { description: 'Answers "satisfied" 满意.' })
  satisfied!: number;
  @Field(() => Int, { description: 'Answers "basically satisfied" 基本满意.' })
  basicallySatisfied!: number;
  @Field(() => Int, { description: 'Answers "not satisfied" 不满意.' })
  notSatisfied!: number;
  @Field(() => Int, { description: 'Answers "do not know" 不了解.' })
  doNotKnow!: number;
  @Field(() => Int, { description: 'Valid sheets without a mark 弃权: the valid ones without the four answers.' })
  abstained!: number;
}

@InputType({
  description: 'What residents answered 满意度测评, sheet by sheet. Each number is 0 to 100,000.',
})
export class SatisfactionAnswersInput implements AnswerCounts {
  @Field(() => Int, { description: 'Sheets handed out 发放.' })
  issued!: number;
  @Field(() => Int, { description: 'Sheets that came back 收回; not more than were handed out.' })
  collected!: number;
  @Field(() => Int, { description: 'Valid sheets 有效; not more than came back. Sheets without a mark are valid.' })
  valid!: number;
  @Field(() => Int, { description: 'Answers "satisfied" 满意.' })
  satisfied!: number;
  @Field(() => Int, { description: 'Answers "basically satisfied" 基本满意.' })
  basicallySatisfied!: number;
  @Field(() => Int, { description: 'Answers "not satisfied" 不满意.' })
  notSatisfied!: number;
  @Field(() => Int, { description: 'Answers "do not know" 不了解.' })
  doNotKnow!: number;
}

export const NO_ANSWERS: AnswerColumns = {
  issued: null,
  collected: null,
  valid: null,
  satisfied: null,
  basicallySatisfied: null,
  notSatisfied: null,
  doNotKnow: null,
};

const markedOf = (counts: AnswerCounts): number =>
  counts.satisfied + counts.basicallySatisfied + counts.notSatisfied + counts.doNotKnow;

/** The numbers as they are stored, or an error that names the first one that does not fit. */
export function checkedAnswers(input: SatisfactionAnswersInput, path: readonly string[]): AnswerCounts {
  const counts = Object.fromEntries(
    NAMES.map((name) => [name, numberWithin(input[name], 0, 100_000, [...path, name])]),
  ) as AnswerCounts;
  const { issued, collected, valid } = counts;
  if (collected > issued)
    throw new UserError('ANSWERS_DO_NOT_FIT', evaluationMessages.moreCollected(collected, issued), [
      ...path,
      'collected',
    ]);
  if (valid > collected)
    throw new UserError('ANSWERS_DO_NOT_FIT', evaluationMessages.moreValid(valid, collected), [...path, 'valid']);
  if (markedOf(counts) > valid)
    throw new UserError('ANSWERS_DO_NOT_FIT', evaluationMessages.moreAnswers(markedOf(counts), valid), path);
  return counts;
}

/** The answers of a stored evaluation; null when it has only an overall level. */
export function answersOf(row: AnswerColumns): SatisfactionAnswers | null {
  if (row.valid === null) return null;
  const counts = Object.fromEntries(NAMES.map((name) => [name, row[name]])) as AnswerCounts;
  return { ...counts, abstained: counts.valid - markedOf(counts) };
}
