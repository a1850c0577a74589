import type { RequestContext } from '../../../../kernel/request-context.js';
import type { MetricValue } from './comparison-answer.js';
import type { PartValue } from '../../values/metric-result.js';
import { groupLabel } from '../../fairness/group-label.js';
import { RelativePositionResolver } from './relative-position.resolver.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { type PartDefinition, isOfCases } from '../../catalogue/metric-definition.js';

export type ValueCell = string | number | boolean | null;

/**
 * A column of a metric in a file. A metric always has its numerator, denominator and reason beside its value. To add a
 * column, add a line below.
 */
export interface ValueColumn {
  /** The key in JSON Lines, without the metric's id before it. */
  readonly key: string;
  /** The header in a table, without the metric's name before it. */
  readonly zh: string;
  /** The field of MetricValue that the column shows. */
  readonly shows: string;
  readonly cell: (value: MetricValue, ctx: RequestContext) => ValueCell | Promise<ValueCell>;
}

type PlainField =
  | 'value'
  | 'bound'
  | 'numerator'
  | 'denominator'
  | 'denominatorAsOf'
  | 'low'
  | 'high'
  | 'carriedForward'
  | 'suppressedReason';
const plain = (field: PlainField, zh: string): ValueColumn => ({
  key: field,
  zh,
  shows: field,
  cell: (value) => value[field] ?? null,
});

const VALUE_COLUMNS: readonly ValueColumn[] = [
  plain('value', ''),
  plain('bound', '·精确程度'),
  plain('numerator', '·分子'),
  plain('denominator', '·分母'),
  plain('denominatorAsOf', '·分母日期'),
  plain('low', '·95%区间下限'),
  plain('high', '·95%区间上限'),
  plain('carriedForward', '·其中建系统前累计数'),
  plain('suppressedReason', '·无数值原因'),
];

/** The cells call the resolvers of the API fields, because those check who may see a rank or a group. */
const positionResolver = new RelativePositionResolver();
type Answer = 'shrunk' | 'heldAgainst' | 'rankRange';
const part = <Field extends Answer>(
  shows: Field,
  key: string,
  zh: string,
  pick: (answer: NonNullable<Awaited<ReturnType<RelativePositionResolver[Field]>>>) => ValueCell,
): ValueColumn => ({
  key,
  zh,
  shows,
  cell: async (value, ctx) => {
    const answer = await positionResolver[shows](value, ctx);
    return answer ? pick(answer as never) : null;
  },
});

/** Columns for the relative position, only for rows that are compared. */
const POSITION_COLUMNS: readonly ValueColumn[] = [
  { key: 'band', zh: '·与其他相比', shows: 'band', cell: (value, ctx) => positionResolver.band(value, ctx) },
  {
    key: 'notComparedBecause',
    zh: '·未作比较的原因',
    shows: 'notComparedBecause',
    cell: (value, ctx) => positionResolver.notComparedBecause(value, ctx),
  },
  part('heldAgainst', 'heldAgainst', '·比较对象', ({ group }) => groupLabel(group.name).zh),
  part('heldAgainst', 'heldAgainst.members', '·比较对象数', ({ members }) => members),
  part('heldAgainst', 'heldAgainst.centre', '·比较对象总体值', ({ centre }) => centre),
  part('shrunk', 'shrunk', '·收缩估计', ({ value }) => value),
  part('shrunk', 'shrunk.low', '·收缩估计下限', ({ low }) => low),
  part('shrunk', 'shrunk.high', '·收缩估计上限', ({ high }) => high),
  part('rankRange', 'rankRange.best', '·可能的最好名次', ({ best }) => best),
  part('rankRange', 'rankRange.worst', '·可能的最差名次', ({ worst }) => worst),
  part('rankRange', 'rankRange.of', '·参加排名数', ({ of }) => of),
];

const PART_COLUMNS: readonly (readonly [part: keyof Omit<PartValue, 'key'>, zh: string])[] = [
  ['count', '·数量'],
  ['share', '·占比'],
  ['low', '·占比95%区间下限'],
  ['high', '·占比95%区间上限'],
  ['suppressedReason', '·无数值原因'],
];
const columnsOfPart = ({ key, name }: PartDefinition): ValueColumn[] =>
  PART_COLUMNS.map(([shown, zh]) => ({
    key: `${key}.${shown}`,
    zh: `·${name.zh}${zh}`,
    shows: 'parts',
    cell: ({ parts }) => parts?.find((one) => one.key === key)?.[shown] ?? null,
  }));

/**
 * The columns of a metric, in their order. A MIX has columns for each of its parts. A row that is compared has columns
 * for its relative position.
 */
export const valueColumnsOf = (metricId: string, isHeldAgainst = false): readonly ValueColumn[] => {
  const metric = getMetric(metricId);
  const { name, unit } = metric;
  const parts = isOfCases(metric) ? (metric.parts ?? []) : [];
  return [...VALUE_COLUMNS, ...parts.flatMap(columnsOfPart), ...(isHeldAgainst ? POSITION_COLUMNS : [])].map(
    (column) => ({
      ...column,
      key: `${metricId}.${column.key}`,
      zh: column.key === 'value' ? `${name.zh}（${unit.zh}）` : `${name.zh}${column.zh}`,
    }),
  );
};

/** The cells of one value, by key. */
export async function valueCells(ctx: RequestContext, value: MetricValue): Promise<Record<string, ValueCell>> {
  const cells = await Promise.all(
    valueColumnsOf(value.metric.id, Boolean(value.owner?.position)).map(
      async ({ key, cell }) => [key, await cell(value, ctx)] as const,
    ),
  );
  return Object.fromEntries(cells);
}
