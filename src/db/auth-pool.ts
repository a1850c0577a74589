import pg from 'pg';
import { SESSION_SETTINGS } from './data-source.js';

/** Runs functions as the login role app_auth, which can read no table at all. */
export interface AuthPool { rows<T extends object>(text: string, values: readonly unknown[]): Promise<T[]>; end(): Promise<void> }

export function createAuthPool(url: string, size = 4): AuthPool {
  const pool = new pg.Pool({ connectionString: url, max: size, options: SESSION_SETTINGS, connectionTimeoutMillis: 5_000, application_name: 'haoshangliang-auth' });
  pool.on('error', () => { /* an idle connection broke; the pool replaces it */ });
  return { rows: async (text, values) => (await pool.query(text, [...values])).rows, end: () => pool.end() };
}
