import { DatePrecision, type Interval } from '../../kernel/imprecise-date.js';

/** A day as YYYY-MM-DD. Days are compared as text, which is their order in time. */
export type Day = string;

const MS_A_DAY = 86_400_000;
const iso = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);
const parts = (day: Day): [number, number, number] => day.split('-').map(Number) as [number, number, number];

export const addDays = (day: Day, days: number): Day => iso(Date.parse(day) + Math.round(days) * MS_A_DAY);
export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / MS_A_DAY);
export const monthStart = (day: Day): Day => `${day.slice(0, 7)}-01`;

export function addMonths(day: Day, months: number): Day {
  const [year, month] = parts(monthStart(day));
  return iso(Date.UTC(year, month - 1 + months, 1));
}

export const monthEnd = (day: Day): Day => addDays(addMonths(day, 1), -1);
export const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
export const later = (a: Day, b: Day): Day => (a > b ? a : b);

/** The months of the demonstration: whole ones, the last of them over before `today`. Both days included. */
export function fullMonthsBefore(today: Day, months: number): { readonly from: Day; readonly until: Day } {
  return { from: addMonths(today, -months), until: addDays(monthStart(today), -1) };
}

/** A moment of a day in Shanghai. */
export const moment = (day: Day, hour: number, minute = 0): Date =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + (hour * 60 + minute) * 60_000);

export const onDay = (day: Day): Interval => ({ from: day, to: day, precision: DatePrecision.DAY });

type Dated<P extends string> = { readonly [K in `${P}From` | `${P}To`]: Day } & {
  readonly [K in `${P}Precision`]: DatePrecision;
};

/** The three columns of an imprecise date, by the name they begin with. */
export const dated = <P extends string>(prefix: P, interval: Interval): Dated<P> =>
  ({
    [`${prefix}From`]: interval.from,
    [`${prefix}To`]: interval.to,
    [`${prefix}Precision`]: interval.precision,
  }) as Dated<P>;
