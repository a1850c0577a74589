import { type Fill, type OwnerSource, inCity } from '../../db/migrate.js';
import { plainText } from '../../kernel/plain-text.js';
import { cityIds } from './owner-source.service.js';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** A text column, the column of its plain form, and the check that the plain form is present. */
export interface PlainForm {
  readonly table: string;
  readonly text: string;
  readonly plain: string;
  readonly check: string;
}

/**
 * Rows from before the plain form was stored get theirs. Each batch is a transaction of its own:
 * nobody waits long for a row, and after a break the next run goes on where this one ended.
 */
export const fillsPlainForm =
  (form: PlainForm): Fill =>
  async (source) => {
    if (await isFilled(source, form)) return;
    for (const cityId of await cityIds(source)) {
      for (let last: string | undefined = FIRST; last;) last = await fillBatch(source, form, cityId, last);
    }
    // Servers wait for this (src/db/readiness.ts). It fails if a row is left, and the next run tries again.
    await source.query(`ALTER TABLE ${form.table} VALIDATE CONSTRAINT ${form.check}`);
  };

/** A database of an earlier version has no such check, and nothing to fill. */
async function isFilled(source: OwnerSource, { check }: PlainForm): Promise<boolean> {
  const text = 'SELECT convalidated AS "isValid" FROM pg_constraint WHERE conname = $1';
  const [found] = (await source.query(text, [check])) as { isValid: boolean }[];
  return found?.isValid ?? true;
}

/** Neither version nor time of change is touched: what is public stays public. @returns the last id of the batch. */
const fillBatch = (
  source: OwnerSource,
  { table, text, plain }: PlainForm,
  cityId: string,
  after: string,
): Promise<string | undefined> =>
  inCity(source, cityId, async (manager) => {
    const rows = (await manager.query(
      `SELECT id, ${text} AS text FROM ${table} WHERE ${plain} IS NULL AND id > $1 ORDER BY id LIMIT $2 FOR UPDATE`,
      [after, BATCH],
    )) as { id: string; text: string }[];
    if (rows.length === 0) return undefined;
    await manager.query(
      `UPDATE ${table} t SET ${plain} = p.form FROM unnest($1::uuid[], $2::text[]) p(id, form) WHERE t.id = p.id`,
      [rows.map(({ id }) => id), rows.map((row) => plainText(row.text))],
    );
    return rows.at(-1)!.id;
  });
