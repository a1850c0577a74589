import type { MigrationInterface, QueryRunner } from 'typeorm';
import { REACH, type Level } from './support/policies.js';

const ROLE = `(SELECT current_setting('app.grant_role', true))`;
const ADMIN = `${ROLE} = 'CITY_ADMIN'`;
const OFFICE = `${ROLE} = 'STREET_PARTY_OFFICE'`;
const CONVENER = `${ROLE} = 'CONVENER'`;
/** An observer at a community reads as its room does, but writes nothing. */
const OF_ROOM = `${ROLE} IN ('CONVENER', 'CLERK')`;

const itemIs = (table: string, kind: string): string =>
  `EXISTS (SELECT 1 FROM implementation_item i WHERE i.city_id = ${table}.city_id AND i.id = ${table}.item_id
    AND i.plan_kind = '${kind}')`;
const STREETS = 'IMPLEMENTATION_PLAN';
const LISTS = 'RESPONSIBILITY_LIST';

interface Change {
  readonly level: Level;
  readonly table: string;
  readonly reach: string;
  readonly was?: string;
  readonly now: string;
}

const cityWide = (level: Level, table: string, now: string): Change => ({ level, table, reach: 'true', now });
const room = (table: string, now = OF_ROOM, was?: string): Change => ({
  level: 'app_room',
  table,
  reach: REACH.app_room,
  now,
  ...(was ? { was } : {}),
});
const street = (table: string, now: string, was: string): Change => ({
  level: 'app_street',
  table,
  reach: REACH.app_street,
  now,
  was,
});

/** The further conditions of what may be inserted: before this migration, and from it on. */
const INSERTS: readonly Change[] = [
  ...['place_fact', 'place_honour', 'place_change', 'procedure', 'procedure_stage', 'unit', 'room', 'convener'].map(
    (table) => cityWide('app_city', table, ADMIN),
  ),
  cityWide('app_street', 'unit', OFFICE),
  cityWide('app_room', 'unit', OF_ROOM),
  ...[
    'carried_total',
    'concern',
    'topic_concern',
    'participant',
    'research_record',
    'session',
    'attendance',
    'suggestion',
    'outcome',
    'outcome_report',
    'item_verification',
  ].map((table) => room(table)),
  ...(
    [
      ['topic', `state = 'PROPOSED' AND stage = 'TOPIC_SELECTION' AND round = 1`],
      ['suggestion_answer', 'decision_id IS NULL'],
      ['implementation_plan', `kind = '${LISTS}'`],
      ['implementation_item', `plan_kind = '${LISTS}' AND state = 'NOT_STARTED'`],
      ['evaluation', `evaluator <> 'COMMITTEE'`],
    ] as const
  ).map(([table, was]) => room(table, `${was} AND ${OF_ROOM}`, was)),
  // What binds the room is the convener's. A clerk's paper record leads a topic to deliberation, approval included.
  room('topic_step', `${OF_ROOM} AND (kind IN ('PROPOSED', 'APPROVED', 'ADVANCED') OR ${CONVENER})`),
  room('item_co_unit', `${OF_ROOM} AND ${itemIs('item_co_unit', LISTS)}`),
  // The room may report on what the street handed out, but not cancel it.
  room('implementation_event', `${OF_ROOM} AND (kind <> 'CANCELLED' OR ${itemIs('implementation_event', LISTS)})`),
  ...['item_co_unit', 'implementation_event'].map((table) =>
    street(table, `${OFFICE} AND ${itemIs(table, STREETS)}`, OFFICE),
  ),
];

/** The same for what may be changed, and for what may be deleted. */
const UPDATES: readonly Change[] = [
  cityWide('app_city', 'place', ADMIN),
  cityWide('app_city', 'convener', ADMIN),
  ...['concern', 'topic', 'session'].map((table) => room(table)),
];
const DELETES: readonly Change[] = [room('participant')];

/** Rights that nobody uses and docs/rights.md gives to nobody. */
const UNUSED: readonly {
  level: Level;
  table: string;
  command: 'INSERT' | 'UPDATE';
  reach: string;
  columns?: string;
}[] = [
  { level: 'app_city', table: 'place', command: 'INSERT', reach: 'true' },
  {
    level: 'app_city',
    table: 'room',
    command: 'UPDATE',
    reach: 'true',
    columns: 'name, data_complete_from, version, changed_at',
  },
  { level: 'app_room', table: 'convener', command: 'INSERT', reach: REACH.app_room },
  {
    level: 'app_room',
    table: 'convener',
    command: 'UPDATE',
    reach: REACH.app_room,
    columns: 'term_to, version, changed_at',
  },
];

const both = (reach: string, extra: string | undefined): string => (extra ? `(${reach}) AND (${extra})` : reach);
const checked = (condition: string): string => `USING (${condition}) WITH CHECK (${condition})`;
const seen = (condition: string): string => `USING (${condition})`;
const added = (condition: string): string => `WITH CHECK (${condition})`;

/**
 * Row security says by itself who writes what, as docs/rights.md has it: by the role of the grant, not only its place.
 * The services ask their policies first. This is the second line, for a service that forgets to.
 */
export class WriteRoles1790000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await rewrite(runner, ({ reach, now }) => both(reach, now));
    // A clerk's paper record locks the room, which needs its row visible to UPDATE. Changing it is the convener's.
    await runner.query(`ALTER POLICY app_room_update ON room
      USING (${both(REACH.app_room, OF_ROOM)}) WITH CHECK (${both(REACH.app_room, CONVENER)})`);
    for (const { level, table, command } of UNUSED) {
      await runner.query(`DROP POLICY ${level}_${command.toLowerCase()} ON ${table}`);
      await runner.query(`REVOKE ${command} ON ${table} FROM ${level}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { level, table, command, reach, columns } of UNUSED) {
      const clause = command === 'UPDATE' ? checked(reach) : added(reach);
      await runner.query(
        `CREATE POLICY ${level}_${command.toLowerCase()} ON ${table} FOR ${command} TO ${level} ${clause}`,
      );
      await runner.query(`GRANT ${command}${columns ? ` (${columns})` : ''} ON ${table} TO ${level}`);
    }
    await runner.query(`ALTER POLICY app_room_update ON room ${checked(REACH.app_room)}`);
    await rewrite(runner, ({ reach, was }) => both(reach, was));
  }
}

async function rewrite(runner: QueryRunner, condition: (change: Change) => string): Promise<void> {
  const all = [
    ['insert', INSERTS, added],
    ['update', UPDATES, checked],
    ['delete', DELETES, seen],
  ] as const;
  for (const [command, changes, clause] of all) {
    for (const change of changes)
      await runner.query(`ALTER POLICY ${change.level}_${command} ON ${change.table} ${clause(condition(change))}`);
  }
}
