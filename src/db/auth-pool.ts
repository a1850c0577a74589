import { createPool } from './tenant-database.js';

/** Runs functions as the login role app_auth, which can read no table at all. */
export interface AuthPool { rows<T extends object>(text: string, values: readonly unknown[]): Promise<T[]>; end(): Promise<void> }

export function createAuthPool(url: string, size = 4): AuthPool {
  const pool = createPool(url, size, 'haoshangliang-auth');
  return { rows: async (text, values) => (await pool.query(text, [...values])).rows, end: () => pool.end() };
}
