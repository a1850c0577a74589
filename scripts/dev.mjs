// npm run dev: builds and restarts the server at each change of a source. The embedded PostgreSQL and its data in
// `.data` stay, so that a restart takes a second or two. Migrations run when one of them has changed.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const BUILT = 'dist/src/main.js';
const dataDir = process.env.DATA_DIR ?? '.data';
let database;
let server = null;
let migratedAt = 0;
let turn = Promise.resolve();

const newest = (folder) =>
  Math.max(0, ...readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name)).mtimeMs));

/** TypeScript in watch mode. @param built called after each build, with the number of its errors */
function watchSources(built) {
  const args = ['node_modules/typescript/bin/tsc', '-b', '--watch', '--preserveWatchOutput'];
  const tsc = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: tsc.stdout }).on('line', (line) => {
    const errors = /Found (\d+) errors?\./.exec(line)?.[1];
    if (errors !== '0') console.log(line);
    if (errors !== undefined) built(Number(errors));
  });
  return tsc;
}

async function startDatabase() {
  const { startOwnPostgres } = await import('../dist/src/own-postgres.js');
  database = await startOwnPostgres(dataDir);
  await database.migrate();
  migratedAt = newest('dist/migrations');
  // The demonstration and its password come as with `npm start`.
  const { loadDemonstration, keptPassword } = await import('../dist/src/prepare.js');
  const password = process.env.DEMO_PASSWORD ?? keptPassword(dataDir);
  await loadDemonstration(database.migratorUrl, password, process.env.DEMO_TODAY);
  console.log(`演示账号 accounts: rugao-committee, yanshi-c01-clerk …   密码 password: ${password}`);
}

const hasEnded = ({ exitCode, signalCode }) => exitCode !== null || signalCode !== null;
const ended = (child) => new Promise((resolve) => (hasEnded(child) ? resolve() : child.once('exit', resolve)));

function run(script, args, environment) {
  return spawn(process.execPath, ['--enable-source-maps', script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
}

async function migrateIfChanged() {
  const changedAt = newest('dist/migrations');
  if (changedAt <= migratedAt) return;
  const child = run('dist/src/cli.js', ['migrate'], { MIGRATION_DATABASE_URL: database.migratorUrl });
  await ended(child);
  if (child.exitCode === 0) migratedAt = changedAt;
}

async function restart() {
  if (server) {
    server.kill('SIGTERM');
    await ended(server);
  }
  if (!database) await startDatabase();
  else await migrateIfChanged();
  server = run(BUILT, [], { DATABASE_URL: database.appUrl, AUTH_DATABASE_URL: database.authUrl, DATA_DIR: dataDir });
}

async function stop() {
  tsc.kill();
  if (server) {
    server.kill('SIGTERM');
    await ended(server);
  }
  await database?.server.stop();
}

const tsc = watchSources((errors) => {
  if (errors > 0 || !existsSync(BUILT)) return;
  turn = turn.then(restart).catch((error) => console.error(error.message));
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void stop().then(() => process.exit(0)));
}
