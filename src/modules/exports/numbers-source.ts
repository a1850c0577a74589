import type { Message } from '../../kernel/message.js';
import type { RequestContext } from '../../kernel/request-context.js';
import {
  type NumbersAbout,
  type NumbersAsk,
  type NumbersPage,
  type ROW_KINDS,
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
import type { NumbersKind } from './numbers-kind.js';
import { type ExportColumn, wordsOf } from './export-row.js';
import { type ExportSource } from './export-source.js';
import { numbersHeadings } from './messages/numbers-sheets.js';
import { recordHeadings } from './messages/record-headings.js';
import { numbersSheet } from './numbers-sheet.js';
import { withPlacesAbove } from './places-above.js';

export interface NumbersExport {
  readonly title: Message;
  /** The type of the schema a row is. */
  readonly type: string;
  readonly lead: readonly ExportColumn[];
  readonly page: (ctx: RequestContext, ask: NumbersAsk, after: string | null) => Promise<NumbersPage>;
  /** What the cover says of all rows together. */
  readonly about: (ctx: RequestContext, ask: NumbersAsk) => Promise<NumbersAbout>;
}

const ROW_WORDS: Readonly<Record<keyof typeof ROW_KINDS, string>> = numbersHeadings.rowKinds;
const rowKind = (shows: string): ExportColumn => ({
  key: 'rowKind',
  zh: numbersHeadings.rowKind,
  shows,
  words: wordsOf(ROW_WORDS),
});
const PLACE: readonly ExportColumn[] = [
  rowKind('place'),
  { key: 'placeCode', zh: numbersHeadings.placeCode, shows: 'place' },
  { key: 'placeName', zh: numbersHeadings.placeName, shows: 'place' },
];
const DISTRICT: ExportColumn = { key: 'districtName', zh: recordHeadings.district, shows: 'place' };
const STREET: ExportColumn = { key: 'streetName', zh: recordHeadings.street, shows: 'place' };
const COVERAGE: readonly ExportColumn[] = [
  { key: 'places', zh: numbersHeadings.places, shows: 'coverage' },
  { key: 'enrolled', zh: numbersHeadings.enrolled, shows: 'coverage' },
  { key: 'withData', zh: numbersHeadings.withData, shows: 'coverage' },
];
/** Of a comparison as it was sealed. */
export const AS_SEALED: readonly ExportColumn[] = [
  { key: 'placeAbove', zh: numbersHeadings.placeAbove, shows: 'sealed' },
  { key: 'residents', zh: numbersHeadings.residents, shows: 'sealed' },
  { key: 'residentsAsOf', zh: numbersHeadings.residentsAsOf, shows: 'sealed', as: 'DAY' },
];

/** Numbers that can be taken away: the very ones the queries of the same name answer. */
export const NUMBERS_KINDS: Readonly<Record<NumbersKind, NumbersExport>> = {
  COMPARISON: {
    title: numbersHeadings.comparison,
    type: 'ComparedRoom',
    lead: [
      ...PLACE,
      STREET,
      DISTRICT,
      { key: 'roomId', zh: numbersHeadings.roomId, shows: 'room' },
      { key: 'roomName', zh: numbersHeadings.roomName, shows: 'room' },
    ],
    page: comparedRooms,
    about: aboutRooms,
  },
  STREETS: {
    title: numbersHeadings.streets,
    type: 'ComparedStreet',
    lead: [...PLACE, DISTRICT, ...COVERAGE],
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
      rowKind('period'),
      { key: 'from', zh: numbersHeadings.from, shows: 'period', as: 'DAY' },
      { key: 'to', zh: numbersHeadings.to, shows: 'period', as: 'DAY' },
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
    sheet: numbersSheet(
      kind,
      columns.map(({ key }) => key),
      ask.metrics,
    ),
    leavesOutEmpty: true,
    page: async (ctx, after) => {
      const { lines: read, next } = await page(ctx, ask, after);
      const lines = lead.includes(DISTRICT) ? await withPlacesAbove(ctx, read) : read;
      return {
        rows: lines.map((line) => Object.fromEntries(columns.map(({ key }) => [key, line[key] ?? null]))),
        next,
      };
    },
    about: (ctx) => about(ctx, ask),
  };
};
