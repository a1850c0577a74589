import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { PlacedAt, RefersTo } from '../../kernel/placed-at.js';
import { Node, Placed } from '../../kernel/record.js';
import type { PartValue } from '../comparison/answers/sealable.service.js';
import { WithoutRecords } from '../../kernel/record-scope.js';
import { Place } from '../places/place.entity.js';
import { Room } from '../rooms/room.entity.js';

/**
 * Read by the whole city, like the register of places: that a period was sealed is no secret. What was sealed is
 * placed.
 */
@WithoutRecords()
@ObjectType('Seal', {
  implements: Node,
  simpleResolvers: true,
  description:
    'A period frozen 封存: every number of every room, with the places, names and residents of then. What comes ' +
    'later is shown beside it, never put into it.',
})
@Entity('seal', { comment: 'CITY' })
@PlacedAt(() => Place)
@Check('ck_seal_period', 'period_from <= period_to')
@Index('ix_seal_place', ['cityId', 'placeId', 'sealedAt'])
export class Seal extends Placed {
  @Column('text')
  @Field(() => String, { description: 'Its title.' })
  title!: string;
  /** The official code of the place then. */
  @Column({ type: 'text', collation: 'C' })
  code!: string;
  @Column('date')
  periodFrom!: string;
  @Column('date')
  periodTo!: string;
  @Column('timestamptz')
  @Field(() => GraphQLDateTimeISO, { description: 'When it was sealed: entries up to then are in it.' })
  sealedAt!: Date;
  @Column('text')
  @Field(() => String, { description: 'Version of the catalogue of metrics the numbers were made by.' })
  catalogueVersion!: string;
  @Column('text')
  @Field(() => String, {
    description:
      'SHA-256, in hexadecimal, over the version of the catalogue and all that was sealed: docs/seals.md says how.',
  })
  hash!: string;
  @Column('boolean')
  @Field(() => Boolean, { description: 'True when what was sealed is demonstration data 演示数据.' })
  isDemo!: boolean;
}

/** A place within a seal as it was, and whether a room stood on it. */
@Entity('sealed_place', { comment: 'PLACED' })
@PlacedAt(() => Place)
@RefersTo(() => Seal, 'sealId')
@RefersTo(() => Room, 'roomId')
@Index('ux_sealed_place', ['cityId', 'sealId', 'placeId'], { unique: true })
export class SealedPlace extends Placed {
  @Column('uuid')
  sealId!: string;
  @Column({ type: 'text', collation: 'C' })
  code!: string;
  @Column('text')
  name!: string;
  /** Codes of the places above it then, from the city down. */
  @Column('text', { array: true })
  aboveCodes!: string[];
  @Column('text', { array: true })
  aboveNames!: string[];
  /** Whether it could own a room then: what a comparison's coverage counts as a place. */
  @Column('boolean')
  couldOwnRoom!: boolean;
  @Column('uuid', { nullable: true })
  roomId!: string | null;
  /** Whether the room had any record then; false without a room. */
  @Column('boolean')
  hasData!: boolean;
  @Column('int', { nullable: true })
  residents!: number | null;
  @Column('date', { nullable: true })
  residentsAsOf!: string | null;
}

/** A number as it was; seen where the room is seen. */
@Entity('sealed_value', { comment: 'PLACED' })
@PlacedAt(() => Place)
@RefersTo(() => Seal, 'sealId')
@RefersTo(() => Room, 'roomId')
@Index('ux_sealed_value', ['cityId', 'sealId', 'roomId', 'metricId'], { unique: true })
export class SealedValue extends Placed {
  @Column('uuid')
  sealId!: string;
  @Column('uuid')
  roomId!: string;
  @Column('text')
  metricId!: string;
  @Column('double precision', { nullable: true })
  value!: number | null;
  @Column('text', { nullable: true })
  bound!: string | null;
  @Column('double precision', { nullable: true })
  numerator!: number | null;
  @Column('double precision', { nullable: true })
  denominator!: number | null;
  @Column('date', { nullable: true })
  denominatorAsOf!: string | null;
  @Column('double precision', { nullable: true })
  low!: number | null;
  @Column('double precision', { nullable: true })
  high!: number | null;
  @Column('text', { nullable: true })
  suppressedReason!: string | null;
  @Column('double precision', { nullable: true })
  carriedForward!: number | null;
  /** False: the room did not keep the registers of the number, so it is a floor or unknown. null: sealed before. */
  @Column('boolean', { nullable: true })
  isRecorded!: boolean | null;
  /** Of a MIX, its parts as they were shown. */
  @Column('jsonb', { nullable: true })
  parts!: readonly PartValue[] | null;
  /** The single cases it was made of, as pairs of what and how many; null for sums. */
  @Column('jsonb', { nullable: true })
  cases!: readonly (readonly [key: string, count: number])[] | null;
}
