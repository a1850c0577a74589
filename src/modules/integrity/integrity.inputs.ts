import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.js';
import { PeriodInput } from '../comparison/period/period.service.js';
import { IntegritySignalKind } from './integrity.enums.js';
import { MOST_MONTHS } from './thresholds.js';

@ArgsType()
export class IntegritySignalsArgs extends PageArgs {
  @Field(() => String, {
    description: 'Official code of a place; the records of the rooms on it and below it are looked at.',
  })
  within!: string;
  @Field(() => PeriodInput, { description: `The period; up to ${MOST_MONTHS} months.` })
  period!: PeriodInput;
  @Field(() => [IntegritySignalKind], { nullable: true, description: 'Only these kinds; all when none is given.' })
  kinds?: IntegritySignalKind[] | null;
}
