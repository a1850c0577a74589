import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Answering, Messages, type Wire } from '../../src/db/wire.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

const SOURCES = join(import.meta.dirname, '../../../src');
const filesOf = (folder: string): string[] =>
  readdirSync(join(SOURCES, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

/** Records the calls of the driver in order. */
class Noted implements Answering {
  readonly calls: string[] = [];
  readonly done: Promise<void>;
  private finish!: () => void;

  constructor(private readonly send: (messages: Messages, wire: Wire) => void) {
    this.done = new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  submit(wire: Wire): Error | null {
    this.send(new Messages(wire), wire);
    return null;
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    this.calls.push(`columns ${fields.map(({ name, dataTypeID }) => `${name}:${dataTypeID}`).join(' ')}`);
  }
  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.calls.push(`row ${fields.map((value) => value ?? 'NULL').join(' ')}`);
  }
  handleCommandComplete(): void {
    this.calls.push('complete');
  }
  handleEmptyQuery(): void {
    this.calls.push('empty');
  }
  handlePortalSuspended(): void {
    this.calls.push('suspended');
  }
  handleCopyInResponse(): void {
    this.calls.push('copy in');
  }
  handleCopyData(): void {
    this.calls.push('copy data');
  }
  handleError(error: Error): void {
    this.calls.push(`error ${(error as { code?: string }).code}`);
    this.finish();
  }
  handleReadyForQuery(): void {
    this.calls.push('ready');
    this.finish();
  }
}

describe('the driver as src/db/wire.ts uses it', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  const written = async (send: (messages: Messages, wire: Wire) => void): Promise<string[]> => {
    const noted = new Noted(send);
    client.query(noted as never);
    await noted.done;
    return noted.calls;
  };
  const preparedNames = async (): Promise<string[]> =>
    (await client.query<{ name: string }>('SELECT name FROM pg_prepared_statements ORDER BY name')).rows.map(
      ({ name }) => name,
    );

  it('parses, binds, describes, executes and syncs, and calls back in order', async () => {
    expect(
      await written((messages) => {
        messages.parse('contract_a', 'SELECT $1::int AS n, $2::text AS t');
        messages.run('contract_a', [7, null], true);
        messages.run('contract_a', [8, 'x'], false);
        messages.send();
      }),
    ).toEqual(['columns n:23 t:25', 'row 7 NULL', 'complete', 'row 8 x', 'complete', 'ready']);
  });

  it('prepares values as the driver does: lists, dates, objects', async () => {
    expect(
      await written((messages) => {
        messages.parse(
          '',
          "SELECT $1::text[]::text AS a, $2::timestamptz = '2026-01-02T03:04:05Z' AS b, $3::json->>'k' AS c",
        );
        messages.run('', [['x', 'y,z'], new Date('2026-01-02T03:04:05Z'), { k: 'v' }], false);
        messages.send();
      }),
    ).toEqual(['row {x,"y,z"} t v', 'complete', 'ready']);
  });

  it('keeps a named statement, keeps no unnamed one, and closes one by its name', async () => {
    await written((messages) => {
      messages.parse('contract_b', 'SELECT 1');
      messages.parse('', 'SELECT 2');
      messages.run('', [], false);
      messages.send();
    });
    expect(await preparedNames()).toContain('contract_b');
    expect((await preparedNames()).includes('')).toBe(false);
    await written((messages) => {
      messages.closeStatement('contract_b');
      messages.send();
    });
    expect(await preparedNames()).not.toContain('contract_b');
  });

  it('says an error once and nothing after it; the next query is answered', async () => {
    expect(
      await written((messages) => {
        messages.parse('', 'SELECT 1 / $1::int');
        messages.run('', [0], false);
        messages.run('', [1], false);
        messages.send();
      }),
    ).toEqual(['error 22012']);
    expect(
      await written((messages) => {
        messages.parse('', '');
        messages.run('', [], false);
        messages.send();
      }),
    ).toEqual(['empty', 'ready']);
  });

  it('writes a batch at once', async () => {
    let writes = 0;
    await written((messages, wire) => {
      const { write } = wire.stream;
      wire.stream.write = (bytes) => {
        writes += 1;
        return write.call(wire.stream, bytes);
      };
      messages.parse('', 'SELECT 1');
      messages.run('', [], true);
      messages.send();
      wire.stream.write = write;
    });
    expect(writes).toBe(1);
  });

  it('is pinned exactly, and its inner parts are used in one file', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(SOURCES, '../package.json'), 'utf8'),
    ) as Record<string, Record<string, string>>;
    expect(dependencies!['pg']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(devDependencies!['@types/pg']).toMatch(/^\d+\.\d+\.\d+$/);
    const inner = /pg\/lib|valueMapper|\.(?:parse|bind|describe)\(\{ (?:name|statement|type)/;
    const files = filesOf('.');
    expect(files.filter((file) => inner.test(readFileSync(join(SOURCES, file), 'utf8'))).sort()).toEqual([
      'db/pg-internals.d.ts',
      'db/wire.ts',
    ]);
    expect(files.length).toBeGreaterThan(300);
  });
});
