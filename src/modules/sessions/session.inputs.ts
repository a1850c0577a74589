import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ImpreciseDateInput } from '../../kernel/imprecise-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { ParticipantRole } from '../topics/topic.enums.js';
import { ConsensusLevel } from './session.enums.js';

@InputType({ description: 'How many came in one role: a headcount, or names, or both when not all names are known.' })
export class AttendanceInput {
  @Field(() => ParticipantRole, { description: 'As what they came; each role once.' })
  role!: ParticipantRole;
  @Field(() => Int, {
    nullable: true,
    description: 'How many people, 1 to 10,000; by default as many as there are names.',
  })
  headcount?: number | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Names, each 1 to 50 characters: personal data, seen by the own room alone. Headcounts do as well.',
  })
  names?: string[] | null;
}

@InputType({ description: 'A suggestion 意见建议 made at a session.' })
export class SuggestionInput {
  @Field(() => String, {
    nullable: true,
    description:
      'What was suggested, up to 1,000 characters, no personal data; left out when only the number of ' +
      'suggestions is known.',
  })
  text?: string | null;
  @Field(() => ParticipantRole, { nullable: true, description: 'The role of the person who made it.' })
  proposedBy?: ParticipantRole | null;
}

@InputType({ description: 'A session set for a day.' })
export class SessionScheduleInput {
  @Field(() => ID, { description: 'The topic it is on.' })
  topicId!: string;
  @Field(() => GraphQLLocalDate, { description: 'The day.' })
  scheduledFor!: string;
  @Field(() => String, { nullable: true, description: 'Where; up to 200 characters.' })
  venue?: string | null;
  @Field(() => String, { nullable: true, description: 'The agenda; up to 2,000 characters.' })
  agenda?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({
  description: 'Another day for a session. Venue and agenda stay when they are left out; null clears them.',
})
export class SessionRescheduleInput {
  @Field(() => ID, { description: 'The session.' })
  id!: string;
  @Field(() => Int, { description: 'The version this change was made against.' })
  expectedVersion!: number;
  @Field(() => GraphQLLocalDate, { description: 'The new day; the old one when only venue or agenda change.' })
  scheduledFor!: string;
  @Field(() => String, { nullable: true, description: 'Where; up to 200 characters.' })
  venue?: string | null;
  @Field(() => String, { nullable: true, description: 'The agenda; up to 2,000 characters.' })
  agenda?: string | null;
}

@InputType({ description: 'A session called off.' })
export class SessionCancelInput {
  @Field(() => ID, { description: 'The session.' })
  id!: string;
  @Field(() => Int, { description: 'The version this change was made against.' })
  expectedVersion!: number;
  @Field(() => String, { description: 'Why; 1 to 500 characters.' })
  reason!: string;
}

@InputType({ description: 'What happened at a session.' })
export class SessionHoldInput {
  @Field(() => ID, { description: 'The session.' })
  id!: string;
  @Field(() => Int, { description: 'The version this change was made against.' })
  expectedVersion!: number;
  @Field(() => ImpreciseDateInput, { description: 'When it was held.' })
  heldOn!: ImpreciseDateInput;
  @Field(() => [AttendanceInput], { nullable: true, description: 'Who came, by role.' })
  attendance?: AttendanceInput[] | null;
  @Field(() => [SuggestionInput], { nullable: true, description: 'What was suggested, in order; up to 100.' })
  suggestions?: SuggestionInput[] | null;
  @Field(() => ConsensusLevel, { nullable: true, description: 'How far those at the table agreed.' })
  consensus?: ConsensusLevel | null;
  @Field(() => String, {
    nullable: true,
    description: 'The record of what was said 会议记录; up to 20,000 characters. It may follow later (minutesRecord).',
  })
  minutes?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: 'The record of a session that was held.' })
export class MinutesRecordInput {
  @Field(() => ID, { description: 'The session.' })
  id!: string;
  @Field(() => Int, { description: 'The version this change was made against.' })
  expectedVersion!: number;
  @Field(() => String, {
    description: 'The record of what was said 会议记录; 1 to 20,000 characters. It takes the place of an earlier one.',
  })
  minutes!: string;
  @Field(() => ConsensusLevel, {
    nullable: true,
    description: 'How far those at the table agreed; left out: as it stands.',
  })
  consensus?: ConsensusLevel | null;
}

@InputType({ description: 'A suggestion that is recorded after the session was.' })
export class SuggestionRecordInput {
  @Field(() => ID, { description: 'The session it was made at.' })
  sessionId!: string;
  @Field(() => String, { description: 'What was suggested; 1 to 1,000 characters, no personal data.' })
  text!: string;
  @Field(() => ParticipantRole, { nullable: true, description: 'The role of the person who made it.' })
  proposedBy?: ParticipantRole | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}
