import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { describedEnum, oneOf } from '../../kernel/described-enum.js';
import type { DatePrecision } from '../../kernel/imprecise-date.js';
import { PlacedAt, RefersTo } from '../../kernel/placed-at.js';
import { Node, Placed, Recorded } from '../../kernel/record.js';
import { Place } from '../places/place.entity.js';
import { Room } from '../rooms/room.entity.js';

export enum ConcernSource {
  RECEPTION_DAY = 'RECEPTION_DAY',
  HOTLINE = 'HOTLINE',
  VISIT = 'VISIT',
  QR_CODE = 'QR_CODE',
  OTHER = 'OTHER',
}
describedEnum(ConcernSource, 'ConcernSource', 'How a concern reached the room.', {
  RECEPTION_DAY: 'Monthly reception day 两代表一委员接待群众日.',
  HOTLINE: 'Hotline 12345.',
  VISIT: 'Visit to residents 走访.',
  QR_CODE: 'QR code 扫码.',
  OTHER: 'Another way.',
});

export enum TriageState {
  OPEN = 'OPEN',
  MERGED = 'MERGED',
  TRANSFERRED = 'TRANSFERRED',
  REJECTED = 'REJECTED',
  TAKEN_UP = 'TAKEN_UP',
}
describedEnum(TriageState, 'TriageState', 'What became of a concern when it was sifted 梳理研判.', {
  OPEN: 'Not sifted yet.',
  MERGED: 'Joined to another concern saying the same 并案.',
  TRANSFERRED: 'Handed to where it belongs 转办.',
  REJECTED: 'Not for deliberation, with a reason (三不议) 不予协商.',
  TAKEN_UP: 'Taken up in a topic 列为议题.',
});

export enum RejectGround {
  AGAINST_PUBLIC_MORALS = 'AGAINST_PUBLIC_MORALS',
  SETTLED_BY_LAW = 'SETTLED_BY_LAW',
  PURELY_PRIVATE = 'PURELY_PRIVATE',
  OTHER = 'OTHER',
}
describedEnum(RejectGround, 'RejectGround', 'Why a concern is not for deliberation 三不议.', {
  AGAINST_PUBLIC_MORALS: 'Against public order and morals 违反公序良俗.',
  SETTLED_BY_LAW: 'Settled by law or policy already 法律政策已有明确规定.',
  PURELY_PRIVATE: 'A purely private dispute 纯属个人纠纷.',
  OTHER: 'Another reason, as the text says.',
});

@ObjectType('Concern', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: 'What a resident brought up 群众反映. Holds no name and no phone number.',
})
@Entity('concern', { comment: 'PLACED' })
@PlacedAt(() => Place)
@RefersTo(() => Room, 'roomId')
@RefersTo(() => Concern, 'mergedIntoId')
@Check('ck_concern_source', oneOf('source', ConcernSource))
@Check('ck_concern_state', oneOf('state', TriageState))
@Check('ck_concern_ground', `reject_ground IS NULL OR (state = 'REJECTED' AND ${oneOf('reject_ground', RejectGround)})`)
@Check('ck_concern_received', 'received_from <= received_to')
@Index('ix_concern_room', ['cityId', 'roomId', 'receivedFrom', 'id'])
export class Concern extends Recorded {
  @Column('uuid')
  roomId!: string;
  @Column('text')
  @Field(() => String, { description: 'What it is about, without personal data; up to 1,000 characters.' })
  text!: string;
  @Column('text')
  @Field(() => ConcernSource, { description: 'How it reached the room.' })
  source!: ConcernSource;
  @Column('date')
  receivedFrom!: string;
  @Column('date')
  receivedTo!: string;
  @Column('text')
  receivedPrecision!: DatePrecision;
  @Column('text', { default: TriageState.OPEN })
  @Field(() => TriageState, { description: 'What became of it.' })
  state!: TriageState;
  @Column('text', { nullable: true })
  @Field(() => RejectGround, { nullable: true, description: 'On which ground it was rejected; null unless it was.' })
  rejectGround!: RejectGround | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was rejected, merged or handed on, in words.' })
  triageReason!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'To whom it was handed.' })
  transferredTo!: string | null;
  @Column('uuid', { nullable: true })
  mergedIntoId!: string | null;
}

/** PERSONAL: whom to tell what became of it. Seen by the own room alone. */
@ObjectType('ConcernContact', {
  implements: Node,
  simpleResolvers: true,
  description: 'Whom to tell what became of a concern; personal data, seen by the own room alone.',
})
@Entity('concern_contact', { comment: 'PERSONAL' })
@PlacedAt(() => Place)
@RefersTo(() => Concern, 'concernId')
@Index('ux_concern_contact', ['cityId', 'concernId'], { unique: true })
export class ConcernContact extends Placed {
  @Column('uuid')
  concernId!: string;
  @Column('text')
  @Field(() => String, { description: "The resident's name." })
  name!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'A phone number.' })
  phone!: string | null;
}
