import pg from 'pg';

/**
 * Holds rows locked until `waiting` other transactions have come to wait for locks, so that they truly run at once;
 * then lets them go.
 */
export async function whileRowsAreHeld<T>(
  url: string,
  select: string,
  values: readonly unknown[],
  waiting: number,
  start: () => Promise<T>,
): Promise<T> {
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    const held = await holder.query(`${select} FOR UPDATE`, [...values]);
    if (held.rowCount === 0) throw new Error('No row to hold.');
    const started = start();
    started.catch(() => {
      /* awaited below */
    });
    await untilWaiting(url, waiting);
    await holder.query('COMMIT');
    return await started;
  } finally {
    await holder.end();
  }
}

/** Asks from outside any transaction: within one, PostgreSQL shows the same picture again and again. */
export async function untilWaiting(url: string, expected: number): Promise<void> {
  const watcher = new pg.Client({ connectionString: url });
  await watcher.connect();
  try {
    const counting = `SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    for (let attempt = 0; attempt < 30_000; attempt += 1) {
      const { rows } = await watcher.query<{ n: number }>(counting);
      if (rows[0]!.n >= expected) return;
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    }
    throw new Error(`Never saw ${expected} transactions waiting.`);
  } finally {
    await watcher.end();
  }
}
