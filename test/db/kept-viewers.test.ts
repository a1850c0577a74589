import type { TenantDatabase } from '../../src/db/tenant-database.js';
import { StaleViewer } from '../../src/kernel/database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import type { Viewer } from '../../src/kernel/viewer.js';
import type { PlaceRef, World } from '../support/world.js';
import { HELD_UP, HIT, KeptWorld, MISS, ROOMS } from './kept-support.js';

describe('answers kept of a database, and a viewer whose rights have ended', () => {
  let kept: KeptWorld;
  let world: World;
  let city: PlaceRef;
  let pool: KeptWorld['pool'];
  let database: TenantDatabase;
  const namesSeenBy = (viewer: Viewer): Promise<unknown[]> => kept.namesSeenBy(viewer);
  const signedIn = (role: GrantRole, place: PlaceRef, reader: Viewer['reader']): Promise<Viewer> =>
    kept.signedIn(role, place, reader);

  beforeAll(async () => {
    kept = await KeptWorld.start();
    ({ world, city, pool, database } = kept);
  });
  afterAll(() => kept?.stop());
  beforeEach(() => {
    pool.take();
  });

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
  ])('are given to no viewer once %s, though they are kept', async (_name, text, which) => {
    const [viewer, another] = [
      await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city'),
      await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city'),
    ];
    await namesSeenBy(viewer);
    await world.sql(city.cityId, text, [which(viewer)]);
    pool.take();
    await expect(namesSeenBy(viewer)).rejects.toBeInstanceOf(StaleViewer);
    expect(await namesSeenBy(another)).toHaveLength(2);
    expect(pool.take()).toEqual({ ...HIT, checks: 2 });
  });

  it('are given to no viewer whose token ran out without a word', async () => {
    const [viewer, another] = [
      await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city'),
      await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city'),
    ];
    await world.sql(
      city.cityId,
      `UPDATE access_token SET expires_at = clock_timestamp() + interval '1 second' WHERE id = $1`,
      [viewer.tokenId],
    );
    await namesSeenBy(another);
    pool.take();
    let outcome = '';
    for (let turn = 0; turn < 1_000 && outcome !== 'StaleViewer'; turn += 1) {
      outcome = await namesSeenBy(viewer).then(
        () => 'answered',
        (error: Error) => error.constructor.name,
      );
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    }
    expect(outcome).toBe('StaleViewer');
    expect(pool.take().runs).toBe(0);
    expect(await namesSeenBy(another)).toHaveLength(2);
    expect(pool.take()).toEqual(HIT);
  });

  it('are refused to a viewer who is revoked while they are being read', async () => {
    const viewer = await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city');
    await expect(
      kept.whileReading(
        () => database.read(viewer, [HELD_UP, ROOMS]),
        () => world.sql(city.cityId, 'UPDATE access_grant SET revoked_at = now() WHERE id = $1', [viewer.grantId]),
      ),
    ).rejects.toBeInstanceOf(StaleViewer);
    expect(pool.take()).toEqual(MISS);
  });
});
