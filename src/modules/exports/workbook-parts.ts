import { tableCell } from './cell.js';
import type { CoverLine } from './cover.js';
import type { Cell } from './export-source.js';
import { exportMessages } from './messages/export-messages.js';

// The parts of a workbook as ECMA-376 (Office Open XML) wants them, no more than a reader needs.

/** Excel's own limit of a cell, in UTF-16 units. */
const LONGEST_CELL = 32_767;

/** Said where a text was cut: the other formats hold it whole. */
const CUT = exportMessages.cellCut;

/** What XML has no way to say: control characters but tab and line breaks, halves of a character, two that are none. */
const UNSPEAKABLE = /(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu;
const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
/** Spreadsheets read `_x0041_` as the letter A, unless its first line is written so itself. */
const xml = (text: string): string =>
  text
    .replace(UNSPEAKABLE, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"\r]/g, (mark) => MARKUP[mark]!);
const cut = (text: string): string =>
  text.length > LONGEST_CELL ? text.slice(0, LONGEST_CELL - CUT.length) + CUT : text;

export const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** Bold is the second of the two styles. */
export function cellOf(value: Cell, place: string, isBold = false): string {
  const cell = tableCell(value);
  const style = isBold ? ' s="1"' : '';
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${place}"${style}><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${place}"${style} t="b"><v>${Number(cell)}</v></c>`;
  return `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${xml(cut(cell))}</t></is></c>`;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
export const SHEET_END = '</sheetData></worksheet>';

export const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}">` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>';
export const ROOT =
  `${HEAD}<Relationships xmlns="${RELATIONS}">` +
  `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

const numbered = (count: number, text: (number: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index + 1)).join('');
const typeOfPart = (part: string, type: string): string =>
  `<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`;
const relation = (number: number, type: string, target: string): string =>
  `<Relationship Id="rId${number}" Type="${OFFICE}/${type}" Target="${target}.xml"/>`;
const sheetNamed = (name: string, number: number): string =>
  `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`;

export const typesOf = (sheets: number): string =>
  `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  typeOfPart('workbook', 'sheet.main') +
  typeOfPart('styles', 'styles') +
  `${numbered(sheets, (number) => typeOfPart(`worksheets/sheet${number}`, 'worksheet'))}</Types>`;
export const relationsOf = (sheets: number): string =>
  `${HEAD}<Relationships xmlns="${RELATIONS}">` +
  numbered(sheets, (number) => relation(number, 'worksheet', `worksheets/sheet${number}`)) +
  `${relation(sheets + 1, 'styles', 'styles')}</Relationships>`;
/** The cover is written last, when the rows are counted, and stands first. */
export const workbookOf = (sheets: number): string =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheetNamed(exportMessages.coverSheet, sheets)}` +
  numbered(sheets - 1, (number) =>
    sheetNamed(number === 1 ? exportMessages.dataSheet : exportMessages.dataSheetNumbered(number), number),
  ) +
  '</sheets></workbook>';

/** Its first row stays in sight. */
export const sheetStart =
  `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
  '</sheetView></sheetViews><sheetData>';

const coverRow = ({ zh, value }: CoverLine, index: number): string =>
  `<row r="${index + 1}">${cellOf(zh, `A${index + 1}`, true)}${cellOf(value, `B${index + 1}`)}</row>`;
export const coverSheet = (lines: readonly CoverLine[]): string =>
  `${HEAD}<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="24" customWidth="1"/>` +
  '<col min="2" max="2" width="60" customWidth="1"/></cols><sheetData>' +
  `${lines.map(coverRow).join('')}${SHEET_END}`;
