import {
  MetricKind,
  type MetricLabel,
  metricLabel,
  reasonWord,
} from '../comparison/answers/comparison-export.service.js';
import type { CoverLine } from './cover-line.js';
import type { ExportRow } from './export-row.js';
import { summarySheetTexts as texts } from './messages/summary-sheet.js';
import { fractionCell, valueCell } from './metric-cells.js';
import { type Lead, leadOf } from './numbers-lead.js';
import type { NumbersKind } from './numbers-kind.js';
import {
  MOST_SHEET_COLUMNS,
  type SheetCell,
  type SheetColumn,
  type SheetMaker,
  type SheetRows,
  type SheetTable,
} from './sheet-table.js';

/** How many rows are named where a value is missing. */
const MOST_NAMES = 20;
const TOTAL = 'TOTAL';

const isShare = ({ kind }: MetricLabel): boolean => kind === MetricKind.PROPORTION || kind === MetricKind.MIX;

/** A count is one column. Everything else has its numerator and denominator beside it. */
function columnsOf(metric: MetricLabel): SheetColumn[] {
  const { name, unit, kind } = metric;
  if (kind === MetricKind.COUNT) return [{ group: null, head: texts.withUnit(name.zh, unit.zh), align: 'right' }];
  const value = kind === MetricKind.DURATION ? texts.median : texts.value;
  return [
    { group: name.zh, head: isShare(metric) ? texts.share : texts.withUnit(value, unit.zh), align: 'center' },
    { group: name.zh, head: texts.fraction, align: 'center' },
  ];
}
const cellsOf = (metric: MetricLabel, row: ExportRow): SheetCell[] =>
  metric.kind === MetricKind.COUNT ? [valueCell(metric, row)] : [valueCell(metric, row), fractionCell(metric, row)];

/** The metrics that fit, in the order they were requested. */
function fitting(metrics: readonly MetricLabel[], room: number): MetricLabel[] {
  let left = room;
  const widths = metrics.map((metric) => columnsOf(metric).length);
  return metrics.filter((_, index) => {
    left -= widths[index]!;
    return left >= 0;
  });
}

const unitOf = (metric: MetricLabel): string => (isShare(metric) ? texts.percent : metric.unit.zh);

/** The values that are not given, by metric and reason. */
function missingLines(
  metrics: readonly MetricLabel[],
  { lead, rows }: { lead: Lead; rows: readonly ExportRow[] },
): CoverLine[] {
  const lines = metrics.flatMap(({ id, name }) => {
    const byReason = new Map<string, string[]>();
    for (const row of rows) {
      const reason = row[`${id}.suppressedReason`];
      if (typeof reason === 'string') byReason.set(reason, [...(byReason.get(reason) ?? []), lead.nameOf(row)]);
    }
    return [...byReason].map(([reason, names]): CoverLine => ({
      key: `missing.${id}.${reason}`,
      zh: texts.missing(name.zh, reasonWord(reason)),
      value: namesOf(names),
    }));
  });
  return lines.length > 0 ? lines : [{ key: 'missing', zh: texts.missingTitle, value: texts.nothingMissing }];
}
function namesOf(names: readonly string[]): string {
  const first = names.slice(0, MOST_NAMES).join(texts.separator);
  return (names.length > MOST_NAMES ? texts.missingRowsCut : texts.missingRows)(names.length, first);
}

function notesOf(kind: NumbersKind, rows: readonly ExportRow[], left: readonly MetricLabel[]): string[] {
  return [
    ...(rows.length === 0 ? [texts.noRows] : []),
    texts.noteOfNothing,
    kind === 'TREND' ? texts.noteOfSteps : texts.noteOfWeights,
    ...(left.length > 0 ? [texts.noteOfMore(left.length, left.map(({ name }) => name.zh).join(texts.separator))] : []),
  ];
}

function tableOf(kind: NumbersKind, metrics: readonly MetricLabel[], { rows: all, about }: SheetRows): SheetTable {
  const lead = leadOf(kind, all, about);
  const shown = fitting(metrics, MOST_SHEET_COLUMNS - lead.columns.length - 1);
  const rows = all.filter(({ rowKind }) => rowKind !== TOTAL);
  const total = all.find(({ rowKind }) => rowKind === TOTAL);
  const valuesOf = (row: ExportRow): SheetCell[] => shown.flatMap((metric) => cellsOf(metric, row));
  return {
    columns: [
      { group: null, head: texts.number, align: 'center' },
      ...lead.columns,
      ...shown.flatMap((metric) => columnsOf(metric)),
    ],
    rows: rows.map((row, index) => [{ value: index + 1 }, ...lead.cellsOf(row), ...valuesOf(row)]),
    total: total ? { label: texts.total, cells: [...lead.totalCells(total), ...valuesOf(total)] } : null,
    notes: notesOf(
      kind,
      rows,
      metrics.filter((metric) => !shown.includes(metric)),
    ),
    measures: [...new Set(shown.map(unitOf))].join(texts.separator),
    lines: missingLines(metrics, { lead, rows: all }),
  };
}

/** The sheet in front of numbers. The total is the row of the answer itself; nothing is added here. */
export const numbersSheet = (kind: NumbersKind, keys: readonly string[], metricIds: readonly string[]): SheetMaker => {
  const metrics = metricIds.map(metricLabel);
  return { keys, sums: [], table: (rows) => tableOf(kind, metrics, rows) };
};
