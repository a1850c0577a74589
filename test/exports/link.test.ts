import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { hashToken } from '../../src/modules/accounts/auth-store.service.js';
import { Api } from '../support/api.js';
import type { PlaceRef } from '../support/world.js';
import { ExportWorld, tokenOf } from './export-world.js';

describe('the link of an export', () => {
  let exports: ExportWorld;
  let place: PlaceRef;
  let clerk: Api;
  let colleague: Api;

  beforeAll(async () => {
    exports = await ExportWorld.start();
    place = await exports.world.community(await exports.world.street(await exports.world.city()));
    await exports.fill(place, '本社区');
    clerk = await exports.world.account(GrantRole.CLERK, place);
    colleague = await exports.world.account(GrantRole.CLERK, place);
  });
  afterAll(() => exports?.stop());

  const ready = async (format = 'CSV') => {
    const asked = await exports.request(clerk, { kind: 'SUGGESTIONS', within: place.code, format });
    await exports.server.exports.drain();
    return asked;
  };
  const missing = async (path: string, token: string | null) => {
    const { status, text } = await exports.fetch(path, token);
    return { status, text };
  };

  it('works once, for the account that asked, and leaves no file', async () => {
    const { downloadPath, uuid } = await ready();
    const first = await exports.fetch(downloadPath, tokenOf(clerk));
    expect(first.status).toBe(200);
    expect(first.text).toContain('本社区意见');
    expect(first.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-type': 'text/csv; charset=utf-8',
    });
    expect(decodeURIComponent(String(first.headers['content-disposition']))).toMatch(
      /^attachment; filename="export\.csv"; filename\*=UTF-8''意见建议-\d{4}-\d{2}-\d{2}\.csv$/,
    );
    expect((await exports.fetch(downloadPath, tokenOf(clerk))).status).toBe(404);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    expect(existsSync(join(exports.folder, `${uuid}.csv`))).toBe(false);
    expect((await exports.fetch(`${downloadPath}?part=cover`, tokenOf(clerk))).text).toContain('标题,意见建议');
    expect((await exports.fetch(`${downloadPath}?part=cover`, tokenOf(clerk))).status).toBe(404);
  });

  it('answers used, expired, foreign, wrong and never made the same, and 401 without a sign-in', async () => {
    const used = await ready();
    await exports.fetch(used.downloadPath, tokenOf(clerk));
    const expired = await ready();
    await exports.world.sql(
      place.cityId,
      `UPDATE export_queue SET expires_at = now() - interval '1 second' WHERE export_id = $1`,
      [expired.uuid],
    );
    const good = await ready();
    const waiting = await exports.request(clerk, { kind: 'TOPICS', within: place.code });
    const stranger = tokenOf(colleague);
    const own = tokenOf(clerk);
    const answers = [
      await missing(used.downloadPath, own),
      await missing(expired.downloadPath, own),
      await missing(good.downloadPath, stranger),
      await missing(waiting.downloadPath, own),
      await missing(good.downloadPath.slice(0, -2), own),
      await missing(`/exports/${used.uuid}/${good.downloadPath.split('/').at(-1)}`, own),
      await missing('/exports/none/none', own),
      await missing(`${good.downloadPath}?part=other`, own),
      await missing(`${good.downloadPath}?part=data&part=cover`, own),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]!.status).toBe(404);
    expect([
      (await missing(good.downloadPath, null)).status,
      (await missing(used.downloadPath, null)).status,
      (await missing(good.downloadPath, 'hsl_forged')).status,
    ]).toEqual([401, 401, 401]);
    // None of the attempts used it up.
    expect((await exports.fetch(good.downloadPath, own, 'HEAD')).status).toBe(404);
    expect((await exports.fetch(good.downloadPath, own)).status).toBe(200);
    await exports.server.exports.drain();
  });

  it('is used up by one of many who come at once', async () => {
    const { downloadPath } = await ready();
    const answers = await Promise.all(Array.from({ length: 8 }, () => exports.fetch(downloadPath, tokenOf(clerk))));
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
  });

  it('is used up in the database, whether the file is still there or not', async () => {
    const { downloadPath, uuid } = await ready();
    const [account] = await exports.world.sql<{ account_id: string }>(
      place.cityId,
      'SELECT account_id FROM export_job WHERE id = $1',
      [uuid],
    );
    const take = async (part: string): Promise<number> =>
      (
        await exports.world.sql(place.cityId, `SELECT * FROM export_take($1, $2, $3, $4, '{SUGGESTIONS}')`, [
          uuid,
          hashToken(downloadPath.split('/').at(-1)!),
          account!.account_id,
          part,
        ])
      ).length;
    expect([await take('data'), await take('data'), await take('cover'), await take('cover')]).toEqual([1, 0, 1, 0]);
  });

  it('dies with the grant it was asked for under', async () => {
    const leaver = await exports.world.account(GrantRole.CLERK, place, 'leaver');
    const asked = await exports.request(leaver, { kind: 'ATTENDEES', within: place.code });
    await exports.server.exports.drain();
    // The account keeps another grant, so it is still signed in.
    const [account] = await exports.world.sql<{ id: string }>(
      place.cityId,
      `SELECT id FROM account WHERE username = 'leaver'`,
    );
    const other = await exports.world.insert(place.cityId, 'access_grant', {
      account_id: account!.id,
      role: 'OBSERVER',
      place_id: place.id,
      place_path: place.path,
    });
    await exports.world.sql(place.cityId, 'UPDATE access_token SET grant_id = $1 WHERE account_id = $2', [
      other,
      account!.id,
    ]);
    await exports.world.sql(
      place.cityId,
      `UPDATE access_grant SET revoked_at = now() WHERE account_id = $1 AND role = 'CLERK'`,
      [account!.id],
    );
    expect((await leaver.must('{ viewer { __typename } }')).viewer).not.toBeNull();
    expect((await exports.fetch(asked.downloadPath, tokenOf(leaver))).status).toBe(404);
  });

  it('opens nothing for a sign-in that has ended, however lately', async () => {
    const guest = await exports.world.account(GrantRole.CLERK, place, 'guest');
    const asked = await exports.request(guest, { kind: 'TOPICS', within: place.code });
    await exports.server.exports.drain();
    // The server that hands the file out remembers the sign-in; it ends at another one.
    expect((await new Api(exports.server.app, tokenOf(guest)).must('{ viewer { __typename } }')).viewer).not.toBeNull();
    await guest.must('mutation { signOut { errors { code } } }');
    expect((await exports.fetch(asked.downloadPath, tokenOf(guest))).status).toBe(401);
    const again = await exports.world.signIn('guest');
    expect((await exports.fetch(asked.downloadPath, tokenOf(again))).status).toBe(200);
  });

  it('is given once, in the answer that asked, and stored as a hash alone', async () => {
    const { downloadPath, id } = await exports.request(clerk, { kind: 'TOPICS', within: place.code });
    const secret = downloadPath.split('/').at(-1)!;
    expect(secret.length).toBeGreaterThanOrEqual(43);
    expect((await exports.shown(clerk, { id, uuid: '', downloadPath: '' })).downloadPath).toBeNull();
    const tables = await exports.world.sql<{ text: string }>(
      place.cityId,
      `SELECT j::text AS text FROM export_job j UNION ALL SELECT q::text FROM export_queue q UNION ALL SELECT a::text
        FROM audit_event a`,
    );
    expect(
      tables.filter(({ text }) => text.includes(secret) || text.includes(Buffer.from(secret).toString('hex'))),
    ).toEqual([]);
    expect(exports.logLines.join('')).not.toContain(secret);
    await exports.server.exports.drain();
  });
});
