import type { OwnerSource } from '../../db/migrate.js';

/** Runs a statement as the owner role, which row security holds to one city as everyone else. */
export type OwnerQuery = <T extends object = Record<string, unknown>>(
  text: string,
  values?: readonly unknown[],
) => Promise<T[]>;

/** One transaction as the owner; `enter` chooses the city it works in, for this transaction only. */
export function asOwner<T>(
  source: OwnerSource,
  work: (query: OwnerQuery, enter: (cityId: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  return source.transaction(async (manager) => {
    const query: OwnerQuery = async <R extends object>(text: string, values: readonly unknown[] = []) =>
      (await manager.query(text, [...values])) as R[];
    return work(query, async (cityId) => {
      await query(`SELECT set_config('app.city_id', $1, true)`, [cityId]);
    });
  });
}

/**
 * Even the owner sees one city at a time. Which cities there are is known from the names people sign in with:
 * nobody else writes records.
 */
export async function cityIds(source: OwnerSource): Promise<string[]> {
  const text = 'SELECT DISTINCT city_id AS id FROM sign_in_name ORDER BY city_id';
  const found = (await source.query(text)) as { id: string }[];
  return found.map(({ id }) => id);
}
