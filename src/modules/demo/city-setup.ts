import { Account, Grant } from '../accounts/account.entity.js';
import type { OwnerQuery } from '../places/owner-source.service.js';
import { defaultProcedure } from '../procedure/default-procedure.service.js';
import { Procedure, ProcedureStage } from '../procedure/procedure.entity.js';
import type { Chance } from './chance.js';
import { type DemoAccount, displayNameOf } from './demo-accounts.js';
import type { Spot } from './recorded.js';
import type { DemoRows } from './demo-rows.js';

type Stages = typeof defaultProcedure.stages;

/** A city's procedure. By default every gate reminds, and no stage has a limit. @returns its id. */
export function addProcedure(
  rows: DemoRows,
  chance: Chance,
  cityId: string,
  inForceFrom: string,
  at: Date,
  stages: Stages = defaultProcedure.stages,
): string {
  const procedureId = chance.id(at);
  rows.add(Procedure, {
    cityId,
    id: procedureId,
    number: 1,
    title: defaultProcedure.title,
    inForceFrom,
    recordedAt: at,
  });
  stages.forEach((stage, index) => {
    rows.add(ProcedureStage, { cityId, id: chance.id(at), procedureId, ordinal: index + 1, ...stage });
  });
  return procedureId;
}

/** Accounts of the demonstration with one grant each. @returns their ids by sign-in name. */
export function addAccounts(
  rows: DemoRows,
  chance: Chance,
  accounts: readonly DemoAccount[],
  spotOf: (code: string) => Spot,
  at: Date,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const account of accounts) {
    const spot = spotOf(account.placeCode);
    const id = chance.id(at);
    ids.set(account.username, id);
    rows.add(Account, {
      cityId: spot.cityId,
      id,
      username: account.username,
      displayName: displayNameOf(account),
      isDemo: true,
      disabledAt: null,
      version: 1,
      changedAt: at,
    });
    rows.add(Grant, {
      ...spot,
      id: chance.id(at),
      accountId: id,
      role: account.role,
      revokedAt: null,
      version: 1,
      changedAt: at,
    });
  }
  return ids;
}

/**
 * Only the owner writes sign-in names; no entity stands for them. A name already taken by somebody else fails the whole
 * load.
 */
export async function registerNames(
  query: OwnerQuery,
  cityId: string,
  ids: ReadonlyMap<string, string>,
  passwordHash: string,
  at: Date,
): Promise<void> {
  await query(
    'INSERT INTO sign_in_name (username, city_id, account_id, password_hash, changed_at) SELECT u.name, $1, ' +
      'u.account, $4, $5 FROM unnest($2::text[], $3::uuid[]) AS u(name, account)',
    [cityId, [...ids.keys()], [...ids.values()], passwordHash, at],
  );
}
