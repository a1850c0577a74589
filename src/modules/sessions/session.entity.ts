import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { Brief, LongText, PublicColumns } from '../../kernel/columns.js';
import { oneOf } from '../../kernel/described-enum.js';
import type { DatePrecision } from '../../kernel/imprecise-date.js';
import { PartOf, PlacedAt, RefersTo, StandsAt } from '../../kernel/placed-at.js';
import { Node, Placed, Recorded } from '../../kernel/record.js';
import { Place } from '../places/place.entity.js';
import { ParticipantRole } from '../topics/topic.enums.js';
import { Topic } from '../topics/topic.entity.js';
import { ConsensusLevel, SessionState } from './session.enums.js';

const RECORDED = ['placeId', 'placePath', 'version', 'recordedAt', 'changedAt', 'origin'] as const;

@ObjectType('Session', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: 'A deliberation session 协商议事会 on a topic. A topic may need several.',
})
@Brief('roomId', 'topicId', 'ordinal', 'state', 'scheduledFor', 'heldFrom', 'heldTo', 'heldPrecision', 'consensus')
@Entity('session', { comment: 'PLACED' })
@PublicColumns(
  ...RECORDED,
  'roomId',
  'topicId',
  'round',
  'ordinal',
  'state',
  'scheduledFor',
  'heldFrom',
  'heldTo',
  'heldPrecision',
  'venue',
  'agenda',
  'consensus',
  'minutes',
)
@PartOf(() => Topic, 'topicId', ['roomId', 'placeId', 'placePath'])
@StandsAt('uq_session_at', ['topicId', 'roomId', 'placeId', 'placePath'])
@Check('ck_session_state', oneOf('state', SessionState))
@Check('ck_session_consensus', `consensus IS NULL OR ${oneOf('consensus', ConsensusLevel)}`)
@Check(
  'ck_session_held',
  `(state = 'HELD') = (held_from IS NOT NULL) AND (held_from IS NULL) = (held_to IS NULL) AND held_from <= held_to`,
)
@Index('ix_session_room', ['cityId', 'roomId', 'heldFrom', 'id'])
@Index('ix_session_held', ['cityId', 'heldFrom'])
@Index('ix_session_held_within', ['cityId', 'heldFrom', 'heldTo'], { where: 'held_from <> held_to' })
// The index has no path. With one, PostgreSQL 18 would choose a skip scan and read all sessions of the place.
@Index('ux_session_ordinal', ['cityId', 'topicId', 'ordinal'], { unique: true })
export class Session extends Recorded {
  @Column('uuid')
  roomId!: string;
  @Column('uuid')
  topicId!: string;
  @Column('int')
  @Field(() => Int, { description: 'The round of the topic, from 1.' })
  round!: number;
  @Column('int')
  @Field(() => Int, { description: 'Number among the sessions of the topic, from 1.' })
  ordinal!: number;
  @Column('text')
  @Field(() => SessionState, { description: 'The state of the session.' })
  state!: SessionState;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The scheduled day. Null when the session was recorded afterwards.',
  })
  scheduledFor!: string | null;
  @Column('date', { nullable: true })
  heldFrom!: string | null;
  @Column('date', { nullable: true })
  heldTo!: string | null;
  @Column('text', { nullable: true })
  heldPrecision!: DatePrecision | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The venue.' })
  venue!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The agenda.' })
  agenda!: string | null;
  @Column('text', { nullable: true })
  @Field(() => ConsensusLevel, {
    nullable: true,
    description: 'How far the participants agreed. Null: not recorded.',
  })
  consensus!: ConsensusLevel | null;
  @LongText()
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The minutes 会议记录. Null: not recorded.' })
  minutes!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why the session was cancelled.' })
  cancelReason!: string | null;
}

@ObjectType('Attendance', {
  implements: Node,
  simpleResolvers: true,
  description: 'The number of participants of a session in one role. Names are not needed.',
})
@Entity('attendance', { comment: 'PLACED' })
@PublicColumns('placeId', 'placePath', 'changedAt', 'topicId', 'sessionId', 'role', 'headcount')
@PlacedAt(() => Place)
@RefersTo(() => Session, 'sessionId')
@Check('ck_attendance_role', oneOf('role', ParticipantRole))
@Check('ck_attendance_headcount', 'headcount > 0')
@Index('ux_attendance_role', ['cityId', 'sessionId', 'role'], { unique: true })
export class Attendance extends Placed {
  @Column('uuid')
  sessionId!: string;
  @Column('uuid')
  topicId!: string;
  @Column('text')
  @Field(() => ParticipantRole, { description: 'Their role.' })
  role!: ParticipantRole;
  @Column('int')
  @Field(() => Int, { description: 'Number of people.' })
  headcount!: number;
  @Column('timestamptz', { default: () => 'now()' })
  changedAt!: Date;
}

/** PERSONAL: the names of participants. Only the room of the session reads them. */
@ObjectType('AttendancePerson', {
  implements: Node,
  simpleResolvers: true,
  description: 'The name of a participant. It is personal data that only the room of the session reads.',
})
@Entity('attendance_person', { comment: 'PERSONAL' })
@PlacedAt(() => Place)
@RefersTo(() => Session, 'sessionId')
@Check('ck_attendance_person_role', oneOf('role', ParticipantRole))
@Check('ck_attendance_person_plain_name', 'plain_name IS NOT NULL')
@Index('ix_attendance_person', ['cityId', 'sessionId'])
export class AttendancePerson extends Placed {
  @Column('uuid')
  sessionId!: string;
  @Column('text')
  @Field(() => ParticipantRole, { description: 'Their role.' })
  role!: ParticipantRole;
  @Column('text')
  @Field(() => String, { description: 'The name.' })
  name!: string;
  /** The name's plain form, by which people are counted. Rows from before it was stored are filled by `migrate`. */
  @Column('text', { nullable: true })
  plainName!: string | null;
}

@ObjectType('Suggestion', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description: 'A suggestion 意见建议 made at a session.',
})
@Brief('topicId', 'sessionId', 'ordinal', 'text')
@Entity('suggestion', { comment: 'PLACED' })
@PublicColumns(...RECORDED, 'roomId', 'topicId', 'sessionId', 'ordinal', 'text', 'proposedBy')
@PartOf(() => Session, 'sessionId', ['topicId', 'roomId', 'placeId', 'placePath'])
@Check('ck_suggestion_role', `proposed_by IS NULL OR ${oneOf('proposed_by', ParticipantRole)}`)
@Index('ux_suggestion_ordinal', ['cityId', 'sessionId', 'ordinal'], { unique: true })
@Index('ix_suggestion_topic', ['cityId', 'topicId', 'id'])
export class Suggestion extends Recorded {
  @Column('uuid')
  roomId!: string;
  @Column('uuid')
  topicId!: string;
  @Column('uuid')
  sessionId!: string;
  @Column('int')
  @Field(() => Int, { description: 'Number in the session, from 1.' })
  ordinal!: number;
  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The text of the suggestion. Null when only the number of suggestions is known.',
  })
  text!: string | null;
  @Column('text', { nullable: true })
  @Field(() => ParticipantRole, {
    nullable: true,
    description: 'The role of the person who made it; null: not recorded.',
  })
  proposedBy!: ParticipantRole | null;
  /** The current answer. A trigger updates it from the answers to the suggestion. */
  @Column('text', { nullable: true })
  answerResult!: string | null;
}
