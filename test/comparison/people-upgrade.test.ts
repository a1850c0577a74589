import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/all.js';
import { createOwnerDataSource, migrate } from '../../src/db/migrate.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { plainText } from '../../src/kernel/plain-text.js';
import { recount } from '../../src/modules/comparison/counting/recount.service.js';
import { entities, fills } from '../../src/modules/registry.js';
import { World } from '../support/world.js';
import { Records } from './records.js';

const SINCE = migrations.findIndex((migration) => migration.name.startsWith('Cases'));

describe('names from before people were counted', () => {
  let world: World;
  let source: DataSource;

  beforeAll(async () => {
    world = await World.start();
    source = createOwnerDataSource({ url: world.db.migratorUrl, entities, migrations });
    await source.initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await world.stop();
  });

  it('are counted when the database is brought to this version, and every later name with them', async () => {
    const places = [];
    for (let count = migrations.length; count > SINCE; count -= 1) await source.undoLastMigration();
    world.missingColumns.add('plain_title');
    world.missingColumns.add('plain_name');
    for (const name of ['甲市', '乙市']) {
      const city = await world.city(name);
      const room = await world.room(await world.community(await world.street(city)));
      const records = new Records(world, city);
      const topic = await records.topic(room, { from: '2022-01-01' });
      const session = await records.session(room, topic, { from: '2022-04-10' }, { heads: { AFFECTED_PARTY: 19 } });
      const join = (from: number, to: number, write = (n: number): string => `测试人${n}`): Promise<unknown> => {
        const names = Array.from({ length: to - from + 1 }, (_, n) => write(from + n));
        const [column, value] = world.missingColumns.has('plain_name') ? ['', ''] : [', plain_name', ', p'];
        return world.sql(
          city.cityId,
          `INSERT INTO attendance_person (city_id, id, place_id, place_path, session_id, role, name${column})
            SELECT $1, gen_random_uuid(), $2, $3, $4, 'AFFECTED_PARTY', n${value}
            FROM unnest($5::text[], $6::text[]) u(n, p)`,
          [city.cityId, room.place.id, room.place.path, session, names, names.map(plainText)],
        );
      };
      await join(1, 7);
      // Seven names again, written in another way.
      await join(1, 7, (n) => `测试 人${n}`);
      await world.account(GrantRole.CITY_COMMITTEE, city);
      places.push({ city, room, join });
    }
    await migrate({ url: world.db.migratorUrl, entities, migrations, fills });
    world.missingColumns.clear();
    for (const { city, room, join } of places) {
      const kept = (): Promise<object[]> =>
        world.sql(city.cityId, 'SELECT span, people, names FROM room_people_stat WHERE room_id = $1 ORDER BY span', [
          room.id,
        ]);
      expect(await kept()).toEqual(['MONTH', 'QUARTER', 'YEAR'].map((span) => ({ span, people: 7, names: 14 })));
      await join(6, 10);
      expect(await kept()).toEqual(['MONTH', 'QUARTER', 'YEAR'].map((span) => ({ span, people: 10, names: 19 })));
    }
    expect(await recount(world.owner, {})).toEqual([]);
  });
});
