import type { Command } from 'commander';
import { migrations } from '../migrations/all.js';
import { AUTH_POOL_SIZE } from './db/auth-pool.js';
import { createOwnerDataSource, migrate } from './db/migrate.js';
import { writePoolSize } from './db/pools.js';
import { recordMigrations } from './db/migration/recorded.js';
import type { Config } from './http/config.js';
import { type Message, inBoth } from './kernel/message.js';
import { recount } from './modules/comparison/counting/recount.service.js';
import { entities, fills } from './modules/registry.js';
import { backup } from './operation/backup.js';
import type { BackupEnd, BackupHeader } from './operation/backup-format.js';
import { examine } from './operation/doctor.js';
import { commandMessages } from './operation/messages/commands.js';
import { doctorMessages } from './operation/messages/doctor.js';
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

  program
    .command('doctor')
    .description(doctorMessages.command)
    .action(async () => {
      const config = settings();
      const { databaseSize, findings } = await onOperatorDatabase(config, false, async ({ url }) =>
        examine({
          url,
          migrations: await recordMigrations(migrations),
          connections: config.POOL_SIZE + writePoolSize(config.POOL_SIZE) + AUTH_POOL_SIZE,
          folders: [config.dataDir],
          drift: () => driftsIn(url),
        }),
      );
      say(doctorMessages.size(databaseSize));
      for (const { what, remedy } of findings) say(doctorMessages.line(shownText(what), shownText(remedy)));
      say(findings.length > 0 ? doctorMessages.found(findings.length) : doctorMessages.healthy);
      if (findings.length > 0) process.exitCode = 1;
    });
}

/** The text of a check of migrations has both languages already. */
const shownText = (text: Message): string => (text.zh === text.en ? text.zh : inBoth(text));

/** How many sums differ from their records. Nothing is repaired. */
async function driftsIn(url: string): Promise<number> {
  const source = createOwnerDataSource({ url, entities, migrations });
  await source.initialize();
  try {
    return (await recount(source, {})).length;
  } finally {
    await source.destroy();
  }
}
