import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../../../kernel/connection.js';
import { MetricId } from '../../catalogue/catalogue.js';
import { PeriodInput } from '../../period/period.service.js';

@ArgsType()
export class ExplainArgs extends PageArgs {
  @Field(() => String, { description: "Official code of a room's place, or of a place above rooms." })
  within!: string;
  @Field(() => MetricId, { description: 'The metric.' })
  metric!: string;
  @Field(() => PeriodInput, { description: 'The period of the number.' })
  period!: PeriodInput;
  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only records that count; false: only those that do not; by default both.',
  })
  counted?: boolean | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'true: only the room of the place itself 本级, without those below it.',
  })
  own!: boolean;
}

@ArgsType()
export class ExplainPlaceArgs extends PageArgs {
  @Field(() => String, { description: 'Official code of the place: a city, district, street or community.' })
  within!: string;
  @Field(() => MetricId, { description: 'The metric.' })
  metric!: string;
  @Field(() => PeriodInput, { description: 'The period of the number.' })
  period!: PeriodInput;
}
