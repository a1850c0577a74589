import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import readWorkbook from 'read-excel-file/node';
import type { ExportRow } from '../../src/modules/exports/export-row.js';
import type { SheetMaker } from '../../src/modules/exports/sheet-table.js';
import { tableColumns } from '../../src/modules/exports/table-columns.js';
import { CountedFile } from '../../src/modules/exports/counted-file.js';
import { WorkbookFile } from '../../src/modules/exports/workbook-file.js';
import { ZipFile } from '../../src/modules/exports/zip-file.js';

const COLUMNS = [
  { key: 'n', zh: '序号' },
  { key: 'text', zh: '文字' },
];
const cover = (rowCount: number) => [
  { key: 'rowCount', zh: '数据行数', value: rowCount },
  { key: 'title', zh: '标题', value: '=1+1' },
];

/** A sheet in front that shows only how many rows were read. */
const sheet: SheetMaker = {
  keys: ['n'],
  sums: [],
  mostRows: 1,
  table: ({ rowCount }) => ({
    columns: [{ group: null, head: '行数', align: 'left' }],
    rows: [[{ value: rowCount }]],
    total: null,
    notes: [],
    measures: '',
    lines: [],
  }),
};
const head = { title: '标题', unit: '', period: '', day: '2026-12-01', filledBy: '' };
const parts = { columns: tableColumns(COLUMNS, false), sheet, about: null, head, cover };

describe('a workbook written as it comes', () => {
  let folder: string;
  const path = () => join(folder, 'book.xlsx');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hsl-workbook-'));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = async (pages: readonly (readonly ExportRow[])[], mostRows?: number) => {
    const file = new WorkbookFile(path(), parts, mostRows);
    for (const rows of pages) await file.write(rows);
    return file.finish();
  };
  const row = (n: number) => ({ n, text: `第${n}行` });
  const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => row(from + index));

  it('gives its size and checksum as they are', async () => {
    const { byteCount, sha256 } = await write([rows(1, 500)]);
    expect([byteCount, sha256]).toEqual([
      statSync(path()).size,
      createHash('sha256').update(readFileSync(path())).digest('hex'),
    ]);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('is the same file for the same rows, in pages of every size', async () => {
    const first = await write([rows(1, 500)]);
    expect(await write([rows(1, 123), rows(124, 500)])).toEqual(first);
  });

  it('is an archive of the plain kind: Excel takes needless sizes in 64 bits for damage', async () => {
    await write([rows(1, 500)]);
    const bytes = readFileSync(path());
    const [signature, versionNeeded, time, date, extra] = [
      bytes.readUInt32LE(0),
      bytes.readUInt16LE(4),
      bytes.readUInt16LE(10),
      bytes.readUInt16LE(12),
      bytes.readUInt16LE(28),
    ];
    expect({ signature, versionNeeded, time, date, extra }).toEqual({
      signature: 0x0403_4b50,
      versionNeeded: 20,
      time: 0,
      date: 0x0021,
      extra: 0,
    });
    expect(bytes.includes(Buffer.from('504b0606', 'hex'))).toBe(false);
  });

  it('goes on in further sheets under the same headers where one is full, and loses no row', async () => {
    await write([rows(1, 7), rows(8, 8), rows(9, 25)], 11);
    const sheets = await readWorkbook(path());
    expect(sheets.map(({ sheet, data }) => [sheet, data.length])).toEqual([
      ['汇总表', 6],
      ['说明', 2],
      ['明细', 11],
      ['明细2', 11],
      ['明细3', 6],
    ]);
    expect(sheets.slice(2).map(({ data }) => data[0])).toEqual(Array.from({ length: 3 }, () => ['序号', '文字']));
    expect(sheets.slice(2).flatMap(({ data }) => data.slice(1))).toEqual(rows(1, 25).map(({ n, text }) => [n, text]));
    expect(sheets[0]!.data[4]).toEqual([25]);
    expect(sheets[1]!.data[0]).toEqual(['数据行数', 25]);
  });

  it('begins no sheet for nothing: exactly full is full', async () => {
    await write([rows(1, 10)], 11);
    expect((await readWorkbook(path())).map(({ sheet }) => sheet)).toEqual(['汇总表', '说明', '明细']);
  });

  it('has headers where there are no rows', async () => {
    await write([]);
    expect(await readSheet(path(), '明细')).toEqual([['序号', '文字']]);
  });

  it('holds every text that XML can say, and runs none of it', async () => {
    const texts = [
      '<b>&"\'',
      '一\r\n二\t三',
      '半个\ud83d字',
      '😀',
      '_x0041_',
      '\u0000\u0007铃',
      ' 前后空白 ',
      '=SUM(A1)',
      '',
      ']]>',
    ];
    await write([
      texts.map((text, n) => ({ n, text })),
      [
        { n: -1.5, text: null },
        { n: 2, text: true },
      ],
    ]);
    const [, ...read] = await readSheet(path(), '明细');
    expect(read.slice(0, texts.length).map((cells) => cells[1])).toEqual([
      '<b>&"\'',
      '一\r\n二\t三',
      '半个字',
      '😀',
      expect.stringMatching(/x0041_$/),
      '铃',
      expect.stringContaining('前后空白'),
      "'=SUM(A1)",
      null,
      ']]>',
    ]);
    expect(read.slice(texts.length)).toEqual([
      [-1.5, null],
      [2, '是'],
    ]);
    expect((await readSheet(path(), '说明'))[1]).toEqual(['标题', "'=1+1"]);
  });

  it('ends at once when it is given up in the middle, also before it began', async () => {
    const file = new WorkbookFile(path(), parts);
    await file.write(rows(1, 2_000));
    await file.abandon();
    const left = readFileSync(path());
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    expect(readFileSync(path())).toEqual(left);
    await new WorkbookFile(join(folder, 'never.xlsx'), parts).abandon();
    expect([existsSync(path()), existsSync(join(folder, 'never.xlsx'))]).toEqual([true, false]);
  });

  it('says so when it cannot be written, instead of waiting for ever', async () => {
    const nowhere = new ZipFile(join(folder, 'no', 'such', 'folder.zip'));
    nowhere.begin('a');
    await expect(nowhere.write(Buffer.from('a')).then(() => nowhere.end())).rejects.toThrow(/ENOENT/);
    await nowhere.abandon();
    const full = new ZipFile('/dev/full');
    await expect(
      (async () => {
        full.begin('a');
        for (let n = 0; n < 200; n += 1)
          await full.write(Buffer.from(createHash('sha512').update(String(n)).digest('hex').repeat(2_000)));
        await full.end();
      })(),
    ).rejects.toThrow(/ENOSPC/);
    await full.abandon();
  });

  it('says so when the disk fills up in the middle, and ends', async () => {
    const whole = CountedFile.prototype.write;
    jest.spyOn(CountedFile.prototype, 'write').mockImplementation(async function write(this: CountedFile, bytes) {
      if (this.byteCount > 1_000_000) throw new Error('ENOSPC');
      return whole.call(this, bytes);
    });
    const file = new ZipFile(path());
    file.begin('a');
    await expect(
      (async () => {
        for (;;) await file.write(randomBytes(100_000));
      })(),
    ).rejects.toThrow('ENOSPC');
    await file.abandon();
    expect(statSync(path()).size).toBeGreaterThan(1_000_000);
  });

  it('takes no more than a disk that waits lets it hold, and loses nothing of it', async () => {
    const whole = CountedFile.prototype.write;
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    jest.spyOn(CountedFile.prototype, 'write').mockImplementation(async function write(this: CountedFile, bytes) {
      await released;
      return whole.call(this, bytes);
    });
    const file = new ZipFile(path());
    let taken = 0;
    const written = (async () => {
      file.begin('a');
      for (; taken < 100; taken += 1) await file.write(randomBytes(100_000));
      await file.end();
      return file.finish();
    })();
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    expect(taken).toBeLessThan(20);
    release();
    expect((await written).byteCount).toBeGreaterThan(10_000_000);
    expect(taken).toBe(100);
  });
});
