/**
 * Kills: a policy of a table that is wider or narrower than docs/rights.md, in role, path, city, account or state.
 * The tables are asked straight, under each database role, with no service in between.
 * `writes.ts` says which lines of docs/rights.md write which table.
 */
import { type Ground, layGround } from './ground.js';
import type { Cells, Found } from './cells.js';
import { WRITES } from './writes.js';

describe('row security alone', () => {
  let ground: Ground;

  beforeAll(async () => {
    ground = await layGround();
  });
  afterAll(async () => {
    await ground?.tables.close();
    await ground?.planted.stop();
  });

  async function ask(name: string, cells: Cells, tables: readonly string[]): Promise<Found> {
    const all: Found = { allowed: 0, denied: 0, wrong: [] };
    for (const context of ground.contexts) {
      await ground.tables.as(context);
      for (const table of tables) {
        const { allowed, denied, wrong } = await cells(context, table);
        all.allowed += allowed;
        all.denied += denied;
        all.wrong.push(...wrong);
      }
    }
    const counts = `${all.allowed} allowed, ${all.denied} denied, ${all.wrong.length} wrong`;
    console.log(`row security alone, ${name}: ${counts}`);
    return all;
  }

  const tables = (): string[] => [...new Set(ground.tables.policies.map(({ table }) => table))];
  const versioned = (): string[] =>
    tables().filter((table) => ['version', 'object_version'].some((column) => ground.tables.has(table, column)));

  it('names no table that has no policies', () => {
    expect(Object.keys(WRITES).filter((table) => !tables().includes(table))).toEqual([]);
  });

  it('shows every row to whom docs/rights.md says, and to nobody else', async () => {
    const { wrong, allowed, denied } = await ask('SELECT', ground.cells.select, tables());
    expect(wrong.slice(0, 40)).toEqual([]);
    expect(Math.min(allowed, denied)).toBeGreaterThan(500);
  });

  it('takes a new row, in each state, from whom docs/rights.md says', async () => {
    const { wrong, allowed, denied } = await ask('INSERT', ground.cells.insert, tables());
    expect(wrong.slice(0, 40)).toEqual([]);
    expect(Math.min(allowed, denied)).toBeGreaterThan(200);
  });

  it('lets a row be changed, and moved, by whom docs/rights.md says', async () => {
    const others = ground.contexts.filter(({ role }) => role !== 'hsl_owner');
    expect(others.length).toBeGreaterThan(20);
    const { wrong, allowed, denied } = await ask(
      'UPDATE',
      (context, table) => (context.role === 'hsl_owner' ? nothing() : ground.cells.update(context, table)),
      versioned(),
    );
    expect(wrong.slice(0, 40)).toEqual([]);
    expect(Math.min(allowed, denied)).toBeGreaterThan(20);
  });

  it('lets a row be deleted by whom docs/rights.md says', async () => {
    const deleted = Object.keys(WRITES).filter((table) => WRITES[table]!.delete);
    const { wrong, allowed, denied } = await ask(
      'DELETE',
      (context, table) => (context.role === 'hsl_owner' ? nothing() : ground.cells.remove(context, table)),
      deleted,
    );
    expect(wrong.slice(0, 40)).toEqual([]);
    expect(Math.min(allowed, denied)).toBeGreaterThan(5);
  });
});

const nothing = async (): Promise<Found> => ({ allowed: 0, denied: 0, wrong: [] });
