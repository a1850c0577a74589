import pg from 'pg';
import 'reflect-metadata';
import { type TestDatabase, createTestDatabase } from '../../support/database.js';
import { probes } from './probes.js';

/** SQL that makes each probe fail. It runs in a transaction that is rolled back. A probe without one has a reason. */
const broken: Readonly<Record<string, string>> = {
  'every table declares its class': `COMMENT ON TABLE room IS NULL`,
  'every table is known to TypeORM or is PLATFORM': `CREATE TABLE stray (city_id uuid)`,
  'every table has row security': `ALTER TABLE room DISABLE ROW LEVEL SECURITY`,
  'every table forces it on its owner too': `ALTER TABLE room NO FORCE ROW LEVEL SECURITY`,
  'every table has a policy for its owner, lest triggers silently do nothing': `DROP POLICY owner ON topic`,
  'every tenant table has the restrictive tenant policy': `DROP POLICY tenant ON room`,
  'the tenant policy compares city_id, when reading and when writing': `ALTER POLICY tenant ON room USING (true)`,
  'placed tables: the city reads all of its city': `DROP POLICY app_city_read ON room`,
  'placed tables: a street reads its range': `ALTER POLICY app_street_read ON room USING (true)`,
  'placed tables: a room reads its own place': `ALTER POLICY app_room_read ON room USING (true)`,
  'city tables: everyone of the city reads': `DROP POLICY app_room_read ON procedure`,
  "personal tables: the room's own people read": `ALTER POLICY app_room_read ON concern_contact
    USING (place_path = (SELECT current_setting('app.path', true)))`,
  'personal tables: granted to rooms alone': `GRANT SELECT ON concern_contact TO app_city`,
  'account tables: each reads its own': `ALTER POLICY app_street_read ON account USING (true)`,
  'platform tables: nothing is granted to anybody': `GRANT SELECT (label) ON access_token TO app_auth`,
  'platform tables: no policy lets a reader in': `CREATE POLICY slip ON access_token FOR
    SELECT TO app_auth USING (true)`,
  'no policy is for everybody': `CREATE POLICY slip ON room AS RESTRICTIVE FOR SELECT TO PUBLIC USING (true)`,
  'no permissive read policy beside the named ones': `CREATE POLICY slip ON room FOR SELECT TO app_street USING (true)`,
  'the public reads behind a restrictive condition': `DROP POLICY published ON room`,
  'the public writes nothing': `GRANT UPDATE (name) ON room TO app_public`,
  'the public reads columns, never whole tables': `GRANT SELECT ON room TO app_public`,
  "the public's columns are those the entities name": `GRANT SELECT (paper_reference) ON room TO app_public`,
  'the eyes of the peers see what is written here and nothing else': `GRANT SELECT (name) ON room TO app_peers`,
  'the eyes of the peers stay in the city of the viewer': `DROP POLICY peers ON room_month_stat`,
  'the eyes of the peers write nothing': `GRANT UPDATE (sessions) ON room_month_stat TO app_peers`,
  'what the eyes of the peers see whole holds numbers alone': `ALTER TABLE room_span_stat ADD COLUMN told_by text`,
  'settings are wrapped in a sub-select, read once a statement': `ALTER POLICY app_room_read ON room USING (place_path =
    current_setting('app.path', true))`,
  'primary keys begin with the tenant': `ALTER TABLE idempotency_key DROP CONSTRAINT "PK_5d70705cebd16ad0f98f4859d7b";
    ALTER TABLE idempotency_key ADD PRIMARY KEY (key, city_id)`,
  'unique constraints begin with the tenant': `ALTER TABLE room ADD CONSTRAINT slip UNIQUE (id)`,
  'foreign keys begin with the tenant': `ALTER TABLE convener ADD CONSTRAINT slip_u UNIQUE (id); ALTER TABLE
    carried_total ADD COLUMN slip uuid REFERENCES convener (id)`,
  'unique indexes begin with the tenant': `CREATE UNIQUE INDEX slip ON account (username)`,
  'placed tables hang on their place, path and all, and follow it': `DO $$ DECLARE n text; BEGIN SELECT conname INTO n
    FROM pg_constraint WHERE conrelid = 'room'::regclass AND contype = 'f' AND confupdtype = 'c';
    EXECUTE format('ALTER TABLE room DROP CONSTRAINT %I', n); END $$`,
  'placed tables have a path in the C collation': `ALTER TABLE audit_event ALTER COLUMN place_path DROP NOT NULL`,
  'no column is of an enum type, which no index serves under row security': `CREATE TYPE slip AS ENUM ('A'); ALTER TABLE
    room ADD COLUMN slip slip`,
  'login and reader roles own nothing': `ALTER TABLE room OWNER TO app`,
  'login and reader roles bypass nothing and rule nothing': `ALTER ROLE app BYPASSRLS`,
  "app is nothing by itself: it must take a reader's role": `GRANT SELECT ON room TO app`,
  'app may become readers alone, and app_auth nobody': `GRANT hsl_owner TO app`,
  'nobody may truncate or hang triggers': `GRANT TRUNCATE ON room TO app_city`,
  'nothing is granted to everybody': `GRANT SELECT (name) ON room TO PUBLIC; GRANT INSERT ON room TO PUBLIC`,
  'nobody but the owner makes objects': `GRANT CREATE ON SCHEMA public TO app`,
  'the audit is only added to': `GRANT DELETE ON audit_event TO app_city`,
  'what triggers keep is written by no reader': `GRANT UPDATE (stage) ON topic TO app_room`,
  'what triggers derive from is refused outside its city': `DROP TRIGGER aa_needs_city_delete ON session`,
  'functions that run as their owner pin their search path': `ALTER FUNCTION auth_revoke(bytea) RESET search_path`,
  'functions that run as their owner belong to the owner role': `ALTER FUNCTION auth_revoke(bytea) OWNER TO
    CURRENT_USER`,
  'no function is for everybody': `GRANT EXECUTE ON FUNCTION auth_revoke(bytea) TO PUBLIC`,
  'sign-in functions are for app_auth alone': `GRANT EXECUTE ON FUNCTION auth_revoke(bytea) TO app_city`,
  'no view, and no materialised one: both would look past row security': `CREATE MATERIALIZED VIEW slip AS SELECT *
    FROM room`,
  'everything belongs to the owner role': `CREATE TABLE slip (id int)`,
};

describe('the catalogue of a migrated database', () => {
  let db: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    db = await createTestDatabase();
    client = new pg.Client({ connectionString: db.superuserUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await db.drop();
  });

  it('has at least thirty probes, each with what breaks it', () => {
    expect(Object.keys(probes).length).toBeGreaterThanOrEqual(30);
    expect(Object.keys(broken).sort()).toEqual(Object.keys(probes).sort());
  });

  it.each(Object.entries(probes))('%s', async (_name, probe) => {
    expect(await probe(client)).toEqual([]);
  });

  it.each(Object.entries(broken))('notices the fault planted against: %s', async (name, fault) => {
    await client.query('BEGIN');
    try {
      await client.query(fault);
      expect(await probes[name]!(client)).not.toEqual([]);
    } finally {
      await client.query('ROLLBACK');
    }
  });
});
