import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { describedEnum, oneOf } from '../../kernel/described-enum.js';
import type { DatePrecision } from '../../kernel/imprecise-date.js';
import { PlacedAt, RefersTo } from '../../kernel/placed-at.js';
import { Node, Recorded } from '../../kernel/record.js';
import { Place } from '../places/place.entity.js';
import { Topic } from '../topics/topic.entity.js';

export enum ResearchKind {
  HOUSEHOLD_VISIT = 'HOUSEHOLD_VISIT',
  SITE_VISIT = 'SITE_VISIT',
  VISIT_ELSEWHERE = 'VISIT_ELSEWHERE',
  DEPARTMENT_CONSULTATION = 'DEPARTMENT_CONSULTATION',
}
describedEnum(ResearchKind, 'ResearchKind', 'A way of doing research before deliberation.', {
  HOUSEHOLD_VISIT: "At people's doors 入户走访.",
  SITE_VISIT: 'On the site 实地踏勘.',
  VISIT_ELSEWHERE: 'Where it has been done already 外出考察.',
  DEPARTMENT_CONSULTATION: 'With departments 部门会商.',
});

@ObjectType('ResearchRecord', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: 'Research done before deliberation 商前调研.',
})
@Entity('research_record', { comment: 'PLACED' })
@PlacedAt(() => Place)
@RefersTo(() => Topic, 'topicId')
@Check('ck_research_kind', oneOf('kind', ResearchKind))
@Check('ck_research_done', 'done_from <= done_to')
@Check('ck_research_households', 'households_visited IS NULL OR households_visited >= 0')
@Index('ix_research_topic', ['cityId', 'topicId', 'doneFrom', 'id'])
export class ResearchRecord extends Recorded {
  @Column('uuid')
  topicId!: string;
  @Column('text')
  @Field(() => ResearchKind, { description: 'How it was done.' })
  kind!: ResearchKind;
  @Column('date')
  doneFrom!: string;
  @Column('date')
  doneTo!: string;
  @Column('text')
  donePrecision!: DatePrecision;
  @Column('text')
  @Field(() => String, { description: 'What was found; up to 2,000 characters, no personal data.' })
  findings!: string;
  @Column('int', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'Households visited.' })
  householdsVisited!: number | null;
}
