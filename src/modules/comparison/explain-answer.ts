import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../kernel/connection.js';
import { describedEnum } from '../../kernel/described-enum.js';
import { type Message, message } from '../../kernel/message.js';
import type { Page } from '../../kernel/page.js';
import { MetricValue, Period } from './comparison-answer.js';
import type { ExplainedRow } from './explain-sql.js';

export enum ExplainedPart { NUMERATOR = 'NUMERATOR', DENOMINATOR = 'DENOMINATOR' }
describedEnum(ExplainedPart, 'ExplainedPart', 'On which side of a metric a record stands.', { NUMERATOR: 'In what is counted 分子.', DENOMINATOR: 'In what it is divided by 分母.' });

export enum ExclusionReason {
  OUTSIDE_PERIOD = 'OUTSIDE_PERIOD', ACROSS_EDGE = 'ACROSS_EDGE', NOT_HELD = 'NOT_HELD', NOT_CLOSED = 'NOT_CLOSED', NOT_COMPLETED = 'NOT_COMPLETED', NO_DUE_DATE = 'NO_DUE_DATE',
  NOT_YET_DUE = 'NOT_YET_DUE', CANCELLED = 'CANCELLED', NOT_VERIFIED = 'NOT_VERIFIED', VERIFIED_IN_TIME = 'VERIFIED_IN_TIME', ANOTHER_FIGURE = 'ANOTHER_FIGURE',
  NOT_TO_THE_DAY = 'NOT_TO_THE_DAY', ENDS_BEFORE_START = 'ENDS_BEFORE_START', RETURNED = 'RETURNED', UNFINISHED = 'UNFINISHED', OTHER_EVALUATOR = 'OTHER_EVALUATOR', OTHER_PART = 'OTHER_PART', SAME_PERSON = 'SAME_PERSON',
}
describedEnum(ExclusionReason, 'ExclusionReason', 'Why a record does not count towards a number.', {
  OUTSIDE_PERIOD: 'It lies outside the period 不在时段内.', ACROSS_EDGE: 'It lies across an edge of the period, or only may lie within it; the number cannot be told then 跨越时段边界.',
  NOT_HELD: 'The session was not held 会议未召开.', NOT_CLOSED: 'The topic is not closed 议题未办结.', NOT_COMPLETED: 'The item is not completed 事项未完成.',
  NO_DUE_DATE: 'The item has no due day 没有到期日.', NOT_YET_DUE: 'The item was not due by yesterday 尚未到期.', CANCELLED: 'The item was cancelled by the period\'s end 期末前已取消.',
  NOT_VERIFIED: 'The item was not verified by the period\'s end 期末前未核验.', VERIFIED_IN_TIME: 'The item was verified by the period\'s end, so it is not overdue 期末前已核验.',
  ANOTHER_FIGURE: 'Another figure of residents is nearer to the period\'s end 采用了更接近期末的数字.',
  NOT_TO_THE_DAY: 'Its beginning or end is not known to the day, so how long it took would have to be made up 日期未精确到日.', ENDS_BEFORE_START: 'It ended before it began: one of the days is wrong 结束早于开始.',
  RETURNED: 'The report was sent back; the next one counts 已退回.', UNFINISHED: 'It is not finished; it counts in the denominator, with the time it has been open 未完成.',
  OTHER_EVALUATOR: 'It comes from somebody whose evaluations this metric does not count 其他评价方.', OTHER_PART: 'It belongs to another part of the whole and counts in the denominator alone 属于其他部分.',
  SAME_PERSON: 'The same name is there already in the period 同名者已计.',
});

const TEXTS: Readonly<Record<ExclusionReason, Message>> = {
  OUTSIDE_PERIOD: message('不在时段内', 'outside the period'), ACROSS_EDGE: message('跨越时段边界，无法判断', 'across an edge of the period: it cannot be said'),
  NOT_HELD: message('会议没有召开', 'the session was not held'), NOT_CLOSED: message('议题没有办结', 'the topic is not closed'), NOT_COMPLETED: message('事项没有完成', 'the item is not completed'),
  NO_DUE_DATE: message('没有到期日', 'no due day'), NOT_YET_DUE: message('还没有到期', 'not yet due'), CANCELLED: message('期末前已取消', 'cancelled by the period\'s end'),
  NOT_VERIFIED: message('期末前没有核验', 'not verified by the period\'s end'), VERIFIED_IN_TIME: message('期末前已核验，不算逾期', 'verified by the period\'s end: not overdue'),
  ANOTHER_FIGURE: message('另有更接近期末的数字', 'another figure is nearer to the period\'s end'),
  NOT_TO_THE_DAY: message('日期没有精确到日，算不出天数', 'not known to the day: how long it took cannot be said'), ENDS_BEFORE_START: message('结束早于开始，日期有误', 'it ended before it began: a day is wrong'),
  RETURNED: message('报告已退回，由下一份计入', 'sent back: the next report counts'), UNFINISHED: message('尚未完成，以已历天数计入分母', 'not finished: in the denominator with the time it has been open'),
  OTHER_EVALUATOR: message('本指标不计这一方的评价', 'from somebody this metric does not count'), OTHER_PART: message('属于其他部分，只计入分母', 'of another part: in the denominator alone'),
  SAME_PERSON: message('同名者已计一次', 'the same name is counted already'),
};
const COUNTED = message('计入', 'counted');

export const reasonText = (reason: string | null): Message => (reason === null ? COUNTED : TEXTS[reason as ExclusionReason]);

@ObjectType('ExplainedRecord', { simpleResolvers: true, description: 'A record behind a number, and whether it counts.' })
export class ExplainedRecord {
  row!: ExplainedRow;
  @Field(() => ExplainedPart, { description: 'On which side of the metric it stands.' })
  part!: ExplainedPart;
  @Field(() => Boolean, { description: 'Whether it counts.' })
  counted!: boolean;
  @Field(() => ExclusionReason, { nullable: true, description: 'Why it does not; null when it counts.' })
  reason!: ExclusionReason | null;
  @Field(() => Float, { description: 'What it counts for, or would.' })
  weight!: number;
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'First day it can be of; null when it has none.' })
  first!: string | null;
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Last day it can be of; null when it has none.' })
  last!: string | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it came to be here as it is; null where that is not kept.' })
  enteredAt!: Date | null;
}

@ObjectType('ExplainedRecordEdge', { simpleResolvers: true, description: 'A record behind a number, with its place in the order.' })
export class ExplainedRecordEdge {
  @Field(() => ExplainedRecord, { description: 'The record.' })
  node!: ExplainedRecord;
  @Field(() => String, { description: 'Marks the record\'s place in the order; opaque.' })
  cursor!: string;
}

@ObjectType('ExplanationConnection', { simpleResolvers: true, description: 'What is behind one number of one room: the weights of what counts add up to its numerator and denominator.' })
export class Explanation {
  placeId!: string;
  @Field(() => MetricValue, { description: 'The number.' })
  value!: MetricValue;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  @Field(() => [ExplainedRecordEdge], { description: 'The records with their cursors: the numerator\'s before the denominator\'s, the earliest first.' })
  edges!: readonly ExplainedRecordEdge[];
  @Field(() => [ExplainedRecord], { description: 'The records alone, in that order.' })
  nodes!: readonly ExplainedRecord[];
  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: Page<never>['pageInfo'];
  @Field(() => Int, { description: 'How many records there are, all pages together.' })
  totalCount!: () => Promise<number>;
}

export const explained = (row: ExplainedRow): ExplainedRecord => ({
  row, part: row.part as ExplainedPart, counted: row.reason === null, reason: row.reason as ExclusionReason | null, weight: row.weight, first: row.first, last: row.last, enteredAt: row.enteredAt,
});
