import pg from 'pg';
import { createReadPool } from '../../src/db/pools.js';
import { MOST_PREPARED } from '../../src/db/prepared-statements.js';
import { ReadBatch } from '../../src/db/read-batch.js';
import type { Row, Statement } from '../../src/kernel/database.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

const PID: Statement = { text: 'SELECT pg_backend_pid() AS pid', values: [] };
const numbered = (n: number): Statement => ({ text: `SELECT ${n} AS n${n}`, values: [] });
const divided = (by: number): Statement => ({ text: 'SELECT 12 / $1::int AS twelfth', values: [by] });
const MALFORMED: Statement = { text: 'SELECT FROM WHERE', values: [] };

describe('a batch that fails', () => {
  let database: TestDatabase;
  let pool: ReturnType<typeof createReadPool>;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(() => {
    pool = createReadPool(database.appUrl, 1);
  });
  afterEach(() => pool.end());
  afterAll(() => database?.drop());

  const run = (...statements: Statement[]): Promise<Row[][]> => pool.query(() => new ReadBatch(statements));
  const pid = async (): Promise<unknown> => (await run(PID))[0]![0]!['pid'];

  it('keeps its connection usable, and every statement of it can be sent again', async () => {
    const before = await pid();
    await expect(run(numbered(1), divided(0), numbered(2))).rejects.toMatchObject({ code: '22012' });
    expect(await run(numbered(2), divided(3), numbered(1))).toEqual([[{ n2: 2 }], [{ twelfth: 4 }], [{ n1: 1 }]]);
    await expect(run(MALFORMED, numbered(3))).rejects.toMatchObject({ code: '42601' });
    await expect(run(MALFORMED)).rejects.toMatchObject({ code: '42601' });
    expect(await run(numbered(3), divided(4))).toEqual([[{ n3: 3 }], [{ twelfth: 3 }]]);
    expect(await pid()).toBe(before);
  });

  it('leaves nothing behind of what it did before', async () => {
    const setting: Statement = { text: `SELECT set_config('app.city_id', 'left behind', true)`, values: [] };
    await expect(run(setting, divided(0))).rejects.toMatchObject({ code: '22012' });
    expect(
      await run({ text: `SELECT coalesce(current_setting('app.city_id', true), '') AS city`, values: [] }),
    ).toEqual([[{ city: '' }]]);
  });

  it('hides nothing when what it should have closed stays prepared', async () => {
    for (let n = 0; n < MOST_PREPARED; n += 1) await run(numbered(n));
    // The Close message comes after the failing statement, so the server never reads it.
    await expect(run(divided(0), numbered(MOST_PREPARED))).rejects.toMatchObject({ code: '22012' });
    expect(await run(numbered(1), numbered(MOST_PREPARED))).toEqual([
      [{ n1: 1 }],
      [{ [`n${MOST_PREPARED}`]: MOST_PREPARED }],
    ]);
  });

  it('costs its connection when the connection is what broke (control)', async () => {
    const before = await pid();
    const admin = new pg.Client({ connectionString: database.superuserUrl });
    await admin.connect();
    const broken = run({ text: 'SELECT pg_sleep(60)', values: [] });
    const heard = expect(broken).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: '57P01' });
    const running = `SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE pid = $1 AND query LIKE '%pg_sleep(60)%' AND state = 'active'`;
    for (let turn = 0; turn < 500 && (await admin.query(running, [before])).rows[0].n === 0; turn += 1)
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    await admin.query('SELECT pg_terminate_backend($1)', [before]);
    await heard;
    expect(await pid()).not.toBe(before);
    await admin.end();
  });
});

describe('the time limit of a batch', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());

  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

  async function on(
    limit: number,
    work: (run: (statement: Statement) => Promise<unknown>) => Promise<void>,
  ): Promise<void> {
    const client = new pg.Client({ connectionString: database.appUrl, query_timeout: limit });
    await client.connect();
    try {
      await work((statement) => {
        const batch = new ReadBatch([statement]);
        client.query(batch as never);
        return batch.done;
      });
    } finally {
      await client.end();
    }
  }

  it('ends with it: no timer is left behind, whether it went well or failed', async () => {
    await on(600_000, async (run) => {
      const before = timers();
      for (let n = 0; n < 20; n += 1) await run(numbered(n));
      for (let n = 0; n < 20; n += 1) await expect(run(divided(0))).rejects.toThrow('division by zero');
      // The driver runs this callback after the last result.
      await run(numbered(0));
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      expect(timers() - before).toBeLessThan(5);
    });
  });

  it('ends it when no answer comes (control)', async () => {
    await on(100, async (run) => {
      await expect(run({ text: 'SELECT pg_sleep(60)', values: [] })).rejects.toThrow('Query read timeout');
    });
  });
});
