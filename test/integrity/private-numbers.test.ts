import pg from 'pg';
import { snakeCase } from '../../src/kernel/columns.js';
import { privateNumbersIn } from '../../src/kernel/private-numbers.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { NO_NUMBERS, NUMBERS } from '../kernel/private-number-cases.js';
import { PlantedWorld } from '../support/planted-world.js';
import { Planting } from './planting.js';

const FINDINGS = `query ($within: String!, $first: Int = 100, $after: String) {
  privacyFindings(within: $within, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    nodes { field isPhone isIdentity enteredAt place { code } record { __typename id ... on Topic { title } } } } }`;

/** Text columns of records that have a place, a day of entry and an id. */
const RECORDS = `SELECT c.relname || '.' || a.attname AS name, t.typname AS type FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 JOIN pg_type t ON t.oid = a.atttypid
  WHERE c.relnamespace = 'public'::regnamespace AND obj_description(c.oid, 'pg_class') = 'PLACED'
  AND t.typname IN ('text', '_text') AND EXISTS (SELECT FROM pg_attribute r
  WHERE r.attrelid = c.oid AND r.attname = 'recorded_at')`;
const WRITTEN_BY_SERVER = ['topic.plain_title'];

describe('the list of texts with private numbers', () => {
  let planting: Planting;
  beforeAll(async () => {
    planting = await Planting.alone();
  });
  afterAll(() => planting.stop());

  it('finds what the server warns of, and nothing else', async () => {
    const room = await planting.room();
    const texts = [...NUMBERS.map(([text]) => text), ...NO_NUMBERS];
    for (const text of texts) await planting.topic(room, '2024-08-01', {}, `见${text}。`);
    const clerk = await planting.world.account(GrantRole.CLERK, room.place);
    const { privacyFindings } = await clerk.must(FINDINGS, { within: room.place.code });
    const kindsOf = (text: string): boolean[] => {
      const kinds = privateNumbersIn(text).map(({ kind }) => kind);
      return [kinds.includes('PHONE_NUMBER'), kinds.includes('IDENTITY_NUMBER')];
    };
    expect(
      privacyFindings.nodes
        .map(({ record, field, isPhone, isIdentity }: any) => [record.title, field, isPhone, isIdentity].join(' '))
        .sort(),
    ).toEqual(NUMBERS.map(([text]) => [`见${text}。`, 'title', ...kindsOf(text)].join(' ')).sort());
    expect(privacyFindings.totalCount).toBe(NUMBERS.length);
  });

  it('is paged, covers the places of the viewer, and repeats no number', async () => {
    const street = await planting.world.street(planting.city, 5);
    const [one, other] = [await planting.room(street), await planting.room(street)];
    for (const room of [one, one, other]) await planting.topic(room, '2024-08-01', {}, '电话19912345678');
    const liaison = await planting.world.account(GrantRole.STREET_CPPCC_LIAISON, street);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { privacyFindings } = await liaison.must(FINDINGS, { within: street.code, first: 2, after });
      expect(privacyFindings.totalCount).toBe(3);
      expect(JSON.stringify(privacyFindings)).not.toContain('19912345678');
      seen.push(...privacyFindings.nodes.map(({ place, record }: any) => `${place.code} ${record.id}`));
      [after, more] = [privacyFindings.pageInfo.endCursor, privacyFindings.pageInfo.hasNextPage];
    }
    expect(new Set(seen).size).toBe(3);
    const clerk = await planting.world.account(GrantRole.CLERK, other.place);
    expect((await clerk.must(FINDINGS, { within: other.place.code })).privacyFindings.totalCount).toBe(1);
    const { errors } = await clerk.ask(FINDINGS, { within: one.place.code });
    expect(errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});

describe('every free text of every record', () => {
  let planted: PlantedWorld;
  /** Every text column in which the planted world has a text of its own: table.column. */
  let columns: string[];
  beforeAll(async () => {
    planted = await PlantedWorld.start([[1]]);
    const client = new pg.Client({ connectionString: planted.world.db.superuserUrl });
    await client.connect();
    const { rows } = await client.query<{ name: string; type: string }>(RECORDS);
    const held = new Set([...planted.canaries.values()].map(({ table, column }) => `${table}.${column}`));
    const texts = rows.filter(({ name }) => held.has(name) && !WRITTEN_BY_SERVER.includes(name));
    columns = texts.map(({ name }) => name);
    await client.query(`SET session_replication_role = 'replica'`);
    for (const { name, type } of texts) {
      const [table, column] = name.split('.');
      const number = type === '_text' ? `ARRAY['电话0513-87654321']` : `'电话0513-87654321'`;
      await client.query(`UPDATE ${table} SET "${column}" = ${number}`);
    }
    await client.end();
  });
  afterAll(() => planted.stop());

  it('is looked at', async () => {
    const city = planted.places[0]!.place;
    const committee = await planted.world.account(GrantRole.CITY_COMMITTEE, city);
    const found = new Set<string>();
    for (let after: string | null = null, more = true; more;) {
      const { privacyFindings } = await committee.must(FINDINGS, { within: city.code, after });
      for (const { record, field } of privacyFindings.nodes)
        found.add(`${snakeCase(record.__typename).slice(1)}.${snakeCase(field)}`);
      [after, more] = [privacyFindings.pageInfo.endCursor, privacyFindings.pageInfo.hasNextPage];
    }
    expect(columns.length).toBeGreaterThan(40);
    expect(columns.filter((column) => !found.has(column))).toEqual([]);
  });
});
