import pg from 'pg';

export interface Readiness { isReady(): Promise<boolean>; stopping(): void }

/** Ready once the preparations are through, while the database answers and until the server begins to stop. */
export class PreparedReadiness implements Readiness {
  private prepared = false;
  private stopped = false;

  constructor(private readonly appUrl: string, private readonly needed: readonly string[]) {}

  done(): void { this.prepared = true; }
  stopping(): void { this.stopped = true; }

  async isReady(): Promise<boolean> {
    return this.prepared && !this.stopped && (await missingMigrations(this.appUrl, this.needed)).length === 0;
  }
}

/** Names of migrations this version needs and the database has not had; read as the application, which may see that one table's names. */
export async function missingMigrations(appUrl: string, needed: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 3_000, query_timeout: 3_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migration').catch((error: { code?: string }) => {
      if (error.code === '42P01' || error.code === '42501') return { rows: [] };
      throw error;
    });
    const run = new Set(rows.map((row) => row.name));
    return needed.filter((name) => !run.has(name));
  } finally {
    await client.end();
  }
}
