import { randomBytes } from 'node:crypto';
import { toGlobalId } from '../../../src/kernel/global-id.js';
import { hashPassword } from '../../../src/modules/accounts/auth-store.service.js';
import type { PlantedWorld } from '../../support/planted-world.js';
import type { MatrixViewer } from './viewers.js';

const PASSWORD = randomBytes(12).toString('base64url');
let hash: Promise<string> | null = null;

/**
 * The inputs of what asks for no place: what an account does to itself, and what is the whole city's. Made again for
 * each attempt, for some of them end the viewer's session.
 */
export const selfInputs: Readonly<
  Record<string, (planted: PlantedWorld, viewer: MatrixViewer) => Promise<Record<string, unknown> | null>>
> = {
  signIn: async (planted) => {
    const place = planted.places[0]!.place;
    const username = `s${randomBytes(6).toString('hex')}`;
    const accountId = await planted.world.insert(place.cityId, 'account', { username, display_name: username });
    await planted.world.insert(place.cityId, 'access_grant', {
      account_id: accountId,
      role: 'OBSERVER',
      place_id: place.id,
      place_path: place.path,
    });
    await password(planted, place.cityId, accountId, username);
    return { username, password: PASSWORD };
  },
  signOut: async () => null,
  grantChoose: async (planted, viewer) => ({
    grantId: toGlobalId(
      'Grant',
      (viewer.place ?? planted.places[0]!.place).cityId,
      viewer.grantId ?? planted.places[0]!.refs['access_grant']!,
    ),
  }),
  passwordChange: async (planted, viewer) => {
    if (viewer.place && viewer.accountId) {
      const [account] = await planted.world.sql<{ username: string }>(
        viewer.place.cityId,
        'SELECT username FROM account WHERE id = $1',
        [viewer.accountId],
      );
      await password(planted, viewer.place.cityId, viewer.accountId, account!.username);
    }
    return { oldPassword: PASSWORD, newPassword: `${PASSWORD}-2` };
  },
  unitRecord: async () => ({ name: `责任单位 ${randomBytes(4).toString('hex')}`, kind: 'DEPARTMENT' }),
  // Every account of the matrix is of the first city; the administrator's attempt is the only one that changes it.
  comparisonSettingsAdopt: async (planted) => {
    const { cityId } = planted.places[0]!.place;
    const [row] = await planted.world.sql<{ version: number; smallest_peer_group: number }>(
      cityId,
      'SELECT version, smallest_peer_group FROM comparison_setting',
    );
    return { expectedVersion: row!.version, smallestPeerGroup: row!.smallest_peer_group + 1 };
  },
  procedureAdopt: async () => ({
    title: '新程序',
    inForceFrom: '2098-01-01',
    stages: [
      { kind: 'TOPIC_SELECTION', title: '议题确定', titleEn: 'Topic' },
      { kind: 'DELIBERATION', title: '开展协商', titleEn: 'Deliberation' },
    ],
  }),
};

/** What leaves nothing behind when it goes well. */
export const WRITES_NOTHING = new Set(['grantChoose']);

async function password(planted: PlantedWorld, cityId: string, accountId: string, username: string): Promise<void> {
  hash ??= hashPassword(PASSWORD);
  await planted.world.sql(
    cityId,
    'INSERT INTO sign_in_name (username, city_id, account_id, password_hash) VALUES ($1, $2, $3, $4)',
    [username, cityId, accountId, await hash],
  );
}
