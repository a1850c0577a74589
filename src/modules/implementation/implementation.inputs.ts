import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, ID, InputType } from 'type-graphql';
import { ImpreciseDateInput } from '../../kernel/imprecise-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { ItemEventKind, ItemState, UnitKind, VerificationResult } from './implementation.enums.js';

@InputType({ description: 'A responsible unit.' })
export class UnitRecordInput {
  @Field(() => String, {
    description: 'Its name; 1 to 100 characters. A unit of that name that is there already is taken.',
  })
  name!: string;
  @Field(() => UnitKind, { description: 'What it is; of no effect on a unit that is there already.' })
  kind!: UnitKind;
}

@InputType({
  description: 'One thing to be done. Units are named by id, or by name: a new name becomes a unit of kind OTHER.',
})
export class ImplementationItemInput {
  @Field(() => String, { description: 'What is to be done; 1 to 1,000 characters.' })
  measure!: string;
  @Field(() => ID, { nullable: true, description: 'The suggestion it carries out; one of the same topic.' })
  suggestionId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'The responsible unit 责任单位, or its name below. Both may be left out only for what is taken over from a source ' +
      'that does not name it.',
  })
  responsibleUnitId?: string | null;
  @Field(() => String, { nullable: true, description: 'Name of the responsible unit.' })
  responsibleUnitName?: string | null;
  @Field(() => ID, { nullable: true, description: 'The unit that leads 牵头单位, where it is another one.' })
  leadUnitId?: string | null;
  @Field(() => String, { nullable: true, description: 'Name of the unit that leads.' })
  leadUnitName?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Units that help 协办单位; 20 at most, those by name included.' })
  coUnitIds?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Names of units that help.' })
  coUnitNames?: string[] | null;
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Day it is due; not before it is handed out.' })
  dueOn?: string | null;
}

@InputType({
  description:
    'An implementation plan the street hands out: on a decision, or on a topic where no decision is recorded.',
})
export class ImplementationPlanHandOutInput {
  @Field(() => ID, { nullable: true, description: 'The decision it carries out; or the topic.' })
  decisionId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The topic, where there is no decision to name.' })
  topicId?: string | null;
  @Field(() => String, { description: 'Its title; 1 to 100 characters.' })
  title!: string;
  @Field(() => [ImplementationItemInput], { description: 'Its items; 1 to 100.' })
  items!: ImplementationItemInput[];
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Day it was handed out 交办; by default today.' })
  assignedOn?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: "The community's own responsibility list for a topic." })
export class ResponsibilityListRecordInput {
  @Field(() => ID, { description: 'The topic.' })
  topicId!: string;
  @Field(() => String, {
    nullable: true,
    description: "Its title; up to 100 characters. By default made of the topic's.",
  })
  title?: string | null;
  @Field(() => [ImplementationItemInput], { description: 'Its items; 1 to 100.' })
  items!: ImplementationItemInput[];
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Day it was handed out 交办; by default today.' })
  assignedOn?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: 'One more item of a plan.' })
export class ItemAddInput {
  @Field(() => ID, { description: 'The plan.' })
  planId!: string;
  @Field(() => ImplementationItemInput, { description: 'The item.' })
  item!: ImplementationItemInput;
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Day it was handed out 交办; by default today.' })
  assignedOn?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: 'Something that happened to an item.' })
export class ItemEventRecordInput {
  @Field(() => ID, { description: 'The item.' })
  itemId!: string;
  @Field(() => ItemEventKind, { description: 'What it was; CANCELLED goes through itemCancel.' })
  kind!: ItemEventKind;
  @Field(() => ImpreciseDateInput, { description: 'When it happened.' })
  happenedOn!: ImpreciseDateInput;
  @Field(() => ItemState, {
    nullable: true,
    description: 'Where the item stands after it: NOT_STARTED, UNDER_WAY, DONE or LONG_TERM; null: unchanged.',
  })
  state?: ItemState | null;
  @Field(() => String, {
    nullable: true,
    description: 'What happened; needed for RETURNED. Up to 1,000 characters, no personal data.',
  })
  note?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: 'An item that will not be carried out.' })
export class ItemCancelInput {
  @Field(() => ID, { description: 'The item.' })
  itemId!: string;
  @Field(() => String, { description: 'Why; 1 to 1,000 characters.' })
  reason!: string;
  @Field(() => ImpreciseDateInput, { nullable: true, description: 'When it was cancelled; by default today.' })
  cancelledOn?: ImpreciseDateInput | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: 'What the room found when it went and looked.' })
export class ItemVerifyInput {
  @Field(() => ID, { description: 'The item.' })
  itemId!: string;
  @Field(() => VerificationResult, { description: 'What it found.' })
  result!: VerificationResult;
  @Field(() => ImpreciseDateInput, { description: 'When it looked.' })
  verifiedOn!: ImpreciseDateInput;
  @Field(() => String, { nullable: true, description: 'What was seen; up to 1,000 characters, no personal data.' })
  note?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}
