import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/all.js';
import { createOwnerDataSource, migrate } from '../../src/db/migrate.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { entities, fills } from '../../src/modules/registry.js';
import { recount } from '../../src/modules/comparison/counting/recount.service.js';
import { type RoomRef, World } from '../support/world.js';
import { Records } from './records.js';
import { type Ground, Workload, layGround, random } from './roll-ups-support.js';

const SINCE = migrations.findIndex((migration) => migration.name.startsWith('RollUps'));

describe('records from before the sums were kept', () => {
  let world: World;
  let ground: Ground;
  let source: DataSource;
  let fresh: RoomRef;

  beforeAll(async () => {
    world = await World.start();
    ground = await layGround(world, 4);
    await world.account(GrantRole.CITY_COMMITTEE, ground.city);
    fresh = ground.rooms[3]!;
    source = createOwnerDataSource({ url: world.db.migratorUrl, entities, migrations });
    await source.initialize();
    await goDown();
  });
  afterAll(async () => {
    await source.destroy();
    await world.stop();
  });

  async function goDown(): Promise<void> {
    for (let count = migrations.length; count > SINCE; count -= 1) await source.undoLastMigration();
    world.missingColumns.add('plain_title');
  }

  const cli = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../../src/cli.js', import.meta.url)), 'stats', 'recount', ...words],
      { encoding: 'utf8', env: { PATH: process.env['PATH'], MIGRATION_DATABASE_URL: world.db.migratorUrl } },
    );
    return { status, lines: stdout.split('\n').filter(Boolean), stderr };
  };

  it('are counted when the database is brought to this version, and every later change with them', async () => {
    const work = new Workload({ ...ground, rooms: ground.rooms.slice(0, 3) }, world.missingColumns);
    const next = random(11);
    const write = async (times: number): Promise<void> => {
      for (let turn = 0; turn < times; turn += 1) {
        await source.transaction(async (manager) => {
          await manager.query(`SELECT set_config('app.city_id', $1, true)`, [ground.city.cityId]);
          await work.step(
            async (text, values = []) => {
              const rows: unknown = await manager.query(text, [...values]);
              return { rows: (Array.isArray(rows) ? rows : []) as Record<string, string>[] };
            },
            next,
            ground.rooms[turn % 3]!,
          );
        });
      }
    };
    await write(200);
    const records = new Records(world, ground.city);
    const topic = await records.topic(fresh, { from: '2022-01-01' });
    const items = [
      await records.item(fresh, topic, '2022-04-10'),
      await records.item(fresh, topic, '2022-04-10'),
      await records.item(fresh, topic, '2022-04-10'),
      await records.item(fresh, topic, '2022-04-10'),
    ] as const;
    await records.itemEvent(
      fresh,
      items[0],
      'PROGRESS',
      { from: '2022-01-01', to: '2022-10-28', precision: 'YEAR' },
      'DONE',
    );
    await records.verification(fresh, items[0], { from: '2022-06-01', to: '2022-07-31', precision: 'MONTH' });
    await records.itemEvent(fresh, items[1], 'CANCELLED', { from: '2022-08-10' });
    await records.itemEvent(fresh, items[2], 'CANCELLED', { from: '2022-04-20' });

    await migrate({ url: world.db.migratorUrl, entities, migrations, fills });
    world.missingColumns.clear();
    expect(
      await world.sql(
        ground.city.cityId,
        'SELECT completed_from, completed_on, verified_from, verified_on, cancelled_on FROM ' +
          'implementation_item WHERE id = ANY($1) ORDER BY array_position($1, id)',
        [items],
      ),
    ).toEqual([
      {
        completed_from: '2022-01-01',
        completed_on: '2022-10-28',
        verified_from: '2022-06-01',
        verified_on: '2022-07-31',
        cancelled_on: null,
      },
      { completed_from: null, completed_on: null, verified_from: null, verified_on: null, cancelled_on: '2022-08-10' },
      { completed_from: null, completed_on: null, verified_from: null, verified_on: null, cancelled_on: '2022-04-20' },
      { completed_from: null, completed_on: null, verified_from: null, verified_on: null, cancelled_on: null },
    ]);
    const spans = `SELECT measure, from_month AS "from", since_month AS since, to_month AS "to", value::int, records
      FROM room_span_stat WHERE room_id = $1 AND measure <> 'TRACES' ORDER BY measure, value`;
    expect(await world.sql(ground.city.cityId, spans, [fresh.id])).toEqual([
      { measure: 'ITEMS_COMPLETED', from: '2022-01-01', since: '2022-01-01', to: '2022-10-01', value: 1, records: 1 },
      { measure: 'ITEMS_DUE', from: '2022-04-01', since: '2022-08-01', to: '2022-08-01', value: -1, records: 1 },
      ...['ITEMS_DUE_DONE', 'ITEMS_DUE_DONE_OWN'].map((measure) => ({
        measure,
        from: '2022-04-01',
        since: '2022-04-01',
        to: '2022-10-01',
        value: 1,
        records: 1,
      })),
      {
        measure: 'ITEMS_DUE_VERIFIED',
        from: '2022-04-01',
        since: '2022-06-01',
        to: '2022-10-01',
        value: 1,
        records: 1,
      },
    ]);
    expect(
      await world.sql(
        ground.city.cityId,
        'SELECT items_due FROM room_month_stat WHERE room_id = $1 AND items_due <> 0',
        [fresh.id],
      ),
    ).toEqual([{ items_due: 3 }]);
    expect(await recount(source, {})).toEqual([]);
    await write(60);
    expect(await recount(source, {})).toEqual([]);
  });

  it('go down to the version before and up again to the same sums', async () => {
    const sums = () =>
      world.sql(
        ground.city.cityId,
        `SELECT room_id, month, recorded, sessions, suggestions, attendances, topics_closed, items_due,
          items_due_verified FROM room_month_stat
      WHERE recorded + sessions + suggestions + attendances + topics_closed + items_due + items_due_verified <> 0
      ORDER BY 1, 2`,
      );
    const before = await sums();
    await goDown();
    await migrate({ url: world.db.migratorUrl, entities, migrations, fills });
    world.missingColumns.clear();
    expect(before.length).toBeGreaterThan(20);
    expect(await sums()).toEqual(before);
    expect(await recount(source, {})).toEqual([]);
  });

  it(
    'are recounted from the command line: nothing said when all is well, what differs when not, and put right ' +
      'when asked',
    async () => {
      expect(cli()).toEqual({ status: 0, lines: [], stderr: '' });
      await world.sql(
        ground.city.cityId,
        'UPDATE room_month_stat SET items_due = items_due + 2 WHERE room_id = $1 AND items_due <> 0',
        [fresh.id],
      );
      const expected = {
        status: 1,
        lines: [`${fresh.place.code} ITEMS_DUE 2022-04：汇总 / kept 5，记录 / counted 3`],
        stderr: '',
      };
      expect(cli()).toEqual(expected);
      expect(cli('--within', ground.rooms[0]!.place.code)).toEqual({ status: 0, lines: [], stderr: '' });
      expect(cli('--within', fresh.place.code, '--repair')).toEqual({ ...expected, status: 0 });
      expect(cli()).toEqual({ status: 0, lines: [], stderr: '' });
      expect(cli('--within', '000000000000')).toMatchObject({
        status: 1,
        lines: [],
        stderr: expect.stringContaining('000000000000'),
      });
    },
  );
});
