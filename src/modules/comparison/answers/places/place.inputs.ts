import { ArgsType, Field, Int } from 'type-graphql';
import { RoomOrderInput } from '../rooms/comparison.inputs.js';
import { ComparisonBase } from '../../settings/fairness.enums.js';
import { MetricId } from '../../catalogue/catalogue.js';
import { TrendStep } from '../../period/period-steps.js';
import { PeriodInput } from '../../period/period.service.js';

@ArgsType()
export class SummaryArgs {
  @Field(() => String, { description: 'Official code of a place. The rooms at or below it are added up.' })
  within!: string;
  @Field(() => PeriodInput, { description: 'The period of the numbers.' })
  period!: PeriodInput;
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
  @Field(() => PeriodInput, { description: 'The period of the numbers.' })
  period!: PeriodInput;
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
