import 'reflect-metadata';
import pg from 'pg';
import { probes } from '../guards/catalogue/probes.js';
import type { Cells } from '../guards/row-security/cells.js';
import { layGround } from '../guards/row-security/ground.js';
import { closed, weakened } from '../guards/row-security/predicates.js';
import type { PolicyRow } from '../guards/row-security/tables.js';
import { EQUIVALENT } from './equivalent.js';
import { type Check, assertQuiet, judge, report } from './judge.js';

/**
 * Every condition of every policy of a migrated database, as pg_policies has them, left out in turn; and every policy
 * closed.
 * The checks are those of the suite: the tables asked straight under each role, and the catalogue's probes.
 */
const ground = await layGround();
const db = new pg.Client({ connectionString: ground.planted.world.db.superuserUrl });
await db.connect();
const [only = ''] = process.argv.slice(2);
const COMMANDS: Readonly<Record<string, readonly ('select' | 'insert' | 'update' | 'remove')[]>> = {
  SELECT: ['select'],
  INSERT: ['insert'],
  UPDATE: ['update'],
  DELETE: ['remove'],
  ALL: ['select', 'insert'],
};

const catalogue: Check = {
  test: 'guards/catalogue/catalogue',
  run: async () => {
    for (const [name, probe] of Object.entries(probes)) {
      const [wrong] = await probe(db);
      if (wrong) return [`${name}: ${wrong}`];
    }
    return [];
  },
};

/** What row-security.test.ts asks of the policy's table, as the roles the policy is for, while `change` stands. */
const rows = ({ table, roles, command }: PolicyRow, change: string): Check => ({
  test: 'guards/row-security/row-security',
  run: () =>
    ground.tables.scratch(change, async () => {
      for (const context of ground.contexts.filter(({ role }) => roles.includes(role))) {
        await ground.tables.as(context);
        for (const cell of COMMANDS[command]!) {
          const { wrong } = await (ground.cells[cell] as Cells)(context, table);
          if (wrong.length > 0) return wrong;
        }
      }
      return [];
    }),
});

const nothing = async (): Promise<void> => {
  /* the check undoes it itself */
};
const standing = (seed: string, takeBack: string) => async (): Promise<() => Promise<void>> => {
  await db.query(seed);
  return async () => {
    await db.query(takeBack);
  };
};

/** The clauses as they are, to put back what was changed. */
const asItIs = ({ table, name, using, check }: PolicyRow): string =>
  `ALTER POLICY ${name} ON
    ${table}${using === null ? '' : ` USING (${using})`}${check === null ? '' : ` WITH CHECK (${check})`}`;

async function policyMutant(policy: PolicyRow, label: string, sql: string): Promise<void> {
  const name = `policy ${label}`;
  await report(
    judge(
      name,
      [
        rows(policy, sql),
        // What another policy says as well, so that no row is missed, is spelt out in the catalogue.
        {
          test: catalogue.test,
          run: async () => {
            await db.query(sql);
            try {
              return await catalogue.run();
            } finally {
              await db.query(asItIs(policy));
            }
          },
        },
      ],
      async () => nothing,
      name in EQUIVALENT,
    ),
  );
}

try {
  const policies = ground.tables.policies.filter(({ table }) => table.includes(only));
  await assertQuiet([catalogue, ...ground.tables.policies.map((policy) => rows(policy, 'SELECT 1'))]);
  const control = (when: string): Promise<void> =>
    report(
      judge(
        `control: a policy written as it is, ${when}`,
        [rows(policies[0]!, asItIs(policies[0]!)), catalogue],
        async () => nothing,
        true,
      ),
    );
  await control('first');
  for (const table of new Set(policies.map((policy) => policy.table))) {
    for (const [what, off] of [
      ['FORCE', 'NO FORCE'],
      ['ENABLE', 'DISABLE'],
    ] as const) {
      const alter = (how: string): string => `ALTER TABLE ${table} ${how} ROW LEVEL SECURITY`;
      await report(
        judge(`table ${table} without ${what} ROW LEVEL SECURITY`, [catalogue], standing(alter(off), alter(what))),
      );
    }
  }
  for (const policy of policies) {
    for (const { label, sql } of weakened(policy)) await policyMutant(policy, label, sql);
    await policyMutant(policy, `${policy.table}.${policy.name} closed to all`, closed(policy));
  }
  await control('last');
} finally {
  await db.end();
  await ground.tables.close();
  await ground.planted.stop();
}
