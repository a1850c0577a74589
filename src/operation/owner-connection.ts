import pg from 'pg';

export type OwnerClient = pg.Client;

/** A connection as the owner role. Backup and restore may take long: the servers' limits of time are not for them. */
export async function onOwner<T>(url: string, work: (client: OwnerClient) => Promise<T>): Promise<T> {
  const address = new URL(url);
  address.searchParams.set('options', '-c role=hsl_owner -c timezone=UTC -c search_path=public');
  address.searchParams.set('application_name', 'haoshangliang');
  const client = new pg.Client({ connectionString: address.href });
  // A connection that breaks rejects the statement that waits for it. Without this line it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function rowsOf<T extends object>(
  client: OwnerClient,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  return (await client.query<T>(text, [...values])).rows;
}

/** Everything inside, or nothing of it. */
export async function inTransaction<T>(client: OwnerClient, begin: string, work: () => Promise<T>): Promise<T> {
  await client.query(begin);
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
