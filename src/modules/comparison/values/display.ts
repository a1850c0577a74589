import { memo } from '../../../kernel/memo.js';
import { Lang, type Message, inLang, message } from '../../../kernel/message.js';
import { MetricKind, SuppressedReason, ValueBound } from '../catalogue/comparison.enums.js';
import type { MetricResult } from './compute-metric.js';
import { type MetricDefinition, isOfCases } from '../catalogue/metric-definition.js';

const REASONS: Readonly<Record<SuppressedReason, Message>> = {
  NO_DATA: message('暂无记录', 'no records yet'),
  NOT_APPLICABLE: message('不适用', 'does not apply'),
  TOO_FEW: message('数量过少', 'too few'),
  PRIVACY: message('涉及个人，不显示', 'not shown: about single people'),
  PERIOD_NOT_SEPARABLE: message('时段无法拆分', 'cannot be split by period'),
  INCOMPLETE_RECORDS: message('记录不全', 'records not complete then'),
  NOT_REACHED: message('过半未完成', 'over half not finished'),
  NOT_SEALED: message('封存时尚无此指标', 'no such metric when it was sealed'),
};
const BOUNDS: Readonly<Record<ValueBound, Message>> = {
  EXACT: message('', ''),
  AT_LEAST: message('不少于 ', 'at least '),
  APPROXIMATE: message('约 ', 'about '),
};

/**
 * A cache of formatters. Making one takes longer than formatting hundreds of numbers, and metrics use few numbers of
 * decimals.
 */
const withDecimals = memo(
  20,
  (decimals: number) =>
    new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
);

/** The value for display, e.g. 3.99 条/千人, 不少于 80 人次, 85%. Without a value: the reason. */
export function displayText(
  metric: MetricDefinition,
  { value, bound, low, suppressedReason }: Pick<MetricResult, 'value' | 'bound' | 'low' | 'suppressedReason'>,
  lang: Lang,
): string {
  if (suppressedReason === SuppressedReason.NOT_REACHED && low !== null)
    return inLang(message(`超过 ${low} ${metric.unit.zh}`, `more than ${low} ${metric.unit.en}`), lang);
  if (suppressedReason !== null) return inLang(REASONS[suppressedReason], lang);
  const isPart = metric.kind === MetricKind.PROPORTION || metric.kind === MetricKind.MIX;
  const decimals = isPart ? Math.max(0, metric.decimals - 2) : metric.decimals;
  const number = withDecimals(decimals).format(isPart ? value! * 100 : value!);
  return `${inLang(BOUNDS[bound ?? ValueBound.EXACT], lang)}${number}${isPart ? '%' : ` ${inLang(metric.unit, lang)}`}`;
}

/** The name of a part of a MIX. A part that is no longer in the catalogue is named by its key. */
export function partName(metric: MetricDefinition, key: string): Message {
  const part = isOfCases(metric) ? metric.parts?.find((known) => known.key === key) : undefined;
  return part?.name ?? message(key, key);
}
