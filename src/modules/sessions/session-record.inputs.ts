import { Field, ID, InputType, Int } from 'type-graphql';
import { ImpreciseDateInput } from '../../kernel/imprecise-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { ConsensusLevel } from './session.enums.js';
import { AttendanceInput } from './session.inputs.js';

@InputType({ description: 'One paper record of a session. The room is at the place of the grant in use.' })
export class SessionRecordInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The title of the topic, 1 to 100 characters. The oldest open topic of the room with this title is used. ' +
      'Otherwise a topic is created. The match ignores width, spaces and invisible characters. ' +
      'Give either this or `topicId`.',
  })
  topicTitle?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'An existing topic. Give either this or `topicTitle`.',
  })
  topicId?: string | null;
  @Field(() => ImpreciseDateInput, { description: 'When it was held.' })
  heldOn!: ImpreciseDateInput;
  @Field(() => Int, {
    nullable: true,
    description: 'Number of all people who came, 1 to 10,000. Those missing from `attendance` count as OTHER.',
  })
  headcount?: number | null;
  @Field(() => [AttendanceInput], { nullable: true, description: 'Attendance by role, as far as roles are known.' })
  attendance?: AttendanceInput[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'The suggestions, up to 100. Each has 1 to 1,000 characters and no personal data.',
  })
  suggestions?: string[] | null;
  @Field(() => ConsensusLevel, { nullable: true, description: 'How far the participants agreed.' })
  consensus?: ConsensusLevel | null;
  @Field(() => String, {
    nullable: true,
    description: 'The result as written on the paper, up to 20,000 characters. It becomes the minutes of the session.',
  })
  result?: string | null;
  @Field(() => ProvenanceInput, {
    nullable: true,
    description: 'On whose behalf, and which paper. The default of `origin` is RECORDED_FROM_PAPER.',
  })
  provenance?: ProvenanceInput | null;
}
