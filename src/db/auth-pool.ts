import { type ConnectionPool, type PoolOptions, createPool } from './pools.js';

/** Calls SQL functions as the login role app_auth, which cannot read any table. */
export type AuthPool = Pick<ConnectionPool, 'rows' | 'end'>;

export const createAuthPool = (url: string, size = 4, options: Omit<PoolOptions, 'settings'> = {}): ConnectionPool =>
  createPool(url, size, 'auth', options);
