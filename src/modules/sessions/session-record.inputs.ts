import { Field, ID, InputType, Int } from 'type-graphql';
import { ImpreciseDateInput } from '../../kernel/imprecise-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { ConsensusLevel } from './session.enums.js';
import { AttendanceInput } from './session.inputs.js';

@InputType({ description: 'One paper record of a session, in one go. The room is the one the clerk acts for.' })
export class SessionRecordInput {
  @Field(() => String, {
    nullable: true,
    description:
      "The topic's title, 1 to 100 characters. An open topic of the room with this title is found, the oldest " +
      'if there are several. The match ignores the width of characters, the spaces between them and what nobody ' +
      'sees; else it is made. Exactly one of this and `topicId`.',
  })
  topicTitle?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The topic, when it is known here already. Exactly one of this and `topicTitle`.',
  })
  topicId?: string | null;
  @Field(() => ImpreciseDateInput, { description: 'When it was held.' })
  heldOn!: ImpreciseDateInput;
  @Field(() => Int, {
    nullable: true,
    description: 'How many came in all, 1 to 10,000; those `attendance` does not name a role for count as OTHER.',
  })
  headcount?: number | null;
  @Field(() => [AttendanceInput], { nullable: true, description: 'Who came, by role, as far as roles are known.' })
  attendance?: AttendanceInput[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'What was suggested, line by line, up to 100 lines; each 1 to 1,000 characters, no personal data.',
  })
  suggestions?: string[] | null;
  @Field(() => ConsensusLevel, { nullable: true, description: 'How far those at the table agreed.' })
  consensus?: ConsensusLevel | null;
  @Field(() => String, {
    nullable: true,
    description: "What came of it, as the paper says it; up to 20,000 characters. It becomes the session's minutes.",
  })
  result?: string | null;
  @Field(() => ProvenanceInput, {
    nullable: true,
    description: 'On whose behalf, and which paper; `origin` is RECORDED_FROM_PAPER unless it says otherwise.',
  })
  provenance?: ProvenanceInput | null;
}
