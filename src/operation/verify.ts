import type { RecordedMigration } from '../db/migration/recorded.js';
import { hashOf } from '../db/migration/recorded.js';
import type { BackupEnd, BackupHeader } from './backup-format.js';
import { readBackup } from './backup-reader.js';
import { damaged, newerBackup, otherMigrations } from './messages/files.js';
import { Refused } from './refused.js';

/**
 * Reads the whole file before anything is written.
 * @throws Refused unless it is whole and made by the migrations that this version has, or the first of them
 */
export async function verifyBackup(
  file: string,
  migrations: readonly RecordedMigration[],
): Promise<BackupHeader & BackupEnd> {
  const statements = new Map<string, string[]>();
  const backup = await readBackup(file, {
    statement: async (text, migration) => {
      if (!migration) return;
      statements.set(migration.name, [...(statements.get(migration.name) ?? []), text]);
    },
  });
  backup.migrations.forEach(({ name, hash }, i) => {
    const own = migrations[i];
    if (!own) throw new Refused(newerBackup(file, backup.version));
    if (own.name !== name || own.hash !== hash) throw new Refused(otherMigrations(file, name));
    if (backup.scope === 'WHOLE' && hashOf(statements.get(name) ?? []) !== hash) throw new Refused(damaged(file, name));
  });
  return backup;
}
