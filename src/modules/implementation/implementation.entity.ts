import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { Brief, PublicColumns } from '../../kernel/columns.js';
import { oneOf } from '../../kernel/described-enum.js';
import type { DatePrecision } from '../../kernel/imprecise-date.js';
import { PlacedAt, RefersTo } from '../../kernel/placed-at.js';
import { Node, Placed, Recorded } from '../../kernel/record.js';
import { OutcomeDecision } from '../outcomes/outcome.entity.js';
import { Place } from '../places/place.entity.js';
import { Suggestion } from '../sessions/session.entity.js';
import { Topic } from '../topics/topic.entity.js';
import { ItemEventKind, ItemState, PlanKind, VerificationResult } from './implementation.enums.js';
import { Unit } from './unit.entity.js';

const RECORDED = ['placeId', 'placePath', 'version', 'recordedAt', 'changedAt', 'origin'] as const;

@ObjectType('ImplementationPlan', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description:
    "Who does what by when: the street's implementation plan 落实计划表, or the community's responsibility list 责任落实清单.",
})
@Entity('implementation_plan', { comment: 'PLACED' })
@PublicColumns(...RECORDED, 'topicId', 'kind', 'title')
@PlacedAt(() => Place)
@RefersTo(() => Topic, 'topicId')
@RefersTo(() => OutcomeDecision, 'decisionId')
@Check('ck_plan_kind', oneOf('kind', PlanKind))
@Index('ix_plan_topic', ['cityId', 'topicId', 'recordedAt'])
@Index('ix_plan_outcome', ['cityId', 'outcomeId'])
export class ImplementationPlan extends Recorded {
  @Column('uuid')
  topicId!: string;
  @Column('text')
  @Field(() => PlanKind, { description: 'Whose plan it is.' })
  kind!: PlanKind;
  @Column('text')
  @Field(() => String, { description: 'Its title.' })
  title!: string;
  @Column('uuid', { nullable: true })
  decisionId!: string | null;
  /** The outcome it carries out; found by a trigger. */
  @Column('uuid', { nullable: true })
  outcomeId!: string | null;
}

/** `state` and the two dates are kept by triggers from events and verifications; the application may only read them. */
@ObjectType('ImplementationItem', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: 'One thing to be done, by whom and by when.',
})
@Brief('planId', 'suggestionId', 'measure', 'state', 'dueOn')
@Entity('implementation_item', { comment: 'PLACED' })
@PublicColumns(
  ...RECORDED,
  'topicId',
  'planId',
  'planKind',
  'suggestionId',
  'measure',
  'responsibleUnitId',
  'leadUnitId',
  'assignedOn',
  'dueOn',
  'state',
  'completedOn',
  'verifiedOn',
)
@PlacedAt(() => Place)
@RefersTo(() => Topic, 'topicId')
@RefersTo(() => ImplementationPlan, 'planId')
@RefersTo(() => Suggestion, 'suggestionId')
@RefersTo(() => Unit, 'responsibleUnitId')
@RefersTo(() => Unit, 'leadUnitId')
@Check('ck_item_state', oneOf('state', ItemState))
@Check('ck_item_plan_kind', oneOf('plan_kind', PlanKind))
@Check('ck_item_assigned', `assigned_on IS NOT NULL OR origin IN ('TAKEN_OVER', 'DERIVED')`)
@Check('ck_item_responsible', `responsible_unit_id IS NOT NULL OR origin IN ('TAKEN_OVER', 'DERIVED')`)
@Index('ix_item_plan', ['cityId', 'planId', 'id'])
@Index('ix_item_topic', ['cityId', 'topicId', 'id'])
@Index('ix_item_suggestion', ['cityId', 'suggestionId'])
@Index('ix_item_due', ['cityId', 'placeId', 'dueOn'])
@Index('ix_item_assigned', ['cityId', 'assignedOn'])
@Index('ix_item_completed', ['cityId', 'completedFrom'])
@Index('ix_item_completed_within', ['cityId', 'completedFrom', 'completedOn'], {
  where: 'completed_from <> completed_on',
})
export class ImplementationItem extends Recorded {
  @Column('uuid')
  topicId!: string;
  @Column('uuid')
  planId!: string;
  /** The plan's kind once more: row security must know who may write the item without looking elsewhere. */
  @Column('text')
  planKind!: PlanKind;
  @Column('uuid', { nullable: true })
  suggestionId!: string | null;
  @Column('text')
  @Field(() => String, { description: 'What is to be done; up to 1,000 characters.' })
  measure!: string;
  /** null only where a published source does not name it. */
  @Column('uuid', { nullable: true })
  responsibleUnitId!: string | null;
  @Column('uuid', { nullable: true })
  leadUnitId!: string | null;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description:
      'Day it was handed out 交办; null only where a published source it was taken over from does not tell it.',
  })
  assignedOn!: string | null;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Day it is due; null: none was set, which the trace shows as a broken link.',
  })
  dueOn!: string | null;
  @Column('text', { default: ItemState.NOT_STARTED })
  @Field(() => ItemState, { description: 'Where it stands.' })
  state!: ItemState;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Day the unit said it was done; where only the month or year is known, the last day it can have been.',
  })
  completedOn!: string | null;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Day the room found it done; where only the month or year is known, the last day it can have been.',
  })
  verifiedOn!: string | null;
  /** First day it can have been done; kept by triggers, like the three states above. */
  @Column('date', { nullable: true })
  completedFrom!: string | null;
  @Column('date', { nullable: true })
  verifiedFrom!: string | null;
  /** Last day the latest cancellation can have happened on; says nothing unless the item is cancelled. */
  @Column('date', { nullable: true })
  cancelledOn!: string | null;
}

/** Units that help: 协办单位. */
@Entity('item_co_unit', { comment: 'PLACED' })
@PublicColumns('placeId', 'placePath', 'itemId', 'unitId')
@PlacedAt(() => Place)
@RefersTo(() => ImplementationItem, 'itemId')
@RefersTo(() => Unit, 'unitId')
@Index('ux_item_co_unit', ['cityId', 'itemId', 'unitId'], { unique: true })
export class ItemCoUnit extends Placed {
  @Column('uuid')
  itemId!: string;
  @Column('uuid')
  unitId!: string;
}

@ObjectType('ImplementationEvent', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: 'Something that happened to an item: a survey, a discussion, progress, acceptance.',
})
@Entity('implementation_event', { comment: 'PLACED' })
@PlacedAt(() => Place)
@RefersTo(() => ImplementationItem, 'itemId')
@Check('ck_item_event_kind', oneOf('kind', ItemEventKind))
@Check('ck_item_event_state', `state IS NULL OR (${oneOf('state', ItemState)} AND state <> 'VERIFIED')`)
@Check('ck_item_event_happened', 'happened_from <= happened_to')
@Check('ck_item_event_reason', `kind NOT IN ('RETURNED', 'CANCELLED') OR note IS NOT NULL`)
@Index('ix_item_event_item', ['cityId', 'itemId', 'happenedFrom', 'id'])
export class ImplementationEvent extends Recorded {
  @Column('uuid')
  itemId!: string;
  @Column('text')
  @Field(() => ItemEventKind, { description: 'What it was.' })
  kind!: ItemEventKind;
  @Column('date')
  happenedFrom!: string;
  @Column('date')
  happenedTo!: string;
  @Column('text')
  happenedPrecision!: DatePrecision;
  @Column('text', { nullable: true })
  @Field(() => ItemState, { nullable: true, description: 'Where the item stands after it; null: unchanged.' })
  state!: ItemState | null;
  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What happened; always there when sent back or cancelled. Up to 1,000 characters, no personal data.',
  })
  note!: string | null;
}

@ObjectType('ItemVerification', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: 'The room went and looked 核验. Written by the room alone, never by the unit.',
})
@Entity('item_verification', { comment: 'PLACED' })
@PlacedAt(() => Place)
@RefersTo(() => ImplementationItem, 'itemId')
@Check('ck_verification_result', oneOf('result', VerificationResult))
@Check('ck_verification_verified', 'verified_from <= verified_to')
@Index('ix_verification_item', ['cityId', 'itemId', 'recordedAt', 'id'])
export class ItemVerification extends Recorded {
  @Column('uuid')
  itemId!: string;
  @Column('text')
  @Field(() => VerificationResult, { description: 'What it found.' })
  result!: VerificationResult;
  @Column('date')
  verifiedFrom!: string;
  @Column('date')
  verifiedTo!: string;
  @Column('text')
  verifiedPrecision!: DatePrecision;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What was seen; up to 1,000 characters, no personal data.' })
  note!: string | null;
}
