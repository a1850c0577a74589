import { parse } from 'csv-parse/sync';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { uuidv7 } from '../../src/kernel/uuid.js';
import { Records } from '../comparison/records.js';
import type { Api } from '../support/api.js';
import type { PlaceRef, RoomRef } from '../support/world.js';
import { ExportWorld, linesOf } from './export-world.js';
import { type Book, readBook } from './sheet-reader.js';

const YEAR = { year: 2021 };
const METRICS = ['SESSIONS_HELD', 'SUGGESTIONS_PER_1000', 'MINUTES_RATE'];
const serial = (day: string): number => (Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000;
const LETTERS = 'ABCDEFGHIJKLMNO';

describe('the sheet a leader is handed', () => {
  let exports: ExportWorld;
  let city: PlaceRef;
  let district: PlaceRef;
  let streets: PlaceRef[];
  let rooms: RoomRef[];
  let committee: Api;

  beforeAll(async () => {
    exports = await ExportWorld.start();
    const { world } = exports;
    city = await world.city();
    district = await world.district(city, 1, '东区');
    streets = [await world.street(district, 1, '东街道'), await world.street(district, 2, '西街道')];
    rooms = [];
    const records = new Records(world, city);
    for (const [street, serialOf] of [
      [0, 1],
      [0, 2],
      [1, 1],
    ] as const)
      rooms.push(
        await world.room(await world.community(streets[street]!, serialOf, `${'东西'[street]}${serialOf}社区`)),
      );
    // Residents of the first two rooms; sessions of the first two; nothing of the third.
    await records.residents(rooms[0]!.place, 1000, '2021-01-01');
    await records.residents(rooms[1]!.place, 9000, '2021-01-01');
    for (const [room, count, suggestions] of [
      [0, 1, 9],
      [1, 6, 1],
    ] as const) {
      const topic = await records.topic(rooms[room]!, { from: '2021-01-05' });
      for (let month = 1; month <= count; month += 1)
        await records.session(
          rooms[room]!,
          topic,
          { from: `2021-0${month}-10` },
          { suggestions, heads: month === 2 ? {} : { CPPCC_MEMBER: 7 } },
          { venue: '=1+1', ...(month > 3 ? {} : { minutes: '记录' }) },
        );
    }
    committee = await world.account(GrantRole.CITY_COMMITTEE, city);
  });
  afterAll(() => exports?.stop());

  const ask = (more: object = {}) => ({
    kind: 'COMPARISON',
    within: city.code,
    period: YEAR,
    metrics: METRICS,
    ...more,
  });
  const book = async (more: object = {}, api = committee): Promise<Book> =>
    readBook((await exports.take(api, { ...ask(more), format: 'XLSX' })).bytes);
  const list = (kind: string, more: object = {}) => book({ kind, period: undefined, metrics: undefined, ...more });

  it('stands first, with a title, who and when, two levels of headers, and room for two hands', async () => {
    const { names, sheet } = await book();
    const summary = sheet('汇总表');
    expect(names).toEqual(['汇总表', '说明', '明细']);
    expect(summary.value('A1')).toBe('甲市协商议事室对比汇总表（演示数据）');
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(summary.value('A2')).toBe(
      `填报单位：甲市政协　　时段：2021-01-01 至 2021-12-31　　生成日期：${day}　　单位：次、条/千人、%`,
    );
    expect(summary.row(3)).toEqual(
      ['序号', '地方', null, null, '召开协商议事会（次）', '每千人意见建议', null, '会议有记录率', null].map(
        (head, index) => (index === 7 ? expect.any(String) : head),
      ),
    );
    expect(summary.row(4)).toEqual([
      null,
      '区（县）',
      '街道（镇）',
      '协商议事室',
      null,
      '数值（条/千人）',
      '分子/分母',
      '比例',
      '分子/分母',
    ]);
    expect(summary.merges).toEqual(
      expect.arrayContaining(['A1:I1', 'A2:I2', 'A3:A4', 'B3:D3', 'E3:E4', 'F3:G3', 'H3:I3', 'A8:D8']),
    );
    expect([5, 6, 7].map((row) => summary.row(row).slice(0, 4))).toEqual([
      [1, '东区', '东街道', '东1社区协商议事室'],
      [2, '东区', '东街道', '东2社区协商议事室'],
      [3, '东区', '西街道', '西1社区协商议事室'],
    ]);
    const last = summary.row(summary.rowCount);
    expect(last[0]).toMatch(/^填表人：测试账号 /);
    expect(last.filter((value) => String(value).startsWith('审核人'))).toEqual(['审核人：']);
  });

  it('shows values as the metric says, a fraction beside each ratio, and a stroke for no value', async () => {
    const summary = (await book()).sheet('汇总表');
    expect(summary.row(5).slice(4)).toEqual([1, 9, '9/1000', expect.anything(), '1/1']);
    expect(summary.row(6).slice(4, 7)).toEqual([6, expect.closeTo(6 / 9), '6/9000']);
    expect(summary.row(6)[8]).toBe('3/6');
    expect(summary.row(7).slice(4)).toEqual(['/', '/', '/', '/', '/']);
    expect([summary.format('E5'), summary.format('F5'), summary.format('H6')]).toEqual([
      '#,##0',
      expect.stringMatching(/^#,##0\.0+$/),
      expect.stringMatching(/^0(\.0+)?%$/),
    ]);
  });

  it('has the total of the API, weighted by numerators and denominators and not averaged', async () => {
    const summary = (await book()).sheet('汇总表');
    const { compareRooms } = await committee.must(
      `query ($within: String!, $metrics: [MetricId!]!) { compareRooms(within: $within, period: {year: 2021}) {
        columns(metrics: $metrics) { total { value numerator denominator } } } }`,
      { within: city.code, metrics: METRICS },
    );
    const totals = compareRooms.columns.map((column: any) => column.total);
    const row = summary.rowOf('合计');
    expect(summary.row(row)).toEqual([
      '合计',
      null,
      null,
      null,
      totals[0].value,
      totals[1].value,
      `${totals[1].numerator}/${totals[1].denominator}`,
      totals[2].value ?? '/',
      `${totals[2].numerator}/${totals[2].denominator}`,
    ]);
    expect(totals[1]).toEqual({ value: 1.5, numerator: 15, denominator: 10_000 });
    const ofRows = [5, 6].map((number) => summary.value(`F${number}`) as number);
    expect((ofRows[0]! + ofRows[1]!) / 2).toBeCloseTo(4.83);
  });

  it('has no value where a part of the ratio is missing, and says in 说明 which and why', async () => {
    const { world } = exports;
    const other = await world.city('丙市');
    const records = new Records(world, other);
    const room = await world.room(await world.community(await world.street(other), 1, '缺社区'));
    await records.session(
      room,
      await records.topic(room, { from: '2021-01-05' }),
      { from: '2021-02-01' },
      { suggestions: 2 },
    );
    const api = await world.account(GrantRole.CITY_COMMITTEE, other);
    const read = await book({ within: other.code, metrics: ['SUGGESTIONS', 'SUGGESTIONS_PER_1000'] }, api);
    // Without a district there is no column for it.
    expect(read.sheet('汇总表').row(5)).toEqual([1, '第1街道', '缺社区协商议事室', 2, '/', '/']);
    const lines = linesOfCover(read);
    expect(lines.get('缺数·每千人意见建议·不适用')).toBe('1 处：缺社区协商议事室');
    expect(lines.get('缺数·每千人意见建议·暂无记录')).toBe('1 处：合计');
    expect(lines.get('指标·每千人意见建议')).toMatch(/计入：.*\n不计：.*\n算法：/);
    expect([...lines.keys()].some((key) => key.startsWith('缺数·意见建议'))).toBe(false);
    expect(lines.get('提示')).toContain('待核实');
    expect(lines.get('演示数据')).toBe('是');
  });

  it('prints on A4, lying, as wide as the page, with its header on each page and their number', async () => {
    const { workbook, styles, sheet } = await book();
    const { xml } = sheet('汇总表');
    expect(xml).toContain('<pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(xml).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    expect(xml).toContain('<oddFooter>&amp;C第&amp;P页 共&amp;N页</oddFooter>');
    expect(workbook).toContain(
      '<definedName name="_xlnm.Print_Titles" localSheetId="0">\'汇总表\'!$1:$4</definedName>',
    );
    expect([...styles.matchAll(/<name val="([^"]+)"/g)].map(([, font]) => font)).toEqual(
      expect.arrayContaining(['宋体', '黑体']),
    );
    // Every cell of the table has a border; the order of parts is the one the format asks for.
    const parts = [
      '<sheetPr',
      '<sheetViews',
      '<cols',
      '<sheetData',
      '<mergeCells',
      '<printOptions',
      '<pageMargins',
      '<pageSetup',
      '<headerFooter',
    ];
    expect(parts.map((part) => xml.indexOf(part))).toEqual(
      parts.map((part) => xml.indexOf(part)).toSorted((a, b) => a - b),
    );
    expect(parts.every((part) => xml.includes(part))).toBe(true);
  });

  it('has at most 15 columns, and names the metrics that are in 明细 only', async () => {
    const { metrics } = await committee.must('{ metrics { id } }');
    const { sheet } = await book({ metrics: metrics.map(({ id }: any) => id) });
    const summary = sheet('汇总表');
    expect(summary.columnCount).toBeLessThanOrEqual(15);
    expect(summary.columnCount).toBeGreaterThan(12);
    const notes = Array.from({ length: summary.rowCount }, (_, index) => String(summary.value(`A${index + 1}`)));
    expect(notes.some((note) => /^另有 \d+ 项指标见《明细》：.+、/.test(note))).toBe(true);
  });

  it('leaves out of 明细 the columns that are empty in each row, and says which', async () => {
    const read = await book({ metrics: ['SESSIONS_HELD'] });
    const detail = read.sheet('明细');
    const header = detail.xml.slice(0, detail.xml.indexOf('</row>'));
    expect(header).toContain('召开协商议事会（次）');
    expect(header).not.toContain('召开协商议事会·分母日期');
    expect(linesOfCover(read).get('明细省去的列')).toMatch(/^\d+ 列各行都没有内容：.*召开协商议事会·分母日期/);
    const { text } = await exports.take(committee, { ...ask({ metrics: ['SESSIONS_HELD'] }), format: 'CSV' });
    expect(text.split('\r\n')[0]).toContain('召开协商议事会·分母日期');
  });

  it('has words for codes in XLSX and CSV, codes beside them when asked, and codes in JSON Lines', async () => {
    const csv = async (more: object = {}) =>
      parse((await exports.take(committee, { ...ask(more), format: 'CSV' })).text, {
        bom: true,
        columns: true,
      }) as any[];
    const [first] = await csv();
    expect(first).toMatchObject({ 行别: '协商议事室', 召开协商议事会·精确程度: '准确' });
    expect(Object.values(first).filter((cell) => /^[A-Z][A-Z_]{3,}$/.test(String(cell)))).toEqual([]);
    const coded = await csv({ codes: true });
    expect(coded[0]).toMatchObject({
      行别: '协商议事室',
      '行别（代码）': 'ROOM',
      '召开协商议事会·精确程度（代码）': 'EXACT',
    });
    expect(coded[2]).toMatchObject({
      召开协商议事会·无数值原因: '暂无记录',
      '召开协商议事会·无数值原因（代码）': 'NO_DATA',
    });
    const detail = (await book()).sheet('明细').xml;
    expect([detail.includes('暂无记录'), detail.includes('NO_DATA')]).toEqual([true, false]);
    expect((await book({ codes: true })).sheet('明细').xml).toContain('NO_DATA');
    expect(linesOf((await exports.take(committee, ask())).text)[2]).toMatchObject({
      rowKind: 'ROOM',
      'SESSIONS_HELD.suppressedReason': 'NO_DATA',
    });
  });

  it('has days as days and moments in the time of Shanghai, and says so', async () => {
    const { world } = exports;
    const place = await world.community(streets[1]!, 9, '夜社区');
    const { sessionId } = await exports.fill(place, '夜');
    await world.sql(city.cityId, `UPDATE session SET recorded_at = '2021-02-03T18:30:15Z' WHERE id = $1`, [sessionId]);
    const only = { kind: 'SESSIONS', within: place.code, period: undefined, metrics: undefined };
    const { text } = await exports.take(committee, { ...only, format: 'CSV' });
    const [row] = parse(text, { bom: true, columns: true }) as any[];
    expect(row).toMatchObject({
      '录入时间（北京时间）': '2021-02-04 02:30:15',
      '召开日期（起）': '2021-02-03',
      状态: '已召开',
    });
    const read = await book(only);
    const detail = read.sheet('明细');
    const cell = /<c r="([A-Z]+2)" s="\d+"><v>44231\.104[^<]*<\/v>/.exec(detail.xml)!;
    expect(detail.format(cell[1]!)).toBe('yyyy\\-mm\\-dd\\ hh:mm:ss');
    const summary = read.sheet('汇总表');
    const held = LETTERS[summary.row(4).indexOf('召开日期')]!;
    expect([summary.value(`${held}5`), summary.format(`${held}5`)]).toEqual([serial('2021-02-03'), 'yyyy\\-mm\\-dd']);
    expect(linesOf((await exports.take(committee, only)).text)[0].recordedAt).toBe('2021-02-03T18:30:15.000Z');
    await world.sql(city.cityId, 'DELETE FROM attendance_person WHERE place_id = $1', [place.id]);
  });

  it('makes a sheet of a list too: its most important columns, and sums where there are some', async () => {
    const summary = (await list('SESSIONS', { within: streets[0]!.code })).sheet('汇总表');
    expect(summary.value('A1')).toBe('东街道协商议事会汇总表（演示数据）');
    expect(summary.row(3).filter(Boolean)).toEqual(['序号', '地方', '内容']);
    const row = summary.rowOf('合计');
    expect(summary.value(`A${row}`)).toBe('合计（共 7 条）');
    const heads = LETTERS[summary.row(4).indexOf('参加人次')]!;
    // One session has no headcount, so the sum is a floor.
    expect([summary.value(`${heads}${row}`), summary.format(`${heads}${row}`)]).toEqual([42, '"不少于"#,##0']);
    expect(summary.row(5)[1]).toBe('东区');
    const venue = LETTERS[summary.row(4).indexOf('地点')]!;
    expect(summary.value(`${venue}5`)).toBe("'=1+1");
    const text = (number: number) => String(summary.value(`A${number}`));
    expect([text(row + 1), text(row + 2)]).toEqual([expect.stringContaining('“/”'), expect.stringContaining('可相加')]);
  });

  it('says that there is nothing, with all its headers and without a total of numbers', async () => {
    const empty = (await list('ITEM_VERIFICATIONS')).sheet('汇总表');
    expect(empty.value('A5')).toBe('合计（共 0 条）');
    expect(empty.value('A6')).toBe('本时段没有可列的内容。');
    const { world } = exports;
    const other = await world.city('空市');
    const api = await world.account(GrantRole.CITY_COMMITTEE, other);
    const read = await book({ within: other.code }, api);
    const numbers = read.sheet('汇总表');
    expect(numbers.row(4)).toContain('协商议事室');
    expect(numbers.value('A5')).toBe('本时段没有可列的内容。');
    expect(linesOfCover(read).get('缺数')).toBe('没有缺数');
  });

  it('makes sheets of streets, of a summary and of a trend', async () => {
    const streetsSheet = (await book({ kind: 'STREETS' })).sheet('汇总表');
    expect(streetsSheet.row(5).slice(0, 6)).toEqual([1, '东区', '东街道', 2, 2, 2]);
    const total = streetsSheet.row(streetsSheet.rowOf('合计'));
    expect([total[0], total[6]]).toEqual(['合计', 8]);
    const summary = (await book({ kind: 'SUMMARY' })).sheet('汇总表');
    expect(summary.row(5).slice(0, 3)).toEqual([1, '东区', 4]);
    const trend = (await book({ kind: 'TREND', by: 'QUARTER' })).sheet('汇总表');
    expect([5, 6, 7, 8].map((row) => trend.value(`B${row}`))).toEqual(
      [1, 2, 3, 4].map((quarter) => `2021年第${quarter}季度`),
    );
    expect(trend.rowOf('合计')).toBeUndefined();
    expect(trend.value('A10')).toBe('各时段是同一批协商议事室，不作合计。');
  });

  it('has every room of 300, in the order of codes, each with its street', async () => {
    const { world } = exports;
    const many = await world.city('大市');
    const parent = await world.street(many, 1, '大街道');
    const first = await world.community(parent, 1, '甲社区');
    await world.room(first);
    for (let number = 2; number <= 300; number += 1) {
      const id = uuidv7();
      const path = `${parent.path}${number.toString(36).padStart(4, '0')}`;
      await world.insert(many.cityId, 'place', {
        id,
        path,
        level: 'COMMUNITY',
        kind: 'NEIGHBOURHOOD',
        parent_id: parent.id,
        is_demo: true,
        code: `${parent.code}${String(number).padStart(3, '0')}`,
        name: `第${number}社区`,
      });
      await world.room({ ...first, id, path, name: `第${number}社区` });
    }
    const api = await world.account(GrantRole.CITY_COMMITTEE, many);
    const summary = (await book({ within: many.code, metrics: ['ROOMS_BUILT', 'SESSIONS_HELD'] }, api)).sheet('汇总表');
    expect(summary.rowOf('合计')).toBe(305);
    expect([summary.value('A304'), summary.value('B304'), summary.value('C304')]).toEqual([
      300,
      '大街道',
      '第300社区协商议事室',
    ]);
    expect(summary.row(305)[3]).toBe(300);
  });
});

const linesOfCover = (read: Book): Map<string, string> => {
  const cover = read.sheet('说明');
  return new Map(
    Array.from({ length: cover.rowCount }, (_, index) => [
      String(cover.value(`A${index + 1}`)),
      String(cover.value(`B${index + 1}`)),
    ]),
  );
};
