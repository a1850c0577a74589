import { ArgsType, Field, Int } from 'type-graphql';
import { RoomOrderInput } from '../rooms/comparison.inputs.js';
import { ComparisonBase } from '../../settings/fairness.enums.js';
import { MetricId } from '../../catalogue/catalogue.js';
import { TrendStep } from '../../period/period-steps.js';
import { PeriodInput } from '../../period/period.service.js';

@ArgsType()
export class SummaryArgs {
  @Field(() => String, { description: 'Official code of a place; its rooms and those below it are added up.' })
  within!: string;
  @Field(() => PeriodInput, { description: 'The period the numbers are of.' })
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
  @Field(() => String, { description: 'Official code of a place; the streets on it and below it are compared.' })
  within!: string;
  @Field(() => PeriodInput, { description: 'The period the numbers are of.' })
  period!: PeriodInput;
  @Field(() => Int, { defaultValue: 20, description: 'How many streets, from the start of the order: 0 to 500.' })
  first!: number;
  @Field(() => String, {
    nullable: true,
    description: 'Start behind this cursor (`pageInfo.endCursor` of the page before, in the same order).',
  })
  after?: string | null;
  @Field(() => RoomOrderInput, { nullable: true, description: 'The order; by official code when not given.' })
  orderBy?: RoomOrderInput | null;
  @Field(() => ComparisonBase, {
    defaultValue: ComparisonBase.CITY,
    description:
      'What each value is compared with: all streets of the city, or those of the same kind (PEERS); STREET is ' +
      'BAD_USER_INPUT.',
  })
  against?: ComparisonBase;
}
