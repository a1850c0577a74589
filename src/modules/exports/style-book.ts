import { summarySheetTexts } from './messages/summary-sheet.js';

/** How a cell looks. */
export interface CellStyle {
  readonly font?: keyof typeof FONTS;
  /** A number format of a spreadsheet, e.g. `0.0%`. */
  readonly format?: string;
  readonly isBoxed?: boolean;
  readonly isWrapped?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  /** Keeps text away from the border. */
  readonly isIndented?: boolean;
}

const { songti, heiti } = summarySheetTexts;
const fontXml = (points: number, name: string): string =>
  `<sz val="${points}"/><name val="${name}"/><charset val="134"/>`;
const FONTS = {
  BODY: { index: 0, xml: fontXml(11, songti) },
  BOLD: { index: 1, xml: `<b/>${fontXml(11, songti)}` },
  TITLE: { index: 2, xml: fontXml(18, heiti) },
  HEAD: { index: 3, xml: fontXml(11, heiti) },
} as const;
/** Below it are the formats that every spreadsheet knows. */
const FIRST_FORMAT = 164;
const SIDES = ['left', 'right', 'top', 'bottom'];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The styles that the cells of a workbook use. Written last, when all are known. */
export class StyleBook {
  private readonly formats: string[] = [];
  private readonly styles: string[] = [];

  constructor() {
    this.indexOf({});
  }

  indexOf({ font = 'BODY', format, isBoxed = false, isWrapped = false, align, isIndented = false }: CellStyle): number {
    const horizontal = align ? ` horizontal="${align}"${isIndented ? ' indent="1"' : ''}` : '';
    const alignment = `<alignment vertical="center"${horizontal}${isWrapped ? ' wrapText="1"' : ''}/>`;
    const xf =
      `<xf numFmtId="${format ? this.formatOf(format) : 0}" fontId="${FONTS[font].index}" fillId="0" ` +
      `borderId="${isBoxed ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">` +
      `${alignment}</xf>`;
    return indexIn(this.styles, xf);
  }

  private formatOf(format: string): number {
    return FIRST_FORMAT + indexIn(this.formats, format);
  }

  xml(namespace: string): string {
    const formats = this.formats.map(
      (format, index) => `<numFmt numFmtId="${FIRST_FORMAT + index}" formatCode="${escaped(format)}"/>`,
    );
    const fonts = Object.values(FONTS).map(({ xml }) => `<font>${xml}</font>`);
    const box = SIDES.map((side) => `<${side} style="thin"><color auto="1"/></${side}>`).join('');
    return (
      `<styleSheet xmlns="${namespace}">` +
      (formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : '') +
      `<fonts count="${fonts.length}">${fonts.join('')}</fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
      '<fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
      `<border>${box}<diagonal/></border></borders>` +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${this.styles.length}">${this.styles.join('')}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    );
  }
}

function indexIn(list: string[], item: string): number {
  const index = list.indexOf(item);
  return index >= 0 ? index : list.push(item) - 1;
}
