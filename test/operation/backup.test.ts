import 'reflect-metadata';
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LEFT_OUT } from '../../src/operation/backup-format.js';
import { type OwnPostgres, startOwnPostgres } from '../../src/own-postgres.js';
import { DemoWorld, RUGAO_ID, YANSHI_ID } from '../demo/demo-world.js';
import { type EmptyDatabase, createEmptyDatabase, onDatabase } from '../support/empty-database.js';
import { newFolder, removeFolders } from '../support/own-folders.js';
import {
  catalogueOf,
  changedCopy,
  contentsOf,
  driftsOf,
  makeBackup,
  migrateAll,
  restored,
  restoredCity,
  roomsSeen,
} from './backup-drill.js';

/** Rows that a backup holds. */
const kept = (contents: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(contents).filter(([table]) => !LEFT_OUT.has(table)));
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'it was done',
    (error: Error) => error.message,
  );

describe('backup and restore', () => {
  let demo: DemoWorld;
  let whole: string;
  let empty: EmptyDatabase;
  beforeAll(async () => {
    demo = await DemoWorld.loaded('2026-03-17');
    await onDatabase(demo.db.superuserUrl, async (client) => {
      for (const kind of ['SESSION', 'SERVICE'])
        await client.query(`INSERT INTO access_token (hash, id, city_id, account_id, grant_id, kind, expires_at)
          SELECT sha256('${kind}'), gen_random_uuid(), city_id, account_id, id, '${kind}', now() + interval '1 day'
          FROM access_grant LIMIT 1`);
      await client.query(`INSERT INTO sign_in_attempt (username, address) VALUES ('somebody', '192.0.2.1')`);
      // Characters that COPY writes in its own way.
      await client.query(`SELECT set_config('app.city_id', '${YANSHI_ID}', false)`);
      await client.query(
        `UPDATE topic SET summary = E'\\\\.\\n行\\t列\\\\N\\r\\n-- end {}' WHERE city_id = '${YANSHI_ID}'`,
      );
    });
    whole = join(newFolder(), 'whole.sql.gz');
    await makeBackup(demo.db.migratorUrl, whole);
  });
  afterAll(async () => {
    await demo?.stop();
    removeFolders();
  });
  beforeEach(async () => {
    empty = await createEmptyDatabase();
  });
  afterEach(() => empty.drop());

  describe('the drill: into a fresh cluster', () => {
    let own: OwnPostgres;
    let appUrl: string;
    beforeAll(async () => {
      own = await startOwnPostgres(newFolder(), { durable: false });
      ({ appUrl } = own);
      await restored(own.migratorUrl, whole);
    });
    afterAll(() => own?.server.stop());

    it('brings every row back, but sessions and failed sign-ins', async () => {
      await onDatabase(demo.db.superuserUrl, (client) =>
        client.query(`DELETE FROM access_token WHERE kind = 'SESSION'`),
      );
      const [before, after] = await Promise.all([
        contentsOf(demo.db.superuserUrl),
        contentsOf(own.server.superuserUrl),
      ]);
      expect(kept(after)).toEqual(kept(before));
      expect(after['session']).toMatch(/^2\d\d /);
      expect(after['access_token']).toMatch(/^1 /);
      expect(after['sign_in_attempt']).toBe('0 ');
      expect(after['migration']).toBe(before['migration']);
      expect(after['city_change']).toMatch(/^2 /);
    });

    it('makes the same catalogue: tables, policies, triggers, rights', async () => {
      const [before, after] = [await catalogueOf(demo.db.superuserUrl), await catalogueOf(own.server.superuserUrl)];
      expect(after).toEqual(before);
      expect(after.size).toBeGreaterThan(1_000);
    });

    it('leaves no drift in the sums', async () => {
      expect(await driftsOf(own.migratorUrl)).toEqual([]);
    });

    it('would find a drift (control)', async () => {
      await onDatabase(own.server.superuserUrl, async (client) => {
        await client.query('SET session_replication_role = replica');
        await client.query('UPDATE room_month_stat SET sessions = sessions + 1');
      });
      expect((await driftsOf(own.migratorUrl)).length).toBeGreaterThan(0);
    });

    it('keeps the cities apart', async () => {
      const rugao = await roomsSeen(appUrl, RUGAO_ID);
      const yanshi = await roomsSeen(appUrl, YANSHI_ID);
      expect(rugao).toEqual({ own: 1, others: 0 });
      expect(yanshi.own).toBeGreaterThan(10);
      expect(yanshi.others).toBe(0);
      expect(await roomsSeen(appUrl, null)).toEqual({ own: 0, others: 0 });
    });
  });

  it('writes a file that only its owner reads, and never over another', async () => {
    expect(statSync(whole).mode & 0o777).toBe(0o600);
    const before = readFileSync(whole);
    expect(await refusal(makeBackup(demo.db.migratorUrl, whole))).toMatch(/已存在.*exists/);
    expect(readFileSync(whole).equals(before)).toBe(true);
  });

  it('leaves no file behind when it fails', async () => {
    const file = join(newFolder(), 'none.sql.gz');
    expect(await refusal(makeBackup(demo.db.migratorUrl, file, '999999'))).toMatch(/320682, 990100/);
    expect(await refusal(makeBackup(empty.migratorUrl, file))).toMatch(/migrate/);
    expect(existsSync(file)).toBe(false);
    expect(existsSync(`${file}.partial`)).toBe(false);
  });

  it('refuses a damaged, a foreign and an altered file before anything is written', async () => {
    const cut = changedCopy(whole, (text) => text);
    truncateSync(cut, statSync(cut).size - 1_000);
    const foreign = join(newFolder(), 'notes.txt');
    writeFileSync(foreign, 'notes');
    const refused = async (file: string): Promise<string> => refusal(restored(empty.migratorUrl, file));
    expect(await refused(cut)).toMatch(/已损坏（gzip）/);
    expect(await refused(foreign)).toMatch(/不是 haoshangliang backup/);
    expect(await refused(join(newFolder(), 'none'))).toMatch(/读不到.*ENOENT/);
    expect(await refused(changedCopy(whole, (text) => text.replace('周新民', '周某某')))).toMatch(/已损坏（convener）/);
    expect(await refused(changedCopy(whole, (text) => text.replace('"version":"0', '"version":"1')))).toMatch(
      /已损坏（checksum）/,
    );
    expect(await refused(changedCopy(whole, (text) => text.slice(0, text.lastIndexOf('-- end'))))).toMatch(
      /已损坏（end）/,
    );
    expect(await contentsOf(empty.superuserUrl)).toEqual({});
  });

  it('refuses a database that is not empty', async () => {
    const before = await contentsOf(demo.db.superuserUrl);
    expect(await refusal(restored(demo.db.migratorUrl, whole))).toMatch(/不是空的.*not empty/);
    expect(await contentsOf(demo.db.superuserUrl)).toEqual(before);
  });

  it('moves one city out and in, and refuses it twice', async () => {
    const folder = newFolder();
    await makeBackup(demo.db.migratorUrl, join(folder, 'rugao.gz'), '320682');
    await makeBackup(demo.db.migratorUrl, join(folder, 'yanshi.gz'), '990100');
    expect(await refusal(restored(empty.migratorUrl, join(folder, 'rugao.gz')))).toMatch(/restore --city/);
    await migrateAll(empty.migratorUrl);
    expect(await refusal(restoredCity(empty.migratorUrl, whole))).toMatch(/全库备份/);
    await restoredCity(empty.migratorUrl, join(folder, 'rugao.gz'));

    const one = await contentsOf(empty.superuserUrl);
    expect(await refusal(restoredCity(empty.migratorUrl, join(folder, 'rugao.gz')))).toMatch(/已在目标数据库中/);
    const rename = (from: string, to: string): Promise<unknown> =>
      onDatabase(empty.superuserUrl, (client) =>
        client.query('UPDATE sign_in_name SET username = $2 WHERE username = $1', [from, to]),
      );
    await rename('rugao-committee', 'yanshi-committee');
    expect(await refusal(restoredCity(empty.migratorUrl, join(folder, 'yanshi.gz')))).toMatch(/用户名已被/);
    await rename('yanshi-committee', 'rugao-committee');
    expect(await contentsOf(empty.superuserUrl)).toEqual(one);

    await restoredCity(empty.migratorUrl, join(folder, 'yanshi.gz'));
    await onDatabase(demo.db.superuserUrl, (client) => client.query(`DELETE FROM access_token WHERE kind = 'SESSION'`));
    expect(kept(await contentsOf(empty.superuserUrl))).toEqual(kept(await contentsOf(demo.db.superuserUrl)));
    expect(await catalogueOf(empty.superuserUrl)).toEqual(await catalogueOf(demo.db.superuserUrl));
    expect(await driftsOf(empty.migratorUrl)).toEqual([]);
    expect(await roomsSeen(empty.appUrl, RUGAO_ID)).toEqual({ own: 1, others: 0 });
    expect((await roomsSeen(empty.appUrl, YANSHI_ID)).others).toBe(0);
  });

  it('does not mix versions for one city', async () => {
    const file = join(newFolder(), 'rugao.gz');
    await makeBackup(demo.db.migratorUrl, file, '320682');
    await migrateAll(empty.migratorUrl, 16);
    expect(await refusal(restoredCity(empty.migratorUrl, file))).toMatch(/同一版本/);
  });
});
