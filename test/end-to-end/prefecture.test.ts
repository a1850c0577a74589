import iconv from 'iconv-lite';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { importPlaces } from '../../src/modules/places/place-import.service.js';
import { adoptDefaultProcedure } from '../../src/modules/procedure/default-procedure.service.js';
import { ADDITIVE, addUp, numbersOf } from '../comparison/sums.js';
import { workbook } from '../places/workbook.js';
import type { Api } from '../support/api.js';
import { World } from '../support/world.js';
import { type Line, REAL_COMMUNITIES, inventedPrefecture } from './invented-prefecture.js';

const ROOMS = 300;
const PERIOD = '{year: 2024}';
const VALUES = 'metric { id } value';
const OF = `metrics: [${ADDITIVE.join(', ')}]`;

interface Stored {
  readonly id: string;
  readonly code: string;
  readonly path: string;
  readonly kind: string | null;
}

describe('an invented prefecture of 2,000 communities', () => {
  const lines = inventedPrefecture(7);
  const real = lines.filter(({ isReal }) => isReal);
  /** The room of the city, of two districts and of five streets 本级, and of every sixth community or so. */
  const owners: readonly Line[] = [
    ...real.filter(({ kind }) => kind === 'CITY'),
    ...real.filter(({ kind }) => kind === 'DISTRICT').slice(0, 2),
    ...real.filter(({ kind }) => kind === 'STREET').slice(0, 5),
    ...real
      .filter(({ kind }) => kind === 'COMMUNITY')
      .filter((_, index) => index % 6 === 0)
      .slice(0, ROOMS - 8),
  ];
  let world: World;
  let committee: Api;
  let stored: ReadonlyMap<string, Stored>;
  let cityId: string;

  beforeAll(async () => {
    world = await World.start();
    const sheet = await workbook([
      ['试验市区划代码表', '', '', ''],
      ['编码', '级别', '名称', '上级编码'],
      ...lines.map(({ code, kind, name, parentCode }, index) => [
        index % 50 === 7 ? code.replace(/^99/, '９９') : code,
        kind,
        index % 40 === 3 ? `\u3000${name}` : name,
        parentCode,
      ]),
    ]);
    const report = await importPlaces(world.owner, sheet, { afterCity: adoptDefaultProcedure });
    expect(report.problems).toEqual([]);
    cityId = report.cities[0]!.id;
    const rows = await world.sql<Stored>(cityId, 'SELECT id, code, path, kind FROM place');
    stored = new Map(rows.map((row) => [row.code, row]));
    const at = (code: string): Stored => stored.get(code)!;
    committee = await world.account(GrantRole.CITY_COMMITTEE, {
      cityId,
      ...at('990300'),
      level: 'CITY',
      name: '试验市',
    } as never);
    const places = JSON.stringify(owners.map(({ code }, index) => ({ ...at(code), sessions: index % 4 })));
    const given = `WITH x AS (SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS x(id uuid, path text, code text, sessions int))`;
    await world.sql(
      cityId,
      `${given} INSERT INTO room (city_id, id, place_id, place_path, name, enrolled_on, established_from,
        established_to, established_precision) SELECT '${cityId}', gen_random_uuid(), id, path, code || '协商议事室',
        '2023-06-01', '2023-06-01', '2023-06-01', 'DAY' FROM x`,
      [places],
    );
    await world.sql(
      cityId,
      `${given} INSERT INTO topic (city_id, id, place_id, place_path, room_id, procedure_id, title, plain_title, track,
        proposed_from, proposed_to, proposed_precision) SELECT '${cityId}', gen_random_uuid(), x.id, x.path, r.id, p.id,
        '测试议题', '测试议题', 'SIMPLE', '2024-01-05', '2024-01-05', 'DAY' FROM x JOIN room r ON r.place_id = x.id
        CROSS JOIN procedure p`,
      [places],
    );
    await world.sql(
      cityId,
      `${given} INSERT INTO session (city_id, id, place_id, place_path, room_id, topic_id, round, ordinal, state,
        held_from, held_to, held_precision) SELECT '${cityId}', gen_random_uuid(), x.id, x.path, t.room_id, t.id, 1, n,
        'HELD', DATE '2024-01-10' + n * 90, DATE '2024-01-10' + n * 90, 'DAY' FROM x JOIN topic t ON t.place_id = x.id
        CROSS JOIN LATERAL generate_series(1, x.sessions) n`,
      [places],
    );
  });
  afterAll(() => world?.stop());

  const ask = (query: string): Promise<any> => committee.must(`{ ${query} }`);
  const below = (node: Line): Line[] =>
    owners.filter(({ code }) => stored.get(code)!.path.startsWith(stored.get(node.code)!.path));
  const sessionsOf = (rooms: readonly Line[]): number =>
    rooms.reduce((total, room) => total + (owners.indexOf(room) % 4), 0);
  const nodes = lines.filter(({ kind }) => kind === 'CITY' || kind === 'DISTRICT');

  it('is imported from a sheet, and loses nobody', () => {
    expect(stored.size).toBe(lines.length);
    const wrong = lines.filter(({ code, isReal }) => (stored.get(code)!.kind !== 'STATISTICAL_ONLY') !== isReal);
    expect(wrong).toEqual([]);
    expect(real.filter(({ kind }) => kind === 'COMMUNITY')).toHaveLength(REAL_COMMUNITIES);
    expect(owners).toHaveLength(ROOMS);
  });

  it('is the same from a file in GB18030: a second import changes nothing', async () => {
    const text = [
      'code,kind,name,parent_code',
      ...lines.map((line) => [line.code, line.kind, line.name, line.parentCode].join(',')),
    ];
    const report = await importPlaces(world.owner, iconv.encode(text.join('\r\n'), 'gb18030'), {});
    expect(report).toMatchObject({ problems: [], added: 0, renamed: 0, moved: 0, changed: 0, unchanged: lines.length });
  });

  it('has every enrolled room in exactly one row of the rooms of every place above it', async () => {
    const codesWithin = async (code: string): Promise<string[]> => {
      const found: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { compareRooms }: any = await ask(
          `compareRooms(within: "${code}", period: ${PERIOD}, first: 100, after: ${JSON.stringify(after)}) {
            nodes { place { code } } pageInfo { hasNextPage endCursor } }`,
        );
        found.push(...compareRooms.nodes.map(({ place }: { place: { code: string } }) => place.code));
        [after, more] = [compareRooms.pageInfo.endCursor, compareRooms.pageInfo.hasNextPage];
      }
      return found.toSorted();
    };
    const streets = real.filter(({ kind }) => kind === 'STREET');
    for (const node of [...nodes, ...streets.filter((_, index) => index % 9 === 0)])
      expect(await codesWithin(node.code)).toEqual(
        below(node)
          .map(({ code }) => code)
          .toSorted(),
      );
  });

  it('has every enrolled room in exactly one row of the streets, or in a row 本级', async () => {
    for (const node of nodes) {
      const { compareStreets } = await ask(
        `compareStreets(within: "${node.code}", period: ${PERIOD}, first: 100) { nodes { place { code } coverage {
          enrolled } value(metric: SESSIONS_HELD) { value } } own { place { code } coverage { enrolled }
          value(metric: SESSIONS_HELD) { value } } }`,
      );
      const rows = [...compareStreets.nodes, ...compareStreets.own];
      expect(rows.reduce((total, { coverage }: any) => total + coverage.enrolled, 0)).toBe(below(node).length);
      const expected = lines.filter(
        ({ kind, isReal, code }) =>
          kind === 'STREET' && isReal && stored.get(code)!.path.startsWith(stored.get(node.code)!.path),
      );
      expect(compareStreets.nodes.map(({ place }: any) => place.code).toSorted()).toEqual(
        expected.map(({ code }) => code).toSorted(),
      );
      for (const { place, coverage, value } of compareStreets.nodes) {
        const rooms = below(expected.find(({ code }) => code === place.code)!);
        expect([place.code, coverage.enrolled, value.value ?? 0]).toEqual([
          place.code,
          rooms.length,
          sessionsOf(rooms),
        ]);
      }
    }
  });

  it('keeps the law of sums, for every additive metric, at the city and in every district', async () => {
    for (const node of nodes) {
      const { summary } = await ask(
        `summary(within: "${node.code}", period: ${PERIOD}, ${OF}) { values { ${VALUES} } own { values { ${VALUES} } }
          children { values { ${VALUES} } } }`,
      );
      expect(addUp([summary.own, ...summary.children])).toEqual(numbersOf(summary));
      expect(numbersOf(summary)['SESSIONS_HELD']).toBe(sessionsOf(below(node)));
    }
    expect(sessionsOf(below(lines[0]!))).toBeGreaterThan(ROOMS);
  });
});
