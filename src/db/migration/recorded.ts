import { createHash } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export type MigrationClass = new () => object;

/** What a migration sends to a database, and the hash of it. */
export interface RecordedMigration {
  readonly name: string;
  readonly statements: readonly string[];
  /** SHA-256 over the statements, each followed by a zero byte. */
  readonly hash: string;
}

/** Runs each `up` without a database and records what it sends. */
export async function recordMigrations(migrations: readonly MigrationClass[]): Promise<RecordedMigration[]> {
  const sent: string[] = [];
  const runner = recordingRunner(sent);
  const recorded: RecordedMigration[] = [];
  for (const Migration of migrations) {
    const from = sent.length;
    await (new Migration() as MigrationInterface).up(runner);
    const statements = sent.slice(from);
    recorded.push({ name: Migration.name, statements, hash: hashOf(statements) });
  }
  return recorded;
}

export function hashOf(statements: readonly string[]): string {
  const hash = createHash('sha256');
  for (const statement of statements) hash.update(statement).update('\0');
  return hash.digest('hex');
}

/** One old migration reads a function back and changes its text. It is answered with the text recorded before. */
const ASKS_FOR_FUNCTION = /pg_get_functiondef\('(\w+)\(/;

function recordingRunner(sent: string[]): QueryRunner {
  const query = async (text: string, values?: readonly unknown[]): Promise<object[]> => {
    if (values?.length) throw new Error(`a migration's statement has its values in its text: ${text}`);
    const asked = ASKS_FOR_FUNCTION.exec(text)?.[1];
    if (!asked) {
      sent.push(text);
      return [];
    }
    return [{ source: lastDefinition(sent, asked) }];
  };
  return new Proxy({ query } as unknown as QueryRunner, {
    get(runner, key) {
      if (key === 'query') return runner.query;
      throw new Error(`a migration sends SQL by runner.query alone, not by ${String(key)}: it could not be hashed`);
    },
  });
}

function lastDefinition(sent: readonly string[], name: string): string {
  const found = sent.findLast((text) => new RegExp(`^CREATE (OR REPLACE )?FUNCTION ${name}\\(`).test(text));
  if (!found) throw new Error(`no migration before makes the function ${name}`);
  return found;
}
