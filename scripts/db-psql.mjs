// npm run db:psql [-- arguments of psql]: prints the address of the embedded PostgreSQL that runs on `.data`,
// and starts psql with it where psql is installed. It is the superuser's: row security does not hold for it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

const folder = join(process.env.DATA_DIR ?? '.data', 'postgres');
const pidFile = join(folder, 'cluster', 'postmaster.pid');
if (!existsSync(pidFile)) {
  console.error(
    '数据库没有运行；请先 npm start 或 npm run dev / the database is not running: npm start or npm run dev first',
  );
  process.exit(1);
}
// Lines of postmaster.pid: process, folder, start, port.
const port = readFileSync(pidFile, 'utf8').split('\n')[3];
const password = readFileSync(join(folder, 'superuser.password'), 'utf8').trim();
console.log(`postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`);
const environment = { ...process.env, PGHOST: '127.0.0.1', PGPORT: port, PGUSER: 'postgres', PGDATABASE: 'postgres' };
const { error, status } = spawnSync('psql', process.argv.slice(2), {
  stdio: 'inherit',
  env: { ...environment, PGPASSWORD: password },
});
if (error) console.log('本机没有 psql；可用上面的地址连接 / psql is not installed here: use the address above');
process.exitCode = error ? 0 : (status ?? 1);
