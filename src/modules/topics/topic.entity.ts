import { GraphQLDateTimeISO } from 'graphql-scalars';
import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { Brief, PublicColumns } from '../../kernel/columns.js';
import { oneOf } from '../../kernel/described-enum.js';
import type { DatePrecision } from '../../kernel/imprecise-date.js';
import { PlacedAt, RefersTo, StandsAt } from '../../kernel/placed-at.js';
import { Node, Recorded } from '../../kernel/record.js';
import { Place } from '../places/place.entity.js';
import { Procedure } from '../procedure/procedure.entity.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { Room } from '../rooms/room.entity.js';
import { TopicState, TopicTrack } from './topic.enums.js';

/** `stage`, `state` and `round` are kept by a trigger from the steps; the application may only read them. */
@ObjectType('Topic', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: 'A topic 议题 a room deliberates, from the concerns behind it to the verified result.',
})
@Brief('roomId', 'placeId', 'title', 'track', 'state', 'stage', 'proposedFrom', 'proposedTo', 'proposedPrecision')
@Entity('topic', { comment: 'PLACED' })
@PublicColumns(
  'placeId',
  'placePath',
  'version',
  'recordedAt',
  'changedAt',
  'origin',
  'roomId',
  'procedureId',
  'title',
  'summary',
  'track',
  'state',
  'stage',
  'round',
  'proposedFrom',
  'proposedTo',
  'proposedPrecision',
  'plannedMonth',
  'publishedAt',
  'closedFrom',
  'closedTo',
  'closedPrecision',
)
@PlacedAt(() => Place)
@RefersTo(() => Room, 'roomId')
@RefersTo(() => Procedure, 'procedureId')
@StandsAt('uq_topic_at', ['roomId', 'placeId', 'placePath'])
@Check('ck_topic_track', oneOf('track', TopicTrack))
@Check('ck_topic_state', oneOf('state', TopicState))
@Check('ck_topic_stage', oneOf('stage', StageKind))
@Check('ck_topic_proposed', 'proposed_from <= proposed_to')
@Check('ck_topic_plain_title', 'plain_title IS NOT NULL')
@Index('ix_topic_plain_title', ['cityId', 'roomId', 'plainTitle'])
@Index('ix_topic_room', ['cityId', 'roomId', 'proposedFrom', 'id'])
@Index('ix_topic_proposed', ['cityId', 'proposedFrom'])
@Index('ix_topic_proposed_within', ['cityId', 'proposedFrom', 'proposedTo'], { where: 'proposed_from <> proposed_to' })
export class Topic extends Recorded {
  @Column('uuid')
  roomId!: string;
  @Column('uuid')
  procedureId!: string;
  @Column('text')
  @Field(() => String, { description: 'Its title; up to 100 characters.' })
  title!: string;
  /**
   * The title's plain form, by which a topic is found. Rows from before it was stored are filled by `migrate`.
   * Every new row must have it; once all rows have, `migrate` marks the check as valid and servers are ready.
   */
  @Column('text', { nullable: true })
  plainTitle!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What it is about; up to 2,000 characters.' })
  summary!: string | null;
  @Column('text')
  @Field(() => TopicTrack, { description: 'How much process it needs.' })
  track!: TopicTrack;
  @Column('text', { default: TopicState.PROPOSED })
  @Field(() => TopicState, { description: 'Where it stands as a whole.' })
  state!: TopicState;
  @Column('text', { default: StageKind.TOPIC_SELECTION })
  @Field(() => StageKind, { description: 'The stage it is in.' })
  stage!: StageKind;
  @Column('int', { default: 1 })
  @Field(() => Int, { description: 'Round of deliberation: 1, and one more each time it is opened again.' })
  round!: number;
  @Column('date')
  proposedFrom!: string;
  @Column('date')
  proposedTo!: string;
  @Column('text')
  proposedPrecision!: DatePrecision;
  @Column('date', { nullable: true })
  closedFrom!: string | null;
  @Column('date', { nullable: true })
  closedTo!: string | null;
  @Column('text', { nullable: true })
  closedPrecision!: DatePrecision | null;
  /** When it was approved, first; kept by a trigger from its steps, like its state. */
  @Column('date', { nullable: true })
  approvedFrom!: string | null;
  @Column('date', { nullable: true })
  approvedTo!: string | null;
  /** The earliest and the latest day of its first held session; null before. A trigger keeps both. */
  @Column('date', { nullable: true })
  deliberatedFrom!: string | null;
  @Column('date', { nullable: true })
  deliberatedTo!: string | null;
  /** The earliest and the latest day its first research can have been done. Null before any. A trigger keeps both. */
  @Column('date', { nullable: true })
  researchedFrom!: string | null;
  @Column('date', { nullable: true })
  researchedTo!: string | null;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'First day of the month it is planned for in the annual plan.',
  })
  plannedMonth!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why no affected party is at the table, when none is.' })
  noAffectedPartyReason!: string | null;
  @Column('timestamptz', { nullable: true })
  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When it was last published 公示; what changed later is not public until it is published again.',
  })
  publishedAt!: Date | null;
}
