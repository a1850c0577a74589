/**
 * Kills: a test of row security that no longer sees. Every condition of every policy in pg_policies is forgotten
 * in turn, and every policy closed. Each time a row must turn up that is against docs/rights.md, by the cells of
 * row-security.test.ts. A new policy is found by itself and needs its case in writes.ts.
 */
import { type Ground, layGround } from './ground.js';
import type { Cells } from './cells.js';
import { closed, forgotten, weakened } from './predicates.js';
import type { PolicyRow } from './tables.js';

const COMMANDS: Readonly<Record<string, readonly ('select' | 'insert' | 'update' | 'remove')[]>> = {
  SELECT: ['select'],
  INSERT: ['insert'],
  UPDATE: ['update'],
  DELETE: ['remove'],
  ALL: ['select', 'insert'],
};

/** Conditions that another policy says as well, so that nobody would miss them. */
const SAID_TWICE: Readonly<Record<string, string>> = {
  'audit_event.app_street_read': 'auditors refuses every role of a street',
  'audit_event.app_room_read': 'auditors refuses every role of a room',
  'convener.published USING without (p.published_at IS NOT NULL)':
    'the room itself is hidden from the public until then',
};
const isSaidTwice = (label: string): boolean => Object.keys(SAID_TWICE).some((said) => label.startsWith(said));

/** Faults by hand, of those that no test saw before. */
const RANGE = `place_path >= (SELECT current_setting('app.path', true))
  AND place_path < (SELECT current_setting('app.path_end', true))`;
const ofAnyStreetRole = (table: string): string => `ALTER POLICY app_street_insert ON ${table} WITH CHECK (${RANGE})`;
const BY_HAND: readonly [fault: string, table: string, change: string][] = [
  ['a decision by any role of a street', 'outcome_decision', ofAnyStreetRole('outcome_decision')],
  ['a helping unit by any role of a street', 'item_co_unit', ofAnyStreetRole('item_co_unit')],
  ['an event of an item by any role of a street', 'implementation_event', ofAnyStreetRole('implementation_event')],
  ['any evaluation by any role of a street', 'evaluation', ofAnyStreetRole('evaluation')],
  [
    'a topic that begins in any state',
    'topic',
    `ALTER POLICY app_room_insert ON topic WITH CHECK (place_path = (SELECT current_setting('app.path', true)))`,
  ],
  ['audit events read by every role', 'audit_event', 'DROP POLICY auditors ON audit_event'],
  [
    'a second policy that lets everybody of a street in',
    'topic',
    'CREATE POLICY slip ON topic FOR INSERT TO app_street WITH CHECK (true); GRANT INSERT ON topic TO app_street',
  ],
];

describe('the conditions of row security, each forgotten in turn', () => {
  let ground: Ground;

  beforeAll(async () => {
    ground = await layGround();
  });
  afterAll(async () => {
    await ground?.tables.close();
    await ground?.planted.stop();
  });

  /** The first row that is against docs/rights.md while the change stands; null when nobody notices. */
  const noticed = (
    table: string,
    roles: readonly string[],
    commands: readonly (keyof Ground['cells'])[],
    change: string,
  ): Promise<string | null> =>
    ground.tables.scratch(change, async () => {
      for (const context of ground.contexts.filter(({ role }) => roles.includes(role))) {
        await ground.tables.as(context);
        for (const command of commands) {
          const { wrong } = await (ground.cells[command] as Cells)(context, table);
          if (wrong.length > 0) return wrong[0]!;
        }
      }
      return null;
    });
  const noticedOf = ({ table, roles, command }: PolicyRow, change: string): Promise<string | null> =>
    noticed(table, roles, COMMANDS[command]!, change);

  it('are distinguished', () => {
    expect(forgotten('((a = b) AND ((c = d) OR (e = f)))').map(({ rest }) => rest)).toEqual([
      'true AND (((c = d) OR (e = f)))',
      '((a = b)) AND true',
      '((a = b)) AND (false OR ((e = f)))',
      '((a = b)) AND (((c = d)) OR false)',
    ]);
    expect(
      forgotten('(EXISTS ( SELECT 1 FROM t p WHERE ((p.city_id = x.city_id) AND (p.id = x.id))))').map(({ rest }) =>
        rest.replace(/\s+/g, ' '),
      ),
    ).toEqual(['true', '(EXISTS ( SELECT 1 FROM t p WHERE (((p.city_id = x.city_id)) AND true)))']);
  });

  it('are quiet while nothing is forgotten (control)', async () => {
    for (const policy of ground.tables.policies) expect(await noticedOf(policy, 'SELECT 1')).toBeNull();
  });

  it.each(BY_HAND)('notice %s', async (_fault, table, change) => {
    const roles = ['app_city', 'app_street', 'app_room'];
    expect(await noticed(table, roles, ['select', 'insert'], change)).not.toBeNull();
  });

  it('would each be missed', async () => {
    const changes = ground.tables.policies.flatMap(weakened);
    const unseen: string[] = [];
    for (const { policy, label, sql } of changes) if ((await noticedOf(policy, sql)) === null) unseen.push(label);
    const all = ground.tables.policies.length;
    console.log(`row security: ${changes.length} conditions of ${all} policies, ${unseen.length} said twice`);
    expect(unseen.filter((label) => !isSaidTwice(label))).toEqual([]);
    expect(Object.keys(SAID_TWICE).filter((said) => !unseen.some((label) => label.startsWith(said)))).toEqual([]);
    expect(changes.length).toBeGreaterThan(250);
  });

  it('would be missed where a policy says no to everyone', async () => {
    const unseen: string[] = [];
    for (const policy of ground.tables.policies)
      if ((await noticedOf(policy, closed(policy))) === null) unseen.push(`${policy.table}.${policy.name}`);
    expect(unseen.filter((label) => !isSaidTwice(label))).toEqual([]);
  });
});
