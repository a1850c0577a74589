import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../src/kernel/database.js';
import { UserError } from '../../src/kernel/errors.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { PUBLIC_VIEWER, type Viewer } from '../../src/kernel/viewer.js';
import { World } from '../support/world.js';

const ONE = { text: 'SELECT 1 AS one', values: [] };

describe('a transaction', () => {
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
  });
  afterAll(() => world?.stop());

  const refused = (): UserError => new UserError('NO', { zh: '不行。', en: 'No.' }, ['input']);

  it('that is undone refuses callers that still wait, and later ones, because it is over', async () => {
    let late: Promise<unknown> = Promise.resolve();
    let kept: Transaction | null = null;
    await expect(
      world.server.database.write(viewer, async (tx) => {
        kept = tx;
        await tx.rows(ONE);
        late = tx.rows(ONE).then(
          () => 'answered',
          (error: Error) => error.message,
        );
        throw refused();
      }),
    ).rejects.toThrow('不行。');
    expect(await late).toBe('The transaction was undone before this was sent.');
    await expect(kept!.rows(ONE)).rejects.toThrow('The transaction is over');
  });

  it('that is rolled back leaves no trace on its connection for the next one', async () => {
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await expect(
        world.server.database.write(viewer, async (tx) => {
          if (attempt % 2 === 0) await tx.rows(ONE);
          void tx.rows(ONE).catch(() => undefined);
          throw refused();
        }),
      ).rejects.toThrow('不行。');
      expect(await world.server.database.write(viewer, (tx) => tx.rows(ONE))).toEqual([{ one: 1 }]);
    }
    expect(
      await world.sql(
        viewer.cityId!,
        `SELECT count(*)::int AS open FROM pg_stat_activity
          WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
      ),
    ).toEqual([{ open: 0 }]);
  });

  it.each(['at the end', 'with the last question'])(
    'that travels as a whole, committed %s, is done or undone together',
    async (how) => {
      const account = randomUUID();
      const recorded = async (): Promise<unknown> =>
        world.sql(viewer.cityId!, 'SELECT count(*)::int AS recorded FROM audit_event WHERE account_id = $1', [account]);
      const record = {
        text: `INSERT INTO audit_event (city_id, id, place_id, place_path, account_id, actor, role, grant_id, action,
          object_type, object_id, address, request_id)
      SELECT $1, gen_random_uuid(), $2, $3, $4, '', 'CITY_COMMITTEE', $4, '', '', $4, '', ''`,
        values: [viewer.cityId, viewer.placeId, viewer.placePath, account],
      };
      const write = (last: string): Promise<unknown> =>
        world.server.database.write(viewer, async (tx) => {
          tx.later(record);
          tx.later(record);
          const closing = { text: last, values: [] };
          if (how === 'at the end') return tx.later(closing);
          tx.commitWithNext();
          return tx.rows(closing);
        });
      await expect(write('SELECT 1 / 0')).rejects.toThrow('division by zero');
      expect(await recorded()).toEqual([{ recorded: 0 }]);
      await write('SELECT 1');
      expect(await recorded()).toEqual([{ recorded: 2 }]);
    },
  );

  it('looks things up by their key: it plans no bitmap over all that a room has, while reading may', async () => {
    const plans = { text: 'SHOW enable_bitmapscan', values: [] };
    expect(await world.server.database.write(viewer, (tx) => tx.rows(plans))).toEqual([{ enable_bitmapscan: 'off' }]);
    expect(await world.server.database.read(viewer, [plans])).toEqual([[{ enable_bitmapscan: 'on' }]]);
  });
});
