import { fixedText } from '../../kernel/statement-text.js';
import { defineLoader } from '../../kernel/loader.js';
import type { LoadingContext } from '../../kernel/loader-definition.js';
import { accountPolicy } from './account.policy.js';
import type { ServiceToken } from './service-token.entity.js';

const SERVICE_TOKENS = fixedText(
  'service tokens',
  `SELECT id, city_id AS "cityId", grant_id AS "grantId", label, scopes, created_at AS "createdAt",
    expires_at AS "expiresAt", revoked_at AS "revokedAt" FROM service_tokens()`,
);

/**
 * All service tokens of the city, newest first. The SQL function refuses everyone but the administrator, so others do
 * not call it.
 */
async function readTokens(ctx: LoadingContext): Promise<ServiceToken[]> {
  if (!accountPolicy.can('keep', ctx.viewer, { placePath: ctx.viewer.placePath ?? '' })) return [];
  return ctx.rows<ServiceToken>({
    text: SERVICE_TOKENS,
    values: [],
  });
}

/** Keyed by city. */
export const tokensOfCity = defineLoader<string, ServiceToken[]>('tokensOfCity', async (ctx, cityIds) => {
  const tokens = await readTokens(ctx);
  return cityIds.map((cityId) => tokens.filter((token) => token.cityId === cityId));
});

export const tokenById = defineLoader<string, ServiceToken | null>('tokenById', async (ctx, ids) => {
  const found = new Map((await readTokens(ctx)).map((token) => [token.id, token]));
  return ids.map((id) => found.get(id) ?? null);
});
