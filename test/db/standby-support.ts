import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedServer, startEmbedded } from '@haoshangliang/embedded-postgres';
import { query } from '../support/own-folders.js';

/** Copies a running server as PostgreSQL's manual describes, and starts the copy as its standby. */
export async function startStandby(
  primary: EmbeddedServer,
  folder: string,
  standbyFolder: string,
): Promise<EmbeddedServer> {
  const cluster = join(standbyFolder, 'cluster');
  const client = new pg.Client({ connectionString: primary.superuserUrl });
  await client.connect();
  try {
    await client.query(`SELECT pg_backup_start('standby', true)`);
    mkdirSync(standbyFolder, { recursive: true });
    execFileSync('cp', ['-a', join(folder, 'cluster'), cluster]);
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
    writeFileSync(join(cluster, 'backup_label'), rows[0]!.labelfile);
  } finally {
    await client.end();
  }
  rmSync(join(cluster, 'postmaster.pid'));
  copyFileSync(join(folder, 'superuser.password'), join(standbyFolder, 'superuser.password'));
  writeFileSync(join(cluster, 'standby.signal'), '');
  const { username, password, port } = new URL(primary.superuserUrl);
  appendFileSync(
    join(cluster, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=127.0.0.1 port=${port} user=${username} password=${decodeURIComponent(password)}'\n`,
  );
  return startEmbedded({ dataDir: standbyFolder, durable: false });
}

/** Resolves when the standby has replayed all current writes of the primary. */
export async function replayed(primary: EmbeddedServer, standby: EmbeddedServer): Promise<void> {
  const lsn = (await query(primary.superuserUrl, 'SELECT pg_current_wal_insert_lsn()::text AS lsn'))[0]![
    'lsn'
  ] as string;
  for (let turn = 0; turn < 600; turn += 1) {
    const [row] = await query(standby.superuserUrl, `SELECT pg_last_wal_replay_lsn() >= '${lsn}' AS done`);
    if (row!['done'] === true) return;
    await sleep(50);
  }
  throw new Error('the standby did not follow');
}
