import { ArgsType, Field } from 'type-graphql';
import { MetricId } from '../../catalogue/catalogue.js';
import { PeriodInput } from '../../period/period.service.js';
import { ComparedUnit, ComparisonBase } from '../../settings/fairness.enums.js';

@ArgsType()
export class FunnelArgs {
  @Field(() => String, {
    description:
      'Official code of a place. Points at or below it have `isWithin`. Against STREET the place must be in a ' +
      'street; against PEERS it must have a room, or by STREET be a street.',
  })
  within!: string;
  @Field(() => MetricId, { description: 'The metric: a proportion or a rate computed from sums.' })
  metric!: string;
  @Field(() => PeriodInput, {
    nullable: true,
    description: 'The period of the numbers; by default the last 24 full months.',
  })
  period?: PeriodInput | null;
  @Field(() => ComparedUnit, { defaultValue: ComparedUnit.ROOM, description: 'Rooms or streets.' })
  by?: ComparedUnit;
  @Field(() => ComparisonBase, {
    defaultValue: ComparisonBase.CITY,
    description: 'The group that is drawn: the city, a street, or peers.',
  })
  against?: ComparisonBase;
}
