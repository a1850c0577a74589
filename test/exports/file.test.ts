import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { CATALOGUE_VERSION } from '../../src/modules/comparison/catalogue/catalogue-version.service.js';
import { RECORD_KINDS } from '../../src/modules/exports/kinds/record-kinds.js';
import { tableColumns, textCell } from '../../src/modules/exports/table-columns.js';
import type { Api } from '../support/api.js';
import type { PlaceRef } from '../support/world.js';
import { ExportWorld, linesOf, tokenOf } from './export-world.js';

const FORMULA = '=HYPERLINK("http://example.invalid","看"), 点我';

describe('the file of an export', () => {
  let exports: ExportWorld;
  let place: PlaceRef;
  let api: Api;

  beforeAll(async () => {
    exports = await ExportWorld.start();
    const { world } = exports;
    place = await world.community(await world.street(await world.city()));
    const { roomId, sessionId, topicId } = await exports.fill(place, '本社区');
    const at = {
      place_id: place.id,
      place_path: place.path,
      room_id: roomId,
      topic_id: topicId,
      session_id: sessionId,
    };
    const texts = [FORMULA, '-3℃ 以下停工', '两行\r\n文字, "引号"', '\u000b控制符', null, '长'.repeat(40_000)];
    for (const [index, text] of texts.entries())
      await world.insert(place.cityId, 'suggestion', { ...at, ordinal: index + 2, text });
    await world.sql(
      place.cityId,
      `INSERT INTO suggestion (city_id, id, place_id, place_path, room_id, topic_id, session_id, ordinal, text)
      SELECT $1, gen_random_uuid(), $2, $3, $4, $5, $6, n, '第' || n || '条' FROM generate_series(100, 4700) n`,
      [place.cityId, place.id, place.path, roomId, topicId, sessionId],
    );
    api = await world.account(GrantRole.CONVENER, place);
  });
  afterAll(() => exports?.stop());

  const within = () => ({ kind: 'SUGGESTIONS', within: place.code });
  const rowsOfCsv = (text: string): string[][] => parse(text, { bom: true, record_delimiter: '\r\n' }) as string[][];
  const restored = (cell: string): string => (/^''*[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell);

  it('has the checksum, the size and the rows the export shows', async () => {
    for (const format of ['CSV', 'JSONL', 'XLSX']) {
      const { asked, bytes } = await exports.take(api, { ...within(), format });
      const shown = await exports.shown(api, asked);
      expect(shown).toMatchObject({
        state: 'DONE',
        failure: null,
        rowCount: 4608,
        rowsDone: 4608,
        byteCount: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
      expect(shown.downloadedAt).not.toBeNull();
    }
  });

  it('is the same in CSV and JSON Lines, cell by cell, in the order of ids across pages', async () => {
    const lines = linesOf((await exports.take(api, { ...within(), format: 'JSONL' })).text);
    const [header, ...rows] = rowsOfCsv((await exports.take(api, { ...within(), format: 'CSV' })).text);
    const { columns } = RECORD_KINDS.SUGGESTIONS;
    expect(header).toEqual(columns.map(({ zh }) => zh));
    expect(lines.map((line) => Object.keys(line).join())).toEqual(
      lines.map(() => columns.map(({ key }) => key).join()),
    );
    expect(rows.map((row) => row.map(restored))).toEqual(
      lines.map((line) => tableColumns(columns, false).map((column) => String(textCell(column, line) ?? ''))),
    );
    const stored = await exports.world.sql<{ id: string }>(place.cityId, 'SELECT id FROM suggestion ORDER BY id');
    expect(lines.map((line) => Buffer.from(line.id, 'base64url').toString().split(':')[2])).toEqual(
      stored.map(({ id }) => id),
    );
  });

  it('keeps the types in JSON Lines, and runs nothing in a spreadsheet', async () => {
    const lines = linesOf((await exports.take(api, within())).text);
    const formula = lines.find((line) => line.text === FORMULA);
    expect(formula).toMatchObject({
      ordinal: 2,
      heldFrom: '2021-02-03',
      placeCode: place.code,
      version: 1,
      origin: 'ENTERED',
      answerResult: null,
    });
    const { text } = await exports.take(api, { ...within(), format: 'CSV' });
    expect(text.startsWith('\ufeff编号,区划代码,')).toBe(true);
    expect(text.split('\r\n').at(-1)).toBe('');
    expect(
      rowsOfCsv(text)
        .flat()
        .filter((cell) => /^[=+\-@]/.test(cell)),
    ).toEqual([]);
    expect(text).toContain(`"'=HYPERLINK(""http://example.invalid""`);
  });

  it('opens as a workbook of cover and data, numbers as numbers', async () => {
    const { bytes, headers } = await exports.take(api, { ...within(), format: 'XLSX' });
    expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const sheets = await readWorkbook(bytes);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['汇总表', '说明', '明细']);
    const cover = new Map(sheets[1]!.data.map(([name, value]) => [name, value]));
    expect(cover.get('演示数据')).toBe('是');
    expect(cover.get('数据行数')).toBe(4608);
    const [header, ...rows] = sheets[2]!.data;
    const { columns } = RECORD_KINDS.SUGGESTIONS;
    expect(header).toEqual(columns.map(({ zh }) => zh));
    const lines = linesOf((await exports.take(api, within())).text);
    const at = (key: string) => columns.findIndex((column) => column.key === key);
    expect(rows.map((row) => row[at('ordinal')])).toEqual(lines.map((line) => line.ordinal));
    const texts = rows.map((row) => row[at('text')] as string | null);
    expect(texts).toContain(`'${FORMULA}`);
    expect(texts).toContain('控制符');
    const long = texts.find((text) => text?.startsWith('长'))!;
    expect([long.length, long.slice(-8)]).toEqual([32_767, 'CSV 或 JSONL）'.slice(-8)]);
    expect(texts.filter((text) => text === null).length).toBe(1);
  });

  it('is on its cover: filters, catalogue, demonstration, role, time, rows', async () => {
    const asked = await exports.request(api, { ...within(), format: 'JSONL', period: { year: 2021 } });
    await exports.server.exports.drain();
    const cover = JSON.parse((await exports.fetch(`${asked.downloadPath}?part=cover`, tokenOf(api))).text);
    expect(cover).toMatchObject({
      title: '意见建议 / Suggestions',
      isDemo: true,
      withinCode: place.code,
      withinName: place.name,
      periodFrom: '2021-01-01',
      periodTo: '2021-12-31',
      catalogueVersion: CATALOGUE_VERSION,
      requestedAs: 'CONVENER',
      rowCount: 4608,
      metrics: [],
    });
    expect(Date.parse(cover.writtenAt)).toBeGreaterThan(Date.now() - 60_000);
    const csv = await exports.request(api, { ...within(), format: 'CSV' });
    await exports.server.exports.drain();
    const rows = new Map(
      rowsOfCsv((await exports.fetch(`${csv.downloadPath}?part=cover`, tokenOf(api))).text) as [string, string][],
    );
    expect(rows.get('演示数据')).toBe('是');
    expect(rows.get('指标目录版本')).toBe(CATALOGUE_VERSION);
  });

  it('holds only what happened within the period, a vague date only when all of it does', async () => {
    const count = async (kind: string, period: Record<string, unknown>) =>
      linesOf((await exports.take(api, { kind, within: place.code, period })).text).length;
    expect(await count('SUGGESTIONS', { from: '2021-02-01', to: '2021-02-28' })).toBe(4608);
    expect(await count('SUGGESTIONS', { from: '2021-03-01', to: '2021-03-31' })).toBe(0);
    expect(await count('EVALUATIONS', { from: '2021-03-01', to: '2021-03-31' })).toBe(1);
    await exports.world.sql(place.cityId, `UPDATE evaluation SET done_from = '2021-02-28'`);
    expect(await count('EVALUATIONS', { from: '2021-03-01', to: '2021-03-31' })).toBe(0);
  });

  it('has a header and no rows where there is nothing', async () => {
    const { asked, text } = await exports.take(api, { kind: 'OUTCOMES', within: place.code, format: 'CSV' });
    expect(rowsOfCsv(text)).toEqual([RECORD_KINDS.OUTCOMES.columns.map(({ zh }) => zh)]);
    expect(await exports.shown(api, asked)).toMatchObject({ state: 'DONE', rowCount: 0 });
    expect((await exports.take(api, { kind: 'OUTCOMES', within: place.code })).bytes.length).toBe(0);
  });
});
