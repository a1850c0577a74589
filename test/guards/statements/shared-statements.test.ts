import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Statement } from '../../../src/kernel/database.js';
import { placeCasesStatement, rangeCasesStatement } from '../../../src/modules/comparison/reading/case-sql.js';
import { SortDirection } from '../../../src/modules/comparison/catalogue/comparison.enums.js';
import {
  type PathRange,
  factsStatement,
  pageStatement,
  rangeFactsStatement,
} from '../../../src/modules/comparison/reading/comparison-sql.js';
import { coverageStatement } from '../../../src/modules/comparison/reading/coverage-sql.js';
import { PEER_STREETS, peerRoomsStatement } from '../../../src/modules/comparison/fairness/peer-rooms.js';
import { CASE_NAMES } from '../../../src/modules/comparison/counting/case-sources.js';
import { FACT_GROUPS, FACT_SETS, SUM_METRICS } from '../../../src/modules/comparison/reading/fact-sets.js';
import {
  type PlaceScope,
  placeFactsStatement,
  placesStatement,
} from '../../../src/modules/comparison/reading/place-sql.js';
import { stepCoverageStatement, stepTotalsStatement } from '../../../src/modules/comparison/reading/place-steps-sql.js';
import { World } from '../../support/world.js';

const ROLES = ['app_city', 'app_street', 'app_room', 'app_public', 'app_peers'];
/** Functions whose result depends on the clock, chance, the connection or the person, not on values and rows. */
const CALLS =
  'now clock_timestamp statement_timestamp transaction_timestamp timeofday random random_normal gen_random_uuid ' +
  'uuidv4 uuidv7 nextval currval lastval age pg_backend_pid txid_current pg_current_xact_id inet_client_addr ' +
  'current_setting';
const WORDS = 'current_date current_time current_timestamp localtime localtimestamp tablesample';
const either = (words: string): string => words.split(' ').join('|');
const UNTOLD = new RegExp(
  String.raw`\b(?:${either(CALLS)})\s*\(|\b(?:${either(WORDS)})\b|'(?:now|today|tomorrow|yesterday)'|app\.account_id`,
  'i',
);

const days = { from: '2022-01-01', to: '2022-12-31', dueBy: '2022-12-31' };
const months = ['01', '02', '03'].map((month) => ({
  from: `2022-${month}-01`,
  to: `2022-${month}-28`,
  dueBy: `2022-${month}-28`,
}));
const RANGES: readonly PathRange[] = [
  { from: 'T001', end: 'T001~' },
  { from: '', end: '~', isCity: true },
];

const PAGE = { days, limit: 21 };
const ROOM = '00000000-0000-0000-0000-000000000000';
const scopesOf = (range: PathRange): PlaceScope[] =>
  [[days], months].map((of) => ({ key: 'guard', days: of, range, groups: ['T001'] }));
const ofScopes =
  (make: (scope: PlaceScope) => Statement[]) =>
  (range: PathRange): Statement[] =>
    scopesOf(range).flatMap(make);

/**
 * Every statement whose answer may be kept, in all its forms over the whole catalogue, by the function or constant of
 * src it comes from: a new one that is marked belongs in here.
 */
const KINDS: Readonly<Record<string, (range: PathRange) => Statement[]>> = {
  pageStatement: (range) =>
    [null, ...SUM_METRICS].flatMap((metric) =>
      Object.values(SortDirection).flatMap((direction) =>
        [null, { code: 'a', value: 1 }].map((after) => pageStatement({ ...PAGE, range, metric, direction, after })),
      ),
    ),
  rangeFactsStatement: (range) => FACT_SETS.map((set) => rangeFactsStatement(days, range, set)),
  factsStatement: () => FACT_SETS.map((set) => factsStatement(days, [ROOM], set)),
  coverageStatement: (range) => [coverageStatement(days, range)],
  rangeCasesStatement: (range) => CASE_NAMES.map((name) => rangeCasesStatement(days, range, name)),
  placeFactsStatement: ofScopes((scope) => FACT_SETS.map((set) => placeFactsStatement(scope, set))),
  placesStatement: ofScopes((scope) => [placesStatement(scope)]),
  placeCasesStatement: ofScopes((scope) => CASE_NAMES.map((name) => placeCasesStatement(scope, name))),
  stepCoverageStatement: ofScopes((scope) => [stepCoverageStatement(scope)]),
  stepTotalsStatement: ofScopes((scope) =>
    scope.days.length > 1 ? FACT_GROUPS.map((group) => stepTotalsStatement(scope, group)) : [],
  ),
  peerRoomsStatement: () => [peerRoomsStatement(days)],
  PEER_STREETS: () => [PEER_STREETS],
};
const statementsOf = (make: (range: PathRange) => Statement[]): Statement[] => RANGES.flatMap(make);
const sharedStatements = (): Statement[] => Object.values(KINDS).flatMap(statementsOf);

/** What a source marks, by what carries the mark: the last thing declared at the margin before it. */
function markedIn(source: string): string[] {
  const declared = [
    ...source.matchAll(
      /^(?:export )?(?:default )?(?:abstract )?(?:async )?(?:function\*?|const|let|var|class) (\w+)/gm,
    ),
  ];
  return [...source.matchAll(/\bisShared['"]?\]?\s*[:=]\s*true\b/g)].map(
    ({ index }) => declared.findLast((one) => one.index < index)?.[1] ?? 'nothing declared',
  );
}

/** Where the mark is declared or read without being made; a variable of that name is among them. */
const READERS = ['db/tenant-database.ts', 'kernel/database.ts'];

interface Policy {
  readonly tablename: string;
  readonly policyname: string;
  readonly condition: string;
  /**
   * What it calls that PostgreSQL does not hold to be immutable, settings apart; and everything else than tables it
   * stands on that does not come with PostgreSQL, whose answer nobody here vouches for.
   */
  readonly calls: readonly string[];
  /** The tables it asks beside its own, and views, which show what they like. */
  readonly tables: readonly string[];
  readonly views: readonly string[];
}

/**
 * PostgreSQL keeps no record of what hangs on its own functions: those are read out of the condition as it is stored.
 */
const POLICIES = String.raw`SELECT c.relname AS tablename, p.polname AS policyname,
      concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) AS condition,
  ARRAY(SELECT f.oid::regprocedure::text
      FROM regexp_matches(concat_ws(' ', p.polqual::text, p.polwithcheck::text),
        ':[a-z]*(?:funcid|fnoid) (\d+)', 'g') AS m
      JOIN pg_proc f ON f.oid = m[1]::oid
      WHERE f.pronamespace <> 'pg_catalog'::regnamespace OR f.provolatile <> 'i' AND f.proname <> 'current_setting'
    UNION SELECT pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid)
      FROM pg_depend d
      WHERE d.classid = 'pg_policy'::regclass
      AND d.objid = p.oid
      AND d.refclassid <> 'pg_class'::regclass) AS calls,
  ARRAY(SELECT DISTINCT t.relname::text
      FROM pg_depend d
      JOIN pg_class t ON t.oid = d.refobjid
      WHERE d.classid = 'pg_policy'::regclass
      AND d.objid = p.oid
      AND d.refclassid = 'pg_class'::regclass
      AND t.relkind IN ('r', 'p')) AS tables,
  ARRAY(SELECT DISTINCT t.relname::text
      FROM pg_depend d
      JOIN pg_class t ON t.oid = d.refobjid
      WHERE d.classid = 'pg_policy'::regclass
      AND d.objid = p.oid
      AND d.refclassid = 'pg_class'::regclass
      AND t.relkind NOT IN ('r', 'p')) AS views
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
  WHERE c.relnamespace = 'public'::regnamespace AND p.polcmd IN ('*', 'r')
      AND (0 = ANY (p.polroles)
      OR EXISTS (SELECT FROM pg_roles o WHERE o.oid = ANY (p.polroles)
      AND o.rolname = ANY ($1::name[])))`;

/** The tables and all that their policies ask, and what the policies of those ask. */
function reachedFrom(tables: readonly string[], policies: readonly Policy[]): Set<string> {
  const reached = new Set(tables);
  // What is put into a set while it is gone through is gone through too.
  for (const table of reached) {
    for (const policy of policies) if (policy.tablename === table) policy.tables.forEach((name) => reached.add(name));
  }
  return reached;
}

describe('statements whose answers are kept', () => {
  let world: World;
  let superuser: pg.Client;
  beforeAll(async () => {
    world = await World.start();
    superuser = new pg.Client({ connectionString: world.db.superuserUrl });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser?.end();
    await world?.stop();
  });

  const policies = async (): Promise<Policy[]> => (await superuser.query<Policy>(POLICIES, [ROLES])).rows;
  const tables = async (): Promise<string[]> =>
    (
      await superuser.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')`,
      )
    ).rows.map(({ name }) => name);
  const named = (statements: readonly Statement[], names: readonly string[]): string[] =>
    names.filter((name) => statements.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text)));
  /**
   * What a policy may read of the session is what the rights of a viewer depend on; it calls nothing that may answer
   * otherwise, and nothing of our own.
   */
  const beyondRights = ({ condition, calls, views }: Policy): boolean =>
    calls.length > 0 ||
    views.length > 0 ||
    UNTOLD.test(
      condition.replaceAll(/current_setting\('app\.(?:city_id|path|path_end|grant_role)'(?=::text|,|\))/g, ''),
    );
  /** The policies that hang on more than rights and rows, of these tables and of all that their policies ask. */
  const personalOf = async (read: readonly string[]): Promise<string[]> => {
    const found = await policies();
    const reached = reachedFrom(read, found);
    return found
      .filter((policy) => reached.has(policy.tablename) && beyondRights(policy))
      .map(({ tablename, policyname }) => `${tablename}.${policyname}`)
      .sort();
  };
  /** Queries while the database is changed. */
  const inVain = async <T>(sql: string, ask: () => Promise<T>): Promise<T> => {
    await superuser.query('BEGIN');
    try {
      await superuser.query(sql);
      return await ask();
    } finally {
      await superuser.query('ROLLBACK');
    }
  };
  const personalWith = (sql: string, read: readonly string[]): Promise<string[]> => inVain(sql, () => personalOf(read));

  it('are all marked, and there are many of them', () => {
    const statements = sharedStatements();
    expect(statements.filter((statement) => !statement.isShared)).toEqual([]);
    expect(new Set(statements.map(({ text }) => text)).size).toBeGreaterThan(250);
    expect(Object.keys(KINDS).filter((name) => statementsOf(KINDS[name]!).length === 0)).toEqual([]);
  });

  it('are all that src marks, by what carries the mark', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ name, source: readFileSync(join('src', name), 'utf8') }));
    expect(sources.flatMap(({ source }) => markedIn(source)).sort()).toEqual(Object.keys(KINDS).sort());
    const marks = (source: string): number => source.match(/isShared/g)?.length ?? 0;
    expect(
      sources
        .filter(({ source }) => marks(source) > markedIn(source).length)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(READERS);
  });

  it('would be missed by name if another function carried a mark (control)', () => {
    expect(
      markedIn(
        [
          'export const one = (): Statement => ({ text, values, isShared: true });',
          'async function two() {',
          '  const inner = 1;',
          '  return { isShared:true };',
          '}',
          'export class Three {',
          '  four() { return { text, "isShared": true }; }',
          '  five() { mine.isShared = true; }',
          '}',
          'const six = { isShared: false };',
        ].join('\n'),
      ),
    ).toEqual(['one', 'two', 'Three', 'Three']);
  });

  it('hang on values and stored rows alone', () => {
    expect(
      sharedStatements()
        .map(({ text }) => UNTOLD.exec(text)?.[0])
        .filter(Boolean),
    ).toEqual([]);
  });

  it.each([
    'SELECT now()',
    'SELECT CURRENT_DATE',
    'SELECT current_timestamp - recorded_at FROM room',
    'SELECT clock_timestamp ()',
    'SELECT LOCALTIMESTAMP',
    `SELECT 'now'::timestamptz`,
    'SELECT * FROM room ORDER BY random()',
    'SELECT gen_random_uuid()',
    `SELECT nextval('some_seq')`,
    `SELECT current_setting('app.account_id', true)`,
    'SELECT * FROM room TABLESAMPLE system (1)',
    'SELECT age(recorded_at) FROM room',
  ])('would be caught if they were %s (control)', (text) => {
    expect(text).toMatch(UNTOLD);
  });

  it('call nothing that may answer otherwise over the same rows', async () => {
    const { rows } = await superuser.query<{ name: string; text: string; isStable: boolean }>(
      `SELECT proname AS name, prosrc AS text, provolatile <> 'v' AND NOT prosecdef AND prolang = (SELECT oid
        FROM pg_language WHERE lanname = 'sql') AS "isStable" FROM pg_proc
        WHERE provolatile = 'v' OR pronamespace = 'public'::regnamespace`,
    );
    // Our own functions are as good as the rows they read, where they are plain SQL over tables that answers hang on.
    const questions = rows.filter(({ name }) => ['registers_kept', 'carried_days'].includes(name));
    expect(questions.map(({ isStable, text }) => isStable && !UNTOLD.test(text))).toEqual([true, true]);
    expect(questions.flatMap(({ text }) => [...text.matchAll(/\bFROM (\w+)/g)].map(([, from]) => from)).sort()).toEqual(
      ['room_span_stat', 'unnest'],
    );
    const volatile = new Set(rows.filter((row) => !questions.includes(row)).map(({ name }) => name));
    const called = new Set(
      sharedStatements().flatMap(({ text }) =>
        [...text.matchAll(/\b([a-z_][a-z0-9_]*)\s*\(/gi)].map(([, name]) => name!.toLowerCase()),
      ),
    );
    expect([...called].filter((name) => volatile.has(name))).toEqual([]);
    expect(
      ['random', 'clock_timestamp', 'nextval', 'assert_session_current'].filter((name) => !volatile.has(name)),
    ).toEqual([]);
    expect(called.size).toBeGreaterThan(10);
  });

  it('read no table whose rows hang on the person or the clock', async () => {
    const read = named(sharedStatements(), await tables());
    expect(read).toEqual(
      expect.arrayContaining(['room', 'place', 'room_month_stat', 'room_span_stat', 'implementation_item']),
    );
    const found = await policies();
    expect(
      new Set(found.filter(({ tablename }) => read.includes(tablename)).map(({ tablename }) => tablename)),
    ).toEqual(new Set(read));
    expect([...reachedFrom(['attendance'], found)]).toEqual(['attendance', 'topic']);
    expect(await personalOf(read)).toEqual([]);
  });

  it('would be caught reading the accounts (control)', async () => {
    const personal = (await policies()).filter(beyondRights).map(({ tablename }) => tablename);
    expect(personal).toEqual(expect.arrayContaining(['account', 'access_grant']));
    const read = named([{ text: 'SELECT name FROM room JOIN account a ON true', values: [] }], await tables());
    expect(read).toEqual(['account', 'room']);
    expect((await personalOf(read)).map((name) => name.split('.')[0])).toContain('account');
  });

  /** The triggers by which a table's writers change the state of their city, as PostgreSQL prints them. */
  const COUNTING = (table: string): string[] =>
    [
      `CREATE TRIGGER zz_city_changed AFTER INSERT OR UPDATE ON public.${table} FOR EACH ROW
      WHEN ((current_setting('app.changed_city'::text, true) IS DISTINCT
      FROM (new.city_id)::text)) EXECUTE FUNCTION city_changed()`,
      `CREATE TRIGGER zz_city_changed_delete AFTER DELETE ON public.${table} FOR EACH ROW
      WHEN ((current_setting('app.changed_city'::text, true) IS DISTINCT
      FROM (old.city_id)::text)) EXECUTE FUNCTION city_changed()`,
      `CREATE TRIGGER zz_city_changed_truncate AFTER TRUNCATE ON public.${table} FOR EACH STATEMENT
      EXECUTE FUNCTION city_changed()`,
    ].map((definition) => definition.replace(/\s+/g, ' '));
  /**
   * Of these tables and all that their policies read, those with a write that leaves the city's state as it was. 'A':
   * the trigger fires under every session_replication_role.
   */
  const uncounted = async (read: readonly string[]): Promise<string[]> => {
    const { rows } = await superuser.query<{ definition: string }>(
      `SELECT pg_get_triggerdef(oid) AS definition FROM pg_trigger WHERE tgenabled = 'A'`,
    );
    const found = new Set(rows.map(({ definition }) => definition));
    return [...reachedFrom(read, await policies())]
      .filter((table) => COUNTING(table).some((definition) => !found.has(definition)))
      .sort();
  };
  it('read no table that is written without changing the state of its city', async () => {
    const read = named(sharedStatements(), await tables());
    expect(await uncounted(read)).toEqual([]);
    expect(read.length).toBeGreaterThan(10);
  });

  it.each([
    ['a trigger were missing', 'DROP TRIGGER zz_city_changed_delete ON room', ['room']],
    [
      'a trigger fired for some columns alone',
      `DROP TRIGGER zz_city_changed ON topic; CREATE TRIGGER zz_city_changed AFTER INSERT OR UPDATE OF stage ON topic
        FOR EACH ROW WHEN (current_setting('app.changed_city', true) IS DISTINCT
        FROM NEW.city_id::text) EXECUTE FUNCTION city_changed(); ALTER TABLE topic ENABLE ALWAYS TRIGGER
        zz_city_changed`,
      ['topic'],
    ],
    ['a bulk load could switch a trigger off', 'ALTER TABLE place ENABLE TRIGGER zz_city_changed', ['place']],
    [
      'a policy read another table',
      `CREATE POLICY probe ON room FOR SELECT TO app_street USING (EXISTS (SELECT FROM audit_event a
        WHERE a.city_id = room.city_id))`,
      ['audit_event'],
    ],
  ])('would be caught if %s (control)', async (_name, sql, lacking) => {
    const read = named(sharedStatements(), await tables());
    expect(await inVain(sql, () => uncounted(read))).toEqual(lacking);
    expect(await uncounted(read)).toEqual([]);
  });

  it('would be caught reading the accounts, whose writes are not counted (control)', async () => {
    const read = named([{ text: 'SELECT name FROM room JOIN account a ON true', values: [] }], await tables());
    expect(await uncounted(read)).toContain('account');
  });

  const MINE = `CREATE FUNCTION mine() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT current_setting('app.account_id', true) IS NOT NULL $$;`;
  const SEEN_BY = 'FOR SELECT TO app_street USING';
  it.each([
    ['what is due by the clock', `CREATE POLICY probe ON room ${SEEN_BY} (recorded_at <= now())`, ['room.probe']],
    ['what a function says of the person', `${MINE} CREATE POLICY probe ON room ${SEEN_BY} (mine())`, ['room.probe']],
    [
      'what a function behind an operator says of the person',
      `CREATE FUNCTION mine(text, text) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT current_setting('app.account_id', true) = $1 $$; CREATE OPERATOR === (FUNCTION = mine, LEFTARG = text,
        RIGHTARG = text); CREATE POLICY probe ON room ${SEEN_BY} (name === name)`,
      ['room.probe'],
    ],
    [
      'what a function says that is held to be immutable',
      `${MINE.replace('STABLE', 'IMMUTABLE')} CREATE POLICY probe ON room ${SEEN_BY} (mine())`,
      ['room.probe'],
    ],
    [
      'what a function of PostgreSQL says otherwise each time',
      `CREATE POLICY probe ON room ${SEEN_BY} (pg_try_advisory_xact_lock_shared(5))`,
      ['room.probe'],
    ],
    [
      'what a view shows',
      `CREATE VIEW shown AS SELECT 1; CREATE POLICY probe ON room ${SEEN_BY} (EXISTS (SELECT FROM shown))`,
      ['room.probe'],
    ],
    [
      'what the accounts show',
      `CREATE POLICY probe ON room ${SEEN_BY} (EXISTS (SELECT FROM account a WHERE a.city_id = room.city_id))`,
      ['account.'],
    ],
    [
      'what the accounts show to a table that is asked',
      `CREATE TABLE lent (n int); ALTER TABLE lent ENABLE ROW LEVEL SECURITY; CREATE POLICY through ON lent ${SEEN_BY}
        (EXISTS (SELECT FROM account)); CREATE POLICY probe ON room ${SEEN_BY} (EXISTS (SELECT FROM lent))`,
      ['account.'],
    ],
    [
      'what a function says of the person to a table that is asked',
      `${MINE} CREATE TABLE lent (n int); ALTER TABLE lent ENABLE ROW LEVEL SECURITY; CREATE POLICY through ON lent
        ${SEEN_BY} (n > 0 OR mine()); CREATE POLICY probe ON room ${SEEN_BY} (EXISTS (SELECT FROM lent))`,
      ['lent.through'],
    ],
  ])('would be caught reading rooms that show %s (control)', async (_name, sql, beginnings) => {
    expect(await personalOf(['room'])).toEqual([]);
    const found = await personalWith(sql, ['room']);
    expect(found).not.toEqual([]);
    expect(found.filter((name) => !beginnings.some((beginning) => name.startsWith(beginning)))).toEqual([]);
    expect(await personalOf(['room'])).toEqual([]);
  });
});
