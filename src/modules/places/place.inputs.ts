import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, ID, InputType, Int } from 'type-graphql';
import { PlaceFactKind, PlaceKind } from './place.enums.js';

@InputType({ description: "A place's new name." })
export class PlaceRenameInput {
  @Field(() => ID, { description: 'The place.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the record that was read.' })
  expectedVersion!: number;
  @Field(() => String, { description: 'The new official name; 1 to 50 characters.' })
  name!: string;
  @Field(() => GraphQLLocalDate, { description: 'Day it took effect; not in the future.' })
  happenedOn!: string;
  @Field(() => String, { nullable: true, description: 'Why, e.g. the number of the document; up to 200 characters.' })
  reason?: string | null;
}

@InputType({ description: "A place's new parent, in the same city." })
export class PlaceMoveInput {
  @Field(() => ID, { description: 'The place.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the record that was read.' })
  expectedVersion!: number;
  @Field(() => ID, {
    description: 'The place it comes under: a street for a community, a city or district for a street.',
  })
  newParentId!: string;
  @Field(() => GraphQLLocalDate, { description: 'Day it took effect; not in the future.' })
  happenedOn!: string;
  @Field(() => String, { nullable: true, description: 'Why, e.g. the number of the document; up to 200 characters.' })
  reason?: string | null;
}

@InputType({ description: 'A place to close, and the one that takes over.' })
export class PlaceMergeInput {
  @Field(() => ID, { description: 'The place that ends. What lies below it must have been moved or merged before.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the record that was read.' })
  expectedVersion!: number;
  @Field(() => ID, { description: 'The place it becomes part of; of the same level.' })
  successorId!: string;
  @Field(() => GraphQLLocalDate, { description: 'Day it took effect; not in the future.' })
  happenedOn!: string;
  @Field(() => String, { nullable: true, description: 'Why, e.g. the number of the document; up to 200 characters.' })
  reason?: string | null;
}

@InputType({ description: 'A dated number about a place.' })
export class PlaceFactRecordInput {
  @Field(() => ID, { description: 'The place.' })
  placeId!: string;
  @Field(() => PlaceFactKind, { description: 'What is counted.' })
  kind!: PlaceFactKind;
  @Field(() => Int, { description: 'The number, in the unit of its kind; 0 to 100,000,000.' })
  count!: number;
  @Field(() => GraphQLLocalDate, { description: 'Day it was known for; not in the future.' })
  asOf!: string;
  @Field(() => String, { nullable: true, description: 'Where it is known from; up to 200 characters.' })
  source?: string | null;
}

@InputType({ description: 'An honour a place was given 荣誉称号.' })
export class PlaceHonourRecordInput {
  @Field(() => ID, { description: 'The place.' })
  placeId!: string;
  @Field(() => String, { description: 'Its title; 1 to 100 characters.' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'Where it is known from; up to 200 characters.' })
  source?: string | null;
}

@InputType({ description: 'Another kind for a street or a community.' })
export class PlaceKindSetInput {
  @Field(() => ID, { description: 'The place: a street or a community.' })
  id!: string;
  @Field(() => Int, { description: 'The version this change was made against.' })
  expectedVersion!: number;
  @Field(() => PlaceKind, { description: 'Its kind from now on; one that its level has.' })
  kind!: PlaceKind;
  @Field(() => GraphQLLocalDate, { description: 'Day it took effect; not in the future.' })
  happenedOn!: string;
  @Field(() => String, { description: 'Why, e.g. the number of the document; 1 to 200 characters.' })
  reason!: string;
}

@InputType({ description: 'What a dated number about a place should have been.' })
export class PlaceFactCorrectInput {
  @Field(() => ID, { description: 'The number, a PlaceFact.' })
  id!: string;
  @Field(() => Int, { description: 'The version this change was made against.' })
  expectedVersion!: number;
  @Field(() => Int, { description: 'The right number, in the unit of its kind; 0 to 100,000,000.' })
  count!: number;
  @Field(() => String, { description: 'Why the number was wrong; 1 to 200 characters.' })
  reason!: string;
}
