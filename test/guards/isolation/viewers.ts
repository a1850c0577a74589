import { randomBytes } from 'node:crypto';
import { GrantRole } from '../../../src/kernel/grant-role.js';
import type { Scope } from '../../../src/kernel/viewer.js';
import { uuidv7 } from '../../../src/kernel/uuid.js';
import { hashToken, newToken } from '../../../src/modules/accounts/auth-store.service.js';
import { Api } from '../../support/api.js';
import type { PlantedWorld } from '../../support/planted-world.js';
import type { PlaceRef } from '../../support/world.js';
import type { Who } from './rights.js';

export interface MatrixViewer {
  readonly label: string;
  readonly who: Who;
  readonly place: PlaceRef | null;
  readonly accountId: string | null;
  readonly grantId: string | null;
  readonly api: Api;
}

type TokenState = 'valid' | 'expired' | 'revoked' | 'grant revoked' | 'account disabled';

/**
 * An account acting under one grant; its token is put where signing in would have put it, which saves a password hash
 * each.
 */
export async function viewerAt(
  planted: PlantedWorld,
  role: GrantRole,
  place: PlaceRef,
  state: TokenState = 'valid',
  scopes: readonly Scope[] | null = null,
): Promise<MatrixViewer> {
  const { world } = planted;
  const token = newToken();
  const username = `v${randomBytes(6).toString('hex')}`;
  const accountId = await world.insert(place.cityId, 'account', {
    username,
    display_name: username,
    disabled_at: state === 'account disabled' ? '2021-01-01' : null,
  });
  const grantId = await world.insert(place.cityId, 'access_grant', {
    account_id: accountId,
    role,
    place_id: place.id,
    place_path: place.path,
    revoked_at: state === 'grant revoked' ? '2021-01-01' : null,
  });
  await world.sql(
    place.cityId,
    `INSERT INTO access_token (hash, id, city_id, account_id, grant_id, kind, expires_at, revoked_at, scopes)
      VALUES ($1, $2, $3, $4, $5, $8, $6, $7, $9)`,
    [
      hashToken(token),
      uuidv7(),
      place.cityId,
      accountId,
      grantId,
      state === 'expired' ? '2021-01-01' : '2099-01-01',
      state === 'revoked' ? '2021-01-01' : null,
      scopes ? 'SERVICE' : 'SESSION',
      scopes,
    ],
  );
  const who = state === 'valid' ? role : 'public';
  return {
    label: `${role}@${place.level}${state === 'valid' ? '' : ` (${state})`}${scopes ? ` [${scopes.join(' ')}]` : ''}`,
    who,
    place: state === 'valid' ? place : null,
    accountId: state === 'valid' ? accountId : null,
    grantId,
    api: new Api(world.server.app, token),
  };
}

/**
 * Every role at every level it is given at, the public, and holders of a token that is no longer valid: they are the
 * public too.
 */
export async function everyViewer(planted: PlantedWorld): Promise<MatrixViewer[]> {
  const [city, street, community] = ['CITY', 'STREET', 'COMMUNITY'].map(
    (level) => planted.places.find(({ place }) => place.level === level)!.place,
  ) as [PlaceRef, PlaceRef, PlaceRef];
  const grants: [GrantRole, PlaceRef][] = [
    [GrantRole.CITY_COMMITTEE, city],
    [GrantRole.CITY_ADMIN, city],
    [GrantRole.STREET_CPPCC_LIAISON, street],
    [GrantRole.STREET_PARTY_OFFICE, street],
    [GrantRole.CONVENER, community],
    [GrantRole.CONVENER, street],
    [GrantRole.CLERK, community],
    [GrantRole.CLERK, city],
    [GrantRole.OBSERVER, city],
    [GrantRole.OBSERVER, street],
    [GrantRole.OBSERVER, community],
  ];
  const viewers: MatrixViewer[] = [];
  for (const [role, place] of grants) viewers.push(await viewerAt(planted, role, place));
  for (const state of ['expired', 'revoked', 'grant revoked', 'account disabled'] as const)
    viewers.push(await viewerAt(planted, GrantRole.CITY_ADMIN, city, state));
  return [
    ...viewers,
    { label: 'public', who: 'public', place: null, accountId: null, grantId: null, api: planted.world.anonymous },
  ];
}
