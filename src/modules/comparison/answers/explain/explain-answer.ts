import { GraphQLDateTimeISO } from 'graphql-scalars';
import { GraphQLLocalDate } from '../../../../kernel/local-date.js';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../../../kernel/connection.js';
import { describedEnum } from '../../../../kernel/described-enum.js';
import { type Message } from '../../../../kernel/message.js';
import type { Page } from '../../../../kernel/page.js';
import { exclusionMessages, explainMessages } from '../../messages/explain.js';
import { MetricValue, Period } from '../value/comparison-answer.js';
import type { ExplainedRow } from '../../reading/explain-sql.js';

export enum ExplainedPart {
  NUMERATOR = 'NUMERATOR',
  DENOMINATOR = 'DENOMINATOR',
}
describedEnum(ExplainedPart, 'ExplainedPart', 'The part of a metric that a record belongs to.', {
  NUMERATOR: 'The numerator 分子.',
  DENOMINATOR: 'The denominator 分母.',
});

export enum ExclusionReason {
  OUTSIDE_PERIOD = 'OUTSIDE_PERIOD',
  ACROSS_EDGE = 'ACROSS_EDGE',
  NOT_HELD = 'NOT_HELD',
  NOT_CLOSED = 'NOT_CLOSED',
  NOT_COMPLETED = 'NOT_COMPLETED',
  NO_DUE_DATE = 'NO_DUE_DATE',
  NOT_YET_DUE = 'NOT_YET_DUE',
  CANCELLED = 'CANCELLED',
  NOT_VERIFIED = 'NOT_VERIFIED',
  DONE_IN_TIME = 'DONE_IN_TIME',
  NOT_DONE = 'NOT_DONE',
  NOT_OWN_LIST = 'NOT_OWN_LIST',
  NOT_REPORTED_DONE = 'NOT_REPORTED_DONE',
  ALL_DECLINED = 'ALL_DECLINED',
  ANOTHER_FIGURE = 'ANOTHER_FIGURE',
  NOT_TO_THE_DAY = 'NOT_TO_THE_DAY',
  ENDS_BEFORE_START = 'ENDS_BEFORE_START',
  RETURNED = 'RETURNED',
  UNFINISHED = 'UNFINISHED',
  OTHER_EVALUATOR = 'OTHER_EVALUATOR',
  OTHER_PART = 'OTHER_PART',
  HAS_ANSWERS = 'HAS_ANSWERS',
  NO_ANSWERS = 'NO_ANSWERS',
  SAME_PERSON = 'SAME_PERSON',
  NOT_APPROVED = 'NOT_APPROVED',
  NOT_DELIBERATED = 'NOT_DELIBERATED',
  NOT_PLANNED = 'NOT_PLANNED',
  NOT_TRIAGED = 'NOT_TRIAGED',
  NO_RESEARCH = 'NO_RESEARCH',
  NO_EXACT_DAY = 'NO_EXACT_DAY',
  NO_MINUTES = 'NO_MINUTES',
  NO_CONSENSUS = 'NO_CONSENSUS',
  NO_ATTENDANCE = 'NO_ATTENDANCE',
  OTHER_ROLE = 'OTHER_ROLE',
  NOT_ANSWERED = 'NOT_ANSWERED',
  NOT_ADOPTED = 'NOT_ADOPTED',
  NOT_REPORTED = 'NOT_REPORTED',
  NOT_DECIDED = 'NOT_DECIDED',
  NOT_CONVERTED = 'NOT_CONVERTED',
  NOT_ON_TIME = 'NOT_ON_TIME',
  NO_HOUSEHOLDS = 'NO_HOUSEHOLDS',
  NOT_ENROLLED = 'NOT_ENROLLED',
  NO_SESSION = 'NO_SESSION',
  HAS_RECORDS = 'HAS_RECORDS',
  ROOM_NOT_COUNTED = 'ROOM_NOT_COUNTED',
}
describedEnum(ExclusionReason, 'ExclusionReason', 'Why a record does not count towards a number.', {
  OUTSIDE_PERIOD: 'It is outside the period 不在时段内.',
  ACROSS_EDGE:
    'It crosses an edge of the period, or may be inside or outside; the number is then unknown 跨越时段边界.',
  NOT_HELD: 'The session was not held 会议未召开.',
  NOT_CLOSED: 'The topic is not closed 议题未办结.',
  NOT_COMPLETED: 'The item is not completed 事项未完成.',
  NO_DUE_DATE: 'The item has no due day 没有到期日.',
  NOT_YET_DUE: 'The item was not due by yesterday 尚未到期.',
  CANCELLED: "The item was cancelled by the period's end 期末前已取消.",
  NOT_VERIFIED: "The item was not verified by the period's end 期末前未核验.",
  DONE_IN_TIME: "The unit was done by the period's end, so it is not overdue 已按期完成.",
  NOT_DONE: "The unit was not done by the period's end 期末前没有完成.",
  NOT_OWN_LIST: "It is not on a list of the room's own 不是本室清单上的事项.",
  NOT_REPORTED_DONE: 'No unit said it was done; the check found it 没有单位报告完成.',
  ALL_DECLINED: 'It was decided, and all its suggestions were declined 建议均未采纳.',
  ANOTHER_FIGURE: "Another figure of residents is nearer to the period's end 采用了更接近期末的数字.",
  NOT_TO_THE_DAY: 'Its beginning or end is not known to the day, so its duration is unknown 日期未精确到日.',
  ENDS_BEFORE_START: 'It ended before it began; one of the days is wrong 结束早于开始.',
  RETURNED: 'The report was sent back; the next one counts 已退回.',
  UNFINISHED: 'It is not finished. It counts in the denominator, with the time it has been open 未完成.',
  OTHER_EVALUATOR: 'It is from an evaluator that this metric does not count 其他评价方.',
  HAS_ANSWERS: 'Its answers were counted person by person, and count in SATISFACTION 逐人计票.',
  NO_ANSWERS: 'It has only an overall level, and no answers of each person 没有逐人计票.',
  OTHER_PART: 'It belongs to another part and counts in the denominator only 属于其他部分.',
  SAME_PERSON: 'The same name is already counted in the period 同名者已计.',
  NOT_APPROVED: 'The topic is not approved 议题未确定.',
  NOT_DELIBERATED: "No session on the topic was held by the period's end 期末前未开会协商.",
  NOT_PLANNED: 'The plan names no month for the topic 没有计划月份.',
  NOT_TRIAGED: 'The concern is still open 民情待梳理.',
  NO_RESEARCH: 'No research was done before the session 会前没有调研.',
  NO_EXACT_DAY: 'The day is not known exactly 日期不确切.',
  NO_MINUTES: 'The session has no minutes 没有会议记录.',
  NO_CONSENSUS: 'The level of consensus is not recorded 没有共识程度.',
  NO_ATTENDANCE: 'The attendance is not recorded 没有到会情况.',
  OTHER_ROLE: 'The people came in another role 其他身份.',
  NOT_ANSWERED: 'The suggestion is not answered 尚未答复.',
  NOT_ADOPTED: 'The suggestion was not adopted 未采纳.',
  NOT_REPORTED: 'The outcome is not reported 尚未报送.',
  NOT_DECIDED: 'There is no decision on the outcome 尚未决定.',
  NOT_CONVERTED: "Not all items of the outcome were done by the period's end 期末前未全部完成.",
  NOT_ON_TIME: 'The item was not certainly done by its due day 未能按时完成.',
  NO_HOUSEHOLDS: 'The research has no number of households 没有走访户数.',
  NOT_ENROLLED: "The room was not enrolled by the period's end 期末尚未登记.",
  NO_SESSION: 'The room held no session in the period 期内未开会.',
  HAS_RECORDS: 'The room has a record in the period 期内有记录.',
  ROOM_NOT_COUNTED: "Its room is not in the place's number; `explainPlace` says why 本室不计入.",
});

export const reasonText = (reason: string | null): Message =>
  reason === null ? explainMessages.counted : exclusionMessages[reason as ExclusionReason];

@ObjectType('ExplainedRecord', {
  simpleResolvers: true,
  description: 'A record behind a number, and whether it counts.',
})
export class ExplainedRecord {
  row!: ExplainedRow;
  @Field(() => ExplainedPart, { description: 'The part of the metric it belongs to.' })
  part!: ExplainedPart;
  @Field(() => Boolean, { description: 'Whether it counts.' })
  counted!: boolean;
  @Field(() => ExclusionReason, { nullable: true, description: 'Why it does not; null when it counts.' })
  reason!: ExclusionReason | null;
  @Field(() => Float, { description: 'What it adds to the number, or would add if it counted.' })
  weight!: number;
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Its first possible day; null when it has no day.' })
  first!: string | null;
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'Its last possible day; null when it has no day.' })
  last!: string | null;
  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: 'When it was entered or last changed; null where that is not stored.',
  })
  enteredAt!: Date | null;
}

@ObjectType('ExplainedRecordEdge', {
  simpleResolvers: true,
  description: 'A record behind a number, with its cursor.',
})
export class ExplainedRecordEdge {
  @Field(() => ExplainedRecord, { description: 'The record.' })
  node!: ExplainedRecord;
  @Field(() => String, { description: "The record's position in the order; opaque." })
  cursor!: string;
}

@ObjectType('ExplanationConnection', {
  simpleResolvers: true,
  description:
    'The records behind one number of a room or place. The weights of those that count add up to its numerator and ' +
    'denominator. Above a room, and where a number of people is hidden, numbers of people show no records except to ' +
    "the room's own people.",
})
export class Explanation {
  placeId!: string;
  @Field(() => MetricValue, { description: 'The number.' })
  value!: MetricValue;
  @Field(() => Period, { description: 'The period, as days.' })
  period!: Period;
  @Field(() => [ExplainedRecordEdge], {
    description:
      'The records with their cursors: those that count first, each time first the numerator and then the ' +
      'denominator, from the earliest day.',
  })
  edges!: readonly ExplainedRecordEdge[];
  @Field(() => [ExplainedRecord], { description: 'The records without cursors, in the same order.' })
  nodes!: readonly ExplainedRecord[];
  @Field(() => PageInfo, { description: 'The position of this page.' })
  pageInfo!: Page<never>['pageInfo'];
  @Field(() => Int, { description: 'The number of records on all pages.' })
  totalCount!: () => Promise<number>;
}

export const explained = (row: ExplainedRow): ExplainedRecord => ({
  row,
  part: row.part as ExplainedPart,
  counted: row.reason === null,
  reason: row.reason as ExclusionReason | null,
  weight: row.weight,
  first: row.first,
  last: row.last,
  enteredAt: row.enteredAt,
});
