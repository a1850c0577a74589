import type { DataSource, QueryRunner } from 'typeorm';

export interface ChangedCheck {
  readonly table: string;
  readonly name: string;
  /** The CHECK constraints of the database. */
  readonly stored: string;
  /** The CHECK constraints of the entities. */
  readonly expression: string;
}

const PROBE = 'ck_probe';
const DEFINITION = `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint
  WHERE conname = $1 AND conrelid = to_regclass($2)`;

/** Makes two spellings of one list equal: `ARRAY['A'::text, 'B'::text]` and `'{A,B}'::text[]`. */
const inOneForm = (text: string): string =>
  text
    .replace(/ NOT VALID$/, '')
    .replace(
      /ARRAY\[('\w+'::text(?:, '\w+'::text)*)\]/g,
      (_, words: string) => `'{${words.replace(/'(\w+)'::text/g, '$1').replaceAll(', ', ',')}}'::text[]`,
    );

/**
 * CHECK constraints that differ between entity and database. TypeORM compares only their names.
 * PostgreSQL rewrites an expression. So each one is added as a constraint and read back.
 */
export async function changedChecks(source: DataSource): Promise<ChangedCheck[]> {
  const runner = source.createQueryRunner();
  await runner.startTransaction();
  try {
    const checks = source.entityMetadatas.flatMap(({ tableName, checks: of }) =>
      of.map(({ name, expression }) => ({ table: tableName, name: name!, expression: String(expression) })),
    );
    const changed: ChangedCheck[] = [];
    for (const check of checks) {
      const stored = await definition(runner, check.table, check.name);
      // TypeORM itself generates new constraints.
      if (stored === null) continue;
      await runner.query(`ALTER TABLE "${check.table}" ADD CONSTRAINT ${PROBE} CHECK (${check.expression}) NOT VALID`);
      const wanted = await definition(runner, check.table, PROBE);
      await runner.query(`ALTER TABLE "${check.table}" DROP CONSTRAINT ${PROBE}`);
      if (wanted !== stored) changed.push({ ...check, stored });
    }
    return changed;
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

async function definition(runner: QueryRunner, table: string, name: string): Promise<string | null> {
  const [row] = (await runner.query(DEFINITION, [name, table])) as { text: string }[];
  return row ? inOneForm(row.text) : null;
}

/** The statement that changes a CHECK constraint. */
export const checkText = (table: string, name: string, definition: string): string =>
  `ALTER TABLE "${table}" DROP CONSTRAINT "${name}", ADD CONSTRAINT "${name}" ${definition}`;
