import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ImpreciseDateInput } from '../../kernel/imprecise-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { ParticipantRole } from '../topics/topic.enums.js';
import { ConsensusLevel } from './session.enums.js';

@InputType({ description: 'Attendance of one role: a headcount, or names, or both if some names are unknown.' })
export class AttendanceInput {
  @Field(() => ParticipantRole, { description: 'The role. Each role may appear once.' })
  role!: ParticipantRole;
  @Field(() => Int, {
    nullable: true,
    description: 'Number of people, 1 to 10,000. The default is the number of names.',
  })
  headcount?: number | null;
  @Field(() => [String], {
    nullable: true,
    description:
      'Names, each 1 to 50 characters. They are personal data that only the own room reads. A headcount ' +
      'is enough.',
  })
  names?: string[] | null;
}

@InputType({ description: 'A suggestion 意见建议 made at a session.' })
export class SuggestionInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The text, up to 1,000 characters, no personal data. Omit it when only the number of suggestions is known.',
  })
  text?: string | null;
  @Field(() => ParticipantRole, { nullable: true, description: 'The role of the person who made it.' })
  proposedBy?: ParticipantRole | null;
}

@InputType({ description: 'A session to schedule.' })
export class SessionScheduleInput {
  @Field(() => ID, { description: 'The topic of the session.' })
  topicId!: string;
  @Field(() => GraphQLLocalDate, { description: 'The day.' })
  scheduledFor!: string;
  @Field(() => String, { nullable: true, description: 'The venue, up to 200 characters.' })
  venue?: string | null;
  @Field(() => String, { nullable: true, description: 'The agenda; up to 2,000 characters.' })
  agenda?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({
  description: 'Another day for a session. Omitted venue and agenda stay unchanged; null clears them.',
})
export class SessionRescheduleInput {
  @Field(() => ID, { description: 'The session.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the session that was read.' })
  expectedVersion!: number;
  @Field(() => GraphQLLocalDate, { description: 'The new day. Give the old day when only venue or agenda change.' })
  scheduledFor!: string;
  @Field(() => String, { nullable: true, description: 'The venue, up to 200 characters.' })
  venue?: string | null;
  @Field(() => String, { nullable: true, description: 'The agenda; up to 2,000 characters.' })
  agenda?: string | null;
}

@InputType({ description: 'A session to cancel.' })
export class SessionCancelInput {
  @Field(() => ID, { description: 'The session.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the session that was read.' })
  expectedVersion!: number;
  @Field(() => String, { description: 'The reason, 1 to 500 characters.' })
  reason!: string;
}

@InputType({ description: 'What happened at a session.' })
export class SessionHoldInput {
  @Field(() => ID, { description: 'The session.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the session that was read.' })
  expectedVersion!: number;
  @Field(() => ImpreciseDateInput, { description: 'When it was held.' })
  heldOn!: ImpreciseDateInput;
  @Field(() => [AttendanceInput], { nullable: true, description: 'Attendance by role.' })
  attendance?: AttendanceInput[] | null;
  @Field(() => [SuggestionInput], { nullable: true, description: 'The suggestions in order, up to 100.' })
  suggestions?: SuggestionInput[] | null;
  @Field(() => ConsensusLevel, { nullable: true, description: 'How far the participants agreed.' })
  consensus?: ConsensusLevel | null;
  @Field(() => String, {
    nullable: true,
    description: 'The minutes 会议记录, up to 20,000 characters. They may follow later (minutesRecord).',
  })
  minutes?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: 'The minutes of a held session.' })
export class MinutesRecordInput {
  @Field(() => ID, { description: 'The session.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the session that was read.' })
  expectedVersion!: number;
  @Field(() => String, {
    description: 'The minutes 会议记录, 1 to 20,000 characters. They replace earlier minutes.',
  })
  minutes!: string;
  @Field(() => ConsensusLevel, {
    nullable: true,
    description: 'How far the participants agreed. If omitted, it stays unchanged.',
  })
  consensus?: ConsensusLevel | null;
}

@InputType({ description: 'A suggestion that is added to a recorded session.' })
export class SuggestionRecordInput {
  @Field(() => ID, { description: 'The session where it was made.' })
  sessionId!: string;
  @Field(() => String, { description: 'The text, 1 to 1,000 characters, no personal data.' })
  text!: string;
  @Field(() => ParticipantRole, { nullable: true, description: 'The role of the person who made it.' })
  proposedBy?: ParticipantRole | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}
