import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { describedEnum, oneOf } from '../../kernel/described-enum.js';
import type { DatePrecision } from '../../kernel/imprecise-date.js';
import { PlacedAt, RefersTo } from '../../kernel/placed-at.js';
import { Node, Recorded } from '../../kernel/record.js';
import { Place } from '../places/place.entity.js';
import { Topic } from '../topics/topic.entity.js';

export enum EvaluatorKind {
  COMMITTEE = 'COMMITTEE',
  PROPOSER = 'PROPOSER',
  HANDLER = 'HANDLER',
  PUBLIC = 'PUBLIC',
}
describedEnum(EvaluatorKind, 'EvaluatorKind', 'Who evaluates.', {
  COMMITTEE: 'The CPPCC committee 政协.',
  PROPOSER: 'The party that brought the topic up 议题提出方.',
  HANDLER: 'The party that carried it out 承办方.',
  PUBLIC: 'Residents 群众.',
});

export enum SatisfactionLevel {
  SATISFIED = 'SATISFIED',
  BASICALLY_SATISFIED = 'BASICALLY_SATISFIED',
  NOT_SATISFIED = 'NOT_SATISFIED',
}
describedEnum(SatisfactionLevel, 'SatisfactionLevel', 'The three steps of satisfaction.', {
  SATISFIED: 'Satisfied 满意.',
  BASICALLY_SATISFIED: 'Basically satisfied 基本满意.',
  NOT_SATISFIED: 'Not satisfied 不满意.',
});

@ObjectType('Evaluation', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: 'An evaluation of what a topic came to 质效评估.',
})
@Entity('evaluation', { comment: 'PLACED' })
@PlacedAt(() => Place)
@RefersTo(() => Topic, 'topicId')
@Check('ck_evaluation_evaluator', oneOf('evaluator', EvaluatorKind))
@Check('ck_evaluation_level', oneOf('satisfaction', SatisfactionLevel))
@Check('ck_evaluation_respondents', 'respondents IS NULL OR respondents > 0')
@Check(
  'ck_evaluation_answers',
  `CASE WHEN valid IS NULL THEN satisfaction IS NOT NULL AND num_nonnulls(issued, collected, satisfied,
    basically_satisfied, not_satisfied, do_not_know) = 0
  ELSE evaluator = 'PUBLIC' AND num_nulls(issued, collected, satisfied, basically_satisfied, not_satisfied,
    do_not_know) = 0 AND collected <= issued AND valid <= collected
    AND satisfied + basically_satisfied + not_satisfied + do_not_know <= valid
    AND least(satisfied, basically_satisfied, not_satisfied, do_not_know) >= 0 END`,
)
@Check('ck_evaluation_done', 'done_from <= done_to')
@Index('ix_evaluation_topic', ['cityId', 'topicId', 'doneFrom', 'id'])
@Index('ix_evaluation_done', ['cityId', 'doneFrom'])
@Index('ix_evaluation_done_within', ['cityId', 'doneFrom', 'doneTo'], { where: 'done_from <> done_to' })
export class Evaluation extends Recorded {
  @Column('uuid')
  topicId!: string;
  @Column('text')
  @Field(() => EvaluatorKind, { description: 'Who evaluated.' })
  evaluator!: EvaluatorKind;
  @Column('text', { nullable: true })
  @Field(() => SatisfactionLevel, {
    nullable: true,
    description: 'Overall, in three steps; null when only the answers of each person are known.',
  })
  satisfaction!: SatisfactionLevel | null;
  @Column('int', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'How many people were asked, where residents evaluated.' })
  respondents!: number | null;
  @Column('int', { nullable: true })
  issued!: number | null;
  @Column('int', { nullable: true })
  collected!: number | null;
  @Column('int', { nullable: true })
  valid!: number | null;
  @Column('int', { nullable: true })
  satisfied!: number | null;
  @Column('int', { nullable: true })
  basicallySatisfied!: number | null;
  @Column('int', { nullable: true })
  notSatisfied!: number | null;
  @Column('int', { nullable: true })
  doNotKnow!: number | null;
  @Column('date')
  doneFrom!: string;
  @Column('date')
  doneTo!: string;
  @Column('text')
  donePrecision!: DatePrecision;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'In words; up to 1,000 characters, no personal data.' })
  comment!: string | null;
}
