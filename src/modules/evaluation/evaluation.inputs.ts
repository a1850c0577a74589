import { Field, ID, InputType, Int } from 'type-graphql';
import { ImpreciseDateInput } from '../../kernel/imprecise-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { EvaluatorKind, SatisfactionLevel } from './evaluation.entity.js';
import { SatisfactionAnswersInput } from './satisfaction-answers.js';

@InputType({ description: 'An evaluation of what a topic came to 质效评估.' })
export class EvaluationRecordInput {
  @Field(() => ID, { description: 'The topic; it may be closed already.' })
  topicId!: string;
  @Field(() => EvaluatorKind, {
    description:
      "Who evaluated. The room records PROPOSER, HANDLER and PUBLIC; the street's liaison records COMMITTEE.",
  })
  evaluator!: EvaluatorKind;
  @Field(() => SatisfactionLevel, {
    nullable: true,
    description: 'Overall, in three steps. Required without `answers`.',
  })
  satisfaction?: SatisfactionLevel | null;
  @Field(() => ImpreciseDateInput, { description: 'When it was done.' })
  doneOn!: ImpreciseDateInput;
  @Field(() => Int, { nullable: true, description: 'With PUBLIC only: how many people were asked; 1 to 100,000.' })
  respondents?: number | null;
  @Field(() => SatisfactionAnswersInput, {
    nullable: true,
    description: 'With PUBLIC only: what each person answered, counted. SATISFACTION is computed from it.',
  })
  answers?: SatisfactionAnswersInput | null;
  @Field(() => String, { nullable: true, description: 'In words; up to 1,000 characters, no personal data.' })
  comment?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}
