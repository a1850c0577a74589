import type { Message } from '../../kernel/message.js';
import type { RequestContext } from '../../kernel/request-context.js';
import {
  type NumbersAbout,
  type NumbersAsk,
  type NumbersPage,
  aboutRooms,
  aboutStreets,
  aboutSummary,
  aboutTrend,
  comparedRooms,
  comparedStreets,
  summaryLines,
  trendSteps,
  valueColumnsOf,
} from '../comparison/answers/comparison-export.service.js';
import { ExportKind } from './export.enums.js';
import type { ExportColumn, ExportSource } from './export-source.js';

export type NumbersKind = ExportKind.COMPARISON | ExportKind.STREETS | ExportKind.SUMMARY | ExportKind.TREND;
export interface NumbersExport {
  readonly title: Message;
  /** The type of the schema a row is. */
  readonly type: string;
  readonly lead: readonly ExportColumn[];
  readonly page: (ctx: RequestContext, ask: NumbersAsk, after: string | null) => Promise<NumbersPage>;
  /** What the cover says of all rows together. */
  readonly about: (ctx: RequestContext, ask: NumbersAsk) => Promise<NumbersAbout>;
}

const PLACE: readonly ExportColumn[] = [
  { key: 'rowKind', zh: '行别', shows: 'place' },
  { key: 'placeCode', zh: '区划代码', shows: 'place' },
  { key: 'placeName', zh: '地方', shows: 'place' },
];
const COVERAGE: readonly ExportColumn[] = [
  { key: 'places', zh: '可建室的地方数', shows: 'coverage' },
  { key: 'enrolled', zh: '已登记协商议事室数', shows: 'coverage' },
  { key: 'withData', zh: '有记录的协商议事室数', shows: 'coverage' },
];
/** Of a comparison as it was sealed. */
export const AS_SEALED: readonly ExportColumn[] = [
  { key: 'placeAbove', zh: '封存时的上级', shows: 'sealed' },
  { key: 'residents', zh: '封存时的常住人口', shows: 'sealed' },
  { key: 'residentsAsOf', zh: '常住人口日期', shows: 'sealed' },
];

/** Numbers that can be taken away: the very ones the queries of the same name answer. */
export const NUMBERS_KINDS: Readonly<Record<NumbersKind, NumbersExport>> = {
  COMPARISON: {
    title: { zh: '协商议事室对比', en: 'Comparison of rooms' },
    type: 'ComparedRoom',
    lead: [
      ...PLACE,
      { key: 'roomId', zh: '协商议事室编号', shows: 'room' },
      { key: 'roomName', zh: '协商议事室', shows: 'room' },
    ],
    page: comparedRooms,
    about: aboutRooms,
  },
  STREETS: {
    title: { zh: '街道（镇）对比', en: 'Comparison of streets' },
    type: 'ComparedStreet',
    lead: [...PLACE, ...COVERAGE],
    page: comparedStreets,
    about: aboutStreets,
  },
  SUMMARY: {
    title: { zh: '汇总', en: 'Summary' },
    type: 'PlaceNumbers',
    lead: [...PLACE, ...COVERAGE],
    page: summaryLines,
    about: aboutSummary,
  },
  TREND: {
    title: { zh: '趋势', en: 'Trend' },
    type: 'TrendPoint',
    lead: [
      { key: 'rowKind', zh: '行别', shows: 'period' },
      { key: 'from', zh: '时段（起）', shows: 'period' },
      { key: 'to', zh: '时段（止）', shows: 'period' },
      ...COVERAGE,
    ],
    page: trendSteps,
    about: aboutTrend,
  },
};

export const isNumbers = (kind: ExportKind): kind is NumbersKind => Object.hasOwn(NUMBERS_KINDS, kind);

/** Current rows are compared with others; sealed numbers are not. */
export const isHeldAgainst = (kind: ExportKind, { asOf }: { readonly asOf?: unknown }): boolean =>
  (kind === ExportKind.COMPARISON || kind === ExportKind.STREETS) && !asOf;

export const numbersSource = (kind: NumbersKind, ask: NumbersAsk): ExportSource => {
  const { lead, page, about } = NUMBERS_KINDS[kind];
  const columns = [
    ...lead,
    ...(ask.asOf ? AS_SEALED : []),
    ...ask.metrics.flatMap((id) => valueColumnsOf(id, isHeldAgainst(kind, ask))),
  ];
  return {
    columns,
    page: async (ctx, after) => {
      const { lines, next } = await page(ctx, ask, after);
      return {
        rows: lines.map((line) => Object.fromEntries(columns.map(({ key }) => [key, line[key] ?? null]))),
        next,
      };
    },
    about: (ctx) => about(ctx, ask),
  };
};
