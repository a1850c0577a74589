import { MetricKind, type MetricLabel, ValueBound } from '../comparison/answers/comparison-export.service.js';
import type { Cell, ExportRow } from './export-row.js';
import { summarySheetTexts as texts } from './messages/summary-sheet.js';
import type { SheetCell } from './sheet-table.js';

const NOTHING: SheetCell = { value: texts.nothing };
const BEFORE: Readonly<Record<string, string>> = {
  [ValueBound.EXACT]: '',
  [ValueBound.AT_LEAST]: `"${texts.atLeast}"`,
  [ValueBound.APPROXIMATE]: `"${texts.about}"`,
};
const decimals = (count: number): string => (count > 0 ? `.${'0'.repeat(count)}` : '');

/** As the metric says: a share of 2 decimals is a whole percentage. */
function formatOf({ kind, decimals: places }: MetricLabel): string {
  const isShare = kind === MetricKind.PROPORTION || kind === MetricKind.MIX;
  return isShare ? `0${decimals(Math.max(0, places - 2))}%` : `#,##0${decimals(places)}`;
}

/** The value as a number that a spreadsheet can go on with; its format says how exact it is. */
export function valueCell(metric: MetricLabel, row: ExportRow): SheetCell {
  const value = row[`${metric.id}.value`];
  const bound = row[`${metric.id}.bound`];
  if (typeof value !== 'number') return NOTHING;
  return { value, format: `${BEFORE[String(bound)] ?? ''}${formatOf(metric)}` };
}

const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2, useGrouping: false });
const known = (value: Cell | undefined): value is number => typeof value === 'number';

/** `3/14`, or nothing when a part is not known. */
export function fractionCell({ id }: MetricLabel, row: ExportRow): SheetCell {
  const numerator = row[`${id}.numerator`];
  const denominator = row[`${id}.denominator`];
  if (!known(numerator) || !known(denominator)) return NOTHING;
  return { value: texts.fractionOf(plain.format(numerator), plain.format(denominator)) };
}
