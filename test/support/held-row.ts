import pg from 'pg';

/**
 * Locks rows until `waiting` other transactions wait for them, and then releases them. So these transactions run at the
 * same time.
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

/** Queries outside of any transaction. Inside one, PostgreSQL repeats the same statistics. */
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
