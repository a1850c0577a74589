import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../../kernel/connection.js';
import type { Page } from '../../../../kernel/page.js';
import { SuppressedReason } from '../../catalogue/comparison.enums.js';
import { MetricValue, Period } from '../value/comparison-answer.js';

@ObjectType('ExplainedRoom', {
  simpleResolvers: true,
  description: 'A room behind the number of a place, and whether it counts. `explain` has its records.',
})
export class ExplainedRoom {
  roomId!: string;
  placeId!: string;
  @Field(() => MetricValue, { description: 'Its own number, with its numerator and denominator.' })
  value!: MetricValue;
  @Field(() => Boolean, { description: "Whether its numerator and denominator are in the place's number." })
  counted!: boolean;
  @Field(() => SuppressedReason, { nullable: true, description: 'Why it does not count; null when it counts.' })
  reason!: SuppressedReason | null;
}

@ObjectType('ExplainedRoomEdge', {
  simpleResolvers: true,
  description: 'A room behind the number of a place, with its cursor.',
})
export class ExplainedRoomEdge {
  @Field(() => ExplainedRoom, { description: 'The room.' })
  node!: ExplainedRoom;
  @Field(() => String, { description: "The room's position in the order; opaque." })
  cursor!: string;
}

@ObjectType('PlaceExplanationConnection', {
  simpleResolvers: true,
  description:
    'The rooms behind one number of a place: first those that count, then the others, each by official code. The ' +
    "numerators of those that count add up to the place's, and the denominators too. Of people both are rounded.",
})
export class PlaceExplanation {
  placeId!: string;
  @Field(() => MetricValue, { description: "The place's number." })
  value!: MetricValue;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  @Field(() => [ExplainedRoomEdge], { description: 'The rooms with their cursors, those that count first.' })
  edges!: readonly ExplainedRoomEdge[];
  @Field(() => [ExplainedRoom], { description: 'The rooms without cursors, in the same order.' })
  nodes!: readonly ExplainedRoom[];
  @Field(() => PageInfo, { description: 'The position of this page.' })
  pageInfo!: Page<never>['pageInfo'];
  @Field(() => Int, { description: 'The number of rooms on all pages.' })
  totalCount!: () => Promise<number>;
  @Field(() => Int, { description: 'The number of rooms that count, on all pages.' })
  countedRooms!: number;
}
