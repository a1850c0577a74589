import { GraphQLLocalDate } from 'graphql-scalars';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { RoomOrderBy, SortDirection } from './comparison.enums.js';
import { MetricId } from './metrics/catalogue.js';

@InputType({ description: 'A period of whole months, in one of four forms: `from` and `to`; `year`; `year` and `quarter`; `lastMonths`. Days are those of Asia/Shanghai.' })
export class PeriodInput {
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'First day: the first of a month. Goes with `to`.' })
  from?: string | null;
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Last day, inclusive: the last of a month. Goes with `from`.' })
  to?: string | null;
  @Field(() => Int, { nullable: true, description: 'A calendar year, 1949 to 2199.' })
  year?: number | null;
  @Field(() => Int, { nullable: true, description: 'A quarter of `year`, 1 to 4.' })
  quarter?: number | null;
  @Field(() => Int, { nullable: true, description: 'The last so many full months before today, 1 to 120.' })
  lastMonths?: number | null;
}

@InputType({ description: 'The order of compared rooms.' })
export class RoomOrderInput {
  @Field(() => RoomOrderBy, { defaultValue: RoomOrderBy.PLACE_CODE, description: 'By official code or by a metric.' })
  by!: RoomOrderBy;
  @Field(() => MetricId, { nullable: true, description: 'The metric; given when, and only when, ordered by METRIC.' })
  metric?: string | null;
  @Field(() => SortDirection, { defaultValue: SortDirection.ASC, description: 'Which way; rooms without a value come last either way.' })
  direction!: SortDirection;
}

@ArgsType()
export class CompareRoomsArgs {
  @Field(() => String, { description: 'Official code of a place; the rooms on it and below it are compared.' })
  within!: string;
  @Field(() => PeriodInput, { description: 'The period the numbers are of.' })
  period!: PeriodInput;
  @Field(() => Int, { defaultValue: 20, description: 'How many rooms, from the start of the order: 0 to 500.' })
  first!: number;
  @Field(() => String, { nullable: true, description: 'Start behind this cursor (`pageInfo.endCursor` of the page before, in the same order).' })
  after?: string | null;
  @Field(() => RoomOrderInput, { nullable: true, description: 'The order; by official code when not given.' })
  orderBy?: RoomOrderInput | null;
}
