import { fixedText } from '../../kernel/statement-text.js';
import { UserError, notFound } from '../../kernel/errors.js';
import { getById } from '../../kernel/expect.js';
import { idOf } from '../../kernel/global-id.js';
import { todayInShanghai } from '../../kernel/imprecise-date.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { requiredText } from '../../kernel/text-input.js';
import { uuidv7 } from '../../kernel/uuid.js';
import { assertKeepsAccounts } from './account.service.js';
import type { ServiceTokenIssueInput, ServiceTokenRevokeInput } from './account.inputs.js';
import { Grant } from './account.entity.js';
import { hashToken, newToken } from './auth-store.service.js';
import { accountMessages } from './messages.js';
import type { ServiceToken } from './service-token.entity.js';
import { tokenById } from './service-token.loaders.js';

const REVOKE = fixedText('revoke a service token', 'SELECT service_token_revoke($1::uuid)');
const ISSUE = fixedText(
  'issue a service token',
  'SELECT service_token_issue($1::bytea, $2::uuid, $3::uuid, $4::text[], $5::text, $6::timestamptz)',
);

/** The tokens issued in a request, in plain text. They live as long as the request and are not stored. */
const issued = new WeakMap<RequestContext, Map<string, string>>();
export const secretOf = (ctx: RequestContext, tokenId: string): string | null => issued.get(ctx)?.get(tokenId) ?? null;

const MAX_DAYS = 731;
const dayAfter = (days: number): string => todayInShanghai(new Date(Date.now() + days * 86_400_000));

export async function issueServiceToken(ctx: RequestContext, input: ServiceTokenIssueInput): Promise<ServiceToken> {
  assertKeepsAccounts(ctx);
  const grant = await getById(ctx, Grant, input.grantId);
  const label = requiredText(input.label, 100, ['input', 'label']);
  if (grant.revokedAt) throw new UserError('GRANT_REVOKED', accountMessages.grantRevoked, ['input', 'grantId']);
  if (input.scopes.length === 0)
    throw new UserError('SCOPE_MISSING', accountMessages.scopeMissing, ['input', 'scopes']);
  if (input.expiresOn < todayInShanghai() || input.expiresOn > dayAfter(MAX_DAYS)) {
    throw new UserError('TOKEN_EXPIRY', accountMessages.tokenExpiry(dayAfter(MAX_DAYS)), ['input', 'expiresOn']);
  }
  const id = uuidv7();
  const token = newToken();
  await ctx.rows({
    text: ISSUE,
    values: [hashToken(token), id, grant.id, [...new Set(input.scopes)], label, `${input.expiresOn}T23:59:59+08:00`],
  });
  ctx.forget();
  issued.set(ctx, new Map([...(issued.get(ctx) ?? []), [id, token]]));
  return getToken(ctx, id);
}

/** Revokes a token. It becomes invalid at once. Revoking twice changes nothing. */
export async function revokeServiceToken(ctx: RequestContext, input: ServiceTokenRevokeInput): Promise<ServiceToken> {
  assertKeepsAccounts(ctx);
  const token = await getToken(ctx, idOf(input.id, 'ServiceToken'));
  await ctx.rows({ text: REVOKE, values: [token.id] });
  ctx.forget();
  return getToken(ctx, token.id);
}

async function getToken(ctx: RequestContext, id: string): Promise<ServiceToken> {
  const token = await ctx.load(tokenById, id);
  if (!token) throw notFound();
  return token;
}
