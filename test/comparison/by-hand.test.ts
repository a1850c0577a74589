import pg from 'pg';
import { recount } from '../../src/modules/comparison/counting/recount.service.js';
import { DERIVED_FROM } from '../guards/catalogue/probes.js';
import { type PlantedPlace, PlantedWorld } from '../support/planted-world.js';

/** Every sum, and every row that has derived columns. */
const DERIVED = [
  'room_month_stat',
  'room_span_stat',
  'room_people_stat',
  'room_keeping',
  'topic',
  'suggestion',
  'outcome',
  'implementation_plan',
  'implementation_item',
];
/** Values with which one more row of a table changes what is derived from it. */
const OWN: Readonly<Record<string, Record<string, unknown>>> = {
  attendance: { role: 'OTHER' },
  outcome_decision: { met_on: '2021-01-05' },
  room_register: { taken_back_on: null, kept_from: '2022-01-01', kept_to: null },
  session: { ordinal: 9 },
  suggestion: { ordinal: 9 },
  suggestion_answer: { result: 'DECLINED' },
};
const KEEPS_NONE = `UPDATE room_register SET taken_back_on = '2020-02-01' WHERE city_id = $1`;
const REFUSED = { code: '55000', message: expect.stringMatching(/没有设置这一城市.*not in that city/) };

describe('a record written by hand', () => {
  let planted: PlantedWorld;
  let client: pg.Client;
  let here: PlantedPlace;
  let tables: string[];

  beforeAll(async () => {
    planted = await PlantedWorld.start([[1], [1]]);
    here = planted.places.find(({ place }) => place.level === 'COMMUNITY')!;
    client = new pg.Client({ connectionString: planted.world.db.superuserUrl });
    await client.connect();
    const found = `SELECT DISTINCT t::regclass::text AS name FROM (${DERIVED_FROM}) f(t) ORDER BY 1`;
    tables = (await client.query<{ name: string }>(found)).rows.map(({ name }) => name);
  });
  afterAll(async () => {
    await client.end();
    await planted.stop();
  });

  async function derived(): Promise<string> {
    const sums = DERIVED.map(
      (table) => `(SELECT coalesce(string_agg(x::text, ' ' ORDER BY x::text), '') FROM ${table} x)`,
    );
    return (await client.query<{ all: string }>(`SELECT md5(concat_ws(' ', ${sums.join(', ')})) AS all`)).rows[0]!.all;
  }
  /** In a transaction that is taken back. */
  async function inCity<T>(cityId: string | null, work: () => Promise<T>): Promise<T> {
    await client.query('BEGIN');
    try {
      if (cityId) await client.query(`SELECT set_config('app.city_id', $1, true)`, [cityId]);
      return await work();
    } finally {
      await client.query('ROLLBACK');
    }
  }
  async function insert(table: string, own: Record<string, unknown> = {}): Promise<string> {
    const values = planted.candidate(table, here, { ...OWN[table], ...own });
    const names = Object.keys(values);
    await client.query(
      `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')})
        VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(values),
    );
    return String(values['id']);
  }
  const rowsOf = async (table: string): Promise<number> =>
    (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n;

  it('is of a table that something is derived from', () => {
    expect(tables.length).toBeGreaterThan(15);
    expect(tables).toEqual(expect.arrayContaining(['session', 'attendance_person', 'topic_step', 'suggestion_answer']));
  });

  it('without a context, or with the context of another city, is refused in every such table', async () => {
    const other = planted.places.find(({ place }) => place.cityId !== here.place.cityId)!.place.cityId;
    for (const table of tables) {
      const before = [await rowsOf(table), await derived()];
      for (const city of [null, other]) {
        await expect(inCity(city, () => insert(table))).rejects.toMatchObject(REFUSED);
        await expect(inCity(city, () => client.query(`UPDATE ${table} SET id = id`))).rejects.toMatchObject(REFUSED);
        await expect(inCity(city, () => client.query(`DELETE FROM ${table}`))).rejects.toMatchObject(REFUSED);
      }
      expect([table, await rowsOf(table), await derived()]).toEqual([table, ...before]);
    }
  });

  it('with its context is counted (control)', async () => {
    const uncounted: string[] = [];
    for (const table of tables) {
      await inCity(here.place.cityId, async () => {
        // A report is decided once, and a room keeps its registers from the first day.
        if (table === 'room_register') await client.query(KEEPS_NONE, [here.place.cityId]);
        const own = table === 'outcome_decision' ? { report_id: await insert('outcome_report') } : {};
        const before = await derived();
        await insert(table, own);
        if ((await derived()) === before) uncounted.push(table);
      });
    }
    expect(uncounted).toEqual([]);
  });

  it('by the owner without a context is refused with what to do, and with it is counted', async () => {
    const values = planted.candidate('session', here, OWN['session']);
    const names = Object.keys(values);
    const marks = names.map((_, index) => `$${index + 1}`).join(', ');
    const text = `INSERT INTO session (${names.join(', ')}) VALUES (${marks})`;
    const { owner } = planted.world;
    await expect(owner.query(text, Object.values(values))).rejects.toMatchObject({
      ...REFUSED,
      driverError: { hint: expect.stringContaining(`set_config('app.city_id'`) },
    });
    await planted.world.sql(here.place.cityId, text, Object.values(values));
    expect(await recount(owner, { within: here.place.code })).toEqual([]);
  });
});
