import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PUBLIC_VIEWER } from '../../src/kernel/viewer.js';
import { cityIdOf, importPlaces } from '../../src/modules/places/place-import.service.js';
import { RegisterAnswer } from '../../src/modules/places/place.enums.js';
import { untilWaiting } from '../support/held-row.js';
import { World } from '../support/world.js';

const REGISTER = readFileSync(fileURLToPath(new URL('../../../data/rugao-places.csv', import.meta.url)));
const HEADER = 'code,kind,name,parent_code';
type PlaceColumns = Record<'code' | 'path' | 'level' | 'kind' | 'name', string> & {
  other_names: string[];
  is_demo: boolean;
  closed_on: string | null;
};
const SMALL = [
  HEADER,
  '990101,CITY,甲市,',
  '990101001,STREET,东门街道,990101',
  '990101101,STREET,河口镇,990101',
  '990101001001,COMMUNITY,桥头居委会,990101001',
  '990101001002,COMMUNITY,南园居委会,990101001',
];
const csv = (...lines: string[]): string => lines.join('\n');

describe('the import of a register of places', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
    world.sendsOwnTexts = true;
  });
  afterAll(() => world.stop());

  const rugao = cityIdOf('320682');
  const small = cityIdOf('990101');
  const places = (cityId: string): Promise<PlaceColumns[]> =>
    world.sql(
      cityId,
      'SELECT code, path, level, kind, name, other_names, parent_id, version, is_demo, closed_on FROM place ' +
        'ORDER BY code',
    );
  /** Of all cities: the public reads the register of each. */
  const placesOfAll = async (): Promise<number> =>
    (
      await world.server.database.read(PUBLIC_VIEWER, [{ text: 'SELECT count(*) AS count FROM place', values: [] }])
    )[0]![0]!['count'] as number;

  it('brings in Rugao as the register has it', async () => {
    const procedures: string[] = [];
    const report = await importPlaces(world.owner, REGISTER, {
      isDemo: true,
      afterCity: async (_query, cityId) => {
        procedures.push(cityId);
      },
    });
    expect(report).toMatchObject({
      cities: [{ id: rugao, code: '320682', isNew: true }],
      added: 377,
      changed: 0,
      unchanged: 0,
      absent: [],
      problems: [],
    });
    expect(procedures).toEqual([rugao]);
    const stored = await places(rugao);
    const count = (level: string, kind?: string): number =>
      stored.filter((place) => place['level'] === level && (!kind || place['kind'] === kind)).length;
    expect([count('CITY'), count('STREET'), count('COMMUNITY')]).toEqual([1, 21, 355]);
    expect([
      count('STREET', 'SUBDISTRICT'),
      count('STREET', 'TOWN'),
      count('STREET', 'DEVELOPMENT_ZONE'),
      count('STREET', 'STATISTICAL_ONLY'),
    ]).toEqual([1, 11, 2, 7]);
    const statistical = stored.filter((place) => place['kind'] === 'STATISTICAL_ONLY');
    expect(statistical.filter((place) => place['level'] === 'STREET').map((place) => place['code'])).toEqual([
      '320682402',
      '320682403',
      '320682404',
      '320682406',
      '320682407',
      '320682408',
      '320682409',
    ]);
    expect(statistical.filter((place) => place['level'] === 'COMMUNITY')).toHaveLength(7);
    expect(
      statistical.filter((place) => place['level'] === 'COMMUNITY').every((place) => /虚拟/.test(place['name'])),
    ).toBe(true);
    expect(stored.every((place) => place['is_demo'] === true)).toBe(true);
    expect(stored.find((place) => place['name'] === '十里居委会')).toMatchObject({
      kind: 'NEIGHBOURHOOD',
      other_names: ['十里社区'],
    });
    expect(new Set(stored.map((place) => place['path'])).size).toBe(377);
    for (const place of stored) expect(place['path']).toMatch(/^([0-9A-Z]{4}){1,3}$/);
  });

  it('changes nothing the second time', async () => {
    const before = await places(rugao);
    const report = await importPlaces(world.owner, REGISTER, {
      afterCity: async () => {
        throw new Error('the city is not new');
      },
    });
    expect(report).toMatchObject({ added: 0, renamed: 0, moved: 0, changed: 0, unchanged: 377, problems: [] });
    expect(await places(rugao)).toEqual(before);
  });

  it('brings a city in once when two imports come at once', async () => {
    const twice = csv(
      HEADER,
      '990108,CITY,辰市,',
      '990108001,STREET,东门街道,990108',
      '990108001001,COMMUNITY,桥头居委会,990108001',
    );
    let second: ReturnType<typeof importPlaces> | null = null;
    const first = await importPlaces(world.owner, twice, {
      // The first has written its city and does not end until the second waits for it.
      afterCity: async () => {
        second = importPlaces(world.owner, twice);
        second.catch(() => {
          /* awaited below */
        });
        await untilWaiting(world.db.superuserUrl, 1);
      },
    });
    expect([first, await second!].map(({ added, unchanged }) => [added, unchanged])).toEqual([
      [3, 0],
      [0, 3],
    ]);
    expect(await places(cityIdOf('990108'))).toHaveLength(3);
  });

  it("keeps two cities side by side, each with a path of its own and out of the other's sight", async () => {
    const report = await importPlaces(world.owner, Buffer.from(`\uFEFF${csv(...SMALL)}`), {});
    expect(report).toMatchObject({ added: 5, problems: [] });
    const [mine, other] = [await places(small), await places(rugao)];
    expect(mine).toHaveLength(5);
    expect(other).toHaveLength(377);
    expect(mine[0]!['path']).not.toBe(other[0]!['path']);
    expect(mine.every((place) => place['path'].startsWith(mine[0]!['path']))).toBe(true);
    expect(mine.map((place) => place['name'])).not.toContain(other[0]!['name']);
    const seen = await world.anonymous.must('{ a: city(code: "320682") { name } b: city(code: "990101") { name } }');
    expect(seen).toEqual({ a: { name: '如皋市' }, b: { name: '甲市' } });
  });

  it(
    'takes a changed name as a rename, a changed parent as a move, both with history, and lists what the file no ' +
      'longer names',
    async () => {
      const report = await importPlaces(
        world.owner,
        csv(...SMALL.slice(0, 4), '990101001001,COMMUNITY,石桥居委会,990101101'),
        { answers: new Map([['990101001002', RegisterAnswer.KEEP]]) },
      );
      expect(report).toMatchObject({
        added: 0,
        renamed: 1,
        moved: 1,
        changed: 1,
        unchanged: 3,
        absent: ['990101001002'],
        problems: [],
      });
      const stored = await places(small);
      const street = stored.find((place) => place['code'] === '990101101')!;
      const community = stored.find((place) => place['code'] === '990101001001')!;
      expect(community['path'].slice(0, -4)).toBe(street['path']);
      expect(new Set(community['other_names'])).toEqual(new Set(['桥头居委会', '桥头社区', '石桥社区']));
      const changes = await world.sql(
        small,
        'SELECT kind, former_name, former_parent_id IS NOT NULL AS moved, place_path FROM place_change ORDER BY kind',
      );
      expect(changes).toEqual([
        { kind: 'MOVED', former_name: null, moved: true, place_path: community['path'] },
        { kind: 'RENAMED', former_name: '桥头居委会', moved: false, place_path: community['path'] },
      ]);
      expect(stored.find((place) => place['code'] === '990101001002')!['closed_on']).toBeNull();
    },
  );

  it('moves a street with all below it, under a district the same file brings', async () => {
    const lines = ['990103,CITY,丙市,', '990103001,STREET,一街道,990103', '990103001201,COMMUNITY,一村委会,990103001'];
    await importPlaces(world.owner, csv(HEADER, ...lines), {});
    const report = await importPlaces(
      world.owner,
      csv(HEADER, lines[0]!, '990133,DISTRICT,丙东区,990103', '990103001,STREET,一街道,990133', lines[2]!),
      {},
    );
    expect(report).toMatchObject({ added: 1, moved: 1, changed: 1, unchanged: 2 });
    const [city, street, community, district] = await places(cityIdOf('990103'));
    expect([district!['path'].slice(0, -4), street!['path'].slice(0, -4), community!['path'].slice(0, -4)]).toEqual([
      city!['path'],
      district!['path'],
      street!['path'],
    ]);
    expect(community).toMatchObject({ kind: 'VILLAGE', other_names: ['一村'], version: 1 });
  });

  it('gives a code whose last digits are taken under its parent the next free path', async () => {
    await importPlaces(
      world.owner,
      csv(
        HEADER,
        '990104,CITY,丁市,',
        '990104001,STREET,一街道,990104',
        '990104002,STREET,二街道,990104',
        '990104001001,COMMUNITY,一社区,990104001',
        '990104002001,COMMUNITY,二社区,990104001',
      ),
      {},
    );
    const paths = (await places(cityIdOf('990104'))).map((place) => place['path'].slice(4));
    expect(paths).toEqual(['', '0001', '00010001', '0002', '000100RS']);
  });

  it('reads a fifth column for what the name does not tell', async () => {
    await importPlaces(
      world.owner,
      csv(
        `${HEADER},type`,
        '990105,CITY,戊市,,',
        '990105400,STREET,滨江新城,990105,DEVELOPMENT_ZONE',
        '990105401,STREET,某农场,990105,',
      ),
      {},
    );
    expect((await places(cityIdOf('990105'))).map((place) => place['kind'])).toEqual([
      null,
      'DEVELOPMENT_ZONE',
      'OTHER',
    ]);
  });

  const CITY = '990102,CITY,乙市,';
  const STREET = '990102001,STREET,一街道,990102';
  const bad: [what: string, lines: string[], problems: [row: number, code: string][]][] = [
    ['an unknown parent', [CITY, '990102001001,COMMUNITY,一社区,990102009'], [[3, 'PARENT_UNKNOWN']]],
    ['a missing parent', [CITY, '990102001,STREET,一街道,'], [[3, 'PARENT_MISSING']]],
    ['a duplicate code', [CITY, STREET, '990102001,STREET,二街道,990102'], [[4, 'CODE_DUPLICATE']]],
    ['a wrong kind', [CITY, '990102001,ROAD,一路,990102'], [[3, 'KIND_UNKNOWN']]],
    [
      'a wrong form of code',
      [CITY, '99010200,STREET,一街道,990102', '99010200X,STREET,二街道,990102'],
      [
        [3, 'CODE_FORM'],
        [4, 'CODE_FORM'],
      ],
    ],
    [
      'a parent of the wrong level',
      [CITY, STREET, '990102002,STREET,二街道,990102001', '990102001001,COMMUNITY,一社区,990102'],
      [
        [4, 'PARENT_LEVEL'],
        [5, 'PARENT_LEVEL'],
      ],
    ],
    [
      'a cycle',
      [CITY, '990102001,STREET,一街道,990102001001', '990102001001,COMMUNITY,一社区,990102001'],
      [
        [3, 'CYCLE'],
        [4, 'CYCLE'],
      ],
    ],
    ['a place under itself', [CITY, '990102001,STREET,一街道,990102001'], [[3, 'CYCLE']]],
    ['an over-long name', [CITY, `990102001,STREET,${'长'.repeat(51)},990102`], [[3, 'NAME_TOO_LONG']]],
    ['an empty name', [CITY, '990102001,STREET, ,990102'], [[3, 'NAME_EMPTY']]],
    ['a line with a column too few', [CITY, '990102001,STREET,一街道'], [[3, 'COLUMN_COUNT']]],
    ['a quote that does not close', [CITY, '990102001,STREET,"一街道,990102'], [[3, 'CSV_BROKEN']]],
    [
      'several faults at once, each with its row',
      [CITY, '990102001,STREET,,990109', '7,COMMUNITY,一社区,990102001'],
      [
        [3, 'NAME_EMPTY'],
        [3, 'PARENT_UNKNOWN'],
        [4, 'CODE_FORM'],
      ],
    ],
  ];
  it.each(bad)('refuses %s and imports nothing', async (_what, lines, problems) => {
    const before = await placesOfAll();
    const report = await importPlaces(world.owner, csv(HEADER, ...lines), {});
    expect(report.problems.map((problem) => [problem.row, problem.code])).toEqual(problems);
    for (const { text } of report.problems) expect(text.zh && text.en).toBeTruthy();
    expect(report.added).toBe(0);
    expect(await placesOfAll()).toBe(before);
  });

  it('control: the same rows without a fault are imported', async () => {
    expect(
      await importPlaces(world.owner, csv(HEADER, CITY, STREET, '990102001001,COMMUNITY,一社区,990102001'), {}),
    ).toMatchObject({ added: 3, problems: [] });
    expect(await places(cityIdOf('990102'))).toHaveLength(3);
  });

  it(
    'undoes the first city of a file when the second cannot be imported: a place keeps its level, and nothing ' +
      'new comes under a closed one',
    async () => {
      const second = ['990103,CITY,丙市,', '990133,DISTRICT,丙东区,990103'];
      await world.sql(cityIdOf('990103'), `UPDATE place SET closed_on = '2024-01-01' WHERE code = '990133'`);
      const before = await placesOfAll();
      const refused = await importPlaces(
        world.owner,
        csv(HEADER, '990106,CITY,己市,', ...second, '990103009,STREET,新街道,990133'),
        {},
      );
      expect(refused).toMatchObject({
        added: 0,
        cities: [],
        problems: expect.arrayContaining([expect.objectContaining({ row: 5, code: 'PARENT_CLOSED' })]),
      });
      const district = await importPlaces(
        world.owner,
        csv(HEADER, '990106,CITY,己市,', '990105,CITY,戊市,', '990107,CITY,庚市,'),
        { answers: new Map(['990105400', '990105401'].map((code) => [code, RegisterAnswer.KEEP])) },
      );
      expect(district).toMatchObject({ added: 2, unchanged: 1 });
      expect(await placesOfAll()).toBe(before + 2);
    },
  );

  it('says which column is missing', async () => {
    const report = await importPlaces(world.owner, csv('code,kind,name', '990102,CITY,乙市'), {});
    expect(report.problems).toMatchObject([{ row: 1, code: 'COLUMN_MISSING' }]);
    expect(report.problems[0]!.text.zh).toContain('parent_code');
  });

  it.each([
    ['GB18030', Buffer.from('cee5cad0', 'hex')],
    ['UTF-8', Buffer.from('五市')],
  ])('reads a file in %s', async (encoding, name) => {
    const code = encoding === 'UTF-8' ? '990111' : '990112';
    const file = Buffer.concat([Buffer.from(`${HEADER}\r\n${code},CITY,`), name, Buffer.from(',\r\n')]);
    expect(await importPlaces(world.owner, file, {})).toMatchObject({ added: 1, problems: [] });
    expect((await places(cityIdOf(code))).map((place) => place.name)).toEqual(['五市']);
  });

  it('refuses a file in no encoding it knows', async () => {
    const report = await importPlaces(world.owner, Buffer.from([0x63, 0xff, 0xff, 0x81]), {});
    expect(report).toMatchObject({ added: 0, problems: [{ row: 0, code: 'ENCODING' }] });
  });
});
