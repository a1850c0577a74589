import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Lang } from '../kernel/message.js';
import type { RequestOrigin } from '../kernel/viewer.js';

export const SESSION_COOKIE = 'hsl_session';

/** The language of Accept-Language: English if it comes before Chinese, else Chinese. */
export function languageOf(acceptLanguage: string | undefined): Lang {
  const first = acceptLanguage
    ?.split(',')
    .map((part) => part.trim().toLowerCase())
    .find((part) => part.startsWith('zh') || part.startsWith('en'));
  return first?.startsWith('en') ? Lang.EN : Lang.ZH_HANS;
}

export const originOf = (request: FastifyRequest): RequestOrigin => ({
  address: request.ip,
  requestId: randomUUID(),
  lang: languageOf(request.headers['accept-language']),
  idempotencyKey: headerText(request.headers['idempotency-key']),
});

const headerText = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null;

/** The token of the request. The Authorization header has priority over the browser's cookie. */
export function tokenOf(request: FastifyRequest): string | null {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() === 'bearer' && token) return token;
  return request.cookies[SESSION_COOKIE] ?? null;
}
