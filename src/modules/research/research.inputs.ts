import { Field, ID, InputType, Int } from 'type-graphql';
import { ImpreciseDateInput } from '../../kernel/imprecise-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { ResearchKind } from './research.entity.js';

@InputType({ description: 'Research done for a topic before it was deliberated 商前调研.' })
export class ResearchRecordInput {
  @Field(() => ID, { description: 'The topic.' })
  topicId!: string;
  @Field(() => ResearchKind, { description: 'How it was done.' })
  kind!: ResearchKind;
  @Field(() => ImpreciseDateInput, { description: 'When it was done; the last day where it took several.' })
  doneOn!: ImpreciseDateInput;
  @Field(() => String, { description: 'What was found; 1 to 2,000 characters, no personal data.' })
  findings!: string;
  @Field(() => Int, { nullable: true, description: 'Households visited; 0 to 100,000.' })
  householdsVisited?: number | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}
