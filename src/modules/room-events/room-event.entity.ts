import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { describedEnum, oneOf } from '../../kernel/described-enum.js';
import type { DatePrecision } from '../../kernel/imprecise-date.js';
import { PlacedAt, RefersTo } from '../../kernel/placed-at.js';
import { Node, Recorded } from '../../kernel/record.js';
import { Place } from '../places/place.entity.js';
import { Room } from '../rooms/room.entity.js';

export enum RoomEventKind {
  MOBILISATION = 'MOBILISATION',
  STUDY_VISIT = 'STUDY_VISIT',
  TRAINING = 'TRAINING',
}
describedEnum(RoomEventKind, 'RoomEventKind', 'The kind of a room event.', {
  MOBILISATION: 'A meeting that starts the work of rooms 动员会.',
  STUDY_VISIT: 'A visit to model rooms to learn from them 外出学习、参观示范室.',
  TRAINING: 'A training for the people of the room 培训.',
});

@ObjectType('RoomEvent', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: 'An event about the work of a room itself, outside its topics 室务活动.',
})
@Entity('room_event', { comment: 'PLACED' })
@PlacedAt(() => Place)
@RefersTo(() => Room, 'roomId')
@Check('ck_room_event_kind', oneOf('kind', RoomEventKind))
@Check('ck_room_event_held', 'held_from <= held_to')
@Index('ix_room_event_room', ['cityId', 'roomId', 'heldFrom', 'id'])
export class RoomEvent extends Recorded {
  @Column('uuid')
  roomId!: string;
  @Column('text')
  @Field(() => RoomEventKind, { description: 'The kind of event.' })
  kind!: RoomEventKind;
  @Column('date')
  heldFrom!: string;
  @Column('date')
  heldTo!: string;
  @Column('text')
  heldPrecision!: DatePrecision;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The venue. Null when it is not known.' })
  venue!: string | null;
  @Column('text')
  @Field(() => String, { description: "Organisations and roles that took part. No residents' names." })
  attendedBy!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What the room learnt. Null when nothing is recorded.' })
  lessons!: string | null;
}
