import 'reflect-metadata';
import { parse } from 'csv-parse/sync';
import { RECORD_KINDS } from '../../src/modules/exports/kinds/record-kinds.js';
import { csvLine, neutralised, tableCell } from '../../src/modules/exports/cell.js';

/** As docs of the format say it: one apostrophe comes off where it stands before the beginning of a formula. */
const restored = (text: string): string => (/^''*[=+\-@\t\r\n＝＋－＠]/.test(text) ? text.slice(1) : text);

const DANGEROUS = [
  '=1+1',
  '+86 512',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1',
  '＋1',
  '－1',
  '＠a',
  '=HYPERLINK("http://x","y")',
];
const HARMLESS = ['十里社区', 'a=1', '3-4楼', '', ' =1', "'quoted'", 'a@b'];

describe('a column of a list', () => {
  it.each(Object.entries(RECORD_KINDS))(
    '%s: runs nothing in a spreadsheet, whichever column it is in',
    (_kind, { columns }) => {
      for (const { key } of columns) {
        const cells = (
          parse(csvLine(columns.map((column) => (column.key === key ? '=1+1' : null))), {
            record_delimiter: '\r\n',
          }) as string[][]
        )[0]!;
        expect(cells[columns.findIndex((column) => column.key === key)]).toBe("'=1+1");
      }
      expect(
        columns.filter(({ zh }) => /^[=+\-@]/.test(zh) || !/[\u4e00-\u9fff]/.test(zh)).map(({ zh }) => zh),
      ).toEqual([]);
    },
  );
});

describe('a cell of a table', () => {
  it.each(DANGEROUS)('marks %j as text', (text) => expect(neutralised(text)).toBe(`'${text}`));
  it.each(HARMLESS)('leaves %j as it is', (text) => expect(neutralised(text)).toBe(text));

  it('keeps numbers numbers, negative ones too', () => {
    expect([tableCell(-2), tableCell(0), tableCell(1.5), tableCell(true), tableCell(null)]).toEqual([
      -2,
      0,
      1.5,
      true,
      null,
    ]);
    expect(csvLine([-2, 1.5, true, null, '-2'])).toBe("-2,1.5,true,,'-2\r\n");
  });

  it('comes back from CSV letter by letter, with any content', () => {
    const texts = [
      ...DANGEROUS,
      ...HARMLESS,
      "'=1",
      "''=1",
      'a,b',
      'say "x"',
      'two\r\nlines',
      'end\r',
      ' blank before',
      'blank behind ',
      '，；',
    ];
    const line = csvLine(texts);
    expect(line.endsWith('\r\n')).toBe(true);
    const [cells] = parse(line, { relax_column_count: true, record_delimiter: '\r\n' }) as string[][];
    expect(cells!.map(restored)).toEqual(texts);
    expect(cells!.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
  });

  it('puts a list into one cell and marks it once', () => {
    expect(tableCell(['城管局', '住建局'])).toBe('城管局；住建局');
    expect(tableCell(['=1', '=2'])).toBe("'=1；=2");
  });
});
