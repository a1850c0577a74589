import type { OwnerSource } from '../../db/migrate.js';

/** Runs a statement as the owner role, which row security holds to one city as everyone else. */
export type OwnerQuery = <T extends object = Record<string, unknown>>(
  text: string,
  values?: readonly unknown[],
) => Promise<T[]>;

/**
 * One transaction as the owner; `enter` chooses the city it works in, for this transaction only.
 * A connection runs one statement at a time, so statements asked for at once wait for each other here.
 */
export function asOwner<T>(
  source: OwnerSource,
  work: (query: OwnerQuery, enter: (cityId: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  return source.transaction(async (manager) => {
    let last: Promise<unknown> = Promise.resolve();
    const query: OwnerQuery = <R extends object>(text: string, values: readonly unknown[] = []) => {
      const asked = last.then(() => manager.query(text, [...values]) as Promise<R[]>);
      last = asked.catch(() => undefined);
      return asked;
    };
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
