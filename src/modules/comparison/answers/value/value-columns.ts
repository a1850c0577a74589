import type { Message } from '../../../../kernel/message.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import type { MetricValue } from './comparison-answer.js';
import type { PartValue } from '../../values/metric-result.js';
import { groupLabel } from '../../fairness/group-label.js';
import { RelativePositionResolver } from './relative-position.resolver.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { type PartDefinition, isOfCases } from '../../catalogue/metric-definition.js';
import {
  bandWords,
  boundWords,
  columnMessages,
  partHeadings,
  positionHeadings,
  recordedHeadings,
  valueHeadings,
} from '../../messages/columns.js';
import { notComparedMessages } from '../../messages/position.js';
import { suppressedMessages } from '../../messages/values.js';

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
  /** The cell is a code; a table shows its word. */
  readonly words?: (code: string) => string;
  /** The cell is a day. */
  readonly as?: 'DAY';
  readonly cell: (value: MetricValue, ctx: RequestContext) => ValueCell | Promise<ValueCell>;
}

const chineseOf = (messages: Readonly<Record<string, Message>>): Record<string, string> =>
  Object.fromEntries(Object.entries(messages).map(([code, { zh }]) => [code, zh]));

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
const wordIn =
  (words: Readonly<Record<string, string>>) =>
  (code: string): string =>
    words[code] ?? code;
const reasonWord = wordIn(chineseOf(suppressedMessages));
const plain = (field: PlainField, more: Pick<ValueColumn, 'words' | 'as'> = {}): ValueColumn => ({
  ...more,
  key: field,
  zh: valueHeadings[field],
  shows: field,
  cell: (value) => value[field] ?? null,
});

const VALUE_COLUMNS: readonly ValueColumn[] = [
  plain('value'),
  plain('bound', { words: wordIn(boundWords) }),
  plain('numerator'),
  plain('denominator'),
  plain('denominatorAsOf', { as: 'DAY' }),
  plain('low'),
  plain('high'),
  plain('carriedForward'),
  ...(['rooms', 'of', 'value'] as const).map((key): ValueColumn => ({
    key: `recordedIn.${key}`,
    zh: recordedHeadings[key],
    shows: 'recordedIn',
    cell: ({ recordedIn }) => recordedIn?.[key] ?? null,
  })),
  plain('suppressedReason', { words: reasonWord }),
];

/** The cells call the resolvers of the API fields, because those check who may see a rank or a group. */
const positionResolver = new RelativePositionResolver();
type Answer = 'shrunk' | 'heldAgainst' | 'rankRange';
const part = <Field extends Answer>(
  shows: Field,
  key: keyof typeof positionHeadings,
  pick: (answer: NonNullable<Awaited<ReturnType<RelativePositionResolver[Field]>>>) => ValueCell,
): ValueColumn => ({
  key,
  zh: positionHeadings[key],
  shows,
  cell: async (value, ctx) => {
    const answer = await positionResolver[shows](value, ctx);
    return answer ? pick(answer as never) : null;
  },
});

/** Columns for the relative position, only for rows that are compared. */
const POSITION_COLUMNS: readonly ValueColumn[] = [
  {
    key: 'band',
    zh: positionHeadings.band,
    shows: 'band',
    words: wordIn(bandWords),
    cell: (value, ctx) => positionResolver.band(value, ctx),
  },
  {
    key: 'notComparedBecause',
    zh: positionHeadings.notComparedBecause,
    shows: 'notComparedBecause',
    words: wordIn(chineseOf(notComparedMessages)),
    cell: (value, ctx) => positionResolver.notComparedBecause(value, ctx),
  },
  part('heldAgainst', 'heldAgainst', ({ group }) => groupLabel(group.name).zh),
  part('heldAgainst', 'heldAgainst.members', ({ members }) => members),
  part('heldAgainst', 'heldAgainst.centre', ({ centre }) => centre),
  part('shrunk', 'shrunk', ({ value }) => value),
  part('shrunk', 'shrunk.low', ({ low }) => low),
  part('shrunk', 'shrunk.high', ({ high }) => high),
  part('rankRange', 'rankRange.best', ({ best }) => best),
  part('rankRange', 'rankRange.worst', ({ worst }) => worst),
  part('rankRange', 'rankRange.of', ({ of }) => of),
];

const PART_COLUMNS = [
  'count',
  'share',
  'low',
  'high',
  'suppressedReason',
] as const satisfies readonly (keyof PartValue)[];
const columnsOfPart = ({ key, name }: PartDefinition): ValueColumn[] =>
  PART_COLUMNS.map((shown) => ({
    key: `${key}.${shown}`,
    zh: columnMessages.ofPart(name.zh, partHeadings[shown]),
    shows: 'parts',
    ...(shown === 'suppressedReason' ? { words: reasonWord } : {}),
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
      zh: column.key === 'value' ? columnMessages.value(name.zh, unit.zh) : `${name.zh}${column.zh}`,
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
