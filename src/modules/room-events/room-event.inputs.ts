import { Field, ID, InputType } from 'type-graphql';
import { ImpreciseDateInput } from '../../kernel/imprecise-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { RoomEventKind } from './room-event.entity.js';

@InputType({ description: 'An event about the work of a room itself 室务活动.' })
export class RoomEventRecordInput {
  @Field(() => ID, { description: 'The room.' })
  roomId!: string;
  @Field(() => RoomEventKind, { description: 'The kind of event.' })
  kind!: RoomEventKind;
  @Field(() => ImpreciseDateInput, { description: 'When it was; the last day where it took several.' })
  heldOn!: ImpreciseDateInput;
  @Field(() => String, { nullable: true, description: 'The venue, up to 200 characters.' })
  venue?: string | null;
  @Field(() => String, {
    description: "Organisations and roles that took part; 1 to 500 characters, no residents' names.",
  })
  attendedBy!: string;
  @Field(() => String, { nullable: true, description: 'What the room learnt, up to 2,000 characters.' })
  lessons?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}
