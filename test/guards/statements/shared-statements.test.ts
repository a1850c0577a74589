import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Statement } from '../../../src/kernel/database.js';
import { casesOf, placeCasesStatement, rangeCasesStatement } from '../../../src/modules/comparison/case-sql.js';
import { SortDirection } from '../../../src/modules/comparison/comparison.enums.js';
import { type PathRange, aggregatesOf, coverageStatement, pageStatement, rangeFactsStatement } from '../../../src/modules/comparison/comparison-sql.js';
import { PEER_STREETS, peerRoomsStatement } from '../../../src/modules/comparison/fairness/peer-rooms.js';
import { CATALOGUE } from '../../../src/modules/comparison/metrics/catalogue.js';
import { isSum } from '../../../src/modules/comparison/metrics/metric-definition.js';
import { type PlaceScope, isPlainSum, placeFactsStatement, placesStatement } from '../../../src/modules/comparison/place-sql.js';
import { stepCoverageStatement, stepTotalsStatement } from '../../../src/modules/comparison/place-steps-sql.js';
import { World } from '../../support/world.js';

const ROLES = ['app_city', 'app_street', 'app_room', 'app_public', 'app_peers'];
/** Clock, chance, the session and its person: what neither values nor stored rows tell. */
const UNTOLD = /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|random|random_normal|gen_random_uuid|uuidv4|uuidv7|nextval|currval|lastval|age|pg_backend_pid|txid_current|pg_current_xact_id|inet_client_addr|current_setting)\s*\(|\b(?:current_date|current_time|current_timestamp|localtime|localtimestamp|tablesample)\b|'(?:now|today|tomorrow|yesterday)'|app\.account_id/i;

const days = { from: '2022-01-01', to: '2022-12-31', dueBy: '2022-12-31' };
const months = ['01', '02', '03'].map((month) => ({ from: `2022-${month}-01`, to: `2022-${month}-28`, dueBy: `2022-${month}-28` }));
const RANGES: readonly PathRange[] = [{ from: 'T001', end: 'T001~' }, { from: '', end: '~', isCity: true }];
const SUMS = CATALOGUE.filter(isSum);

/** Every statement whose answer may be kept, in all its forms, over the whole catalogue. */
function sharedStatements(): Statement[] {
  return RANGES.flatMap((range) => {
    const scopes: PlaceScope[] = [[days], months].map((of) => ({ key: 'guard', days: of, range, groups: ['T001'] }));
    const page = { days, range, names: aggregatesOf(SUMS), place: ['code', 'name', 'kind'], limit: 21 };
    return [
      ...[null, ...SUMS].flatMap((metric) => Object.values(SortDirection).flatMap((direction) => [null, { code: 'a', value: 1 }].map((after) => pageStatement({ ...page, metric, direction, after })))),
      rangeFactsStatement(days, range, aggregatesOf(CATALOGUE)), coverageStatement(days, range), rangeCasesStatement(days, range, casesOf(CATALOGUE)),
      ...scopes.flatMap((scope) => {
        const plain = SUMS.filter((metric) => isPlainSum(scope, metric));
        return [
          placeFactsStatement(scope, SUMS), placesStatement(scope), placeCasesStatement(scope, casesOf(CATALOGUE)), stepCoverageStatement(scope),
          ...(plain.length > 0 ? [stepTotalsStatement(scope, plain), ...plain.map((metric) => stepTotalsStatement(scope, [metric]))] : []),
        ];
      }),
      peerRoomsStatement(days), PEER_STREETS,
    ];
  });
}

/** How many statements the list above has; a new one that is marked belongs into it. */
const KINDS = 11;

interface Policy { readonly tablename: string; readonly policyname: string; readonly condition: string }

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

  const policies = async (): Promise<Policy[]> => (await superuser.query<Policy>(
    `SELECT tablename, policyname, concat_ws(' ', qual, with_check) AS condition FROM pg_policies WHERE schemaname = 'public' AND (roles && $1::name[] OR 'public' = ANY (roles)) AND cmd IN ('ALL', 'SELECT')`, [ROLES])).rows;
  const tables = async (): Promise<string[]> => (await superuser.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')`)).rows.map(({ name }) => name);
  const named = (statements: readonly Statement[], names: readonly string[]): string[] => names.filter((name) => statements.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text)));
  /** What a policy may read of the session is what the rights of a viewer are told by. */
  const beyondRights = ({ condition }: Policy): boolean => UNTOLD.test(condition.replaceAll(/current_setting\('app\.(?:city_id|path|path_end|grant_role)'(?=::text|,|\))/g, ''));

  it('are all marked, and there are many of them', () => {
    const statements = sharedStatements();
    expect(statements.filter((statement) => !statement.isShared)).toEqual([]);
    expect(new Set(statements.map(({ text }) => text)).size).toBeGreaterThan(300);
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join('src', name), 'utf8'));
    expect(sources.flatMap((source) => source.match(/isShared: true/g) ?? [])).toHaveLength(KINDS);
  });

  it('hang on values and stored rows alone', () => {
    expect(sharedStatements().map(({ text }) => UNTOLD.exec(text)?.[0]).filter(Boolean)).toEqual([]);
  });

  it.each([
    'SELECT now()', 'SELECT CURRENT_DATE', 'SELECT current_timestamp - recorded_at FROM room', 'SELECT clock_timestamp ()', 'SELECT LOCALTIMESTAMP', `SELECT 'now'::timestamptz`, 'SELECT * FROM room ORDER BY random()',
    'SELECT gen_random_uuid()', `SELECT nextval('some_seq')`, `SELECT current_setting('app.account_id', true)`, 'SELECT * FROM room TABLESAMPLE system (1)', 'SELECT age(recorded_at) FROM room',
  ])('would be caught if they were %s (control)', (text) => { expect(text).toMatch(UNTOLD); });

  it('call nothing that may answer otherwise over the same rows', async () => {
    const { rows } = await superuser.query<{ name: string }>(`SELECT DISTINCT proname AS name FROM pg_proc WHERE provolatile = 'v' OR pronamespace = 'public'::regnamespace`);
    const volatile = new Set(rows.map(({ name }) => name));
    const called = new Set(sharedStatements().flatMap(({ text }) => [...text.matchAll(/\b([a-z_][a-z0-9_]*)\s*\(/gi)].map(([, name]) => name!.toLowerCase())));
    expect([...called].filter((name) => volatile.has(name))).toEqual([]);
    expect(['random', 'clock_timestamp', 'nextval', 'assert_session_current'].filter((name) => !volatile.has(name))).toEqual([]);
    expect(called.size).toBeGreaterThan(10);
  });

  it('read no table whose rows hang on the person or the clock', async () => {
    const read = named(sharedStatements(), await tables());
    expect(read).toEqual(expect.arrayContaining(['room', 'place', 'room_month_stat', 'room_span_stat', 'implementation_item']));
    const found = await policies();
    expect(new Set(found.filter(({ tablename }) => read.includes(tablename)).map(({ tablename }) => tablename))).toEqual(new Set(read));
    expect(found.filter((policy) => read.includes(policy.tablename) && beyondRights(policy))).toEqual([]);
  });

  it('would be caught reading the accounts, or a table that shows what is due by the clock (control)', async () => {
    const personal = (await policies()).filter(beyondRights).map(({ tablename }) => tablename);
    expect(personal).toEqual(expect.arrayContaining(['account', 'access_grant']));
    const read = named([{ text: 'SELECT name FROM room JOIN account a ON true', values: [] }], await tables());
    expect(read.filter((name) => personal.includes(name))).toEqual(['account']);
    await superuser.query(`CREATE TABLE soon (at timestamptz); ALTER TABLE soon ENABLE ROW LEVEL SECURITY; CREATE POLICY soon_read ON soon FOR SELECT TO app_street USING (at <= now())`);
    expect((await policies()).filter(beyondRights).map(({ tablename }) => tablename)).toContain('soon');
  });
});
