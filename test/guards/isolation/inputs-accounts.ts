import { randomBytes } from 'node:crypto';
import type { PlantedPlace, PlantedWorld } from '../../support/planted-world.js';
import type { Builder } from './attempt.js';
import { gid } from './inputs-rooms.js';

const username = (): string => `n${randomBytes(6).toString('hex')}`;
const inAMonth = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const freshAccount = (planted: PlantedWorld, target: PlantedPlace): Promise<string> =>
  planted.fresh('account', target, { username: username() });
const freshGrant = async (planted: PlantedWorld, target: PlantedPlace): Promise<string> =>
  planted.fresh('access_grant', target, { account_id: await freshAccount(planted, target) });

export const accountInputs: Readonly<Record<string, Builder>> = {
  accountCreate: async (_planted, target) => ({
    input: {
      username: username(),
      displayName: '新账号',
      password: randomBytes(12).toString('base64url'),
      role: 'OBSERVER',
      placeCode: target.place.code,
    },
  }),
  accountDisable: async (planted, target) => ({
    input: { id: gid('Account', target, await freshAccount(planted, target)), expectedVersion: 1 },
  }),
  grantGive: async (planted, target) => ({
    input: {
      accountId: gid('Account', target, await freshAccount(planted, target)),
      role: 'OBSERVER',
      placeCode: target.place.code,
    },
  }),
  grantRevoke: async (planted, target) => ({ input: { id: gid('Grant', target, await freshGrant(planted, target)) } }),
  serviceTokenIssue: async (planted, target) => ({
    input: {
      grantId: gid('Grant', target, await freshGrant(planted, target)),
      label: '对接',
      scopes: ['RECORD_READ'],
      expiresOn: inAMonth(),
    },
  }),
  serviceTokenRevoke: async (planted, target) => ({
    input: { id: gid('ServiceToken', target, await planted.fresh('access_token', target)) },
  }),
};
