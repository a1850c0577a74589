import { ArgsType, Field } from 'type-graphql';
import { MetricId } from '../../catalogue/catalogue.js';
import { PeriodInput } from '../../period/period.service.js';

@ArgsType()
export class RoomAmongPeersArgs {
  @Field(() => String, { description: 'Official code of the place the room stands on.' })
  within!: string;
  @Field(() => [MetricId], { description: 'The metrics.' })
  metrics!: string[];
  @Field(() => PeriodInput, {
    nullable: true,
    description: 'The period the numbers are of; the last 24 full months when not given.',
  })
  period?: PeriodInput | null;
}
