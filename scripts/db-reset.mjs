// npm run db:reset: deletes the data of the embedded PostgreSQL in `.data`, after asking. `-- --yes` does not ask. The
// next start makes a new database and loads the demonstration. A server that runs on it must be stopped first.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';

const dataDir = process.env.DATA_DIR ?? '.data';
const folder = join(dataDir, 'postgres');
const stop = (text, code) => {
  console.log(text);
  process.exit(code);
};

if (!existsSync(folder)) stop(`${folder} 不存在，无需清除 / does not exist: nothing to delete`, 0);
if (!existsSync(join(folder, 'cluster', 'PG_VERSION'))) {
  stop(`${folder} 不是本程序的数据目录，未作改动 / is no data directory of this program and was not touched`, 1);
}
const pidFile = join(folder, 'cluster', 'postmaster.pid');
if (existsSync(pidFile) && isRunning(Number(readFileSync(pidFile, 'utf8').split('\n')[0]))) {
  stop('数据库正在运行；请先停止服务 / the database is running: stop the server first', 1);
}
if (!process.argv.includes('--yes')) {
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await ask.question(`删除 ${folder} 的全部数据？输入 yes 确认 / delete all data in it? (yes) `);
  ask.close();
  if (answer.trim() !== 'yes') stop('未作改动 / nothing was deleted', 1);
}
rmSync(folder, { recursive: true, maxRetries: 10 });
stop('已清除；下次启动重新建立 / deleted: the next start makes a new one', 0);

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
