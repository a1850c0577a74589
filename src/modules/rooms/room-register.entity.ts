import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { describedEnum, oneOf } from '../../kernel/described-enum.js';
import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { PlacedAt, RefersTo } from '../../kernel/placed-at.js';
import { Node, Recorded } from '../../kernel/record.js';
import { WithoutRecords } from '../../kernel/record-scope.js';
import { Place } from '../places/place.entity.js';
import { Room } from './room.entity.js';

export enum RoomRegisterKind {
  CONCERNS = 'CONCERNS',
  TOPICS = 'TOPICS',
  RESEARCH = 'RESEARCH',
  SESSIONS = 'SESSIONS',
  ATTENDANCE = 'ATTENDANCE',
  MINUTES = 'MINUTES',
  SUGGESTIONS = 'SUGGESTIONS',
  ANSWERS = 'ANSWERS',
  OUTCOMES = 'OUTCOMES',
  ITEMS = 'ITEMS',
  EVALUATION = 'EVALUATION',
}
describedEnum(RoomRegisterKind, 'RoomRegisterKind', 'What a register of a room lists, one by one.', {
  CONCERNS: 'Concerns of residents 民情台账.',
  TOPICS: 'Topics and their steps 议题台账.',
  RESEARCH: 'Research before sessions, with the households visited 调研台账.',
  SESSIONS: 'Deliberation sessions 协商台账.',
  ATTENDANCE: 'Who came to a session, by role 参会台账.',
  MINUTES: 'Minutes of sessions 会议记录台账.',
  SUGGESTIONS: 'Suggestions made at sessions 意见建议台账.',
  ANSWERS: 'Answers to suggestions 答复台账.',
  OUTCOMES: 'Outcomes, reports and decisions 成果台账.',
  ITEMS: 'Items, their events and checks 落实台账.',
  EVALUATION: 'Evaluations 评估台账.',
});

/** All registers, in the order of the procedure. The stored state of a room has them in this order. */
export const REGISTER_KINDS = Object.values(RoomRegisterKind);

@WithoutRecords()
@ObjectType('RoomRegister', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description:
    'Since when a room records a kind of thing one by one, and until when 台账. Within that time no record means 0; ' +
    'outside it no record means nothing.',
})
@Entity('room_register', { comment: 'PLACED' })
@PlacedAt(() => Place)
@RefersTo(() => Room, 'roomId')
@Check('ck_room_register_kind', oneOf('kind', RoomRegisterKind))
@Check('ck_room_register_kept', 'kept_from <= kept_to')
@Index('ix_room_register_room', ['cityId', 'roomId', 'kind', 'keptFrom'])
export class RoomRegister extends Recorded {
  @Column('uuid')
  roomId!: string;
  @Column('text')
  @Field(() => RoomRegisterKind, { description: 'What it lists.' })
  kind!: RoomRegisterKind;
  @Column('date')
  @Field(() => GraphQLLocalDate, { description: 'First day from which it is complete.' })
  keptFrom!: string;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Last day on which it was kept; null: still kept.' })
  keptTo!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it was given up, corrected or taken back; null when it was not.',
  })
  reason!: string | null;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Day on which the administrator took it back: it was never kept. Null: it counts.',
  })
  takenBackOn!: string | null;
}
