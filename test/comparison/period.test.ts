import 'reflect-metadata';
import { CodedError } from '../../src/kernel/errors.js';
import { Lang } from '../../src/kernel/message.js';
import { periodLabel, resolvePeriod } from '../../src/modules/comparison/period/period.service.js';

const TODAY = '2024-03-31';

describe('a period', () => {
  it.each([
    [{ from: '2019-11-01', to: '2021-10-31' }, '2019-11-01', '2021-10-31'],
    [{ from: '2024-02-01', to: '2024-02-29' }, '2024-02-01', '2024-02-29'],
    [{ from: '2030-01-01', to: '2030-01-31' }, '2030-01-01', '2030-01-31'],
    [{ year: 2021 }, '2021-01-01', '2021-12-31'],
    [{ year: 2021, quarter: 1 }, '2021-01-01', '2021-03-31'],
    [{ year: 2021, quarter: 4 }, '2021-10-01', '2021-12-31'],
    [{ year: 2021, quarter: null, from: null }, '2021-01-01', '2021-12-31'],
    [{ lastMonths: 1 }, '2024-02-01', '2024-02-29'],
    [{ lastMonths: 3 }, '2023-12-01', '2024-02-29'],
    [{ lastMonths: 24 }, '2022-03-01', '2024-02-29'],
    [{ lastMonths: 120 }, '2014-03-01', '2024-02-29'],
  ])('%j is %s to %s', (input, from, to) => {
    expect(resolvePeriod(input, TODAY)).toEqual({ from, to });
  });

  it.each([
    [{}, 'PERIOD_FORM'],
    [{ from: '2021-01-01' }, 'PERIOD_FORM'],
    [{ to: '2021-01-31' }, 'PERIOD_FORM'],
    [{ quarter: 2 }, 'PERIOD_FORM'],
    [{ year: 2021, lastMonths: 3 }, 'PERIOD_FORM'],
    [{ year: 2021, from: '2021-01-01', to: '2021-01-31' }, 'PERIOD_FORM'],
    [{ year: 2021, quarter: 1, lastMonths: 1 }, 'PERIOD_FORM'],
    [{ from: '2021-01-02', to: '2021-01-31' }, 'PERIOD_NOT_WHOLE_MONTHS'],
    [{ from: '2021-01-01', to: '2021-01-30' }, 'PERIOD_NOT_WHOLE_MONTHS'],
    [{ from: '2023-02-01', to: '2023-02-27' }, 'PERIOD_NOT_WHOLE_MONTHS'],
    [{ from: '2024-02-01', to: '2024-02-28' }, 'PERIOD_NOT_WHOLE_MONTHS'],
    [{ from: '2021-02-01', to: '2021-01-31' }, 'PERIOD_BACKWARDS'],
    [{ year: 2021, quarter: 0 }, 'PERIOD_RANGE'],
    [{ year: 2021, quarter: 5 }, 'PERIOD_RANGE'],
    [{ lastMonths: 0 }, 'PERIOD_RANGE'],
    [{ lastMonths: -1 }, 'PERIOD_RANGE'],
    [{ lastMonths: 121 }, 'PERIOD_RANGE'],
    [{ year: 1948 }, 'PERIOD_RANGE'],
    [{ year: 99_999 }, 'PERIOD_RANGE'],
    [{ from: '0000-01-01', to: '0000-01-31' }, 'PERIOD_RANGE'],
  ])('%j is refused: %s', (input, reason) => {
    let thrown: unknown;
    try {
      resolvePeriod(input, TODAY);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(CodedError);
    const { code, text, extensions } = thrown as CodedError;
    expect({ code, reason: extensions['reason'], argument: extensions['argument'] }).toEqual({
      code: 'BAD_USER_INPUT',
      reason,
      argument: 'period',
    });
    expect(text.zh).toMatch(/\p{Script=Han}/u);
    expect(text.en).not.toMatch(/\p{Script=Han}/u);
  });

  it('takes the month before on the first day of a month, and on the last', () => {
    expect(resolvePeriod({ lastMonths: 1 }, '2024-03-01')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(resolvePeriod({ lastMonths: 1 }, '2024-01-31')).toEqual({ from: '2023-12-01', to: '2023-12-31' });
  });

  it.each([
    ['2019-11-01', '2021-10-31', '2019年11月至2021年10月', 'Nov 2019 – Oct 2021'],
    ['2021-01-01', '2021-12-31', '2021年', '2021'],
    ['2020-01-01', '2021-12-31', '2020年1月至2021年12月', 'Jan 2020 – Dec 2021'],
    ['2021-07-01', '2021-09-30', '2021年第三季度', 'Q3 2021'],
    ['2021-10-01', '2021-12-31', '2021年第四季度', 'Q4 2021'],
    ['2021-02-01', '2021-04-30', '2021年2月至4月', 'Feb – Apr 2021'],
    ['2021-10-01', '2021-10-31', '2021年10月', 'Oct 2021'],
  ])('%s to %s is called %s / %s', (from, to, zh, en) => {
    expect([periodLabel({ from, to }, Lang.ZH_HANS), periodLabel({ from, to }, Lang.EN)]).toEqual([zh, en]);
  });
});
