import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { uuidv7 } from '../../src/kernel/uuid.js';
import type { Api } from '../support/api.js';
import type { PlaceRef } from '../support/world.js';
import { type Asked, ExportWorld, linesOf, tokenOf } from './export-world.js';

describe('the queue of exports', () => {
  let exports: ExportWorld;
  let place: PlaceRef;
  let clerk: Api;

  beforeAll(async () => {
    exports = await ExportWorld.start();
    place = await exports.world.community(await exports.world.street(await exports.world.city()));
    const { roomId, sessionId, topicId } = await exports.fill(place, '本社区');
    await exports.world.sql(
      place.cityId,
      `INSERT INTO suggestion (city_id, id, place_id, place_path, room_id, topic_id, session_id, ordinal, text)
      SELECT $1, gen_random_uuid(), $2, $3, $4, $5, $6, n, '机密原文' FROM generate_series(10, 5000) n`,
      [place.cityId, place.id, place.path, roomId, topicId, sessionId],
    );
    clerk = await exports.world.account(GrantRole.CLERK, place);
  });
  afterAll(() => exports?.stop());

  const ask = (kind = 'SUGGESTIONS'): Promise<Asked> => exports.request(clerk, { kind, within: place.code });
  const queue = (sets: string, { uuid }: Asked) =>
    exports.world.sql(place.cityId, `UPDATE export_queue SET ${sets} WHERE export_id = $1`, [uuid]);

  it('outlives a restart', async () => {
    const asked = await ask();
    await exports.restart();
    expect(await exports.server.exports.drain()).toBe(1);
    expect(await exports.shown(clerk, asked)).toMatchObject({ state: 'DONE', rowCount: 4992 });
    expect((await exports.fetch(asked.downloadPath, tokenOf(clerk))).status).toBe(200);
  });

  it('is worked off by a server that was started, and stops with it', async () => {
    const asked = await ask();
    exports.server.exports.start();
    for (let wait = 0; wait < 200 && (await exports.shown(clerk, asked)).state !== 'DONE'; wait += 1)
      await new Promise((resolve) => {
        setTimeout(resolve, 25);
      });
    expect((await exports.shown(clerk, asked)).state).toBe('DONE');
    await exports.restart();
  });

  it('starts again what a dead server left, once its lease is over, and gives up the third time', async () => {
    const asked = await ask();
    const { sql } = exports.world;
    const claim = () => sql.call(exports.world, place.cityId, 'SELECT * FROM export_claim($1, 60)', [uuidv7()]);
    expect((await claim()).length).toBe(1);
    expect(await exports.server.exports.drain()).toBe(0);
    expect((await exports.shown(clerk, asked)).state).toBe('RUNNING');
    await queue(`lease_until = now() - interval '1 second'`, asked);
    expect((await claim()).length).toBe(1);
    await queue(`lease_until = now() - interval '1 second'`, asked);
    expect((await claim()).length).toBe(1);
    await queue(`lease_until = now() - interval '1 second'`, asked);
    expect(await exports.server.exports.drain()).toBe(0);
    expect(await exports.shown(clerk, asked)).toMatchObject({ state: 'FAILED', failure: 'INTERRUPTED' });
  });

  it('writes an export whole after a crash in the middle of it', async () => {
    const asked = await ask();
    const worker = uuidv7();
    await exports.world.sql(place.cityId, 'SELECT * FROM export_claim($1, 60)', [worker]);
    writeFileSync(join(exports.folder, `${asked.uuid}.${worker}.part`), '{"half":');
    await queue(`lease_until = now() - interval '1 second'`, asked);
    await exports.server.exports.drain();
    expect(linesOf((await exports.fetch(asked.downloadPath, tokenOf(clerk))).text).length).toBe(4992);
  });

  it('gives each export to one of two servers', async () => {
    const other = await exports.serve();
    try {
      const asked = [await ask(), await ask('TOPICS'), await ask('CONCERNS'), await ask('SESSIONS')];
      const counts = await Promise.all([
        exports.server.exports.drain(),
        other.exports.drain(),
        exports.server.exports.drain(),
        other.exports.drain(),
      ]);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
      for (const one of asked) expect((await exports.shown(clerk, one)).state).toBe('DONE');
    } finally {
      await other.close();
    }
  });

  it('goes back into the queue when the server stops while writing', async () => {
    const asked = await ask();
    const drained = exports.server.exports.drain();
    await exports.server.exports.stop();
    await drained;
    const { state } = await exports.shown(clerk, asked);
    expect(['QUEUED', 'DONE']).toContain(state);
    await exports.restart();
    await exports.server.exports.drain();
    expect(await exports.shown(clerk, asked)).toMatchObject({ state: 'DONE', rowCount: 4992 });
  });

  it('reports what failed without a word of the rows, and leaves no half file', async () => {
    // The reading fails, and PostgreSQL's own message quotes the row: invalid input syntax for type integer: "本社区反映".
    await exports.world.owner.query(
      'CREATE POLICY slip ON concern AS RESTRICTIVE FOR SELECT TO app_room USING (text::int > 0)',
    );
    const asked = await ask('CONCERNS');
    await exports.server.exports.drain();
    await exports.world.owner.query('DROP POLICY slip ON concern');
    const shown = await exports.shown(clerk, asked);
    expect(shown).toMatchObject({ state: 'FAILED', failure: 'INTERNAL', rowCount: null, sha256: null });
    expect((await exports.fetch(asked.downloadPath, tokenOf(clerk))).status).toBe(404);
    expect(exports.files().filter((name) => name.startsWith(asked.uuid))).toEqual([]);
    expect(exports.logLines.some((line) => line.includes(`export ${asked.uuid}`))).toBe(true);
    expect(exports.logLines.join('')).not.toMatch(/本社区|机密|invalid input/);
  });

  const state = async ({ uuid }: Asked) =>
    (await exports.world.sql(place.cityId, 'SELECT state, failure FROM export_job WHERE id = $1', [uuid]))[0];

  it('stops before it begins when the grant behind it is revoked', async () => {
    const leaver = await exports.world.account(GrantRole.CLERK, place, 'leaver');
    const asked = await exports.request(leaver, { kind: 'ATTENDEES', within: place.code });
    await exports.world.sql(
      place.cityId,
      `UPDATE access_grant SET revoked_at = now() WHERE account_id = (SELECT id FROM account
        WHERE username = 'leaver')`,
    );
    expect(await exports.server.exports.drain()).toBe(0);
    expect(await state(asked)).toEqual({ state: 'FAILED', failure: 'RIGHTS_LOST' });
  });

  it.each([
    ['grant behind it is revoked', 'UPDATE access_grant SET revoked_at = now() WHERE account_id = $1'],
    ['account behind it is disabled', 'UPDATE account SET disabled_at = now() WHERE id = $1'],
  ])('stops in the middle when the %s', async (what, ending) => {
    const username = `writer-${what.length}`;
    const writer = await exports.world.account(GrantRole.CLERK, place, username);
    const running = await exports.request(writer, { kind: 'ATTENDEES', within: place.code });
    const worker = uuidv7();
    const goesOn = () =>
      exports.world.sql(place.cityId, 'SELECT export_progress($1, $2, 5, 60) AS done', [running.uuid, worker]);
    await exports.world.sql(place.cityId, 'SELECT * FROM export_claim($1, 60)', [worker]);
    expect(await goesOn()).toEqual([{ done: true }]);
    const [account] = await exports.world.sql<{ id: string }>(
      place.cityId,
      'SELECT id FROM account WHERE username = $1',
      [username],
    );
    await exports.world.sql(place.cityId, ending, [account!.id]);
    expect(await goesOn()).toEqual([{ done: false }]);
    expect(await state(running)).toEqual({ state: 'FAILED', failure: 'RIGHTS_LOST' });
  });

  it("stops when the place left the grant's reach after it was asked for", async () => {
    const { world } = exports;
    const city = await world.city('丙市');
    const [street, other] = [await world.street(city, 1), await world.street(city, 2)];
    const [moving, staying] = [await world.community(street, 1), await world.community(street, 2)];
    const liaison = await world.account(GrantRole.STREET_CPPCC_LIAISON, street);
    const [lost, kept] = [
      await exports.request(liaison, { kind: 'TOPICS', within: moving.code }),
      await exports.request(liaison, { kind: 'TOPICS', within: staying.code }),
    ];
    await world.sql(city.cityId, 'UPDATE place SET parent_id = $1, path = $2 WHERE id = $3', [
      other.id,
      `${other.path}0009`,
      moving.id,
    ]);
    await exports.server.exports.drain();
    const states = await world.sql(
      city.cityId,
      'SELECT state, failure FROM export_job WHERE id = ANY($1) ORDER BY id',
      [[lost.uuid, kept.uuid]],
    );
    expect(states).toEqual([
      { state: 'FAILED', failure: 'RIGHTS_LOST' },
      { state: 'DONE', failure: null },
    ]);
  });

  it('ends exports and files that are past their time, those of dead servers too', async () => {
    const asked = await ask('TOPICS');
    await exports.server.exports.drain();
    const orphan = join(exports.folder, `${uuidv7()}.${uuidv7()}.part`);
    const foreign = join(exports.folder, 'README.txt');
    for (const path of [orphan, foreign]) writeFileSync(path, '');
    const long = new Date(Date.now() - 25 * 3_600_000);
    for (const path of [orphan, foreign, join(exports.folder, `${asked.uuid}.jsonl`)]) utimesSync(path, long, long);
    await queue(`expires_at = now()`, asked);
    await exports.server.exports.sweep();
    expect(await exports.shown(clerk, asked)).toMatchObject({ state: 'EXPIRED' });
    expect(exports.files()).toContain('README.txt');
    expect(exports.files().filter((name) => name.startsWith(asked.uuid) && !name.includes('cover'))).toEqual([]);
    expect(exports.files().some((name) => orphan.endsWith(name))).toBe(false);
    expect(
      await exports.world.sql(place.cityId, 'SELECT 1 FROM export_queue WHERE export_id = $1', [asked.uuid]),
    ).toEqual([]);
  });
});
