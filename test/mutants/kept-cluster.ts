import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import startCluster from '../support/global-setup.js';
import stopCluster from '../support/global-teardown.js';
import { type Mutant, seed } from './mutant.js';

interface Urls {
  superuser: string;
  template?: string;
}

/** One PostgreSQL for all mutants: starting one costs more than most of the tests that are run on it. */
export class KeptCluster {
  private constructor(readonly dir: string) {}

  static async start(): Promise<KeptCluster> {
    await startCluster();
    return new KeptCluster(process.env['HSL_TEST_DIR']!);
  }

  stop(): Promise<void> {
    return stopCluster();
  }

  /** Runs `work` where tests clone a database in which one function is changed. */
  async withFunction<T>(mutant: Mutant, work: (dir: string) => Promise<T>): Promise<T> {
    const urls = JSON.parse(readFileSync(join(this.dir, 'urls.json'), 'utf8')) as Urls;
    const template = `hsl_mutant_${randomUUID().replaceAll('-', '')}`;
    const dir = mkdtempSync(join(tmpdir(), 'haoshangliang-mutant-'));
    await asking(urls.superuser, async (admin) => {
      await admin.query('SELECT pg_advisory_lock(77001)');
      await admin.query(`CREATE DATABASE ${template} TEMPLATE hsl_template STRATEGY file_copy`);
    });
    try {
      const own = new URL(urls.superuser);
      own.pathname = `/${template}`;
      await asking(own.href, (client) => changeFunction(client, mutant));
      writeFileSync(join(dir, 'urls.json'), JSON.stringify({ ...urls, template }));
      return await work(dir);
    } finally {
      rmSync(dir, { recursive: true, force: true });
      await asking(urls.superuser, async (admin) => {
        await admin.query(`DROP DATABASE ${template} WITH (FORCE)`);
      });
    }
  }
}

async function changeFunction(client: pg.Client, mutant: Mutant): Promise<void> {
  const name = mutant.file.replace(/^function /, '');
  const { rows } = await client.query<{ text: string }>(
    `SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname = $1`,
    [name],
  );
  if (rows.length !== 1) throw new Error(`${rows.length} functions of the database are named ${name}, not one`);
  await client.query(seed(rows[0]!.text, mutant));
}

async function asking(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
