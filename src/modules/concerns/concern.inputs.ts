import { Field, ID, InputType, Int } from 'type-graphql';
import { ImpreciseDateInput } from '../../kernel/imprecise-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { ConcernSource, RejectGround } from './concern.entity.js';

@InputType({
  description: 'Whom to tell what became of a concern; personal data, kept apart and seen by the own room alone.',
})
export class ConcernContactInput {
  @Field(() => String, { description: "The resident's name; 1 to 50 characters." })
  name!: string;
  @Field(() => String, { nullable: true, description: 'A phone number; up to 30 characters.' })
  phone?: string | null;
}

@InputType({ description: 'What a resident brought up 群众反映.' })
export class ConcernRecordInput {
  @Field(() => ID, { description: 'The room it reached.' })
  roomId!: string;
  @Field(() => String, { description: 'What it is about, without names or phone numbers; 1 to 1,000 characters.' })
  text!: string;
  @Field(() => ConcernSource, { defaultValue: ConcernSource.OTHER, description: 'How it reached the room.' })
  source!: ConcernSource;
  @Field(() => ImpreciseDateInput, { nullable: true, description: 'When it was received; today when left out.' })
  receivedOn?: ImpreciseDateInput | null;
  @Field(() => ConcernContactInput, { nullable: true, description: 'Whom to tell what became of it.' })
  contact?: ConcernContactInput | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: 'A concern that says the same as another 并案.' })
export class ConcernMergeInput {
  @Field(() => ID, { description: 'The concern.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the record that was read.' })
  expectedVersion!: number;
  @Field(() => ID, { description: 'The concern it is joined to; of the same room, and not joined to another itself.' })
  into!: string;
  @Field(() => String, { nullable: true, description: 'Why; up to 500 characters.' })
  reason?: string | null;
}

@InputType({ description: 'A concern handed to where it belongs 转办.' })
export class ConcernTransferInput {
  @Field(() => ID, { description: 'The concern.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the record that was read.' })
  expectedVersion!: number;
  @Field(() => String, { description: 'To whom: an office or a department; 1 to 100 characters.' })
  to!: string;
  @Field(() => String, { nullable: true, description: 'Why; up to 500 characters.' })
  reason?: string | null;
}

@InputType({ description: 'A concern that is not for deliberation 不予协商.' })
export class ConcernRejectInput {
  @Field(() => ID, { description: 'The concern.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the record that was read.' })
  expectedVersion!: number;
  @Field(() => RejectGround, { description: 'On which ground 三不议.' })
  ground!: RejectGround;
  @Field(() => String, { nullable: true, description: 'Why, in words; up to 500 characters; needed with OTHER.' })
  reason?: string | null;
}
