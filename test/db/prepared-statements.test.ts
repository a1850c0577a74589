import pg from 'pg';
import { MOST_PREPARED } from '../../src/db/prepared-statements.js';
import { ReadBatch } from '../../src/db/read-batch.js';
import type { Row, Statement } from '../../src/kernel/database.js';
import { fixedText } from '../../src/kernel/statement-text.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

const TEXTS = Array.from({ length: MOST_PREPARED + 50 }, (_, n) => fixedText(`numbered ${n}`, `SELECT ${n} AS n${n}`));
const numbered = (n: number): Statement => ({ text: TEXTS[n]!, values: [] });

describe('the prepared statements of a connection', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
  });
  afterEach(() => client.end());
  afterAll(() => database?.drop());

  const run = (statements: readonly Statement[]): Promise<Row[][]> => {
    const batch = new ReadBatch(statements);
    client.query(batch as never);
    return batch.done;
  };
  /** Uses a separate query, so that counting prepares no statement. */
  const texts = async (): Promise<string[]> =>
    (await client.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements')).rows.map(
      ({ statement }) => statement,
    );

  it('grow with the statements that are sent, up to the limit', async () => {
    for (let n = 0; n < 50; n += 1) await run([numbered(n)]);
    expect((await texts()).length).toBe(50);
  });

  it('hold no text that is not listed: it is parsed each time and freed', async () => {
    const unlisted = { text: 'SELECT 7 AS seven', values: [] };
    expect(await run([unlisted, numbered(1), unlisted])).toEqual([[{ seven: 7 }], [{ n1: 1 }], [{ seven: 7 }]]);
    expect(await texts()).toEqual([numbered(1).text]);
  });

  it('stay within the limit: the least recently used one is closed', async () => {
    const [first, second] = [numbered(0), numbered(1)];
    await run([first, second]);
    for (let n = 2; n < MOST_PREPARED; n += 1) await run([numbered(n)]);
    await run([first]);
    await run([numbered(MOST_PREPARED)]);
    const kept = await texts();
    expect(kept.length).toBe(MOST_PREPARED);
    expect(kept).toContain(first.text);
    expect(kept).not.toContain(second.text);
    expect(await run([second, first, second])).toEqual([[{ n1: 1 }], [{ n0: 0 }], [{ n1: 1 }]]);
    expect((await texts()).length).toBe(MOST_PREPARED);
  });

  it('stay within it when one batch alone brings more', async () => {
    const many = Array.from({ length: MOST_PREPARED + 20 }, (_, n) => numbered(n));
    const expected = many.map((_, n) => [{ [`n${n}`]: n }]);
    expect(await run([...many, ...many])).toEqual([...expected, ...expected]);
    expect((await texts()).length).toBe(MOST_PREPARED);
  });
});
