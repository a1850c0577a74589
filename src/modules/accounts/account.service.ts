import { fixedText } from '../../kernel/statement-text.js';
import { UserError, forbidden } from '../../kernel/errors.js';
import { expectVersion, getById } from '../../kernel/expect.js';
import { GrantRole } from '../../kernel/grant-role.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { rowUpdate } from '../../kernel/row-update.js';
import { requiredText } from '../../kernel/text-input.js';
import { placeMessages } from '../places/messages.js';
import type { Place } from '../places/place.entity.js';
import { PlaceLevel } from '../places/place.enums.js';
import { placeByCode } from '../places/place.loaders.js';
import { Account, Grant } from './account.entity.js';
import type { AccountCreateInput, AccountDisableInput, GrantGiveInput, GrantRevokeInput } from './account.inputs.js';
import { grantsOfAccount } from './account.loaders.js';
import { accountPolicy } from './account.policy.js';
import { hashPassword } from './auth-store.service.js';
import { accountMessages } from './messages.js';
import { assertPassword } from './password.service.js';

const DISABLE = rowUpdate(Account, ['disabledAt']);
const REVOKE = rowUpdate(Grant, ['revokedAt']);
const HOLD_ACCOUNT = fixedText('hold an account', 'SELECT id FROM account WHERE id = $1 FOR UPDATE');
const SAME_NAME = fixedText('an account of the same name', 'SELECT id FROM account WHERE username = $1');
const LOCK_NAME = fixedText(
  'lock a user name',
  `SELECT pg_advisory_xact_lock(hashtextextended('username ' || $1::text, 0))`,
);
const REGISTER = fixedText('register an account', 'SELECT account_register($1::uuid, $2::text, $3::text) AS done');

export const USERNAME = /^[a-z0-9-]{3,40}$/;

/** The levels of place at which a role can be granted. Rooms and observers can be at every level. */
const LEVELS_OF_ROLE: Readonly<Record<GrantRole, readonly PlaceLevel[]>> = {
  CITY_COMMITTEE: [PlaceLevel.CITY],
  CITY_ADMIN: [PlaceLevel.CITY],
  STREET_CPPCC_LIAISON: [PlaceLevel.STREET],
  STREET_PARTY_OFFICE: [PlaceLevel.STREET],
  CONVENER: Object.values(PlaceLevel),
  CLERK: Object.values(PlaceLevel),
  OBSERVER: Object.values(PlaceLevel),
};
const ROOM_ROLES: readonly GrantRole[] = [GrantRole.CONVENER, GrantRole.CLERK];

/**
 * Requires the administrator's own sign-in. A service token may not create further rights.
 * @throws FORBIDDEN
 */
export function assertKeepsAccounts(ctx: RequestContext): void {
  accountPolicy.assert('keep', ctx, { placePath: ctx.viewer.placePath ?? '' });
  if (ctx.viewer.scopes) throw forbidden(accountMessages.inPersonOnly);
}

/** Creates the account, its first grant and its sign-in name in one transaction. */
export async function createAccount(ctx: RequestContext, input: AccountCreateInput): Promise<Account> {
  assertKeepsAccounts(ctx);
  const { username } = input;
  if (!USERNAME.test(username))
    throw new UserError('USERNAME_FORM', accountMessages.usernameForm, ['input', 'username']);
  const displayName = requiredText(input.displayName, 50, ['input', 'displayName']);
  assertPassword(input.password, ['input', 'password']);
  const place = await placeOfGrant(ctx, input);
  await assertUsernameFree(ctx, username);
  const id = await ctx.insert(Account, { username, displayName });
  await ctx.insert(Grant, { accountId: id, role: input.role, placeId: place.id, placePath: place.path });
  const [registered] = await ctx.rows<{ done: boolean }>({
    text: REGISTER,
    values: [id, username, await hashPassword(input.password)],
  });
  if (!registered?.done) throw usernameTaken();
  return ctx.reread(Account, id);
}

/** The same error for a name used in this city or in another. It must not reveal names of other cities. */
const usernameTaken = (): UserError =>
  new UserError('USERNAME_TAKEN', accountMessages.usernameTaken, ['input', 'username']);

/** Locks the name until the transaction ends, so that two administrators cannot take it at once. */
async function assertUsernameFree(ctx: RequestContext, username: string): Promise<void> {
  await ctx.rows({ text: LOCK_NAME, values: [username] });
  const same = await ctx.rows({ text: SAME_NAME, values: [username] });
  if (same.length > 0) throw usernameTaken();
}

/** Disables an account. Its tokens become invalid at once. */
export async function disableAccount(ctx: RequestContext, input: AccountDisableInput): Promise<Account> {
  assertKeepsAccounts(ctx);
  const account = await getById(ctx, Account, input.id);
  expectVersion(account, input.expectedVersion);
  if (account.id === ctx.viewer.accountId)
    throw new UserError('ACCOUNT_OWN', accountMessages.accountOwn, ['input', 'id']);
  if (account.disabledAt)
    throw new UserError('ACCOUNT_DISABLED', accountMessages.accountDisabledAlready, ['input', 'id']);
  await ctx.update(DISABLE, account, { disabledAt: new Date() });
  return account;
}

export async function giveGrant(ctx: RequestContext, input: GrantGiveInput): Promise<Grant> {
  assertKeepsAccounts(ctx);
  const account = await getById(ctx, Account, input.accountId);
  if (account.disabledAt)
    throw new UserError('ACCOUNT_DISABLED', accountMessages.accountDisabled, ['input', 'accountId']);
  const place = await placeOfGrant(ctx, input);
  await ctx.rows({ text: HOLD_ACCOUNT, values: [account.id] });
  const held = await ctx.load(grantsOfAccount, account.id);
  if (held.some((grant) => grant.role === input.role && grant.placeId === place.id))
    throw new UserError('GRANT_EXISTS', accountMessages.grantExists, ['input', 'role']);
  const id = await ctx.insert(Grant, {
    accountId: account.id,
    role: input.role,
    placeId: place.id,
    placePath: place.path,
  });
  return ctx.reread(Grant, id);
}

/** Revokes a grant. It becomes invalid at once, also on signed-in devices. Revoking twice changes nothing. */
export async function revokeGrant(ctx: RequestContext, input: GrantRevokeInput): Promise<Grant> {
  assertKeepsAccounts(ctx);
  const grant = await getById(ctx, Grant, input.id);
  if (grant.id === ctx.viewer.grantId) throw new UserError('GRANT_OWN', accountMessages.grantOwn, ['input', 'id']);
  if (!grant.revokedAt) await ctx.update(REVOKE, grant, { revokedAt: new Date() });
  return grant;
}

/** @throws UserError PLACE_UNKNOWN, PLACE_CLOSED, PLACE_STATISTICAL_ONLY, GRANT_LEVEL */
async function placeOfGrant(
  ctx: RequestContext,
  { role, placeCode }: { role: GrantRole; placeCode: string },
): Promise<Place> {
  const path = ['input', 'placeCode'];
  const place = await ctx.load(placeByCode, placeCode);
  if (!place) throw new UserError('PLACE_UNKNOWN', placeMessages.placeUnknown(placeCode), path);
  if (place.closedOn) throw new UserError('PLACE_CLOSED', placeMessages.placeClosed(place.name), path);
  if (!LEVELS_OF_ROLE[role].includes(place.level))
    throw new UserError('GRANT_LEVEL', accountMessages.grantLevel(role, place.name, place.level), path);
  if (ROOM_ROLES.includes(role) && place.kind === 'STATISTICAL_ONLY')
    throw new UserError('PLACE_STATISTICAL_ONLY', placeMessages.placeStatisticalOnly(place.name), path);
  return place;
}
