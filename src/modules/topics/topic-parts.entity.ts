import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { PublicColumns } from '../../kernel/columns.js';
import { oneOf } from '../../kernel/described-enum.js';
import { GrantRole } from '../../kernel/grant-role.js';
import type { DatePrecision } from '../../kernel/imprecise-date.js';
import { PlacedAt, RefersTo } from '../../kernel/placed-at.js';
import { Node, Placed, Recorded } from '../../kernel/record.js';
import { Concern } from '../concerns/concern.entity.js';
import { Place } from '../places/place.entity.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { ParticipantBasis, ParticipantRole, StepKind } from './topic.enums.js';
import { Topic } from './topic.entity.js';

/** Which concerns a topic answers. */
@Entity('topic_concern', { comment: 'PLACED' })
@PlacedAt(() => Place)
@RefersTo(() => Topic, 'topicId')
@RefersTo(() => Concern, 'concernId')
@Index('ux_topic_concern', ['cityId', 'topicId', 'concernId'], { unique: true })
@Index('ix_topic_concern_concern', ['cityId', 'concernId'])
export class TopicConcern extends Placed {
  @Column('uuid')
  topicId!: string;
  @Column('uuid')
  concernId!: string;
}

/** Append-only: the history the topic's stage is kept from. */
@ObjectType('TopicStep', {
  implements: Node,
  simpleResolvers: true,
  description: "One step in a topic's history: who, on whose behalf, when, from, to, why.",
})
@Entity('topic_step', { comment: 'PLACED' })
@PlacedAt(() => Place)
@RefersTo(() => Topic, 'topicId')
@Check('ck_topic_step_kind', oneOf('kind', StepKind))
@Check('ck_topic_step_from', `from_stage IS NULL OR ${oneOf('from_stage', StageKind)}`)
@Check('ck_topic_step_to', oneOf('to_stage', StageKind))
@Check('ck_topic_step_reason', `kind NOT IN ('STEPPED_BACK', 'REOPENED') OR reason IS NOT NULL`)
@Index('ix_topic_step_topic', ['cityId', 'topicId', 'recordedAt', 'id'])
export class TopicStep extends Placed {
  @Column('uuid')
  topicId!: string;
  @Column('text')
  @Field(() => StepKind, { description: 'What it was.' })
  kind!: StepKind;
  @Column('text', { nullable: true })
  @Field(() => StageKind, { nullable: true, description: 'The stage before; null for the first step.' })
  fromStage!: StageKind | null;
  @Column('text')
  @Field(() => StageKind, { description: 'The stage after.' })
  toStage!: StageKind;
  @Column('date')
  happenedFrom!: string;
  @Column('date')
  happenedTo!: string;
  @Column('text')
  happenedPrecision!: DatePrecision;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why; always there for steps back and reopenings.' })
  reason!: string | null;
  @Column('text', { array: true, default: () => "'{}'" })
  @Field(() => [String], {
    description: 'Evidence that was missing when the gate only reminded, as codes, e.g. NO_RESEARCH_RECORD.',
  })
  missing!: string[];
  @Column('uuid', { nullable: true })
  accountId!: string | null;
  @Column('text')
  @Field(() => String, { description: 'Name shown of the account that entered it, as it was then.' })
  actor!: string;
  @Column('text', { nullable: true })
  @Field(() => GrantRole, { nullable: true, description: 'The role it acted under; null when it was taken over.' })
  role!: GrantRole | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'On whose behalf 代谁录入.' })
  onBehalfOf!: string | null;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The paper it was entered from.' })
  paperReference!: string | null;
  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  @Field(() => GraphQLDateTimeISO, { description: 'When it was entered.' })
  recordedAt!: Date;
}

@ObjectType('Participant', {
  implements: [Node, Recorded],
  simpleResolvers: true,
  description:
    'Who should be at the table for a topic 协商主体: a role with a headcount. Names are personal data and stand ' +
    'elsewhere.',
})
@Entity('participant', { comment: 'PLACED' })
@PublicColumns(
  'placeId',
  'placePath',
  'version',
  'recordedAt',
  'changedAt',
  'origin',
  'topicId',
  'role',
  'basis',
  'headcount',
)
@PlacedAt(() => Place)
@RefersTo(() => Topic, 'topicId')
@Check('ck_participant_role', oneOf('role', ParticipantRole))
@Check('ck_participant_basis', oneOf('basis', ParticipantBasis))
@Check('ck_participant_headcount', 'headcount > 0')
@Index('ix_participant_topic', ['cityId', 'topicId', 'role'])
export class Participant extends Recorded {
  @Column('uuid')
  topicId!: string;
  @Column('text')
  @Field(() => ParticipantRole, { description: 'As what they sit at the table.' })
  role!: ParticipantRole;
  @Column('text')
  @Field(() => ParticipantBasis, { description: 'On what basis.' })
  basis!: ParticipantBasis;
  @Column('int')
  @Field(() => Int, { description: 'How many people.' })
  headcount!: number;
  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "The body they come from, e.g. a department; no resident's name.",
  })
  organisation!: string | null;
}

/** PERSONAL: names of participants, seen by the own room alone. */
@ObjectType('ParticipantPerson', {
  implements: Node,
  simpleResolvers: true,
  description: "A participant's name; personal data, seen by the own room alone.",
})
@Entity('participant_person', { comment: 'PERSONAL' })
@PlacedAt(() => Place)
@RefersTo(() => Participant, 'participantId')
@Index('ix_participant_person', ['cityId', 'participantId'])
export class ParticipantPerson extends Placed {
  @Column('uuid')
  participantId!: string;
  @Column('text')
  @Field(() => String, { description: 'The name.' })
  name!: string;
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'A phone number.' })
  phone!: string | null;
}
