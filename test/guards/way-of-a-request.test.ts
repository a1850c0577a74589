import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import { TenantDatabase } from '../../src/db/tenant-database.js';
import { TenantTransaction } from '../../src/db/tenant-transaction.js';
import { RequestContext } from '../../src/kernel/request-context.js';
import { type SessionWorld, startSessionWorld } from '../sessions/session-world.js';

/** The most files that a reader opens to follow `sessionRecord` from HTTP to SQL. */
const MOST_FILES = 20;
/** The picture in docs/ARCHITECTURE.md is made from it. */
const TRACE = resolve('test/guards/way-of-a-request.json');
const RECORD =
  'mutation ($input: SessionRecordInput!) { sessionRecord(input: $input) { session { id } errors { code } } }';

/**
 * Where statements are handed over: each call is one moment at which the stack is looked at.
 * Checks that return before a statement is handed over, such as limits and scopes, are on no such stack.
 */
const HANDED_OVER: readonly [object, readonly string[]][] = [
  [RequestContext.prototype, ['rows', 'insert', 'update', 'write']],
  [TenantDatabase.prototype, ['read', 'write']],
  [TenantTransaction.prototype, ['rows', 'insert', 'later', 'update', 'commitWithNext', 'commit']],
  [pg.Client.prototype, ['query']],
];

type Method = (...args: unknown[]) => unknown;

interface Way {
  /** In the order in which a request comes to them. */
  readonly files: Set<string>;
  /** `caller > called`, for the first call of each file. */
  readonly calls: Set<string>;
}

/** The project's files on the stack, asynchronous callers included, the outermost first. */
function filesOnStack(stack: string): string[] {
  const files = stack.split('\n').flatMap((line) => {
    const file = line.includes('node_modules') ? undefined : /\/src\/([\w/.-]+?)\.(?:js|ts):/.exec(line)?.[1];
    return file ? [file] : [];
  });
  return files.toReversed().filter((file, index, all) => file !== all[index - 1]);
}

/** What is on the stack whenever `work` hands over a statement. */
async function filesOnTheWay(work: () => Promise<unknown>): Promise<Way> {
  const files = new Set<string>();
  const calls = new Set<string>();
  const called = new Set<string>();
  const limit = Error.stackTraceLimit;
  const restore = HANDED_OVER.flatMap(([prototype, names]) =>
    names.map((name) => {
      const methods = prototype as Record<string, Method>;
      const own = methods[name]!;
      methods[name] = function traced(this: unknown, ...args: unknown[]): unknown {
        filesOnStack(new Error('trace').stack ?? '').forEach((file, index, all) => {
          if (index > 0 && !called.has(file)) calls.add(`${all[index - 1]} > ${file}`);
          if (index > 0) called.add(file);
          files.add(file);
        });
        return own.apply(this, args);
      };
      return () => {
        methods[name] = own;
      };
    }),
  );
  Error.stackTraceLimit = 200;
  try {
    await work();
  } finally {
    Error.stackTraceLimit = limit;
    for (const undo of restore) undo();
  }
  return { files, calls };
}

describe('the way of a request', () => {
  let w: SessionWorld;
  beforeAll(async () => {
    w = await startSessionWorld();
  });
  afterAll(() => w.world.stop());

  const paper = (topicTitle: string) => ({
    input: { topicTitle, heldOn: { value: '2025-05-08' }, headcount: 12, suggestions: ['拓宽路口', '加装路灯'] },
  });

  it(`leads sessionRecord from HTTP to SQL through at most ${MOST_FILES} files`, async () => {
    await w.clerk.must(RECORD, paper('先行的议题'));
    const { files, calls } = await filesOnTheWay(async () => {
      const { sessionRecord } = await w.clerk.must(RECORD, paper('被追踪的议题'));
      expect(sessionRecord.errors).toEqual([]);
    });
    console.log(`sessionRecord, for a topic nobody knew: ${files.size} files\n${[...files].sort().join('\n')}`);
    // The first and the last file are on the stack, and those between them.
    expect([...files]).toEqual(
      expect.arrayContaining([
        'http/graphql',
        'graphql/executor',
        'graphql/mutation-runner',
        'modules/sessions/session-record.service',
        'kernel/request-context',
        'db/tenant-transaction',
      ]),
    );
    expect(files.size).toBeLessThanOrEqual(MOST_FILES);
    const traced = { files: [...files], calls: [...calls] };
    // After a change of the path, run `npm run docs:trace` to set the variable.
    if (process.env['WRITE_TRACE']) writeFileSync(TRACE, `${JSON.stringify(traced, null, 2)}\n`);
    expect({ traced, command: 'npm run docs:trace' }).toEqual({
      traced: JSON.parse(readFileSync(TRACE, 'utf8')),
      command: 'npm run docs:trace',
    });
  });

  it('is short for a read that is planned (control: the same trace sees fewer files)', async () => {
    const read = (): Promise<unknown> => w.clerk.must('query ($id: ID!) { room(id: $id) { name } }', { id: w.roomId });
    await read();
    const { files } = await filesOnTheWay(read);
    const expected = ['http/graphql', 'graphql/executor', 'graphql/plan/read-plan', 'db/tenant-database'];
    expect([...files]).toEqual(expect.arrayContaining(expected));
    expect([...files].filter((file) => file.startsWith('modules/'))).toEqual([]);
  });
});
