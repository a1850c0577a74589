import 'reflect-metadata';
import type { Database, Row, Transaction } from '../../src/kernel/database.js';
import { byId } from '../../src/kernel/loader.js';
import { RequestContext } from '../../src/kernel/request-context.js';
import { PUBLIC_VIEWER } from '../../src/kernel/viewer.js';
import { ResearchRecord } from '../../src/modules/research/research.entity.js';

/** A request in a mutation's transaction. Its database returns these rows, one list for each statement. */
function requestOf(answers: Row[][]): RequestContext {
  const rows = (): Promise<Row[]> => Promise.resolve(answers.shift() ?? []);
  const tx = { rows, insert: () => undefined } as unknown as Transaction;
  const database = {
    write: (_viewer: unknown, work: (open: Transaction) => Promise<unknown>) => work(tx),
  } as unknown as Database;
  const viewer = { ...PUBLIC_VIEWER, cityId: 'city', reader: 'app_city' as const };
  return new RequestContext(database, viewer, { lang: 'en' } as never);
}

describe('reading a row again after it was written', () => {
  it('asks the database, though the row was loaded before the write', async () => {
    const ctx = requestOf([[{ id: 'r', version: 1 }], [{ id: 'r', version: 2 }]]);
    await ctx.write(async () => {
      expect(await ctx.load(byId(ResearchRecord), 'r')).toMatchObject({ version: 1 });
      await ctx.insert(ResearchRecord, { id: 'r' });
      expect(await ctx.reread(ResearchRecord, 'r')).toMatchObject({ version: 2 });
    });
  });

  it('fails when the row is not there to read', async () => {
    const ctx = requestOf([[]]);
    await ctx.write(() => expect(ctx.reread(ResearchRecord, 'r')).rejects.toThrow(/^ResearchRecord:/));
  });
});
