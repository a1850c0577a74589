import { Field, ID, InputType, Int } from 'type-graphql';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { ParticipantBasis, ParticipantRole } from './topic.enums.js';

@InputType({ description: "A participant's name; personal data, kept apart and seen by the own room alone." })
export class ParticipantPersonInput {
  @Field(() => String, { description: 'The name; 1 to 50 characters.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'A phone number; up to 30 characters.' })
  phone?: string | null;
}

@InputType({ description: 'A role at the table. A headcount is as good as a list of names.' })
export class ParticipantInput {
  @Field(() => ParticipantRole, { description: 'As what they sit at the table.' })
  role!: ParticipantRole;
  @Field(() => ParticipantBasis, { defaultValue: ParticipantBasis.INVITED, description: 'On what basis.' })
  basis!: ParticipantBasis;
  @Field(() => Int, { nullable: true, description: 'How many people, 1 to 1,000; the number of names when left out.' })
  headcount?: number | null;
  @Field(() => String, {
    nullable: true,
    description: "The body they come from, no resident's name; up to 100 characters.",
  })
  organisation?: string | null;
  @Field(() => [ParticipantPersonInput], {
    defaultValue: [],
    description: 'Their names, where known; no more than the headcount.',
  })
  names!: ParticipantPersonInput[];
}

@InputType({
  description: 'Who should be at the table for a topic 明确主体: the whole list, in place of the one before.',
})
export class ParticipantsDesignateInput {
  @Field(() => ID, { description: 'The topic.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the topic this list was made against.' })
  expectedVersion!: number;
  @Field(() => [ParticipantInput], { description: 'By role; up to 50.' })
  participants!: ParticipantInput[];
  @Field(() => String, { nullable: true, description: 'Why no affected party is among them; up to 500 characters.' })
  noAffectedPartyReason?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}
