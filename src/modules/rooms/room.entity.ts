import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { Brief, PublicColumns } from '../../kernel/columns.js';
import { oneOf } from '../../kernel/described-enum.js';
import type { DatePrecision } from '../../kernel/imprecise-date.js';
import { PlacedAt, RefersTo, StandsAt } from '../../kernel/placed-at.js';
import { Node, Recorded } from '../../kernel/record.js';
import { WithoutRecords } from '../../kernel/record-scope.js';
import { Place } from '../places/place.entity.js';
import { CarriedMeasure, CarriedQuality, ConvenerKind, CountedAs } from './room.enums.js';

const RECORDED = ['placeId', 'placePath', 'version', 'recordedAt', 'changedAt', 'origin'] as const;

@WithoutRecords()
@ObjectType('Room', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: 'A deliberation room 有事好商量协商议事室. One room a place.',
})
@Brief('placeId', 'name', 'enrolledOn')
@Entity('room', { comment: 'PLACED' })
@PublicColumns(
  ...RECORDED,
  'name',
  'establishedFrom',
  'establishedTo',
  'establishedPrecision',
  'enrolledOn',
  'dataCompleteFrom',
  'sharedWith',
  'equipment',
  'publishedAt',
)
@PlacedAt(() => Place)
@StandsAt('uq_room_at', ['placeId', 'placePath'])
@Index('ux_room_place', ['cityId', 'placeId'], { unique: true })
export class Room extends Recorded {
  @Column('text')
  @Field(() => String, { description: 'Its name.' })
  name!: string;
  @Column('date', { nullable: true })
  establishedFrom!: string | null;
  @Column('date', { nullable: true })
  establishedTo!: string | null;
  @Column('text', { nullable: true })
  establishedPrecision!: DatePrecision | null;
  @Column('date')
  @Field(() => GraphQLLocalDate, {
    description:
      'Day from which it counts as enrolled: when it joined, or, for a room taken over from a published ' +
      'source, when it was set up.',
  })
  enrolledOn!: string;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description:
      'First day from which all its registers are kept, without a break until today (`registers`). Null: some are not.',
  })
  dataCompleteFrom!: string | null;
  @Column('text', { array: true, default: () => "'{}'" })
  @Field(() => [String], { description: 'What shares the space with it, e.g. 人大代表之家.' })
  sharedWith!: string[];
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Its equipment, in a few words.' })
  equipment!: string | null;
  @Column('timestamptz', { nullable: true })
  publishedAt!: Date | null;
}

@WithoutRecords()
@ObjectType('Convener', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description:
    'A convener 召集人 of a room, for a term. An office held in public, so the name is public with the room.',
})
@Entity('convener', { comment: 'PLACED' })
@PublicColumns(...RECORDED, 'roomId', 'name', 'kind', 'termFrom', 'termTo')
@PlacedAt(() => Place)
@RefersTo(() => Room, 'roomId')
@Check('ck_convener_kind', oneOf('kind', ConvenerKind))
@Index('ix_convener_room', ['cityId', 'roomId'])
export class Convener extends Recorded {
  @Column('uuid')
  roomId!: string;
  @Column('text')
  @Field(() => String, { description: "The convener's name." })
  name!: string;
  @Column('text')
  @Field(() => ConvenerKind, { description: 'Lead or executive.' })
  kind!: ConvenerKind;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'First day of the term; null: not known.' })
  termFrom!: string | null;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Last day of the term; null: in office.' })
  termTo!: string | null;
}

@ObjectType('CarriedTotal', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description:
    'A total for a past period, entered net of the records entered one by one; it counts only in a period that ' +
    'wholly contains it 建系统前累计数.',
})
@Entity('carried_total', { comment: 'PLACED' })
@PublicColumns(
  ...RECORDED,
  'roomId',
  'measure',
  'value',
  'quality',
  'countedAs',
  'role',
  'periodFrom',
  'periodTo',
  'isSeparate',
  'note',
)
@PlacedAt(() => Place)
@RefersTo(() => Room, 'roomId')
@Check('ck_carried_total_measure', oneOf('measure', CarriedMeasure))
@Check('ck_carried_total_quality', oneOf('quality', CarriedQuality))
@Check('ck_carried_total_counted_as', oneOf('counted_as', CountedAs))
@Check('ck_carried_total_value', 'value >= 0')
@Check('ck_carried_total_period', 'period_from <= period_to')
@Index('ix_carried_total_room', ['cityId', 'roomId', 'measure'])
export class CarriedTotal extends Recorded {
  @Column('uuid')
  roomId!: string;
  @Column('text')
  @Field(() => CarriedMeasure, { description: 'What it counts.' })
  measure!: CarriedMeasure;
  @Column('int')
  @Field(() => Int, { description: 'The number.' })
  value!: number;
  @Column('text')
  @Field(() => CarriedQuality, { description: 'How it is known.' })
  quality!: CarriedQuality;
  @Column('text')
  @Field(() => CountedAs, { description: 'For attendances: persons or person-times.' })
  countedAs!: CountedAs;
  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "For attendances: the role counted, in the source's word; null: all.",
  })
  role!: string | null;
  @Column('date')
  @Field(() => GraphQLLocalDate, { description: 'First day of the period.' })
  periodFrom!: string;
  @Column('date')
  @Field(() => GraphQLLocalDate, { description: 'Last day of the period.' })
  periodTo!: string;
  @Column('boolean', { default: false })
  @Field(() => Boolean, {
    description: 'True: it overlaps another total of the measure and counts something else, as the note says.',
  })
  isSeparate!: boolean;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Where it is known from and what it leaves out.' })
  note!: string | null;
}
