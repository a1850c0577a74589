import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../../../kernel/connection.js';
import { MetricId } from '../../catalogue/catalogue.js';
import { PeriodInput } from '../../period/period.service.js';

@ArgsType()
export class ExplainArgs extends PageArgs {
  @Field(() => String, { description: 'Official code of the place the room stands on.' })
  within!: string;
  @Field(() => MetricId, { description: 'The metric.' })
  metric!: string;
  @Field(() => PeriodInput, { description: 'The period the number is of.' })
  period!: PeriodInput;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only what counts, or only what does not; both when not given.',
  })
  counted?: boolean | null;
}
