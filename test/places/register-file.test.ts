import { checkPlaceRows } from '../../src/modules/places/place-check.service.js';
import { type CsvContent, readPlaceCsv } from '../../src/modules/places/place-csv.service.js';
import { MOST_FILE_BYTES, MOST_ROWS, readRegisterFile } from '../../src/modules/places/register-file.service.js';
import { MOST_UNPACKED_BYTES } from '../../src/modules/places/register-workbook.service.js';
import { workbook } from './workbook.js';

const HEAD = 'code,kind,name,parent_code\n990200,CITY,试验市,\n990200001,STREET,东街街道,990200\n';
const ROW = '990200001001,COMMUNITY,甲社区,990200001\n';

const placesOf = (content: CsvContent) => {
  expect(content.problems).toEqual([]);
  const { places, problems } = checkPlaceRows(content.rows);
  expect(problems).toEqual([]);
  return places.map(({ code, level, name, parentCode }) => [code, level, name, parentCode]);
};
const PLACES = [
  ['990200', 'CITY', '试验市', null],
  ['990200001', 'STREET', '东街街道', '990200'],
  ['990200001001', 'COMMUNITY', '甲社区', '990200001'],
];

describe('the file of a register', () => {
  it.each([
    ['as it should be', HEAD + ROW],
    ['rows of commas alone', `${HEAD}${ROW.trim()},,,\n,,,\n\n`],
    ['an ideographic space before a name', HEAD + ROW.replace('甲社区', '\u3000甲社区\u3000')],
    [
      'invisible characters',
      HEAD + ROW.replace('甲社区', '\u200B甲\u2060社区').replace('990200001001', '9902\u200D00001001'),
    ],
    ['full-width digits', HEAD + ROW.replace('990200001001', '９９０２００００１００１')],
    ['a header in capitals', HEAD.replace('code,kind,name,parent_code', 'CODE,Kind,NAME,Parent_Code') + ROW],
    [
      'a header in Chinese, levels too',
      `编码,级别,名称,上级编码\n990200,市,试验市,\n990200001,街道,东街街道,990200\n990200001001,社区,甲社区,990200001\n`,
    ],
    ['a title above the header', `试验市区划代码表,,,\n,,,\n${HEAD}${ROW}`],
    [
      'codes of twelve digits',
      HEAD.replaceAll('990200001,', '990200001000,').replaceAll(/990200(,|\n)/g, '990200000000$1') +
        ROW.replace(',990200001\n', ',990200001000\n'),
    ],
    ['a prefecture of four digits', HEAD.replaceAll(/990200(,|\n)/g, '9902$1') + ROW],
  ])('is read with %s', (_what, text) => {
    expect(placesOf(readPlaceCsv(text))).toEqual(PLACES);
  });

  it.each([
    [';', '分号'],
    ['\t', '制表符'],
    ['，', '全角逗号'],
    ['|', '竖线'],
  ])('whose columns are separated by "%s" is refused, and the separator is named', (separator, word) => {
    const { rows, problems } = readPlaceCsv((HEAD + ROW).replaceAll(',', separator));
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ row: 1, code: 'SEPARATOR' }]);
    expect(problems[0]!.text.zh).toContain(word);
  });

  it('names a code that a spreadsheet has shortened', () => {
    const { problems } = checkPlaceRows(readPlaceCsv(HEAD + ROW.replace('990200001001', '9.902E+11')).rows);
    expect(problems).toMatchObject([{ row: 4, code: 'CODE_FORM' }]);
    expect(problems[0]!.text.zh).toContain('科学计数法');
  });

  it('may be a workbook, with codes as numbers and a title above', async () => {
    const file = await workbook([
      ['试验市区划代码表'],
      ['code', 'kind', 'name', 'parent_code'],
      [990200, 'CITY', '试验市'],
      [990200001, 'STREET', '东街街道', 990200],
      [990200001001, 'COMMUNITY', '甲社区', 990200001],
    ]);
    expect(placesOf(await readRegisterFile(file))).toEqual(PLACES);
  });

  it('is refused as a workbook that unpacks to too much, that is broken, or that is no workbook', async () => {
    const rows = [['code', 'kind', 'name', 'parent_code']];
    const large = await workbook(rows, '0'.repeat(MOST_UNPACKED_BYTES + 1));
    expect(large.length).toBeLessThan(MOST_FILE_BYTES);
    const most = await workbook(rows, '0'.repeat(MOST_UNPACKED_BYTES / 2));
    expect((await readRegisterFile(most)).problems).toEqual([]);
    for (const [file, word] of [
      [large, '过大'],
      [most.subarray(0, 500), '打不开'],
      [Buffer.from('PK\u0003\u0004nothing'), '打不开'],
    ] as const) {
      const { problems } = await readRegisterFile(file);
      expect(problems).toMatchObject([{ row: 0, code: 'WORKBOOK_BROKEN' }]);
      expect(problems[0]!.text.zh).toContain(word);
    }
  });

  it('is refused above its bounds of bytes and of rows', async () => {
    expect((await readRegisterFile(Buffer.alloc(MOST_FILE_BYTES + 1, 'a'))).problems).toMatchObject([
      { code: 'FILE_TOO_LARGE' },
    ]);
    const rows = (count: number): Buffer => Buffer.from(HEAD + ROW.repeat(count));
    expect((await readRegisterFile(rows(MOST_ROWS))).problems).toMatchObject([{ code: 'FILE_TOO_LARGE' }]);
    expect((await readRegisterFile(rows(MOST_ROWS - 2))).problems).toEqual([]);
  });

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${HEAD}${ROW}`)],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(HEAD + ROW, 'utf16le')])],
  ])('is read in %s', async (_encoding, bytes) => {
    expect(placesOf(await readRegisterFile(bytes))).toEqual(PLACES);
  });
});
