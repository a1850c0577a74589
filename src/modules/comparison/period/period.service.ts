import { GraphQLLocalDate } from '../../../kernel/local-date.js';
import { Field, InputType, Int } from 'type-graphql';
import type { CodedError } from '../../../kernel/errors.js';
import { badInput } from '../../../kernel/errors.js';
import { type Lang, type Message, inLang } from '../../../kernel/message.js';
import { periodMessages } from '../messages/period.js';

@InputType({
  description:
    'A period of whole months, in exactly one of four forms: `from` and `to`; `year`; `year` and `quarter`; ' +
    '`lastMonths`. Days are those of Asia/Shanghai.',
})
export class PeriodInput {
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'First day: the first of a month. Needs `to`.' })
  from?: string | null;
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'Last day, inclusive: the last of a month. Needs `from`.',
  })
  to?: string | null;
  @Field(() => Int, { nullable: true, description: 'A calendar year, 1949 to 2199.' })
  year?: number | null;
  @Field(() => Int, { nullable: true, description: 'A quarter of `year`, 1 to 4.' })
  quarter?: number | null;
  @Field(() => Int, { nullable: true, description: 'The number of full months before the present one, 1 to 120.' })
  lastMonths?: number | null;
}

/** A period of whole months in Asia/Shanghai. Both days are included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const FIRST_YEAR = 1949;
const LAST_YEAR = 2199;
const MOST_MONTHS = 120;

/** Month and day may be out of range: month 0 is last December, day 0 is the last day of the month before. */
const dayOf = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
const monthsOf = (year: number, firstMonth: number, lastMonth: number): Span => ({
  from: dayOf(year, firstMonth, 1),
  to: dayOf(year, lastMonth + 1, 0),
});

/** The default period of rooms. A room has few cases a year, so one year would say little. */
export const USUAL_PERIOD: PeriodInput = { lastMonths: 24 };

type Form = keyof PeriodInput;
const FORMS: readonly (readonly Form[])[] = [['from', 'to'], ['year'], ['year', 'quarter'], ['lastMonths']];

const refuse = (reason: string, text: Message): CodedError => badInput(text, { argument: 'period', reason });

/**
 * The first and last day of a period.
 * @throws BAD_USER_INPUT with a `reason`, when it has not exactly one form or is not of whole months
 */
export function resolvePeriod(input: PeriodInput, today: string): Span {
  const given = (['from', 'to', 'year', 'quarter', 'lastMonths'] as const).filter((key) => input[key] != null);
  if (!FORMS.some((form) => form.length === given.length && form.every((key) => given.includes(key)))) {
    throw refuse('PERIOD_FORM', periodMessages.periodForm);
  }
  if (input.lastMonths != null) return lastMonths(input.lastMonths, today);
  if (input.year != null) return ofYear(input.year, input.quarter ?? null);
  return wholeMonths(input.from!, input.to!);
}

function lastMonths(count: number, today: string): Span {
  if (count < 1 || count > MOST_MONTHS) throw refuse('PERIOD_RANGE', periodMessages.lastMonthsRange(MOST_MONTHS));
  const [year, month] = today.split('-').map(Number) as [number, number];
  return monthsOf(year, month - count, month - 1);
}

function ofYear(year: number, quarter: number | null): Span {
  assertYear(year);
  if (quarter === null) return monthsOf(year, 1, 12);
  if (quarter < 1 || quarter > 4) throw refuse('PERIOD_RANGE', periodMessages.quarterRange);
  return monthsOf(year, quarter * 3 - 2, quarter * 3);
}

function wholeMonths(from: string, to: string): Span {
  const [fromYear, fromMonth] = from.split('-').map(Number) as [number, number];
  const [toYear, toMonth] = to.split('-').map(Number) as [number, number];
  assertYear(fromYear);
  assertYear(toYear);
  if (from > to) throw refuse('PERIOD_BACKWARDS', periodMessages.periodBackwards(from, to));
  const begin = monthsOf(fromYear, fromMonth, fromMonth).from;
  const end = monthsOf(toYear, toMonth, toMonth).to;
  if (from !== begin || to !== end) {
    throw refuse('PERIOD_NOT_WHOLE_MONTHS', periodMessages.periodNotWholeMonths(begin, end));
  }
  return { from, to };
}

function assertYear(year: number): void {
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw refuse('PERIOD_RANGE', periodMessages.yearRange(FIRST_YEAR, LAST_YEAR));
}

/** A period in words: 2021年, 2021年第三季度, 2019年11月至2021年10月. It does not depend on the form of the input. */
export const periodLabel = (span: Span, lang: Lang): string => inLang(labelOf(span), lang);

function labelOf(span: Span): Message {
  const [fromYear, fromMonth] = span.from.split('-').map(Number) as [number, number];
  const [toYear, toMonth] = span.to.split('-').map(Number) as [number, number];
  const { month, months, monthsOfYear, quarter, year } = periodMessages;
  if (fromYear !== toYear) return months(month(fromYear, fromMonth), month(toYear, toMonth));
  if (fromMonth === 1 && toMonth === 12) return year(fromYear);
  if (fromMonth === toMonth) return month(fromYear, fromMonth);
  if (fromMonth % 3 === 1 && toMonth === fromMonth + 2) return quarter(fromYear, toMonth / 3);
  return monthsOfYear(fromYear, fromMonth, toMonth);
}
