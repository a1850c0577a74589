import { GraphQLDateTimeISO } from 'graphql-scalars';
import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index } from 'typeorm';
import { oneOf } from '../../kernel/described-enum.js';
import { GrantRole } from '../../kernel/grant-role.js';
import { RefersTo } from '../../kernel/placed-at.js';
import { WithoutRecords } from '../../kernel/record-scope.js';
import { Node } from '../../kernel/record.js';
import { Account, Grant } from '../accounts/account.entity.js';
import { ComparisonBase, MetricId, TrendStep } from '../comparison/answers/comparison-export.service.js';
import { Place } from '../places/place.entity.js';
import { Seal } from '../seals/seal.entity.js';
import { ExportFailure, ExportFormat, ExportKind, ExportState } from './export.enums.js';

/**
 * Seen by the account that asked for it, and by nobody else. After it was asked for only the functions of the queue
 * change it.
 */
@WithoutRecords()
@ObjectType('Export', {
  implements: Node,
  simpleResolvers: true,
  description: 'A file somebody asked for 导出. Seen by the account that asked for it alone.',
})
@Entity('export_job', { comment: 'ACCOUNT' })
@RefersTo(() => Account, 'accountId')
@RefersTo(() => Grant, 'grantId')
@RefersTo(() => Place, 'withinId')
@RefersTo(() => Seal, 'sealId')
@Check('ck_export_job_kind', oneOf('kind', ExportKind))
@Check('ck_export_job_format', oneOf('format', ExportFormat))
@Check('ck_export_job_state', oneOf('state', ExportState))
@Check('ck_export_job_failure', `failure IS NULL OR ${oneOf('failure', ExportFailure)}`)
@Check('ck_export_job_trend_step', `trend_step IS NULL OR ${oneOf('trend_step', TrendStep)}`)
@Check('ck_export_job_against', `against IS NULL OR ${oneOf('against', ComparisonBase)}`)
@Index('ix_export_job_account', ['cityId', 'accountId', 'id'])
export class Export extends Node {
  @Column('uuid')
  accountId!: string;
  @Column('uuid')
  grantId!: string;
  @Column('uuid')
  withinId!: string;
  @Column('text')
  @Field(() => GrantRole, { description: 'The role it was asked for under; what that role may read is what it holds.' })
  requestedAs!: GrantRole;
  @Column('text')
  @Field(() => ExportKind, { description: 'What is exported.' })
  kind!: ExportKind;
  @Column('text')
  @Field(() => ExportFormat, { description: 'The form of the file.' })
  format!: ExportFormat;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'First day of the period; null: from the beginning.' })
  periodFrom!: string | null;
  @Column('date', { nullable: true })
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Last day of the period, inclusive; null: up to the present.',
  })
  periodTo!: string | null;
  @Column('text', { array: true, default: () => "'{}'" })
  @Field(() => [MetricId], {
    description: 'The metrics of numbers, in the order of the columns; empty on lists of records.',
  })
  metrics!: string[];
  @Column('text', { nullable: true })
  @Field(() => TrendStep, { nullable: true, description: 'The steps of a trend; null on everything else.' })
  trendStep!: TrendStep | null;
  @Column('uuid', { nullable: true })
  sealId!: string | null;
  @Column('text', { nullable: true })
  @Field(() => ComparisonBase, {
    nullable: true,
    description: 'What rows that stand side by side are compared with; null on everything else.',
  })
  against!: ComparisonBase | null;
  @Column('boolean', { default: false })
  @Field(() => Boolean, { description: 'Whether tables have a column of codes beside each column of words.' })
  codes!: boolean;
  @Column('text')
  @Field(() => String, {
    description: "Version of the catalogue of metrics it was asked for under; of one as it was sealed, the seal's.",
  })
  catalogueVersion!: string;
  @Column('boolean')
  @Field(() => Boolean, { description: 'True when it holds demonstration data 演示数据.' })
  isDemo!: boolean;
  @Column('text', { default: ExportState.QUEUED })
  @Field(() => ExportState, { description: 'Where it stands.' })
  state!: ExportState;
  @Column('text', { nullable: true })
  @Field(() => ExportFailure, { nullable: true, description: 'Why it failed; null unless it did.' })
  failure!: ExportFailure | null;
  @Column('int', { default: 0 })
  @Field(() => Int, { description: 'Progress: rows written so far.' })
  rowsDone!: number;
  @Column('int', { nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Rows of data in the file, its header not counted; null until it is done.',
  })
  rowCount!: number | null;
  @Column('bigint', { nullable: true })
  @Field(() => Float, { nullable: true, description: 'Size of the data file, in whole bytes; null until it is done.' })
  byteCount!: number | null;
  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the data file, 64 hexadecimal digits; null until it is done.',
  })
  sha256!: string | null;
  @Column('timestamptz', { default: () => 'now()' })
  @Field(() => GraphQLDateTimeISO, { description: 'When it was asked for.' })
  createdAt!: Date;
  @Column('timestamptz', { nullable: true })
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was done or failed; null before.' })
  finishedAt!: Date | null;
  @Column('timestamptz', { nullable: true })
  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When the data file was taken; the link has been used then.',
  })
  downloadedAt!: Date | null;
  @Column('timestamptz')
  @Field(() => GraphQLDateTimeISO, { description: 'When file and link end: 24 hours after it was asked for.' })
  expiresAt!: Date;
}
