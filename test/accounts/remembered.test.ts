import { GrantRole } from '../../src/kernel/grant-role.js';
import { StaleViewer } from '../../src/kernel/database.js';
import { PUBLIC_VIEWER, type Viewer } from '../../src/kernel/viewer.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, World } from '../support/world.js';

describe('a remembered sign-in', () => {
  let world: World;
  let city: PlaceRef;
  let community: PlaceRef;
  let api: Api;
  const ASK = '{ viewer { account { username } grant { role } } }';

  beforeAll(async () => {
    world = await World.start();
    world.sendsOwnTexts = true;
    city = await world.city();
    community = await world.community(await world.street(city));
    await world.room(community);
  });
  beforeEach(async () => {
    api = await world.account(GrantRole.CONVENER, community);
  });
  afterAll(() => world.stop());

  const latest = async (): Promise<Viewer> => {
    const [row] = await world.sql(
      city.cityId,
      `SELECT t.id, t.grant_id, t.account_id FROM access_token t ORDER BY t.created_at DESC LIMIT 1`,
    );
    return {
      ...PUBLIC_VIEWER,
      accountId: row!['account_id'],
      cityId: city.cityId,
      grantId: row!['grant_id'],
      role: GrantRole.CONVENER,
      placeId: community.id,
      placePath: community.path,
      reader: 'app_room',
      tokenId: row!['id'],
    };
  };
  const NAMES = { text: 'SELECT name FROM room', values: [] };

  it.each([
    [
      'its token is revoked',
      'UPDATE access_token SET revoked_at = now() WHERE id = $1',
      (viewer: Viewer) => viewer.tokenId,
    ],
    [
      'its grant is revoked',
      'UPDATE access_grant SET revoked_at = now() WHERE id = $1',
      (viewer: Viewer) => viewer.grantId,
    ],
    [
      'its account is disabled',
      'UPDATE account SET disabled_at = now() WHERE id = $1',
      (viewer: Viewer) => viewer.accountId,
    ],
    [
      'its token runs out',
      `UPDATE access_token SET expires_at = now() WHERE id = $1`,
      (viewer: Viewer) => viewer.tokenId,
    ],
  ])('ends at once when %s, for reading and for writing', async (_name, text, which) => {
    const viewer = await latest();
    expect((await api.must(ASK)).viewer.grant.role).toBe('CONVENER');
    expect(await world.server.database.read(viewer, [NAMES])).toHaveLength(1);
    await world.sql(city.cityId, text, [which(viewer)]);
    await expect(world.server.database.read(viewer, [NAMES])).rejects.toBeInstanceOf(StaleViewer);
    await expect(world.server.database.write(viewer, (tx) => tx.rows(NAMES))).rejects.toBeInstanceOf(StaleViewer);
    expect((await api.ask(ASK)).data.viewer).toBeNull();
    const write = await api.ask(
      'mutation { unitRecord(input: {name: "甲单位", kind: OTHER}) { unit { id } errors { code } } }',
    );
    expect(write.codes).toEqual(['UNAUTHENTICATED']);
    expect(await world.sql(city.cityId, 'SELECT 1 FROM unit')).toEqual([]);
  });

  it('follows its place when that is moved', async () => {
    expect(
      (
        await api.must(
          '{ viewer { grant { place { code } } } community(code: "' + community.code + '") { room { name } } }',
        )
      ).community.room,
    ).not.toBeNull();
    const other = await world.street(city, 7);
    await world.sql(city.cityId, 'UPDATE place SET path = $2, parent_id = $3 WHERE id = $1', [
      community.id,
      `${other.path}0001`,
      other.id,
    ]);
    expect(
      (await api.must('{ community(code: "' + community.code + '") { room { name } } }')).community.room,
    ).not.toBeNull();
  });
});
