import { type OwnerSource, inCity } from '../../db/migrate.js';
import { plainText } from '../../kernel/plain-text.js';
import { cityIds } from '../places/owner-source.service.js';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Topics from before the plain form was stored get theirs. Each batch is a transaction of its own:
 * nobody waits long for a row, and after a break the next run goes on where this one ended.
 */
export async function fillPlainTitles(source: OwnerSource): Promise<void> {
  if (await isFilled(source)) return;
  for (const cityId of await cityIds(source)) {
    for (let last: string | undefined = FIRST; last;) last = await fillBatch(source, cityId, last);
  }
  // Servers wait for this (src/db/readiness.ts). It fails if a row is left, and the next run tries again.
  await source.query('ALTER TABLE topic VALIDATE CONSTRAINT ck_topic_plain_title');
}

async function isFilled(source: OwnerSource): Promise<boolean> {
  const text = `SELECT convalidated AS "isValid" FROM pg_constraint WHERE conname = 'ck_topic_plain_title'`;
  const [check] = (await source.query(text)) as { isValid: boolean }[];
  return check!.isValid;
}

/** Neither version nor time of change is touched: what is public stays public. @returns the last id of the batch. */
const fillBatch = (source: OwnerSource, cityId: string, after: string): Promise<string | undefined> =>
  inCity(source, cityId, async (manager) => {
    const rows = (await manager.query(
      'SELECT id, title FROM topic WHERE plain_title IS NULL AND id > $1 ORDER BY id LIMIT $2 FOR UPDATE',
      [after, BATCH],
    )) as { id: string; title: string }[];
    await manager.query(
      'UPDATE topic t SET plain_title = p.title FROM unnest($1::uuid[], $2::text[]) p(id, title) WHERE t.id = p.id',
      [rows.map(({ id }) => id), rows.map(({ title }) => plainText(title))],
    );
    return rows.at(-1)?.id;
  });
