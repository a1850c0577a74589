import { memo } from '../../../kernel/memo.js';
import { Lang, type Message, inLang, message } from '../../../kernel/message.js';
import { MetricKind, SuppressedReason, ValueBound } from '../catalogue/comparison.enums.js';
import type { MetricResult } from './compute-metric.js';
import { type MetricDefinition, isOfCases } from '../catalogue/metric-definition.js';
import { boundMessages, suppressedMessages, valueMessages } from '../messages/values.js';

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
    return inLang(valueMessages.moreThan(low, metric.unit), lang);
  if (suppressedReason !== null) return inLang(suppressedMessages[suppressedReason], lang);
  const isPart = metric.kind === MetricKind.PROPORTION || metric.kind === MetricKind.MIX;
  const decimals = isPart ? Math.max(0, metric.decimals - 2) : metric.decimals;
  const number = withDecimals(decimals).format(isPart ? value! * 100 : value!);
  const before = inLang(boundMessages[bound ?? ValueBound.EXACT], lang);
  return `${before}${number}${isPart ? '%' : ` ${inLang(metric.unit, lang)}`}`;
}

/** The name of a part of a MIX. A part that is no longer in the catalogue is named by its key. */
export function partName(metric: MetricDefinition, key: string): Message {
  const part = isOfCases(metric) ? metric.parts?.find((known) => known.key === key) : undefined;
  return part?.name ?? message(key, key);
}
