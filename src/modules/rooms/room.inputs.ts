import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ImpreciseDateInput } from '../../kernel/imprecise-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { CarriedMeasure, CarriedQuality, ConvenerKind, CountedAs } from './room.enums.js';

@InputType({ description: 'A place whose room joins the deployment.' })
export class RoomEnrolInput {
  @Field(() => String, { description: 'Official division code of the place it stands on.' })
  placeCode!: string;
  @Field(() => String, { description: 'Its name; 1 to 100 characters.' })
  name!: string;
  @Field(() => ImpreciseDateInput, { nullable: true, description: 'When it was set up 建室时间.' })
  establishedOn?: ImpreciseDateInput | null;
}

@InputType({ description: 'What a room says about itself. What is left out stays; null clears.' })
export class RoomDescribeInput {
  @Field(() => ID, { description: 'The room.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the record that was read.' })
  expectedVersion!: number;
  @Field(() => String, { nullable: true, description: 'Its name; 1 to 100 characters.' })
  name?: string;
  @Field(() => ImpreciseDateInput, { nullable: true, description: 'When it was set up 建室时间.' })
  establishedOn?: ImpreciseDateInput | null;
  @Field(() => [String], { nullable: true, description: 'What shares the space with it; up to 20.' })
  sharedWith?: string[];
  @Field(() => String, { nullable: true, description: 'Its equipment; up to 500 characters.' })
  equipment?: string | null;
}

@InputType({ description: 'The room to publish, as it stands.' })
export class RoomPublishInput {
  @Field(() => ID, { description: 'The room.' })
  id!: string;
  @Field(() => Int, { description: 'The version that was looked at before publishing.' })
  expectedVersion!: number;
}

@InputType({ description: 'A convener and the term.' })
export class ConvenerAppointInput {
  @Field(() => ID, { description: 'The room.' })
  roomId!: string;
  @Field(() => String, { description: "The convener's name; 1 to 50 characters." })
  name!: string;
  @Field(() => ConvenerKind, { description: 'Lead or executive.' })
  kind!: ConvenerKind;
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'First day of the term.' })
  termFrom?: string | null;
}

@InputType({ description: "The end of a convener's term." })
export class ConvenerEndTermInput {
  @Field(() => ID, { description: 'The convener.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the record that was read.' })
  expectedVersion!: number;
  @Field(() => GraphQLLocalDate, { description: 'Last day of the term.' })
  termTo!: string;
}

@InputType({ description: 'A total for a past period, net of what is entered record by record 建系统前累计数.' })
export class CarriedTotalRecordInput {
  @Field(() => ID, { description: 'The room.' })
  roomId!: string;
  @Field(() => CarriedMeasure, { description: 'What it counts.' })
  measure!: CarriedMeasure;
  @Field(() => Int, { description: 'The number; 0 to 1,000,000.' })
  value!: number;
  @Field(() => CarriedQuality, { defaultValue: CarriedQuality.EXACT, description: 'How it is known.' })
  quality!: CarriedQuality;
  @Field(() => CountedAs, {
    defaultValue: CountedAs.UNSPECIFIED,
    description: 'For attendances: persons or person-times.',
  })
  countedAs!: CountedAs;
  @Field(() => String, {
    nullable: true,
    description: "For attendances: the role counted, in the source's word; up to 50 characters.",
  })
  role?: string | null;
  @Field(() => GraphQLLocalDate, { description: 'First day of the period.' })
  periodFrom!: string;
  @Field(() => GraphQLLocalDate, { description: 'Last day of the period.' })
  periodTo!: string;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True: it overlaps another total of the measure and counts something else. Then `note` says what.',
  })
  isSeparate!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Where it is known from and what it leaves out; up to 500 characters.',
  })
  note?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}
