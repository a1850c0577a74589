import { Field, InputType } from 'type-graphql';
import { MetricId, PeriodInput, TrendStep } from '../comparison/comparison-export.service.js';
import { ExportFormat, ExportKind } from './export.enums.js';

@InputType({ description: 'What to export, from where, and in which form.' })
export class ExportRequestInput {
  @Field(() => ExportKind, { description: 'What.' })
  kind!: ExportKind;
  @Field(() => String, { description: 'Official code of a place; what stands there and below is exported.' })
  within!: string;
  @Field(() => ExportFormat, { description: 'In which form.' })
  format!: ExportFormat;
  @Field(() => PeriodInput, { nullable: true, description: 'Only what happened within this period (a date known to the month or year counts when all its days lie within). Needed for COMPARISON, STREETS and TREND; without it, lists hold everything.' })
  period?: PeriodInput | null;
  @Field(() => [MetricId], { nullable: true, description: 'For COMPARISON, STREETS and TREND, and only there: the metrics, in the order of the columns.' })
  metrics?: string[] | null;
  @Field(() => TrendStep, { nullable: true, description: 'For TREND, and only there: its steps; by month when not given.' })
  by?: TrendStep | null;
}
