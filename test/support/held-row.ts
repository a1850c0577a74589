import pg from 'pg';

/** Holds rows locked until `waiting` other transactions have come to wait for locks, so that they truly run at once; then lets them go. */
export async function whileRowsAreHeld<T>(url: string, select: string, values: readonly unknown[], waiting: number, start: () => Promise<T>): Promise<T> {
  const [holder, watcher] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
  await Promise.all([holder.connect(), watcher.connect()]);
  try {
    await holder.query('BEGIN');
    const held = await holder.query(`${select} FOR UPDATE`, [...values]);
    if (held.rowCount === 0) throw new Error('No row to hold.');
    const started = start();
    started.catch(() => { /* awaited below */ });
    await untilWaiting(watcher, waiting);
    await holder.query('COMMIT');
    return await started;
  } finally {
    await Promise.all([holder.end(), watcher.end()]);
  }
}

/** Asks from outside any transaction: within one, PostgreSQL shows the same picture again and again. */
async function untilWaiting(client: pg.Client, expected: number): Promise<void> {
  const counting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  for (let attempt = 0; attempt < 30_000; attempt += 1) {
    const { rows } = await client.query<{ n: number }>(counting);
    if (rows[0]!.n >= expected) return;
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  throw new Error(`Never saw ${expected} transactions waiting.`);
}
