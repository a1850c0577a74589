import pg from 'pg';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { idOf, toGlobalId } from '../../src/kernel/global-id.js';
import { byId } from '../../src/kernel/loader.js';
import { Lang } from '../../src/kernel/message.js';
import { RequestContext } from '../../src/kernel/request-context.js';
import { PUBLIC_VIEWER } from '../../src/kernel/viewer.js';
import { Seal } from '../../src/modules/seals/seal.entity.js';
import { isIntact } from '../../src/modules/seals/seal-check.service.js';
import { Records } from '../comparison/records.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';

const SEAL =
  'mutation ($input: PeriodSealInput!) { periodSeal(input: $input) { seal { id hash verified sealedAt ' +
  'catalogueVersion title period { from to label } place { code } isDemo } errors { code message path } } }';
const QUARTER = { year: 2022, quarter: 2 };
const METRICS = '[SESSIONS_HELD, SUGGESTIONS, SESSIONS_PER_1000, COMPLETION_RATE]';
const VALUE =
  'metric { id } value bound numerator denominator denominatorAsOf low high suppressedReason carriedForward';

describe('a sealed period', () => {
  let world: World;
  let city: PlaceRef;
  let streets: PlaceRef[];
  let rooms: RoomRef[];
  let records: Records;
  let committee: Api;
  let admin: Api;
  let superuser: pg.Client;
  let seal: { id: string; hash: string; sealedAt: string };
  let topics: string[];
  let before: any;

  beforeAll(async () => {
    world = await World.start();
    superuser = new pg.Client({ connectionString: world.db.superuserUrl });
    await superuser.connect();
    city = await world.city();
    streets = [await world.street(city, 1, '东街道'), await world.street(city, 2, '西街道')];
    rooms = [];
    for (const [street, serial] of [
      [0, 1],
      [0, 2],
      [1, 1],
    ] as const)
      rooms.push(await world.room(await world.community(streets[street]!, serial, `${'东西'[street]}${serial}社区`)));
    records = new Records(world, city);
    await records.residents(rooms[0]!.place, 2000, '2022-01-01');
    topics = [];
    for (const room of rooms) {
      topics.push(await records.topic(room, { from: '2022-01-05' }));
      await records.session(room, topics.at(-1)!, { from: '2022-05-10' }, { suggestions: 3 });
    }
    committee = await world.account(GrantRole.CITY_COMMITTEE, city);
    admin = await world.account(GrantRole.CITY_ADMIN, city);
    before = await compare(city.code);
    seal = (await committee.must(SEAL, { input: { within: city.code, period: QUARTER, title: '二季度' } })).periodSeal
      .seal;
  });
  afterAll(async () => {
    await superuser.end();
    await world.stop();
  });

  const compare = async (within: string, asOf?: string, api = committee, extra = '') =>
    (
      await api.must(
        `query ($asOf: ID) { compareRooms(within: "${within}", period: {year: 2022, quarter: 2}, first: 50, asOf:
          $asOf${extra}) {
    totalCount coverage { places enrolled withData } catalogueVersion columns(metrics: ${METRICS}) { total { value }
    median withValue missing numbers } nodes { place { code name } room { id } sealed {
    code name above residents residentsAsOf } values(metrics: ${METRICS}) { ${VALUE} } } } }`,
        { asOf: asOf ?? null },
      )
    ).compareRooms;
  const sealNow = async (title = '再封') =>
    (await committee.must(SEAL, { input: { within: city.code, period: QUARTER, title } })).periodSeal.seal;
  const verified = async (id: string, api = committee): Promise<boolean | null> =>
    (await api.must('query ($id: ID!) { node(id: $id) { ... on Seal { verified } } }', { id })).node.verified;

  it('says what it is, and has the hash of what is stored', async () => {
    expect(seal).toMatchObject({
      verified: true,
      title: '二季度',
      period: { from: '2022-04-01', to: '2022-06-30', label: '2022年第二季度' },
      place: { code: city.code },
      isDemo: true,
    });
    expect(seal.hash).toMatch(/^[0-9a-f]{64}$/);
    const { seals } = await committee.must(`{ seals(within: "${rooms[0]!.place.code}") { totalCount nodes { id } } }`);
    expect(seals).toMatchObject({ totalCount: 1, nodes: [{ id: seal.id }] });
  });

  it('answers as the comparison did, row by row, total by total', async () => {
    const sealed = await compare(city.code, seal.id);
    expect(sealed.nodes.map((node: any) => ({ ...node, sealed: null }))).toEqual(before.nodes);
    expect({ ...sealed, nodes: 0 }).toEqual({ ...before, nodes: 0 });
    expect(sealed.nodes[0].sealed).toEqual({
      code: rooms[0]!.place.code,
      name: '东1社区',
      above: ['甲市', '东街道'],
      residents: 2000,
      residentsAsOf: '2022-01-01',
    });
    expect(before.nodes[0].sealed).toBeNull();
  });

  it('keeps its numbers when something is entered later, and shows the revision with the late entry', async () => {
    const late = await records.session(rooms[0]!, topics[0]!, { from: '2022-06-20' }, { suggestions: 2 });
    expect((await compare(city.code, seal.id)).nodes[0].values[0].value).toBe(1);
    expect((await compare(city.code)).nodes[0].values[0].value).toBe(2);
    const { node } = await committee.must(
      `query ($id: ID!) { node(id: $id) { ... on Seal { verified revisions(first: 50) { totalCount nodes { place {
        name } sealed { metric { id } value display } current { value } lateEntries { counted weight record { id } } } }
        } } }`,
      { id: seal.id },
    );
    expect(node.verified).toBe(true);
    const { nodes, totalCount } = node.revisions;
    expect(totalCount).toBe(nodes.length);
    expect(new Set(nodes.map((revision: any) => revision.place.name))).toEqual(new Set(['东1社区']));
    const of = (id: string) => nodes.find((revision: any) => revision.sealed.metric.id === id);
    expect(of('SESSIONS_HELD')).toEqual({
      place: { name: '东1社区' },
      sealed: { metric: { id: 'SESSIONS_HELD' }, value: 1, display: '1 次' },
      current: { value: 2 },
      lateEntries: [{ counted: true, weight: 1, record: { id: toGlobalId('Session', city.cityId, late) } }],
    });
    expect(of('SUGGESTIONS').lateEntries).toHaveLength(2);
    expect(of('ITEMS_OVERDUE')).toBeUndefined();
    const page = await committee.must(
      `query ($id: ID!) { node(id: $id) { ... on Seal { revisions(first: 1) { pageInfo { hasNextPage endCursor } nodes {
        sealed { metric { id } } } } } } }`,
      { id: seal.id },
    );
    const rest = await committee.must(
      `query ($id: ID!, $after: String) { node(id: $id) { ... on Seal { revisions(first: 50, after: $after) { nodes {
        sealed { metric { id } } } } } } }`,
      { id: seal.id, after: page.node.revisions.pageInfo.endCursor },
    );
    expect(
      [...page.node.revisions.nodes, ...rest.node.revisions.nodes].map((revision: any) => revision.sealed.metric.id),
    ).toEqual(nodes.map((revision: any) => revision.sealed.metric.id));
  });

  it('orders and pages as the comparison does', async () => {
    const order = ', orderBy: {by: METRIC, metric: SUGGESTIONS, direction: DESC}';
    const fresh = await sealNow('次序');
    const codes = (answer: any): string[] => answer.nodes.map((node: any) => node.place.code);
    expect(codes(await compare(city.code, fresh.id, committee, order))).toEqual(
      codes(await compare(city.code, undefined, committee, order)),
    );
    const ask = async (after: string | null) =>
      (
        await committee.must(
          `query ($asOf: ID, $after: String) {
            compareRooms(within: "${city.code}", period: {year: 2022, quarter: 2}, first: 1, after: $after, asOf:
            $asOf${order}) { pageInfo { hasNextPage endCursor } nodes { place { code } } } }`,
          { asOf: fresh.id, after },
        )
      ).compareRooms;
    const seen: string[] = [];
    for (let after: string | null = null, next = true; next;) {
      const page = await ask(after);
      seen.push(...codes(page));
      [after, next] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(seen).toEqual(codes(await compare(city.code, fresh.id, committee, order)));
  });

  it('after a rename and a merger shows both as it was and as it is now', async () => {
    const id = (place: PlaceRef, type: string): string => toGlobalId(type, place.cityId, place.id);
    const [first, second] = [rooms[0]!.place, rooms[1]!.place];
    await admin.must(
      'mutation ($input: PlaceRenameInput!) { placeRename(input: $input) { place { id } errors { code message ' +
        'path } } }',
      { input: { id: id(first, 'Community'), expectedVersion: 1, name: '新名社区', happenedOn: '2022-09-01' } },
    );
    await admin.must(
      'mutation ($input: PlaceMoveInput!) { placeMove(input: $input) { place { id } errors { code message path } } }',
      {
        input: {
          id: id(first, 'Community'),
          expectedVersion: 2,
          newParentId: id(streets[1]!, 'Street'),
          happenedOn: '2022-09-02',
        },
      },
    );
    await admin.must(
      'mutation ($input: PlaceMergeInput!) { placeMerge(input: $input) { place { id } errors { code message path } } }',
      {
        input: {
          id: id(second, 'Community'),
          expectedVersion: 1,
          successorId: id(rooms[2]!.place, 'Community'),
          happenedOn: '2022-09-03',
        },
      },
    );
    const [moved] = await world.sql<{ path: string }>(city.cityId, 'SELECT path FROM place WHERE id = $1', [first.id]);
    await records.residents({ ...first, path: moved!.path }, 9000, '2022-06-30');
    const names = (answer: any): string[] => answer.nodes.map((node: any) => node.place.name);
    expect(names(await compare(streets[0]!.code, seal.id))).toEqual(['东1社区', '东2社区']);
    expect(names(await compare(streets[1]!.code, seal.id))).toEqual(['西1社区']);
    expect(names(await compare(streets[0]!.code))).toEqual([]);
    expect(names(await compare(streets[1]!.code)).sort()).toEqual(['东2社区', '新名社区', '西1社区']);
    const [was, is] = [await compare(first.code, seal.id), await compare(first.code)];
    expect([was.nodes[0].values[2].denominator, is.nodes[0].values[2].denominator]).toEqual([2000, 9000]);
    expect(was.nodes[0].sealed).toMatchObject({ name: '东1社区', above: ['甲市', '东街道'], residents: 2000 });
    // Moving rewrites where the rows are seen, not what was sealed.
    expect(await verified(seal.id)).toBe(true);
  });

  it("shows each their own part: today's boundaries decide who sees, and only who sees all can verify", async () => {
    const liaison = await world.account(GrantRole.STREET_CPPCC_LIAISON, streets[1]!);
    const convener = await world.account(GrantRole.CONVENER, rooms[2]!.place);
    expect((await compare(streets[1]!.code, seal.id, liaison)).nodes).toHaveLength(1);
    expect(
      (
        await liaison.ask(
          `query ($asOf: ID) { compareRooms(within: "${city.code}", period: {year: 2022, quarter: 2}, asOf: $asOf) {
            totalCount } }`,
          { asOf: seal.id },
        )
      ).codes,
    ).toEqual(['FORBIDDEN']);
    expect(
      (await compare(rooms[2]!.place.code, seal.id, convener)).nodes.map((node: any) => node.values[0].value),
    ).toEqual([1]);
    expect([await verified(seal.id, liaison), await verified(seal.id, convener)]).toEqual([null, null]);
    const other = await world.account(GrantRole.CITY_COMMITTEE, await world.city('乙市'));
    expect((await other.must('query ($id: ID!) { node(id: $id) { id } }', { id: seal.id })).node).toBeNull();
    expect((await world.anonymous.must('query ($id: ID!) { node(id: $id) { id } }', { id: seal.id })).node).toBeNull();
  });

  it("is the committee's to make, of a period that is over, with a title; a refusal changes nothing", async () => {
    const rows = async (): Promise<number> =>
      (
        await superuser.query(
          'SELECT (SELECT count(*) FROM seal) + (SELECT count(*) FROM sealed_place) + (SELECT count(*) FROM ' +
            'sealed_value) + (SELECT count(*) FROM audit_event) AS n',
        )
      ).rows[0].n;
    const count = await rows();
    const other = await world.city('丙市');
    const input = { within: city.code, period: QUARTER, title: '不行' };
    expect((await admin.ask(SEAL, { input })).codes).toEqual(['FORBIDDEN']);
    expect(
      (
        await (
          await world.account(GrantRole.STREET_PARTY_OFFICE, streets[0]!)
        ).ask(SEAL, { input: { ...input, within: streets[0]!.code } })
      ).codes,
    ).toEqual(['FORBIDDEN']);
    expect((await world.anonymous.ask(SEAL, { input })).codes).toEqual(['UNAUTHENTICATED']);
    expect((await committee.ask(SEAL, { input: { ...input, within: other.code } })).codes).toEqual(['NOT_FOUND']);
    expect(
      (await committee.ask(SEAL, { input: { ...input, period: { from: '2022-04-02', to: '2022-06-30' } } })).codes,
    ).toEqual(['BAD_USER_INPUT']);
    const refused = async (change: object) =>
      (await committee.ask(SEAL, { input: { ...input, ...change } })).data.periodSeal.errors.map((error: any) => [
        error.code,
        error.path,
      ]);
    expect(await refused({ period: { year: 2199 } })).toEqual([['PERIOD_NOT_OVER', ['input', 'period']]]);
    expect(await refused({ title: ' ' })).toEqual([['TEXT_EMPTY', ['input', 'title']]]);
    expect(await rows()).toBe(count);
  });

  it('asks for the period of the seal, a place of the seal, and a seal', async () => {
    const part = await sealNow('分');
    const ask = async (within: string, period: string, asOf: string) =>
      committee.ask(
        `query ($asOf: ID) { compareRooms(within: "${within}", period: ${period}, asOf: $asOf) { totalCount } }`,
        { asOf },
      );
    const wrong = await ask(city.code, '{year: 2022}', part.id);
    expect([wrong.codes, wrong.errors[0]!.extensions['reason']]).toEqual([['BAD_USER_INPUT'], 'SEAL_PERIOD']);
    const late = await world.community(streets[0]!, 9);
    expect((await ask(late.code, '{year: 2022, quarter: 2}', part.id)).codes).toEqual(['NOT_FOUND']);
    expect((await ask(city.code, '{year: 2022, quarter: 2}', toGlobalId('Seal', city.cityId, city.id))).codes).toEqual([
      'NOT_FOUND',
    ]);
    expect(
      (await ask(city.code, '{year: 2022, quarter: 2}', toGlobalId('Room', city.cityId, rooms[0]!.id))).codes,
    ).toEqual(['BAD_USER_INPUT']);
  });

  it.each(['seal', 'sealed_place', 'sealed_value'])(
    '%s: nobody of the application may change or delete a row, nor anybody but the committee add one',
    async (table) => {
      const app = new pg.Client({ connectionString: world.db.appUrl });
      await app.connect();
      try {
        const as = async (role: string, grantRole: string, sql: string): Promise<string> => {
          await app.query('BEGIN');
          try {
            await app.query(
              `SELECT set_config('role', $1, true), set_config('app.city_id', $2, true), set_config('app.path', $3,
                true), set_config('app.path_end', $4, true), set_config('app.grant_role', $5, true)`,
              [role, city.cityId, city.path, `${city.path}~`, grantRole],
            );
            return `${(await app.query(sql)).rowCount} rows`;
          } catch (error) {
            return (error as { code: string }).code;
          } finally {
            await app.query('ROLLBACK');
          }
        };
        for (const role of ['app_city', 'app_street', 'app_room', 'app_public']) {
          expect([
            role,
            await as(role, 'CITY_COMMITTEE', `UPDATE ${table} SET place_path = place_path`),
            await as(role, 'CITY_COMMITTEE', `DELETE FROM ${table}`),
          ]).toEqual([role, '42501', '42501']);
        }
        const copy = `INSERT INTO ${table}
          SELECT (json_populate_record(t, json_build_object('id', gen_random_uuid(), 'seal_id', gen_random_uuid()))).*
          FROM ${table} t LIMIT 1`;
        expect(await as('app_city', 'CITY_ADMIN', copy)).toBe('42501');
        expect(await as('app_street', 'CITY_COMMITTEE', copy)).toBe('42501');
        // Control: the same statement by the committee gets past row security; only a seal that does not exist stops
        // it.
        expect(await as('app_city', 'CITY_COMMITTEE', copy)).toBe(table === 'seal' ? '1 rows' : '23503');
        // Control: reading is not what fails above.
        expect(await as('app_city', 'CITY_COMMITTEE', `SELECT 1 FROM ${table} LIMIT 1`)).toBe('1 rows');
      } finally {
        await app.end();
      }
    },
  );

  it.each([
    [
      'a number',
      'UPDATE sealed_value SET value = value + 1 WHERE ctid = (SELECT ctid FROM sealed_value WHERE seal_id = ' +
        '$1 AND value IS NOT NULL LIMIT 1)',
    ],
    [
      'why there is none',
      `UPDATE sealed_value SET suppressed_reason = 'TOO_FEW' WHERE ctid = (SELECT ctid FROM sealed_value
        WHERE seal_id = $1 AND value IS NULL AND suppressed_reason <> 'TOO_FEW' LIMIT 1)`,
    ],
    [
      'a name',
      `UPDATE sealed_place SET name = '别名' WHERE ctid = (SELECT ctid FROM sealed_place WHERE seal_id = $1 LIMIT 1)`,
    ],
    [
      'residents',
      'UPDATE sealed_place SET residents = 1 WHERE ctid = (SELECT ctid FROM sealed_place WHERE seal_id = $1 ' +
        'AND residents IS NOT NULL LIMIT 1)',
    ],
    [
      'a number taken out',
      'DELETE FROM sealed_value WHERE ctid = (SELECT ctid FROM sealed_value WHERE seal_id = $1 LIMIT 1)',
    ],
    [
      'the names above a place',
      `UPDATE sealed_place SET above_names = array_append(above_names, '改')
      WHERE ctid = (SELECT ctid FROM sealed_place WHERE seal_id = $1 LIMIT 1)`,
    ],
    ['the title', `UPDATE seal SET title = '改' WHERE id = $1`],
    ['the catalogue version', `UPDATE seal SET catalogue_version = 'x' WHERE id = $1`],
  ])('is found out when a superuser changes %s (control)', async (_what, sql) => {
    const fresh = await sealNow();
    expect(await verified(fresh.id)).toBe(true);
    const uuid = Buffer.from(fresh.id, 'base64url').toString().split(':')[2];
    expect((await superuser.query(sql, [uuid])).rowCount).toBe(1);
    expect(await verified(fresh.id)).toBe(false);
  });

  it(
    'says of a metric that came into the catalogue later that it was not sealed, and never that nothing is ' +
      'recorded',
    async () => {
      const old = await sealNow('旧目录');
      const uuid = idOf(old.id, 'Seal');
      const now = (await compare(city.code, old.id)).columns[1];
      expect([now.total.value !== null, now.withValue, now.missing]).toEqual([true, 3, 0]);
      await superuser.query(
        `DELETE FROM sealed_value WHERE seal_id = $1 AND metric_id IN ('SUGGESTIONS', 'ATTENDANCE_ROLES')`,
        [uuid],
      );
      const values = 'value numerator suppressedReason display';
      const { compareRooms } = await committee.must(
        `query ($asOf: ID) { compareRooms(within: "${city.code}", period: {year: 2022, quarter: 2}, asOf: $asOf,
          orderBy:
        {by: METRIC, metric: SUGGESTIONS, direction: DESC}) {
      nodes { values(metrics: [SUGGESTIONS, ATTENDANCE_ROLES, SESSIONS_HELD]) { ${values} } }
      columns(metrics: [SUGGESTIONS, ATTENDANCE_ROLES]) { total { ${values} } median withValue missing numbers } } }`,
        { asOf: old.id },
      );
      const none = { value: null, numerator: null, suppressedReason: 'NOT_SEALED', display: '封存时尚无此指标' };
      expect(compareRooms.nodes.map((node: any) => node.values.slice(0, 2))).toEqual(
        Array.from({ length: 3 }, () => [none, none]),
      );
      expect(compareRooms.nodes.every((node: any) => node.values[2].value !== null)).toBe(true);
      expect(compareRooms.columns).toEqual(
        Array.from({ length: 2 }, () => ({
          total: none,
          median: null,
          withValue: 0,
          missing: 3,
          numbers: [null, null, null],
        })),
      );
    },
  );

  it('is verified a seal at a time and a page at a time, however many are asked about', async () => {
    world.statements.length = 0;
    const { seals } = await committee.must(
      `{ seals(within: "${city.code}", first: 15) { nodes { id verified } again: nodes { verified } } }`,
    );
    expect(new Set(seals.nodes.map((node: any) => node.verified))).toEqual(new Set([true, false]));
    const asked = world.statements.filter(({ text }) => /FROM sealed_(value|place)\b/.test(text));
    expect(asked).toHaveLength(2 * seals.nodes.length);
    expect(asked.every(({ text }) => text.endsWith(' LIMIT $4::int') && text.includes('seal_id = $1'))).toBe(true);

    // Verifying reads a seal as a whole, and costs accordingly; the list itself does not.
    const list = async (fields: string): Promise<readonly string[]> =>
      (await committee.ask(`{ seals(within: "${city.code}", first: 100) { nodes { id ${fields} } } }`)).codes;
    expect([await list(''), await list('verified')]).toEqual([[], ['BAD_USER_INPUT']]);

    const viewer = {
      ...PUBLIC_VIEWER,
      cityId: city.cityId,
      grantId: city.id,
      role: GrantRole.CITY_COMMITTEE,
      placeId: city.id,
      placePath: city.path,
      reader: 'app_city' as const,
    };
    const ctx = new RequestContext(world.server.database, viewer, {
      address: '',
      requestId: '',
      lang: Lang.EN,
      idempotencyKey: null,
    });
    for (const rows of [1, 2, 7, 100_000]) {
      const found = await Promise.all(
        seals.nodes.map(async ({ id }: any) => isIntact(ctx, (await ctx.load(byId(Seal), idOf(id, 'Seal')))!, rows)),
      );
      expect([rows, found]).toEqual([rows, seals.nodes.map((node: any) => node.verified)]);
    }
  });

  it('costs as many statements for a city as for one room', async () => {
    const count = async (within: string): Promise<number> => {
      world.statements.length = 0;
      await compare(within, seal.id);
      return world.statements.length;
    };
    expect(await count(city.code)).toBe(await count(rooms[2]!.place.code));
  });
});
