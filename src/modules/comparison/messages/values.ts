import { type Message, message } from '../../../kernel/message.js';

/** Shown in the place of a value that is not given. */
export const suppressedMessages = {
  NO_DATA: message('暂无记录', 'no records yet'),
  NOT_APPLICABLE: message('不适用', 'does not apply'),
  TOO_FEW: message('数量过少', 'too few'),
  PRIVACY: message('涉及个人，不显示', 'not shown: about single people'),
  PERIOD_NOT_SEPARABLE: message('时段无法拆分', 'cannot be split by period'),
  NOT_RECORDED: message('未登记', 'not recorded'),
  NOT_REACHED: message('过半未完成', 'over half not finished'),
  NOT_YET: message('时段尚未开始', 'the period has not begun'),
  NOT_SEALED: message('封存时尚无此指标', 'no such metric when it was sealed'),
};

/** Shown before a value that is not exact. */
export const boundMessages = {
  EXACT: message('', ''),
  AT_LEAST: message('不少于 ', 'at least '),
  APPROXIMATE: message('约 ', 'about '),
};

export const valueMessages = {
  /** A median that was not reached: half the cases are not finished. */
  moreThan: (low: number, unit: Message): Message => message(`超过 ${low} ${unit.zh}`, `more than ${low} ${unit.en}`),
};
