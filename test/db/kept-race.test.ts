import pg from 'pg';
import { AnswerCache } from '../../src/db/answer-cache.js';
import { createPool, createReadPool } from '../../src/db/pools.js';
import { TenantDatabase } from '../../src/db/tenant-database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import type { Statement } from '../../src/kernel/database.js';
import { type PlaceRef, World } from '../support/world.js';
import { shared, viewerAt } from './kept-support.js';

const [WRITERS, READERS, COMMITS] = [4, 8, 60];

/** Pseudo-random numbers, repeatable by seed. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Outcome {
  readonly asked: number;
  readonly tooOld: number;
  readonly tooNew: number;
  readonly final: number;
}

describe('kept answers while others write', () => {
  let world: World;
  let direct: pg.Pool;
  let city: PlaceRef;
  let other: PlaceRef;
  let count: Statement;
  beforeAll(async () => {
    world = await World.start();
    direct = new pg.Pool({ connectionString: world.db.superuserUrl, max: WRITERS + 1 });
    [city, other] = [await world.city('甲市'), await world.city('乙市')];
    await direct.query(`CREATE TABLE counted (city_id uuid, writer int); GRANT SELECT ON counted TO app_city;
      CREATE TRIGGER counting AFTER INSERT ON counted FOR EACH ROW
      WHEN (current_setting('app.changed_city', true) IS DISTINCT
      FROM NEW.city_id::text) EXECUTE FUNCTION city_changed()`);
    count = shared('SELECT count(*)::int AS n FROM counted WHERE city_id = $1', [city.cityId]);
  });
  afterAll(async () => {
    await direct?.end();
    await world?.stop();
  });
  beforeEach(() => direct.query('TRUNCATE counted'));

  /**
   * Writers commit one counted row at a time while readers query.
   * Each result is compared with the rows committed before the query and the rows begun until the result came.
   */
  async function race(ask: () => Promise<number>, seed: number): Promise<Outcome> {
    let [committed, begun, asked, tooOld, tooNew, writing] = [0, 0, 0, 0, 0, WRITERS];
    const answers = async (count: number): Promise<void> => {
      for (const until = asked + count; asked < until;)
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
    };
    const writer = async (number: number): Promise<void> => {
      const random = chance(seed + number);
      const [insert, elsewhere] = [city, other].map(
        ({ cityId }) => `INSERT INTO counted VALUES ('${cityId}', ${number})`,
      );
      const client = await direct.connect();
      try {
        for (let turn = 0; turn < COMMITS; turn += 1) {
          const way = random(4);
          await client.query('BEGIN');
          // Some writers get their transaction number long before COMMIT. Some write in a savepoint that is rolled
          // back. Some write after a failed transaction.
          if (way === 1) await client.query(`SAVEPOINT part; ${insert}; ROLLBACK TO SAVEPOINT part`);
          if (way === 2) await client.query(`${insert}; ROLLBACK; BEGIN`);
          await client.query(insert!);
          if (way === 3) await answers(random(3));
          begun += 1;
          await client.query('COMMIT');
          committed += 1;
          if (random(5) === 0) await client.query(elsewhere!);
          if (random(4) === 0) await answers(random(12));
        }
      } finally {
        client.release();
        writing -= 1;
      }
    };
    const reader = async (): Promise<void> => {
      while (writing > 0) {
        const least = committed;
        const n = await ask();
        if (n < least) tooOld += 1;
        if (n > begun) tooNew += 1;
        asked += 1;
        // A cached result needs no I/O, so other callbacks need a turn here.
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      }
    };
    await Promise.all([
      ...Array.from({ length: WRITERS }, (_, number) => writer(number)),
      ...Array.from({ length: READERS }, reader),
    ]);
    return { asked, tooOld, tooNew, final: await ask() };
  }

  it.each([1, 20_260])('are never older than their question, nor ahead of the writing (seed %i)', async (seed) => {
    const reads = createReadPool(world.db.appUrl, READERS);
    const viewer = viewerAt(city, GrantRole.CITY_COMMITTEE, 'app_city');
    let batches = 0;
    const pool = {
      query: (batch: Parameters<typeof reads.query>[0]) => {
        batches += 1;
        return reads.query(batch);
      },
      end: () => reads.end(),
    };
    const database = new TenantDatabase(pool, createPool(world.db.appUrl, 1, 'test-race'), { keptRows: 100 });
    try {
      const outcome = await race(async () => (await database.read(viewer, [count]))[0]![0]!['n'] as number, seed);
      expect(outcome).toEqual({ asked: expect.any(Number), tooOld: 0, tooNew: 0, final: WRITERS * COMMITS });
      expect(outcome.asked).toBeGreaterThan((WRITERS * COMMITS) / 2);
      // Without sharing, each query would run alone, with its checks.
      expect(batches).toBeLessThan(outcome.asked * 4);
    } finally {
      await database.close();
    }
  });

  it('would be seen to be too old if the reported state were always the same (control)', async () => {
    const answers = new AnswerCache(100);
    const ask = async (): Promise<number> =>
      (
        await answers.read(
          'count',
          async () => 'always the same',
          async () => ({ rows: [(await direct.query(count.text, [city.cityId])).rows], state: 'always the same' }),
        )
      )[0]![0]!['n'] as number;
    const outcome = await race(ask, 1);
    expect(outcome.tooOld).toBeGreaterThan(0);
    expect(outcome.final).toBeLessThan(WRITERS * COMMITS);
  });
});
