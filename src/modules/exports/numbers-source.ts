import type { Message } from '../../kernel/message.js';
import type { RequestContext } from '../../kernel/request-context.js';
import {
  type Evaluation, type NumbersAsk, type NumbersLine, type NumbersPage, TrendStep, comparedRooms, comparedStreets, countOfRooms, countOfStreets, metricLabel, trendSteps,
} from '../comparison/comparison-export.service.js';
import { ExportKind } from './export.enums.js';
import type { Cell, ExportColumn, ExportRow, ExportSource } from './export-source.js';

export type NumbersKind = ExportKind.COMPARISON | ExportKind.STREETS | ExportKind.TREND;
export interface NumbersExport {
  readonly title: Message;
  /** The type of the schema a row is. */
  readonly type: string;
  readonly lead: readonly ExportColumn[];
  readonly page: (ctx: RequestContext, ask: NumbersAsk, after: string | null, by: TrendStep) => Promise<NumbersPage>;
  readonly count: (ctx: RequestContext, ask: NumbersAsk, by: TrendStep) => Promise<number>;
}

const PLACE: readonly ExportColumn[] = [{ key: 'placeCode', zh: '区划代码', shows: 'place' }, { key: 'placeName', zh: '地方', shows: 'place' }];

/** Numbers that can be taken away: the very ones the queries of the same name answer. */
export const NUMBERS_KINDS: Readonly<Record<NumbersKind, NumbersExport>> = {
  COMPARISON: {
    title: { zh: '协商议事室对比', en: 'Comparison of rooms' }, type: 'ComparedRoom',
    lead: [...PLACE, { key: 'roomId', zh: '协商议事室编号', shows: 'room' }, { key: 'roomName', zh: '协商议事室', shows: 'room' }],
    page: (ctx, ask, after) => comparedRooms(ctx, ask, after), count: (ctx, ask) => countOfRooms(ctx, ask),
  },
  STREETS: {
    title: { zh: '街道（镇）对比', en: 'Comparison of streets' }, type: 'ComparedStreet', lead: PLACE,
    page: (ctx, ask, after) => comparedStreets(ctx, ask, after), count: (ctx, ask) => countOfStreets(ctx, ask),
  },
  TREND: {
    title: { zh: '趋势', en: 'Trend' }, type: 'TrendPoint', lead: [{ key: 'from', zh: '时段（起）', shows: 'period' }, { key: 'to', zh: '时段（止）', shows: 'period' }],
    page: (ctx, ask, _after, by) => trendSteps(ctx, ask, by), count: async (ctx, ask, by) => (await trendSteps(ctx, { ...ask, metrics: [] }, by)).lines.length,
  },
};

export const isNumbers = (kind: ExportKind): kind is NumbersKind => Object.hasOwn(NUMBERS_KINDS, kind);

/** What is told of each metric: never a bare number. */
export const VALUE_PARTS: readonly { readonly part: keyof Evaluation; readonly zh: string }[] = [
  { part: 'value', zh: '' }, { part: 'bound', zh: '·精确程度' }, { part: 'numerator', zh: '·分子' }, { part: 'denominator', zh: '·分母' }, { part: 'denominatorAsOf', zh: '·分母日期' },
  { part: 'low', zh: '·95%区间下限' }, { part: 'high', zh: '·95%区间上限' }, { part: 'carriedForward', zh: '·其中结转' }, { part: 'suppressedReason', zh: '·无数值原因' },
];

const columnsOf = (id: string): ExportColumn[] => {
  const { name, unit } = metricLabel(id);
  return VALUE_PARTS.map(({ part, zh }) => ({ key: `${id}.${part}`, zh: part === 'value' ? `${name.zh}（${unit.zh}）` : `${name.zh}${zh}`, shows: part }));
};

export const numbersSource = (kind: NumbersKind, ask: NumbersAsk, by: TrendStep | null): ExportSource => {
  const { lead, page, count } = NUMBERS_KINDS[kind];
  const step = by ?? TrendStep.MONTH;
  return {
    columns: [...lead, ...ask.metrics.flatMap(columnsOf)],
    count: (ctx) => count(ctx, ask, step),
    page: async (ctx, after) => {
      const { lines, next } = await page(ctx, ask, after, step);
      return { rows: lines.map((line) => rowOf(ask, line)), next };
    },
  };
};

function rowOf(ask: NumbersAsk, { lead, values }: NumbersLine): ExportRow {
  const row: Record<string, Cell> = { ...lead };
  values.forEach((value, index) => {
    for (const { part } of VALUE_PARTS) row[`${ask.metrics[index]}.${part}`] = value[part] ?? null;
  });
  return row;
}
