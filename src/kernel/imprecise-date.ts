import { GraphQLLocalDate } from './local-date.js';
import { Field, InputType, ObjectType } from 'type-graphql';
import { describedEnum } from './described-enum.js';
import { UserError } from './errors.js';
import { kernelMessages } from './messages.js';

export enum DatePrecision {
  DAY = 'DAY',
  MONTH = 'MONTH',
  YEAR = 'YEAR',
}
describedEnum(DatePrecision, 'DatePrecision', 'How exactly a date is known.', {
  DAY: 'To the day 到日.',
  MONTH: 'To the month 到月.',
  YEAR: 'To the year 到年.',
});

@ObjectType('ImpreciseDate', {
  simpleResolvers: true,
  description: 'A date known to the day, the month or the year. It lies between `from` and `to`, both included.',
})
export class ImpreciseDate {
  @Field(() => GraphQLLocalDate, {
    description: 'First possible day, equal to `from`. With precision DAY, the day itself.',
  })
  value!: string;
  @Field(() => DatePrecision, { description: 'Whether the day, the month or the year is known.' })
  precision!: DatePrecision;
  @Field(() => GraphQLLocalDate, { description: 'First possible day.' })
  from!: string;
  @Field(() => GraphQLLocalDate, { description: 'Last possible day. It is never after the date of the source.' })
  to!: string;
}

@InputType({ description: 'A date known to the day, the month or the year.' })
export class ImpreciseDateInput {
  @Field(() => GraphQLLocalDate, { description: 'The day; for MONTH or YEAR any day within it.' })
  value!: string;
  @Field(() => DatePrecision, {
    defaultValue: DatePrecision.DAY,
    description: 'Whether the day, the month or the year is known.',
  })
  precision!: DatePrecision;
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Latest possible day: the date of the source. The date cannot lie after it.',
  })
  notAfter?: string | null;
}

/** Nothing that a room records is older. An earlier year is a slip of the hand, e.g. 0202 for 2022. */
export const FIRST_DAY = '1949-01-01';

export interface Interval {
  readonly from: string;
  readonly to: string;
  readonly precision: DatePrecision;
}

const earliest = (one: string, other: string): string => (one < other ? one : other);

function daysOf(value: string, precision: DatePrecision): [first: string, last: string] {
  if (precision === DatePrecision.DAY) return [value, value];
  const [year, month] = [value.slice(0, 4), value.slice(5, 7)];
  if (precision === DatePrecision.YEAR) return [`${year}-01-01`, `${year}-12-31`];
  const last = new Date(`${year}-${month}-01T00:00:00Z`);
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  return [`${year}-${month}-01`, last.toISOString().slice(0, 10)];
}

/** The last possible day of a date, by its precision alone. */
export const lastDayOf = ({ value, precision }: ImpreciseDateInput): string =>
  daysOf(value, precision ?? DatePrecision.DAY)[1];

/**
 * The first and last possible day of a date.
 * @throws UserError DATE_IN_FUTURE, DATE_TOO_EARLY, DATE_AFTER_SOURCE
 */
export function toInterval(input: ImpreciseDateInput, path: readonly string[], today = todayInShanghai()): Interval {
  const precision = input.precision ?? DatePrecision.DAY;
  const [from, end] = daysOf(input.value, precision);
  if (from < FIRST_DAY)
    throw new UserError('DATE_TOO_EARLY', kernelMessages.dateTooEarly(input.value, FIRST_DAY), path);
  if (from > today) throw new UserError('DATE_IN_FUTURE', kernelMessages.dateInFuture(input.value, today), path);
  const to = earliest(earliest(end, today), input.notAfter ?? end);
  if (to < from) throw new UserError('DATE_AFTER_SOURCE', kernelMessages.dateAfterSource, path);
  return { from, to, precision };
}

export const impreciseDate = (from: string, to: string, precision: DatePrecision): ImpreciseDate => ({
  value: from,
  precision,
  from,
  to,
});

/** Today's date in China Standard Time (UTC+8). China has had no daylight saving time since 1991. */
export const todayInShanghai = (now = new Date()): string =>
  new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
