#!/usr/bin/env node
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';
import { migrations } from '../migrations/all.js';
import { createOwnerDataSource, migrate } from './db/migrate.js';
import { dbMessages } from './db/messages.js';
import { ensureRoles } from './db/roles.js';
import { type Config, readConfig } from './http/config.js';
import { inBoth } from './kernel/message.js';
import { operatorMessages } from './messages.js';
import { recount } from './modules/comparison/counting/recount.service.js';
import { createCityAdministrator } from './modules/accounts/first-administrator.service.js';
import { entities, fills } from './modules/registry.js';
import { addOperationCommands } from './operation-commands.js';
import { addPlaceCommands } from './place-commands.js';
import { onOperatorDatabase } from './operator-database.js';
import { loadDemonstration } from './prepare.js';

/** `haoshangliang …`: commands for an operator. The server never runs them itself. */
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const settings = (): Config => readConfig((path) => readFileSync(path, 'utf8'));

function needed(
  config: Config,
  key: 'MIGRATION_DATABASE_URL' | 'SUPERUSER_DATABASE_URL' | 'APP_PASSWORD' | 'APP_AUTH_PASSWORD' | 'MIGRATOR_PASSWORD',
): string {
  const value = config[key];
  if (!value) throw new Error(operatorMessages.settingMissing(key));
  return value;
}

async function withOwner<T>(work: (source: ReturnType<typeof createOwnerDataSource>) => Promise<T>): Promise<T> {
  const source = createOwnerDataSource({ url: needed(settings(), 'MIGRATION_DATABASE_URL'), entities, migrations });
  await source.initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

const program = new Command('haoshangliang').description(operatorMessages.program);

program
  .command('migrate')
  .description(operatorMessages.migrate)
  .action(async () => {
    const waiting = (): void => say(inBoth(dbMessages.migrationWaiting));
    const names = await onOperatorDatabase(settings(), false, ({ url }) =>
      migrate({ url, entities, migrations, fills, waiting }),
    );
    say(names.length > 0 ? operatorMessages.migrated(names) : operatorMessages.nothingToMigrate);
  });

const db = program.command('db').description(operatorMessages.db);
db.command('roles')
  .description(operatorMessages.roles)
  .action(async () => {
    const config = settings();
    await ensureRoles(needed(config, 'SUPERUSER_DATABASE_URL'), {
      app: needed(config, 'APP_PASSWORD'),
      appAuth: needed(config, 'APP_AUTH_PASSWORD'),
      migrator: needed(config, 'MIGRATOR_PASSWORD'),
    });
    say(operatorMessages.rolesReady);
  });

addPlaceCommands({ program, say, withOwner });

const account = program.command('account').description(operatorMessages.account);
account
  .command('create-admin')
  .argument('<city-code>')
  .argument('<username>')
  .description(operatorMessages.createAdmin)
  .action(async (cityCode: string, username: string) => {
    const password = randomBytes(12).toString('base64url');
    await withOwner((source) => createCityAdministrator(source, { cityCode, username, password }));
    say(operatorMessages.adminCreated(username, password));
  });

program
  .command('stats')
  .description(operatorMessages.stats)
  .command('recount')
  .option('--within <code>', operatorMessages.recountWithin)
  .option('--repair', operatorMessages.recountRepair)
  .description(operatorMessages.recount)
  .action(async (options: { within?: string; repair?: boolean }) => {
    const drifts = await withOwner((source) => recount(source, options));
    for (const { code, measure, from, to, kept, counted } of drifts) {
      say(
        operatorMessages.recountDrift(
          code,
          measure,
          from === to ? from.slice(0, 7) : `${from.slice(0, 7)} – ${to.slice(0, 7)}`,
          kept,
          counted,
        ),
      );
    }
    if (drifts.length > 0 && !options.repair) process.exitCode = 1;
  });

const day = (text: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new InvalidArgumentError('YYYY-MM-DD');
  return text;
};
program
  .command('demo')
  .description(operatorMessages.demo)
  .command('load')
  .option('--today <date>', operatorMessages.demoToday, day)
  .description(operatorMessages.demoLoad)
  .action(async (options: { today?: string }) => {
    const config = settings();
    if (!config.DEMO_PASSWORD) throw new Error(operatorMessages.demoPasswordMissing);
    await loadDemonstration(
      needed(config, 'MIGRATION_DATABASE_URL'),
      config.DEMO_PASSWORD,
      options.today ?? config.DEMO_TODAY,
    );
    say(operatorMessages.demoLoaded);
  });

addOperationCommands({ program, say, settings });

program.parseAsync().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
