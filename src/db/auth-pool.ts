import { type ConnectionPool, type PoolOptions, createPool } from './pools.js';

/** Calls SQL functions as the login role app_auth, which cannot read any table. */
export type AuthPool = Pick<ConnectionPool, 'rows' | 'end'>;

/** Connections for sign-in and the queue of exports. */
export const AUTH_POOL_SIZE = 4;

export const createAuthPool = (
  url: string,
  size = AUTH_POOL_SIZE,
  options: Omit<PoolOptions, 'settings'> = {},
): ConnectionPool => createPool(url, size, 'auth', options);
