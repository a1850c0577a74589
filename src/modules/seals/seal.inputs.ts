import { Field, InputType } from 'type-graphql';
import { PeriodInput } from '../comparison/period/period.service.js';

@InputType({ description: 'Freezes the numbers of a period.' })
export class PeriodSealInput {
  @Field(() => String, { description: 'Official code of the place; every room on it and below it is sealed.' })
  within!: string;
  @Field(() => PeriodInput, { description: 'The period; it must be over.' })
  period!: PeriodInput;
  @Field(() => String, { description: 'A title, up to 100 characters.' })
  title!: string;
}
