import { Field, ID, InputType } from 'type-graphql';
import { ComparisonBase, MetricId, PeriodInput, TrendStep } from '../comparison/answers/comparison-export.service.js';
import { ExportFormat, ExportKind } from './export.enums.js';

@InputType({ description: 'What to export, from where, and in which form.' })
export class ExportRequestInput {
  @Field(() => ExportKind, { description: 'What.' })
  kind!: ExportKind;
  @Field(() => String, { description: 'Official code of a place; what stands there and below is exported.' })
  within!: string;
  @Field(() => ExportFormat, { description: 'In which form.' })
  format!: ExportFormat;
  @Field(() => PeriodInput, {
    nullable: true,
    description:
      'Only what happened within this period (a date known to the month or year counts when all its days lie ' +
      'within). Needed for COMPARISON (unless `asOf` a seal), STREETS, SUMMARY and TREND; without it, lists ' +
      'hold everything. Not for lists that have no day.',
  })
  period?: PeriodInput | null;
  @Field(() => [MetricId], {
    nullable: true,
    description:
      'For COMPARISON, STREETS, SUMMARY and TREND, and only there: the metrics, in the order of the columns.',
  })
  metrics?: string[] | null;
  @Field(() => TrendStep, {
    nullable: true,
    description: 'For TREND, and only there: its steps; by month when not given.',
  })
  by?: TrendStep | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'For COMPARISON, and only there: a seal 封存; the rooms as they stood then, with the places, names and ' +
      "residents of then. `period` may be left out, and must be the seal's when it is given.",
  })
  asOf?: string | null;
  @Field(() => ComparisonBase, {
    nullable: true,
    description:
      'For COMPARISON (unless `asOf` a seal) and STREETS, and only there: what each value is compared with; the ' +
      'city when not given.',
  })
  against?: ComparisonBase | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'CSV and XLSX have the words of the trade for every code. With true, a column of codes follows each column ' +
      'of words. JSON Lines always has the codes, and no words.',
  })
  codes?: boolean | null;
}
