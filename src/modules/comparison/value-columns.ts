import type { LoadingContext } from '../../kernel/loader-definition.js';
import type { MetricValue } from './comparison-answer.js';
import type { PartValue } from './evaluation.js';
import { getMetric } from './metrics/catalogue.js';
import { type PartDefinition, isOfCases } from './metrics/metric-definition.js';
import type { ValueSubject } from './subject.js';

export type ValueCell = string | number | boolean | null;
/** A number as it was evaluated, and whose it is; a total is nobody's. */
export interface ToldOf { readonly metricId: string; readonly value: Omit<MetricValue, 'metric' | 'subject'>; readonly subject: ValueSubject | null }

/** A column that a metric has in a file: never a bare number. A further one is a line below. */
export interface ValueColumn {
  /** Its key in JSON Lines; the metric's id comes before it. */
  readonly key: string;
  /** Its header in a table; the metric's name comes before it. */
  readonly zh: string;
  /** The field of MetricValue it shows. */
  readonly shows: string;
  readonly cell: (told: ToldOf, ctx: LoadingContext) => ValueCell | Promise<ValueCell>;
}

type Part = 'value' | 'bound' | 'numerator' | 'denominator' | 'denominatorAsOf' | 'low' | 'high' | 'carriedForward' | 'suppressedReason';
const plain = (part: Part, zh: string): ValueColumn => ({ key: part, zh, shows: part, cell: ({ value }) => value[part] ?? null });

const VALUE_COLUMNS: readonly ValueColumn[] = [
  plain('value', ''), plain('bound', '·精确程度'), plain('numerator', '·分子'), plain('denominator', '·分母'), plain('denominatorAsOf', '·分母日期'), plain('low', '·95%区间下限'), plain('high', '·95%区间上限'),
  plain('carriedForward', '·其中结转'), plain('suppressedReason', '·无数值原因'),
];

const PART_COLUMNS: readonly (readonly [part: keyof Omit<PartValue, 'key'>, zh: string])[] = [
  ['count', '·数量'], ['share', '·占比'], ['low', '·占比95%区间下限'], ['high', '·占比95%区间上限'], ['suppressedReason', '·无数值原因'],
];
const columnsOfPart = ({ key, name }: PartDefinition): ValueColumn[] => PART_COLUMNS.map(([part, zh]) => (
  { key: `${key}.${part}`, zh: `·${name.zh}${zh}`, shows: 'parts', cell: ({ value }) => value.parts?.find((one) => one.key === key)?.[part] ?? null }));

/** The columns of a metric, in their order; a whole in several parts tells each of them. */
export const valueColumnsOf = (metricId: string): readonly ValueColumn[] => {
  const metric = getMetric(metricId);
  const { name, unit } = metric;
  const parts = isOfCases(metric) ? metric.parts ?? [] : [];
  return [...VALUE_COLUMNS, ...parts.flatMap(columnsOfPart)].map((column) => ({ ...column, key: `${metricId}.${column.key}`, zh: column.key === 'value' ? `${name.zh}（${unit.zh}）` : `${name.zh}${column.zh}` }));
};

/** What the columns of a metric hold of one number. */
export async function valueCells(ctx: LoadingContext, told: ToldOf): Promise<Record<string, ValueCell>> {
  const cells = await Promise.all(valueColumnsOf(told.metricId).map(async ({ key, cell }) => [key, await cell(told, ctx)] as const));
  return Object.fromEntries(cells);
}
