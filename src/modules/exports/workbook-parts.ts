import { tableCell } from './cell.js';
import type { Cell } from './export-row.js';
import { summarySheetTexts } from './messages/summary-sheet.js';
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

/** An attribute of a cell or a row: none for the first style. */
const styled = (style: number): string => (style === 0 ? '' : ` s="${style}"`);

/** A cell of a sheet, in a style of the workbook's book of styles. Empty cells are written where they have a style. */
export function cellOf(value: Cell, place: string, style = 0): string {
  const cell = tableCell(value);
  if (cell === null) return style === 0 ? '' : `<c r="${place}"${styled(style)}/>`;
  if (typeof cell === 'number') return `<c r="${place}"${styled(style)}><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${place}"${styled(style)} t="b"><v>${Number(cell)}</v></c>`;
  return `<c r="${place}"${styled(style)} t="inlineStr"><is><t xml:space="preserve">${xml(cut(cell))}</t></is></c>`;
}

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

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
/** A range of a sheet by name, e.g. the rows that each printed page repeats. */
const repeated = (sheet: string, index: number, rows: number): string =>
  `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${sheet}'!$1:$${rows}</definedName>`;
const dataSheetName = (number: number): string =>
  number === 1 ? exportMessages.dataSheet : exportMessages.dataSheetNumbered(number);

/** The two sheets in front are written last, when the rows are counted. */
export function workbookOf(dataSheets: number, headerRows: number): string {
  const data = Array.from({ length: dataSheets }, (_, index) => dataSheetName(index + 1));
  const { summary } = summarySheetTexts;
  return (
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheetNamed(summary, dataSheets + 1)}` +
    `${sheetNamed(exportMessages.coverSheet, dataSheets + 2)}` +
    `${data.map((name, index) => sheetNamed(name, index + 1)).join('')}</sheets><definedNames>` +
    `${repeated(summary, 0, headerRows)}${data.map((name, index) => repeated(name, index + 2, 1)).join('')}` +
    '</definedNames></workbook>'
  );
}

/** Rows from the top that stay in sight. */
export const frozenRows = (rows: number): string =>
  '<sheetViews><sheetView workbookViewId="0">' +
  `<pane ySplit="${rows}" topLeftCell="A${rows + 1}" activePane="bottomLeft" state="frozen"/>` +
  '</sheetView></sheetViews>';
export const widthsOf = (widths: readonly number[]): string =>
  `<cols>${widths
    .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols>`;
/** On A4, lying, as wide as the page, with the number of the page. */
export const PRINTED =
  '<printOptions horizontalCentered="1"/>' +
  '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>' +
  '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
  `<headerFooter><oddFooter>&amp;C${xml(summarySheetTexts.page)}</oddFooter></headerFooter>`;
export const worksheet = (content: string): string =>
  `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>${content}</worksheet>`;
