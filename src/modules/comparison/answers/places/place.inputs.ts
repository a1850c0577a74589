import { ArgsType, Field, ID, Int } from 'type-graphql';
import { RoomOrderInput } from '../rooms/comparison.inputs.js';
import { ComparisonBase } from '../../settings/fairness.enums.js';
import { MetricId } from '../../catalogue/catalogue.js';
import { TrendStep } from '../../period/period-steps.js';
import { PeriodInput } from '../../period/period.service.js';

@ArgsType()
export class SummaryArgs {
  @Field(() => String, { description: 'Official code of a place. The rooms at or below it are added up.' })
  within!: string;
  @Field(() => PeriodInput, {
    nullable: true,
    description: "The period of the numbers; by default the seal's, or the last 24 full months.",
  })
  period?: PeriodInput | null;
  @Field(() => ID, {
    nullable: true,
    description:
      "A seal 封存: numbers, places and names as they were sealed. `period` is the seal's. A trend shows those steps " +
      'of it that were sealed by then.',
  })
  asOf?: string | null;
  @Field(() => [MetricId], { description: 'The metrics.' })
  metrics!: string[];
}

@ArgsType()
export class TrendArgs extends SummaryArgs {
  @Field(() => TrendStep, { description: 'The steps.' })
  by!: TrendStep;
}

@ArgsType()
export class CompareStreetsArgs {
  @Field(() => String, { description: 'Official code of a place. The streets at or below it are compared.' })
  within!: string;
  @Field(() => PeriodInput, {
    nullable: true,
    description: "The period of the numbers; by default the seal's, or the last 24 full months.",
  })
  period?: PeriodInput | null;
  @Field(() => ID, {
    nullable: true,
    description:
      "A seal 封存: numbers, places and names as they were sealed. `period` is the seal's. A trend shows those steps " +
      'of it that were sealed by then.',
  })
  asOf?: string | null;
  @Field(() => Int, { defaultValue: 20, description: 'The number of streets, from the start of the order: 0 to 500.' })
  first!: number;
  @Field(() => String, {
    nullable: true,
    description: 'Start after this cursor: `pageInfo.endCursor` of the previous page, in the same order.',
  })
  after?: string | null;
  @Field(() => RoomOrderInput, { nullable: true, description: 'The order; by default the official code, ascending.' })
  orderBy?: RoomOrderInput | null;
  @Field(() => ComparisonBase, {
    defaultValue: ComparisonBase.CITY,
    description:
      'The group that each value is compared with: all streets of the city (CITY) or those of the same kind ' +
      '(PEERS). STREET is BAD_USER_INPUT.',
  })
  against?: ComparisonBase;
}
