import { ArgsType, Field } from 'type-graphql';
import { MetricId } from '../../catalogue/catalogue.js';
import { PeriodInput } from '../../period/period.service.js';
import { ComparedUnit, ComparisonBase } from '../../settings/fairness.enums.js';

@ArgsType()
export class FunnelArgs {
  @Field(() => String, {
    description:
      'Official code of a place: what lies at or below it is marked `isWithin`. Against STREET it lies in one, ' +
      'against PEERS a room (or by STREET: a street) stands on it.',
  })
  within!: string;
  @Field(() => MetricId, { description: 'The metric: a proportion or a rate made of sums.' })
  metric!: string;
  @Field(() => PeriodInput, {
    nullable: true,
    description: 'The period the numbers are of; the last 24 full months when not given.',
  })
  period?: PeriodInput | null;
  @Field(() => ComparedUnit, { defaultValue: ComparedUnit.ROOM, description: 'Rooms or streets.' })
  by?: ComparedUnit;
  @Field(() => ComparisonBase, {
    defaultValue: ComparisonBase.CITY,
    description: "Whose funnel: the city's, a street's, or that of peers.",
  })
  against?: ComparisonBase;
}
