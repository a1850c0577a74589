import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { RoomOrderBy, SortDirection } from '../../catalogue/comparison.enums.js';
import { ComparisonBase } from '../../settings/fairness.enums.js';
import { MetricId } from '../../catalogue/catalogue.js';
import { PeriodInput } from '../../period/period.service.js';

export { PeriodInput };

@InputType({ description: 'The order of compared rooms.' })
export class RoomOrderInput {
  @Field(() => RoomOrderBy, {
    defaultValue: RoomOrderBy.PLACE_CODE,
    description: 'What orders the rooms: official code, a metric, or its shrunken value.',
  })
  by!: RoomOrderBy;
  @Field(() => MetricId, {
    nullable: true,
    description: 'The metric. Required for METRIC and SHRUNK, not allowed otherwise.',
  })
  metric?: string | null;
  @Field(() => SortDirection, {
    defaultValue: SortDirection.ASC,
    description: 'The direction. Rooms without a value are last in both.',
  })
  direction!: SortDirection;
}

@ArgsType()
export class CompareRoomsArgs {
  @Field(() => String, { description: 'Official code of a place. The rooms at or below it are compared.' })
  within!: string;
  @Field(() => PeriodInput, {
    nullable: true,
    description: "The period of the numbers; by default the seal's, or the last 24 full months.",
  })
  period?: PeriodInput | null;
  @Field(() => Int, { defaultValue: 20, description: 'The number of rooms, from the start of the order: 0 to 500.' })
  first!: number;
  @Field(() => String, {
    nullable: true,
    description: 'Start after this cursor: `pageInfo.endCursor` of the previous page, in the same order.',
  })
  after?: string | null;
  @Field(() => RoomOrderInput, { nullable: true, description: 'The order; by default the official code, ascending.' })
  orderBy?: RoomOrderInput | null;
  @Field(() => ID, {
    nullable: true,
    description: "A seal 封存: the numbers, places and names as they were sealed. `period` is the seal's.",
  })
  asOf?: string | null;
  @Field(() => ComparisonBase, {
    defaultValue: ComparisonBase.CITY,
    description:
      'The group that each value is compared with. It decides `band` and `shrunk`, not which rooms are shown.',
  })
  against?: ComparisonBase;
}
