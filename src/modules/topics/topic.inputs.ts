import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ImpreciseDateInput } from '../../kernel/imprecise-date.js';
import { ProvenanceInput } from '../../kernel/provenance.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { TopicTrack } from './topic.enums.js';

@InputType({ description: 'A topic to deliberate 拟议议题.' })
export class TopicProposeInput {
  @Field(() => ID, { description: 'The room that will deliberate it.' })
  roomId!: string;
  @Field(() => String, { description: 'Its title; 1 to 100 characters.' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'What it is about; up to 2,000 characters.' })
  summary?: string | null;
  @Field(() => TopicTrack, { defaultValue: TopicTrack.SIMPLE, description: 'How much process it needs.' })
  track!: TopicTrack;
  @Field(() => [ID], { defaultValue: [], description: 'The concerns it takes up, of the same room; up to 50.' })
  concernIds!: string[];
  @Field(() => ImpreciseDateInput, { nullable: true, description: 'When it was proposed; today when left out.' })
  proposedOn?: ImpreciseDateInput | null;
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Any day of the month it is planned for in the annual plan.',
  })
  plannedMonth?: string | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({
  description:
    'What to change about a topic. What is left out stays; null clears. A published topic is hidden from the ' +
    'public until it is published again.',
})
export class TopicReviseInput {
  @Field(() => ID, { description: 'The topic.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the record that was read.' })
  expectedVersion!: number;
  @Field(() => String, { nullable: true, description: 'Its title; 1 to 100 characters.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'What it is about; up to 2,000 characters.' })
  summary?: string | null;
  @Field(() => TopicTrack, { nullable: true, description: 'How much process it needs.' })
  track?: TopicTrack | null;
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Any day of the month it is planned for in the annual plan.',
  })
  plannedMonth?: string | null;
}

@InputType({ description: 'The topic to publish, as it stands, with the records under it.' })
export class TopicPublishInput {
  @Field(() => ID, { description: 'The topic.' })
  id!: string;
  @Field(() => Int, { description: 'The version that was looked at before publishing.' })
  expectedVersion!: number;
}

@InputType({ description: 'A step that needs no more said than when it happened.' })
export class TopicStepInput {
  @Field(() => ID, { description: 'The topic.' })
  id!: string;
  @Field(() => Int, { description: 'The version this step was decided against.' })
  expectedVersion!: number;
  @Field(() => ImpreciseDateInput, { nullable: true, description: 'When it happened; today when left out.' })
  happenedOn?: ImpreciseDateInput | null;
  @Field(() => ProvenanceInput, { nullable: true, description: 'When entered from paper or for someone else.' })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: 'A step onwards.' })
export class TopicAdvanceInput extends TopicStepInput {
  @Field(() => StageKind, {
    nullable: true,
    description: 'The stage to go on to; the next that applies when left out.',
  })
  to?: StageKind | null;
}

@InputType({ description: 'A step back, or opening again: to which stage, and why.' })
export class TopicReturnInput extends TopicStepInput {
  @Field(() => StageKind, { description: 'The stage to go to.' })
  to!: StageKind;
  @Field(() => String, { description: 'Why; 1 to 500 characters.' })
  reason!: string;
}

@InputType({ description: 'Concerns a topic turns out to answer.' })
export class TopicTakeUpInput {
  @Field(() => ID, { description: 'The topic.' })
  id!: string;
  @Field(() => Int, { description: 'The version of the record that was read.' })
  expectedVersion!: number;
  @Field(() => [ID], { description: 'Concerns of the same room, not sifted otherwise; up to 50.' })
  concernIds!: string[];
}
