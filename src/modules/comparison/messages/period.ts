import { type Message, message } from '../../../kernel/message.js';

const QUARTERS = ['一', '二', '三', '四'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const periodMessages = {
  // A period in words.
  year: (year: number): Message => message(`${year}年`, `${year}`),
  quarter: (year: number, quarter: number): Message =>
    message(`${year}年第${QUARTERS[quarter - 1]}季度`, `Q${quarter} ${year}`),
  month: (year: number, month: number): Message => message(`${year}年${month}月`, `${MONTHS[month - 1]} ${year}`),
  monthsOfYear: (year: number, from: number, to: number): Message =>
    message(`${year}年${from}月至${to}月`, `${MONTHS[from - 1]} – ${MONTHS[to - 1]} ${year}`),
  /** From a month of one year to a month of another. */
  months: (from: Message, to: Message): Message => message(`${from.zh}至${to.zh}`, `${from.en} – ${to.en}`),

  // A period that is wrong.
  periodForm: message(
    '时段请只用一种写法：from 与 to，或 year，或 year 与 quarter，或 lastMonths。',
    'Give the period in exactly one form: from and to; year; year and quarter; or lastMonths.',
  ),
  lastMonthsRange: (most: number): Message =>
    message(`lastMonths 应在 1 到 ${most} 之间。`, `lastMonths must be from 1 to ${most}.`),
  quarterRange: message('quarter 应在 1 到 4 之间。', 'quarter must be from 1 to 4.'),
  periodBackwards: (from: string, to: string): Message =>
    message(`时段的开始（${from}）晚于结束（${to}）。`, `The period begins (${from}) after it ends (${to}).`),
  periodNotWholeMonths: (from: string, to: string): Message =>
    message(
      `时段须为整月：from 为某月第一天，to 为某月最后一天（例如 ${from} 至 ${to}）。`,
      `A period is of whole months, from the first day of one to the last day ` +
        `of another (for example ${from} to ${to}).`,
    ),
  yearRange: (first: number, last: number): Message =>
    message(`年份应在 ${first} 到 ${last} 之间。`, `The year must be from ${first} to ${last}.`),
  tooManyPoints: (most: number, count: number): Message =>
    message(
      `一次最多 ${most} 个点，这里有 ${count} 个：请缩短时段，或按季度、按年。`,
      `A trend has at most ${most} points, this one ${count}: ask for a shorter period or larger steps.`,
    ),
};
