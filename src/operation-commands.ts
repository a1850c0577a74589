import type { Command } from 'commander';
import { migrations } from '../migrations/all.js';
import { migrate } from './db/migrate.js';
import { recordMigrations } from './db/migration/recorded.js';
import type { Config } from './http/config.js';
import { inBoth } from './kernel/message.js';
import { entities, fills } from './modules/registry.js';
import { backup } from './operation/backup.js';
import type { BackupEnd, BackupHeader } from './operation/backup-format.js';
import { commandMessages } from './operation/messages/commands.js';
import { PERSONAL_DATA } from './operation/messages/files.js';
import { restoreCity, restoreWhole } from './operation/restore.js';
import { onOperatorDatabase } from './operator-database.js';
import { programVersion } from './version.js';

interface Parts {
  readonly program: Command;
  readonly say: (text: string) => void;
  readonly settings: () => Config;
}

/** `haoshangliang backup`, `restore` and `doctor`. */
export function addOperationCommands({ program, say, settings }: Parts): void {
  const summary = ({ cities, rows, version, madeAt }: BackupHeader & BackupEnd): string =>
    commandMessages.contents(cities.map(({ code, name }) => `${code} ${name}`).join(', '), rows, version, madeAt);

  program
    .command('backup')
    .argument('<file>', commandMessages.backupFile)
    .option('--city <code>', commandMessages.backupCity)
    .description(commandMessages.backup)
    .action(async (file: string, options: { city?: string }) => {
      const recorded = await recordMigrations(migrations);
      const written = await onOperatorDatabase(settings(), false, ({ url }) =>
        backup({ url, file, version: programVersion(), migrations: recorded, city: options.city }),
      );
      say(`${commandMessages.backedUp(file, summary(written))}\n${inBoth(PERSONAL_DATA)}`);
    });

  program
    .command('restore')
    .argument('<file>', commandMessages.restoreFile)
    .option('--city', commandMessages.restoreCity)
    .description(commandMessages.restore)
    .action(async (file: string, options: { city?: boolean }) => {
      const recorded = await recordMigrations(migrations);
      const restored = await onOperatorDatabase(settings(), !options.city, ({ url }) => {
        const migrateTo = async (count: number | 'ALL'): Promise<void> => {
          const some = count === 'ALL' ? migrations : migrations.slice(0, count);
          await migrate({ url, entities, migrations: some, fills: count === 'ALL' ? fills : [] });
        };
        const restore = options.city ? restoreCity : restoreWhole;
        return restore({ url, file, migrations: recorded, migrateTo });
      });
      say(commandMessages.restored(summary(restored)));
    });
}
