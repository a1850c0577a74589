import type { Message } from '../../kernel/message.js';
import type { RequestContext } from '../../kernel/request-context.js';
import {
  type NumbersAbout,
  type NumbersAsk,
  type NumbersPage,
  aboutRooms,
  comparedRooms,
  valueColumnsOf,
} from '../comparison/answers/comparison-export.service.js';
import {
  aboutStreets,
  aboutSummary,
  aboutTrend,
  comparedStreets,
  summaryLines,
  trendSteps,
} from '../comparison/answers/place-export.service.js';
import { ExportKind } from './export.enums.js';
import type { ExportColumn, ExportSource } from './export-source.js';
import { numbersHeadings } from './messages/numbers-sheets.js';

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
  { key: 'rowKind', zh: numbersHeadings.rowKind, shows: 'place' },
  { key: 'placeCode', zh: numbersHeadings.placeCode, shows: 'place' },
  { key: 'placeName', zh: numbersHeadings.placeName, shows: 'place' },
];
const COVERAGE: readonly ExportColumn[] = [
  { key: 'places', zh: numbersHeadings.places, shows: 'coverage' },
  { key: 'enrolled', zh: numbersHeadings.enrolled, shows: 'coverage' },
  { key: 'withData', zh: numbersHeadings.withData, shows: 'coverage' },
];
/** Of a comparison as it was sealed. */
export const AS_SEALED: readonly ExportColumn[] = [
  { key: 'placeAbove', zh: numbersHeadings.placeAbove, shows: 'sealed' },
  { key: 'residents', zh: numbersHeadings.residents, shows: 'sealed' },
  { key: 'residentsAsOf', zh: numbersHeadings.residentsAsOf, shows: 'sealed' },
];

/** Numbers that can be taken away: the very ones the queries of the same name answer. */
export const NUMBERS_KINDS: Readonly<Record<NumbersKind, NumbersExport>> = {
  COMPARISON: {
    title: numbersHeadings.comparison,
    type: 'ComparedRoom',
    lead: [
      ...PLACE,
      { key: 'roomId', zh: numbersHeadings.roomId, shows: 'room' },
      { key: 'roomName', zh: numbersHeadings.roomName, shows: 'room' },
    ],
    page: comparedRooms,
    about: aboutRooms,
  },
  STREETS: {
    title: numbersHeadings.streets,
    type: 'ComparedStreet',
    lead: [...PLACE, ...COVERAGE],
    page: comparedStreets,
    about: aboutStreets,
  },
  SUMMARY: {
    title: numbersHeadings.summary,
    type: 'PlaceNumbers',
    lead: [...PLACE, ...COVERAGE],
    page: summaryLines,
    about: aboutSummary,
  },
  TREND: {
    title: numbersHeadings.trend,
    type: 'TrendPoint',
    lead: [
      { key: 'rowKind', zh: numbersHeadings.rowKind, shows: 'period' },
      { key: 'from', zh: numbersHeadings.from, shows: 'period' },
      { key: 'to', zh: numbersHeadings.to, shows: 'period' },
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
