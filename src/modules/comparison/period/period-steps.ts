import { describedEnum } from '../../../kernel/described-enum.js';
import { badInput } from '../../../kernel/errors.js';
import { periodMessages } from '../messages/period.js';
import type { Span } from './period.service.js';

export enum TrendStep {
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  YEAR = 'YEAR',
}
describedEnum(TrendStep, 'TrendStep', 'The steps of a trend; calendar steps of Asia/Shanghai.', {
  MONTH: 'By month 按月.',
  QUARTER: 'By quarter 按季度.',
  YEAR: 'By year 按年.',
});

export enum PreviousBy {
  PERIOD = 'PERIOD',
  YEAR = 'YEAR',
}
describedEnum(PreviousBy, 'PreviousBy', 'The earlier period that a value is compared with.', {
  PERIOD: 'The period of the same length right before 环比. For one that runs, as many of its days as have passed.',
  YEAR: 'The same months a year earlier 同比. For a period that runs, as many days as have passed.',
});

/** The most points of one trend: 24 years by quarter, 8 years by month. */
export const MOST_POINTS = 96;
const MONTHS_OF: Readonly<Record<TrendStep, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** Months since year 0, so that steps are plain additions. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const firstDay = (month: number): string =>
  new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toISOString().slice(0, 10);
const lastDay = (month: number): string =>
  new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).toISOString().slice(0, 10);
const spanOf = (first: number, last: number): Span => ({ from: firstDay(first), to: lastDay(last) });

/**
 * The calendar steps of a period that have begun. The first step starts with the period, and the last one ends with it.
 * @throws BAD_USER_INPUT when there would be more than 96
 */
export function stepsOf(period: Span, by: TrendStep, today: string): Span[] {
  const [begin, end, now] = [monthOf(period.from), monthOf(period.to), monthOf(today)];
  const size = MONTHS_OF[by];
  const spans: Span[] = [];
  for (let month = begin; month <= Math.min(end, now); month += size - (month % size))
    spans.push(spanOf(month, Math.min(end, month + size - 1 - (month % size))));
  if (spans.length > MOST_POINTS) {
    throw badInput(periodMessages.tooManyPoints(MOST_POINTS, spans.length), { argument: 'by' });
  }
  return spans;
}

/** The first so many days of a period. null: all of them. */
export function firstDaysOf(period: Span, days: number | null): Span {
  if (days === null) return period;
  const to = new Date(Date.parse(period.from) + (days - 1) * 86_400_000).toISOString().slice(0, 10);
  return to < period.to ? { from: period.from, to } : period;
}

/** Whether a period ends with a month. Sums are stored by month, so other periods are counted from the records. */
export const endsWithMonth = ({ to }: Span): boolean => lastDay(monthOf(to)) === to;

/** The earlier period that a value is compared with. */
export function spanBefore(period: Span, by: PreviousBy): Span {
  const [first, last] = [monthOf(period.from), monthOf(period.to)];
  const shift = by === PreviousBy.YEAR ? 12 : last - first + 1;
  return spanOf(first - shift, last - shift);
}
