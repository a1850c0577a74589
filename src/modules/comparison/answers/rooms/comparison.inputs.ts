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
    description: 'By official code, by a metric, or by its shrunken value.',
  })
  by!: RoomOrderBy;
  @Field(() => MetricId, {
    nullable: true,
    description: 'The metric; given when, and only when, ordered by METRIC or SHRUNK.',
  })
  metric?: string | null;
  @Field(() => SortDirection, {
    defaultValue: SortDirection.ASC,
    description: 'Which way; rooms without a value come last either way.',
  })
  direction!: SortDirection;
}

@ArgsType()
export class CompareRoomsArgs {
  @Field(() => String, { description: 'Official code of a place; the rooms on it and below it are compared.' })
  within!: string;
  @Field(() => PeriodInput, {
    nullable: true,
    description: 'The period the numbers are of; the last 24 full months when not given.',
  })
  period?: PeriodInput | null;
  @Field(() => Int, { defaultValue: 20, description: 'How many rooms, from the start of the order: 0 to 500.' })
  first!: number;
  @Field(() => String, {
    nullable: true,
    description: 'Start behind this cursor (`pageInfo.endCursor` of the page before, in the same order).',
  })
  after?: string | null;
  @Field(() => RoomOrderInput, { nullable: true, description: 'The order; by official code when not given.' })
  orderBy?: RoomOrderInput | null;
  @Field(() => ID, {
    nullable: true,
    description:
      "A seal 封存: the rooms as they stood then, with the places and names of then; `period` must be the seal's.",
  })
  asOf?: string | null;
  @Field(() => ComparisonBase, {
    defaultValue: ComparisonBase.CITY,
    description: 'What each value is compared with: it decides `band` and `shrunk`, not which rooms are shown.',
  })
  against?: ComparisonBase;
}
