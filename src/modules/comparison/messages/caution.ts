import { type Message, message } from '../../../kernel/message.js';

/** Why rooms or streets are not compared. In English it follows a number: "3 with too few others to compare". */
export const uncomparedMessages = {
  NO_FUNNEL: message('的这项指标只作描述', 'with a metric that only describes'),
  NO_VALUE: message('没有可用的数值', 'without a value'),
  NOT_EXACT: message('数值为下限或约数，不作比较', 'with a floor or an approximation'),
  NOT_WHOLE: message('分子或分母不是整数，不作比较', 'with numbers that are not whole'),
  SHORT_EXPOSURE: message('在时段内存在时间不足，不作比较', 'that existed for a part of the period only'),
  GROUP_TOO_SMALL: message('可比对象过少，不作比较', 'with too few others to compare'),
  NO_DATA: message('暂无记录', 'without records yet'),
  NOT_APPLICABLE: message('没有可作分母的数，不适用', 'with nothing to divide by'),
  TOO_FEW: message('件数过少，只列分子和分母', 'with too few cases for a value'),
  PRIVACY: message('涉及个人，不显示', 'not shown, to protect single people'),
  PERIOD_NOT_SEPARABLE: message('有记录跨越时段边界，无法拆分', 'with records across an edge of the period'),
  NOT_RECORDED: message('当时没有登记这类台账', 'did not record this then'),
  NOT_REACHED: message('过半尚未完成，没有中位数', 'with more than half unfinished'),
  NOT_SEALED: message('封存时还没有这项指标', 'sealed before the metric existed'),
  NOT_YET: message('的时段尚未开始', 'with a period that has not begun'),
};

export const cautionMessages = {
  // What may be said where nothing may be compared.
  mayShowTrend: message(
    '可以看各自前后的变化，并写明分子和分母，不排高低。',
    'What may be shown is the own trend of each, with numerator and denominator.',
  ),
  mayShowCounts: message(
    '可以写明分子和分母，或选更长的时段，不写比例。',
    'What may be shown is numerator and denominator, or a longer period.',
  ),
  notZero: message('没有数值不等于没有开展，不能写成 0。', 'No value is not 0: something may have been done.'),
  /** Of a metric without a funnel where some have no value. `missing` says how many, and why. */
  describedMissing: (name: Message, missing: Message, also: Message): Message =>
    message(`${name.zh}：${missing.zh}。${also.zh}`, `${name.en}: ${missing.en}.${also.en}`),
  /** Of metrics without a funnel, all in one sentence. */
  onlyDescribe: (names: readonly Message[]): Message =>
    message(
      `${names.map(({ zh }) => zh).join('、')}：只作描述，不比高低；可以看各自前后的变化。`,
      `${names.map(({ en }) => en).join(', ')}: only described, not compared. ` +
        'What may be shown is the own trend of each.',
    ),
};
