import { type ConnectionPool, type PoolOptions, createPool } from './pools.js';

/** Runs functions as the login role app_auth, which can read no table at all. */
export type AuthPool = Pick<ConnectionPool, 'rows' | 'end'>;

export const createAuthPool = (url: string, size = 4, options: Omit<PoolOptions, 'settings'> = {}): ConnectionPool =>
  createPool(url, size, 'auth', options);
