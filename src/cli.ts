#!/usr/bin/env node
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';
import { migrations } from '../migrations/all.js';
import { createOwnerDataSource, migrate } from './db/migrate.js';
import { WAITING } from './db/migration/messages.js';
import { ensureRoles } from './db/roles.js';
import { type Config, readConfig } from './http/config.js';
import { inBoth } from './kernel/message.js';
import { recount } from './modules/comparison/counting/recount.service.js';
import { importPlaces } from './modules/places/place-import.service.js';
import { createCityAdministrator } from './modules/accounts/first-administrator.service.js';
import { adoptDefaultProcedure } from './modules/procedure/default-procedure.service.js';
import { entities, fills } from './modules/registry.js';
import { loadDemonstration } from './prepare.js';

/** `haoshangliang …`: what an operator does, never the server by itself. */
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const settings = (): Config => readConfig((path) => readFileSync(path, 'utf8'));

function needed(
  config: Config,
  key: 'MIGRATION_DATABASE_URL' | 'SUPERUSER_DATABASE_URL' | 'APP_PASSWORD' | 'APP_AUTH_PASSWORD' | 'MIGRATOR_PASSWORD',
): string {
  const value = config[key];
  if (!value) throw new Error(`请设置 ${key} / set ${key} (docs/configuration.md)`);
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

const program = new Command('haoshangliang').description('好商量运维命令 / operator commands of Haoshangliang');

program
  .command('migrate')
  .description('把数据库升级到本版本 / bring the database to this version')
  .action(async () => {
    const names = await migrate({
      url: needed(settings(), 'MIGRATION_DATABASE_URL'),
      entities,
      migrations,
      fills,
      waiting: () => say(inBoth(WAITING)),
    });
    say(names.length > 0 ? `已执行 / run: ${names.join(', ')}` : '没有待执行的迁移 / nothing to migrate');
  });

const db = program.command('db').description('数据库准备 / preparing the database');
db.command('roles')
  .description('建立或更新角色（需超级用户）/ make or update the roles (needs a superuser)')
  .action(async () => {
    const config = settings();
    await ensureRoles(needed(config, 'SUPERUSER_DATABASE_URL'), {
      app: needed(config, 'APP_PASSWORD'),
      appAuth: needed(config, 'APP_AUTH_PASSWORD'),
      migrator: needed(config, 'MIGRATOR_PASSWORD'),
    });
    say('角色已就绪 / roles are ready: app, app_auth, hsl_migrator');
  });

const place = program.command('place').description('地方 / places');
place
  .command('import')
  .argument('<file.csv>', '列 / columns: code,kind,name,parent_code[,type]')
  .description('导入地方名册；有一处不对则全不导入 / import a register of places; nothing unless all is sound')
  .action(async (file: string) => {
    const report = await withOwner((source) =>
      importPlaces(source, readFileSync(file), { afterCity: adoptDefaultProcedure }),
    );
    if (report.problems.length > 0) {
      for (const { row, code, text } of report.problems) say(`第 ${row} 行 / row ${row}: ${code} ${inBoth(text)}`);
      throw new Error(
        `共 ${report.problems.length} 处问题，未导入任何地方 / ${report.problems.length} problems, nothing was imported`,
      );
    }
    say(
      `新增 / added ${report.added}，更名 / renamed ${report.renamed}，划转 / moved ` +
        `${report.moved}，未变 / unchanged ${report.unchanged}`,
    );
  });

const account = program.command('account').description('账号 / accounts');
account
  .command('create-admin')
  .argument('<city-code>')
  .argument('<username>')
  .description(
    "为一个城市建立第一位管理员，口令随机生成并只显示一次 / make a city's first administrator; the random password is shown once",
  )
  .action(async (cityCode: string, username: string) => {
    const password = randomBytes(12).toString('base64url');
    await withOwner((source) => createCityAdministrator(source, { cityCode, username, password }));
    say(`用户名 / username: ${username}\n口令 / password: ${password}`);
  });

program
  .command('stats')
  .description('统计汇总 / kept sums')
  .command('recount')
  .option('--within <code>', '只查某地及其以下 / only a place and those below it')
  .option('--repair', '改正所发现的差异 / put right what differs')
  .description(
    '按原始记录重算汇总，只列出有差异的；有差异且未改正时退出码为 1 / recount the sums from the records and list only what differs; exit ' +
      'code 1 when something does and is not repaired',
  )
  .action(async (options: { within?: string; repair?: boolean }) => {
    const drifts = await withOwner((source) => recount(source, options));
    for (const { code, measure, from, to, kept, counted } of drifts) {
      say(
        `${code} ${measure} ` +
          `${from === to ? from.slice(0, 7) : `${from.slice(0, 7)} – ${to.slice(0, 7)}`}：汇总 / kept ${kept}，记录 /` +
          ` counted ${counted}`,
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
  .description('演示数据 / demonstration data')
  .command('load')
  .option('--today <date>', '参照日期 / reference date', day)
  .description(
    '明确要求时才把演示数据装入自备数据库 / load the demonstration into a database of your own, only when asked by name',
  )
  .action(async (options: { today?: string }) => {
    const config = settings();
    if (!config.DEMO_PASSWORD)
      throw new Error(
        '请设置 DEMO_PASSWORD：自备数据库没有默认口令 / set DEMO_PASSWORD: there is no default password on a database of your own',
      );
    await loadDemonstration(
      needed(config, 'MIGRATION_DATABASE_URL'),
      config.DEMO_PASSWORD,
      options.today ?? config.DEMO_TODAY,
    );
    say('演示数据已装入 / the demonstration is loaded');
  });

program.parseAsync().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
