import { readFileSync } from 'node:fs';
import { hashPassword } from '../../src/modules/accounts/auth-store.service.js';
import { loadDemo } from '../../src/modules/demo/demo.service.js';
import { tableNames } from '../../src/modules/registry.js';
import type { Api } from '../support/api.js';
import { World } from '../support/world.js';
import { RUGAO_ID } from './demo-world.js';

const PASSWORD = 'a password of this test';
const SOURCE = '如皋市政协网站“召集人谈体会18”，2021-10-28';

/**
 * Everything of Rugao besides its tree and its accounts: what the one published account of Shili says, and not a row
 * more.
 */
const PUBLISHED: Readonly<Record<string, number>> = {
  place_fact: 3,
  place_honour: 3,
  room: 1,
  convener: 1,
  carried_total: 5,
  room_event: 2,
  topic: 3,
  topic_step: 14,
  research_record: 2,
  session: 2,
  suggestion: 6,
  // Sums the database keeps of those rows: nothing of their own.
  room_month_stat: 1,
  room_span_stat: 21,
  room_keeping: 1,
  outcome: 2,
  outcome_report: 1,
  outcome_decision: 1,
  implementation_plan: 2,
  implementation_item: 4,
  item_co_unit: 3,
  implementation_event: 6,
  evaluation: 1,
};
/** `city_change` holds numbers of transactions, and nothing of a place. */
const APART = ['city_change', 'place', 'account', 'access_grant', 'procedure', 'procedure_stage', 'unit'];

interface Value {
  readonly value: number | null;
}
interface Comparison {
  readonly nodes: readonly { readonly values: readonly Value[] }[];
}

const COMPARE = `query ($within: String!, $period: PeriodInput!) {
  compareRooms(within: $within, period: $period, first: 20) {
  totalCount isDemo coverage { places enrolled withData }
  nodes { place { code name } room { conveners { name } }
  values(metrics: [SESSIONS_HELD, SUGGESTIONS, ATTENDANCES, SESSIONS_PER_1000, SUGGESTIONS_PER_1000,
  SUGGESTIONS_PER_SESSION]) {
    value bound numerator denominator denominatorAsOf suppressedReason carriedForward } } } }`;

describe('Rugao in the demonstration', () => {
  let world: World;
  let committee: Api;
  beforeAll(async () => {
    world = await World.start();
    await loadDemo(world.owner, {
      today: '2026-03-17',
      passwordHash: await hashPassword(PASSWORD),
      placesCsv: readFileSync('data/rugao-places.csv', 'utf8'),
    });
    committee = await world.signIn('rugao-committee', PASSWORD);
  });
  afterAll(() => world.stop());

  const sql = <T extends object = Record<string, unknown>>(text: string): Promise<T[]> => world.sql<T>(RUGAO_ID, text);
  const compare = async (period: Record<string, unknown>): Promise<Comparison> =>
    (await committee.must(COMPARE, { within: '320682001', period })).compareRooms as Comparison;

  /** Rows that no published source has: by table, those not at Shili, or without the source's name and date on them. */
  const invented = async (): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    for (const table of tableNames().filter((name) => !APART.includes(name))) {
      const columns = new Set(
        (
          await sql<{ name: string }>(
            `SELECT column_name AS name FROM information_schema.columns WHERE table_name = '${table}'`,
          )
        ).map(({ name }) => name),
      );
      const doubts = [
        ...(columns.has('place_id') ? [`place_id <> (SELECT id FROM place WHERE code = '320682001021')`] : []),
        ...(columns.has('origin') ? [`origin NOT IN ('TAKEN_OVER', 'DERIVED')`] : []),
        ...(columns.has('paper_reference') ? [`paper_reference IS NULL OR paper_reference NOT LIKE '${SOURCE}%'`] : []),
        ...(columns.has('source') && !columns.has('origin') ? [`source IS DISTINCT FROM '${SOURCE}'`] : []),
        ...(columns.has('state') && table === 'concern' ? ['true'] : []),
      ];
      const [row] = await sql<{ count: number }>(
        `SELECT count(*)::int AS count FROM "${table}"
          WHERE ${doubts.map((doubt) => `(${doubt})`).join(' OR ') || 'true'}`,
      );
      if (row!.count > 0) found[table] = row!.count;
    }
    return found;
  };

  it("shows Shili's figures over the whole of its time, and says so of the people it does not know", async () => {
    const answer = await compare({ from: '2019-11-01', to: '2021-10-31' });
    expect(answer).toMatchObject({ totalCount: 1, isDemo: true, coverage: { enrolled: 1, withData: 1 } });
    expect(answer.nodes[0]).toMatchObject({
      place: { code: '320682001021' },
      room: { conveners: [{ name: '周新民' }] },
    });
    const [sessions, suggestions, attendances, perThousand, suggestionsPerThousand, perSession] =
      answer.nodes[0]!.values;
    expect(sessions).toMatchObject({ value: 6, bound: 'EXACT', carriedForward: 4, suppressedReason: null });
    expect(suggestions).toMatchObject({ value: 32, bound: 'EXACT', carriedForward: 26 });
    expect(attendances).toMatchObject({ value: 80, bound: 'AT_LEAST', carriedForward: 80 });
    expect(perThousand).toMatchObject({ numerator: 6, denominator: 8028, denominatorAsOf: '2021-10-28' });
    expect(perThousand!.value!.toFixed(2)).toBe('0.75');
    expect(suggestionsPerThousand!.value!.toFixed(1)).toBe('4.0');
    expect(perSession!.value!.toFixed(1)).toBe('5.3');
  });

  it('says of one year alone that its part cannot be separated', async () => {
    for (const value of (await compare({ year: 2021 })).nodes[0]!.values)
      expect(value).toMatchObject({ value: null, suppressedReason: 'PERIOD_NOT_SEPARABLE' });
  });

  it('has the whole register of places, and both names of Shili', async () => {
    const lines = readFileSync('data/rugao-places.csv', 'utf8').trim().split('\n').length - 1;
    expect(await sql('SELECT count(*)::int AS count, bool_and(is_demo) AS "isDemo" FROM place')).toEqual([
      { count: lines, isDemo: true },
    ]);
    expect(
      await sql(`SELECT name, '十里社区' = ANY(other_names) AS "isKnown" FROM place WHERE code = '320682001021'`),
    ).toEqual([{ name: '十里居委会', isKnown: true }]);
  });

  it('holds what was published about Shili, and not a row more', async () => {
    const counts: Record<string, number> = {};
    for (const table of tableNames().filter((name) => !APART.includes(name))) {
      const [row] = await sql<{ count: number }>(`SELECT count(*)::int AS count FROM "${table}"`);
      if (row!.count > 0) counts[table] = row!.count;
    }
    expect(counts).toEqual(PUBLISHED);
    expect(
      (await sql<{ name: string }>('SELECT name FROM unit ORDER BY name COLLATE "C"')).map(({ name }) => name).sort(),
    ).toEqual(['十里社区', '如城街道', '水利部门', '燃气公司'].sort());
    expect(await sql(`SELECT kind, count FROM place_fact ORDER BY kind`)).toEqual([
      { kind: 'HOUSEHOLDS', count: 1786 },
      { kind: 'RESIDENT_GROUPS', count: 34 },
      { kind: 'USUAL_RESIDENTS', count: 8028 },
    ]);
    expect(await sql(`SELECT title, stage, state FROM topic ORDER BY stage`)).toEqual([
      { title: '斜港河道整治', stage: 'EVALUATION', state: 'APPROVED' },
      { title: '管道煤气进村入户安装', stage: 'IMPLEMENTATION', state: 'APPROVED' },
      { title: '社区道路路灯建设', stage: 'TOPIC_SELECTION', state: 'APPROVED' },
    ]);
  });

  it('knows no day the source does not tell', async () => {
    expect(await sql(`SELECT DISTINCT proposed_from::text, proposed_to::text, proposed_precision FROM topic`)).toEqual([
      { proposed_from: '2021-01-01', proposed_to: '2021-10-28', proposed_precision: 'YEAR' },
    ]);
    expect(await sql('SELECT met_on, document_number FROM outcome_decision')).toEqual([
      { met_on: null, document_number: null },
    ]);
    expect(await sql('SELECT DISTINCT assigned_on, due_on, verified_on FROM implementation_item')).toEqual([
      { assigned_on: null, due_on: null, verified_on: null },
    ]);
    expect(await sql('SELECT DISTINCT text, proposed_by FROM suggestion')).toEqual([{ text: null, proposed_by: null }]);
  });

  it('has nothing generated under a real code; a planted row is found (control)', async () => {
    expect(await invented()).toEqual({});
    const [other] = await sql<{ id: string; path: string }>(`SELECT id, path FROM place WHERE code = '320682001002'`);
    await world.insert(RUGAO_ID, 'room', {
      place_id: other!.id,
      place_path: other!.path,
      name: '编造的协商议事室',
      enrolled_on: '2020-01-01',
    });
    const [shili] = await sql<{ id: string; path: string; room: string }>(
      `SELECT p.id, p.path, r.id AS room FROM place p JOIN room r ON r.place_id = p.id WHERE p.code = '320682001021'`,
    );
    await world.insert(RUGAO_ID, 'convener', {
      place_id: shili!.id,
      place_path: shili!.path,
      room_id: shili!.room,
      name: '编造',
      kind: 'EXECUTIVE',
    });
    expect(await invented()).toEqual({ room: 1, convener: 1, room_keeping: 1, room_register: 11 });
  });

  it('shows the public what is published, and the street office the report it decided', async () => {
    const office = await world.signIn('rucheng-office', PASSWORD);
    const seen = await office.must('{ viewer { grant { role place { code } } } }');
    expect(seen.viewer.grant).toEqual({ role: 'STREET_PARTY_OFFICE', place: { code: '320682001' } });
    const open = await world.anonymous.must('{ community(code: "320682001021") { room { name } honours { title } } }');
    expect(open.community).toMatchObject({ room: { name: '十里社区“有事好商量”协商议事室' } });
    expect(open.community.honours).toHaveLength(3);
  });

  it("lets the invented city's committee compare its own rooms, and see nothing of Rugao", async () => {
    const yanshi = await world.signIn('yanshi-committee', PASSWORD);
    const query = `query ($within: String!) {
      compareRooms(within: $within, period: {from: "2024-03-01", to: "2026-02-28"}, first: 100) {
      totalCount isDemo coverage { places enrolled withData } nodes { place { code }
      values(metrics: [SESSIONS_HELD, ITEMS_OVERDUE]) { value suppressedReason } } } }`;
    const { compareRooms } = await yanshi.must(query, { within: '990100' });
    expect(compareRooms).toMatchObject({
      totalCount: 23,
      isDemo: true,
      coverage: { places: 24, enrolled: 23, withData: 21 },
    });
    const silent = (
      compareRooms.nodes as { place: { code: string }; values: { suppressedReason: string | null }[] }[]
    ).filter((node) => node.values[0]!.suppressedReason === 'NO_DATA');
    expect(silent.map((node) => node.place.code)).toEqual(['990100002008', '990100003007']);
    expect((await yanshi.ask(query, { within: '320682' })).data).toBeNull();
    expect((await yanshi.ask('{ city(code: "320682") { name } }')).data).toEqual({ city: null });
  });
});
