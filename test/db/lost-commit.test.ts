import pg from 'pg';
import type { Statement } from '../../src/kernel/database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { PUBLIC_VIEWER, type Viewer } from '../../src/kernel/viewer.js';
import { World } from '../support/world.js';

/** Statements that end their own connection: CUT_OFF when it runs, AT_COMMIT when the transaction commits. */
const CUT_OFF: Statement = { text: 'SELECT cut_off()', values: [] };
const AT_COMMIT: Statement = { text: 'INSERT INTO cut_at_commit VALUES (1)', values: [] };
const ONE: Statement = { text: 'SELECT 1 AS one', values: [] };

describe('a write whose connection breaks', () => {
  let world: World;
  let viewer: Viewer;

  beforeAll(async () => {
    world = await World.start();
    world.sendsOwnTexts = true;
    const city = await world.city();
    viewer = {
      ...PUBLIC_VIEWER,
      cityId: city.cityId,
      role: GrantRole.CITY_COMMITTEE,
      placeId: city.id,
      placePath: city.path,
      reader: 'app_city',
    };
    const admin = new pg.Client({ connectionString: world.db.superuserUrl });
    await admin.connect();
    await admin.query(`
      CREATE FUNCTION cut_off() RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(60); RETURN 1; END $$;
      CREATE FUNCTION cut_off_late() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN PERFORM cut_off(); RETURN NULL; END $$;
      CREATE TABLE cut_at_commit (n int);
      GRANT INSERT ON cut_at_commit TO app_city;
      CREATE CONSTRAINT TRIGGER late AFTER INSERT ON cut_at_commit DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      EXECUTE FUNCTION cut_off_late();`);
    await admin.end();
  });
  afterAll(() => world?.stop());

  const write = (
    how: (tx: { rows(statement: Statement): Promise<unknown>; commitWithNext(): void }) => Promise<unknown>,
  ): Promise<unknown> => world.server.database.write(viewer, how);
  const lost = { code: 'UNAVAILABLE', reason: '57P01' };

  it('before COMMIT was sent: nothing was written, and so it says', async () => {
    const error = await write((tx) => tx.rows(CUT_OFF).then(() => tx.rows(ONE))).catch((failure: unknown) => failure);
    expect(error).toMatchObject({
      ...lost,
      extensions: { retryAfter: 5 },
      text: { en: expect.stringContaining('nothing was saved') },
    });
    expect((error as { extensions: object }).extensions).not.toHaveProperty('mayBeWritten');
  });

  it.each(['by itself', 'with the last question'])(
    'after COMMIT was sent %s: it may have been written, and so it says',
    async (how) => {
      let attempts = 0;
      const error = await write(async (tx) => {
        attempts += 1;
        if (how === 'with the last question') tx.commitWithNext();
        return tx.rows(AT_COMMIT);
      }).catch((failure: unknown) => failure);
      expect(error).toMatchObject({
        ...lost,
        extensions: { mayBeWritten: true },
        text: {
          zh: expect.stringContaining('Idempotency-Key'),
          en: expect.stringContaining('may or may not have been written'),
        },
      });
      expect(attempts).toBe(1);
    },
  );

  it('refused at COMMIT by the database, not broken: nothing was written (control)', async () => {
    const divided: Statement = { text: 'SELECT 1 / 0', values: [] };
    await expect(
      write(async (tx) => {
        tx.commitWithNext();
        return tx.rows(divided);
      }),
    ).rejects.toMatchObject({ code: '22012' });
    expect(await write((tx) => tx.rows(ONE))).toEqual([{ one: 1 }]);
  });
});
