import { ArgsType, Field } from 'type-graphql';
import { MetricId } from '../../catalogue/catalogue.js';
import { PeriodInput } from '../../period/period.service.js';

@ArgsType()
export class RoomAmongPeersArgs {
  @Field(() => String, { description: "Official code of the room's place." })
  within!: string;
  @Field(() => [MetricId], { description: 'The metrics.' })
  metrics!: string[];
  @Field(() => PeriodInput, {
    nullable: true,
    description: 'The period of the numbers; by default the last 24 full months.',
  })
  period?: PeriodInput | null;
}
