import { RegisterAnswer } from '../../src/modules/places/place.enums.js';
import {
  type ImportOptions,
  type ImportReport,
  cityIdOf,
  importPlaces,
} from '../../src/modules/places/place-import.service.js';
import { linesOfImport } from '../../src/modules/places/import-lines.js';
import { CityImport } from '../../src/modules/places/city-import.service.js';
import { type OwnerQuery, asOwner } from '../../src/modules/places/owner-source.service.js';
import { checkPlaceRows } from '../../src/modules/places/place-check.service.js';
import { readPlaceCsv } from '../../src/modules/places/place-csv.service.js';
import { World } from '../support/world.js';

const HEADER = 'code,kind,name,parent_code';
const CITY = '990121,CITY,甲市,';
const STREET = '990121001,STREET,东门街道,990121';
const BRIDGE = '990121001001,COMMUNITY,桥头居委会,990121001';
const SOUTH = '990121001002,COMMUNITY,南园居委会,990121001';
const csv = (...lines: string[]): string => [HEADER, ...lines].join('\n');

describe('what an import does with a register that is not what it was', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
    world.sendsOwnTexts = true;
    await bring(csv(CITY, STREET, BRIDGE, SOUTH));
  });
  afterAll(() => world.stop());

  const cityId = cityIdOf('990121');
  const bring = (file: string | Buffer, options: ImportOptions = {}): Promise<ImportReport> =>
    importPlaces(world.owner, file, options);
  const stored = (): Promise<Record<string, unknown>[]> =>
    world.sql(cityId, 'SELECT code, name, kind, other_names, version FROM place ORDER BY code');
  const answering = (key: string, answer: RegisterAnswer): ImportOptions => ({ answers: new Map([[key, answer]]) });
  const entryOf = ({ entries }: ImportReport, code: string) => entries.find((entry) => entry.code === code);
  const codesOf = ({ problems }: ImportReport): string[] => problems.map(({ code }) => code);

  it('takes a bracket behind a name for a difference of form: the place keeps its name and its kind', async () => {
    const report = await bring(csv(CITY, STREET, BRIDGE.replace('桥头居委会', '桥头居委会（筹）'), SOUTH));
    expect(entryOf(report, '990121001001')).toMatchObject({ state: 'FORMAL', steps: ['ALIAS'] });
    expect((await stored())[2]).toMatchObject({
      name: '桥头居委会',
      kind: 'NEIGHBOURHOOD',
      other_names: ['桥头社区', '桥头居委会（筹）'],
    });
    expect(await bring(csv(CITY, STREET, BRIDGE.replace('桥头居委会', '桥头居委会（筹）'), SOUTH))).toMatchObject({
      changed: 0,
      unchanged: 4,
    });
  });

  it('previews without changing anything', async () => {
    const before = await stored();
    const report = await bring(csv(CITY, STREET, BRIDGE.replace('桥头', '石桥'), SOUTH), { isPreview: true });
    expect(report).toMatchObject({ renamed: 1, changed: 1, problems: [] });
    expect(entryOf(report, '990121001001')).toMatchObject({ state: 'RENAMED', line: 4 });
    expect(await stored()).toEqual(before);
  });

  it('imports the plan that was previewed, and no other', async () => {
    const file = csv(CITY, STREET, BRIDGE, SOUTH.replace('南园', '西园'));
    const { plan } = await bring(file, { isPreview: true });
    expect((await bring(file, { isPreview: true })).plan).toBe(plan);
    const before = await stored();
    const changedFile = csv(CITY, STREET, BRIDGE, SOUTH.replace('南园', '北园'));
    expect(codesOf(await bring(changedFile, { expectedPlan: plan! }))).toEqual(['PLAN_CHANGED']);
    await world.sql(cityId, `UPDATE place SET name = '城东街道' WHERE code = '990121001'`);
    expect(codesOf(await bring(file, { expectedPlan: plan! }))).toEqual(['PLAN_CHANGED']);
    await world.sql(cityId, `UPDATE place SET name = '东门街道' WHERE code = '990121001'`);
    expect(await stored()).toEqual(before);
    // Control: file and register are again what was previewed.
    expect(await bring(file, { expectedPlan: plan! })).toMatchObject({ renamed: 1, problems: [], plan });
    await bring(csv(CITY, STREET, BRIDGE, SOUTH));
  });

  it('names the same plan with answers and without them', async () => {
    const file = csv(CITY, STREET, BRIDGE);
    const { plan } = await bring(file, { isPreview: true });
    const keeping = answering('990121001002', RegisterAnswer.KEEP);
    expect(await bring(file, { ...keeping, expectedPlan: plan! })).toMatchObject({ problems: [], plan });
  });

  it('lists what becomes a unit of the statistics, and nothing else', async () => {
    const added = ['990121001498,COMMUNITY,某园虚拟社区,990121001', '990121001003,COMMUNITY,西河居委会,990121001'];
    const report = await bring(csv(CITY, STREET, BRIDGE, SOUTH, ...added), { isPreview: true });
    expect(report).toMatchObject({ added: 2, statisticsOnly: ['990121001498'] });
    expect(linesOfImport(report).filter((line) => line.includes('990121001498'))).toHaveLength(2);
  });

  it('sends as many statements for forty changed places as for four', async () => {
    const lines = Array.from({ length: 40 }, (_, at) => `990131001${String(at + 1).padStart(3, '0')},COMMUNITY`);
    const head = ['990131,CITY,丁市,', '990131001,STREET,西门街道,990131'];
    const named = (word: string, changed: number): string =>
      csv(...head, ...lines.map((line, at) => `${line},${at < changed ? word : '旧'}${at}居委会,990131001`));
    const statements = async (file: string): Promise<number> => {
      let count = 0;
      await asOwner(world.owner, async (query, enter) => {
        await enter(cityIdOf('990131'));
        const counting: OwnerQuery = (text, values) => {
          count += 1;
          return query(text, values);
        };
        const work = await CityImport.begin(counting, cityIdOf('990131'), false);
        work.plan(checkPlaceRows(readPlaceCsv(file).rows).places, new Map());
        await work.apply();
      });
      return count;
    };
    await bring(named('旧', 0));
    const few = await statements(named('新', 4));
    expect(await statements(named('又', 40))).toBe(few);
    const changed = `SELECT count(*)::int AS n FROM place_change WHERE kind = 'RENAMED'`;
    expect(await world.sql(cityIdOf('990131'), changed)).toEqual([{ n: 44 }]);
    const now = `SELECT count(*)::int AS n FROM place WHERE name LIKE '又%居委会' AND '旧5居委会' <> ALL (other_names)`;
    expect(await world.sql(cityIdOf('990131'), now)).toEqual([{ n: 39 }]);
  });

  it('asks about a place that the file does not name, and leaves it where it is', async () => {
    const before = await stored();
    const report = await bring(csv(CITY, STREET, BRIDGE));
    expect(codesOf(report)).toEqual(['ANSWER_NEEDED']);
    expect(entryOf(report, '990121001002')).toMatchObject({ state: 'ABSENT', line: 0, needsAnswer: true });
    expect(await stored()).toEqual(before);
    expect(await bring(csv(CITY, STREET, BRIDGE), answering('990121001002', RegisterAnswer.KEEP))).toMatchObject({
      problems: [],
      absent: ['990121001002'],
    });
    expect(await stored()).toEqual(before);
  });

  it('asks before a kind changes, and takes either answer', async () => {
    await world.sql(cityId, `UPDATE place SET kind = 'STATISTICAL_ONLY' WHERE code = '990121001002'`);
    const file = csv(CITY, STREET, BRIDGE, SOUTH);
    const asked = await bring(file);
    expect(codesOf(asked)).toEqual(['ANSWER_NEEDED']);
    expect(entryOf(asked, '990121001002')).toMatchObject({ state: 'CONFLICT', kind: 'STATISTICAL_ONLY' });
    expect(await bring(file, answering('5', RegisterAnswer.KEEP))).toMatchObject({ changed: 0, problems: [] });
    expect((await stored())[3]).toMatchObject({ kind: 'STATISTICAL_ONLY' });
    const accepted = await bring(file, answering('5', RegisterAnswer.ACCEPT));
    expect(entryOf(accepted, '990121001002')).toMatchObject({ state: 'KIND_CHANGED', kind: 'NEIGHBOURHOOD' });
    expect((await stored())[3]).toMatchObject({ kind: 'NEIGHBOURHOOD' });
    expect(await world.sql(cityId, `SELECT former_kind FROM place_change WHERE kind = 'KIND_CHANGED'`)).toEqual([
      { former_kind: 'STATISTICAL_ONLY' },
    ]);
  });

  it('makes no place with a room a unit of the statistics, also when that is accepted', async () => {
    const file = csv(CITY, STREET, BRIDGE, SOUTH, '990121001498,COMMUNITY,某场虚拟社区,990121001');
    await bring(file);
    const [place] = await world.sql<{ id: string; path: string }>(
      cityId,
      `UPDATE place SET kind = 'NEIGHBOURHOOD' WHERE code = '990121001498' RETURNING id, path`,
    );
    const accepting = answering('990121001498', RegisterAnswer.ACCEPT);
    const room = await world.insert(cityId, 'room', {
      place_id: place!.id,
      place_path: place!.path,
      name: '甲协商议事室',
      enrolled_on: '2020-01-01',
    });
    const refused = await bring(file, accepting);
    expect(refused.problems.map(({ code }) => code)).toContain('PLACE_HAS_ROOM');
    expect(refused.problems.some(({ text }) => text.zh.includes('甲协商议事室'))).toBe(true);
    expect(await bring(file, answering('990121001498', RegisterAnswer.KEEP))).toMatchObject({ problems: [] });
    expect((await stored()).find(({ code }) => code === '990121001498')).toMatchObject({ kind: 'NEIGHBOURHOOD' });
    // Control: without the room the same answer is taken.
    for (const table of ['room_register', 'room_keeping'])
      await world.sql(cityId, `DELETE FROM ${table} WHERE room_id = $1`, [room]);
    await world.sql(cityId, 'DELETE FROM room WHERE id = $1', [room]);
    expect(await bring(file, accepting)).toMatchObject({ changed: 1, problems: [] });
    await world.sql(cityId, `DELETE FROM place_change WHERE place_id = $1`, [place!.id]);
    await world.sql(cityId, `DELETE FROM place WHERE id = $1`, [place!.id]);
  });

  it('reads an answer from a column, in either language, and refuses an answer that nobody asked for', async () => {
    await world.sql(cityId, `UPDATE place SET kind = 'VILLAGE' WHERE code = '990121001002'`);
    const withAnswers = (answer: string): string =>
      [`${HEADER},答复`, `${CITY},`, `${STREET},`, `${BRIDGE},`, `${SOUTH},${answer}`].join('\n');
    expect(codesOf(await bring(withAnswers('好的')))).toEqual(['ANSWER_UNKNOWN']);
    expect(await bring(withAnswers('接受'))).toMatchObject({ changed: 1, problems: [] });
    expect(codesOf(await bring(csv(CITY, STREET, BRIDGE, SOUTH), answering('99', RegisterAnswer.KEEP)))).toEqual([
      'ANSWER_UNUSED',
    ]);
  });

  it('asks when a closed code comes back with another name, and frees the code when that is accepted', async () => {
    await world.sql(cityId, `UPDATE place SET closed_on = '2026-06-01' WHERE code = '990121001002'`);
    expect(await bring(csv(CITY, STREET, BRIDGE, SOUTH))).toMatchObject({ unchanged: 4, problems: [] });
    const file = csv(CITY, STREET, BRIDGE, SOUTH.replace('南园', '新建'));
    const asked = await bring(file);
    expect(codesOf(asked)).toEqual(['ANSWER_NEEDED']);
    expect(asked.problems[0]!.text.zh).toContain('南园');
    expect(await bring(file, answering('990121001002', RegisterAnswer.KEEP))).toMatchObject({ added: 0, problems: [] });
    expect(await bring(file, answering('990121001002', RegisterAnswer.ACCEPT))).toMatchObject({ added: 1 });
    expect((await stored()).map(({ code, name }) => [code, name])).toEqual([
      ['990121', '甲市'],
      ['990121001', '东门街道'],
      ['990121001001', '桥头居委会'],
      ['990121001002', '新建居委会'],
      ['990121001002-20260601', '南园居委会'],
    ]);
    expect(await bring(file)).toMatchObject({ added: 0, unchanged: 4, problems: [] });
  });

  it('keeps a name that was changed here, and takes a new one from the register', async () => {
    await bring(csv(CITY, STREET, BRIDGE, SOUTH.replace('南园', '新建')));
    await world.sql(
      cityId,
      `WITH renamed AS (UPDATE place SET name = '长桥居委会' WHERE code = '990121001001' RETURNING *)
       INSERT INTO place_change (city_id, id, place_id, place_path, kind, happened_on, former_name, reason)
       SELECT city_id, gen_random_uuid(), id, path, 'RENAMED', '2026-01-01', '桥头居委会', '区政府文件' FROM renamed`,
    );
    const kept = await bring(csv(CITY, STREET, BRIDGE, SOUTH.replace('南园', '新建')));
    expect(kept).toMatchObject({ renamed: 0, unchanged: 4 });
    expect(entryOf(kept, '990121001001')!.reasons[0]!.zh).toContain('长桥居委会');
    expect(await bring(csv(CITY, STREET, BRIDGE.replace('桥头', '新桥'), SOUTH.replace('南园', '新建')))).toMatchObject(
      { renamed: 1 },
    );
  });

  it("asks about a city that is another city's district, and the other way round", async () => {
    await bring(csv('990300,CITY,乙市,', '990311,DISTRICT,乙东区,990300'));
    const asked = await bring(csv('990311,CITY,乙东区,'));
    expect(codesOf(asked)).toEqual(['ANSWER_NEEDED']);
    expect(asked.problems[0]!.text.zh).toContain('乙市');
    expect(await bring(csv('990311,CITY,乙东区,'), answering('990311', RegisterAnswer.KEEP))).toMatchObject({
      added: 0,
      cities: [],
      problems: [],
    });
    await bring(csv('990321,CITY,丙市,'));
    expect(
      codesOf(await bring(csv('990300,CITY,乙市,', '990311,DISTRICT,乙东区,990300', '990321,DISTRICT,丙市,990300'))),
    ).toEqual(['ANSWER_NEEDED']);
  });
});
