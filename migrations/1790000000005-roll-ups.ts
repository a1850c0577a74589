import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TRIGGERS } from './1790000000004-derived-state.js';
import { placed } from './support/policies.js';
import { createFunction, createTriggers, dropTriggers, functionOf } from './support/roll-up-triggers.js';
import { SOURCES, additions, upserts } from './support/roll-ups.js';

/** As TypeORM derives them from the entities, but for the path's place: a column behind a text is found by walking over it in every row, so the numbers stand before it. */
const TABLES = [
  `CREATE TABLE "room_month_stat" ("city_id" uuid NOT NULL, "room_id" uuid NOT NULL, "place_id" uuid NOT NULL, "month" date NOT NULL, "recorded" integer NOT NULL DEFAULT '0', "sessions" integer NOT NULL DEFAULT '0', "suggestions" integer NOT NULL DEFAULT '0', "attendances" bigint NOT NULL DEFAULT '0', "topics_closed" integer NOT NULL DEFAULT '0', "items_completed" integer NOT NULL DEFAULT '0', "items_due" integer NOT NULL DEFAULT '0', "items_due_verified" integer NOT NULL DEFAULT '0', "place_path" text COLLATE "C" NOT NULL, CONSTRAINT "ck_room_month_stat_month" CHECK (extract(day FROM month) = 1), CONSTRAINT "PK_d313c6cce41cac2176e67076452" PRIMARY KEY ("city_id", "room_id", "month"))`,
  `CREATE INDEX "IDX_30ed61aae4f8e0a58ec1042caa" ON "room_month_stat" ("place_path")`,
  `CREATE INDEX "ix_room_month_stat_city" ON "room_month_stat" ("city_id", "month")`,
  `CREATE INDEX "ix_room_month_stat_month" ON "room_month_stat" ("city_id", "month", "place_path")`,
  `COMMENT ON TABLE "room_month_stat" IS 'PLACED'`,
  `CREATE TABLE "room_span_stat" ("city_id" uuid NOT NULL, "room_id" uuid NOT NULL, "place_id" uuid NOT NULL, "place_path" text COLLATE "C" NOT NULL, "measure" text NOT NULL, "from_month" date NOT NULL, "since_month" date NOT NULL, "to_month" date NOT NULL, "carried" boolean NOT NULL, "bound" text NOT NULL, "value" bigint NOT NULL DEFAULT '0', "records" integer NOT NULL DEFAULT '0', CONSTRAINT "ck_room_span_stat_span" CHECK (from_month <= since_month AND since_month <= to_month), CONSTRAINT "PK_e4942b56c09d40f29c2a12cd2b0" PRIMARY KEY ("city_id", "room_id", "measure", "from_month", "since_month", "to_month", "carried", "bound"))`,
  `CREATE INDEX "IDX_c43fd581549940b5b0eea005b3" ON "room_span_stat" ("place_path")`,
  `COMMENT ON TABLE "room_span_stat" IS 'PLACED'`,
  `ALTER TABLE "room_month_stat" ADD CONSTRAINT "FK_8436ee2778cffef2a6c535d2f79" FOREIGN KEY ("city_id", "room_id", "place_id", "place_path") REFERENCES "room"("city_id","id","place_id","place_path") ON DELETE NO ACTION ON UPDATE CASCADE`,
  `ALTER TABLE "room_span_stat" ADD CONSTRAINT "FK_afaa6a15dba933dce0cb46b56a8" FOREIGN KEY ("city_id", "room_id", "place_id", "place_path") REFERENCES "room"("city_id","id","place_id","place_path") ON DELETE NO ACTION ON UPDATE CASCADE`,
  // A month is updated many times: room on the page keeps its index entries where they are. Of months there are far more that nobody changes any more, and they are read as a whole.
  'ALTER TABLE room_month_stat SET (fillfactor = 80)', 'ALTER TABLE room_span_stat SET (fillfactor = 60)',
  'ALTER TABLE "implementation_item" ADD "completed_from" date', 'ALTER TABLE "implementation_item" ADD "verified_from" date', 'ALTER TABLE "implementation_item" ADD "cancelled_on" date',
];

/**
 * The first day of what an item's dates are the last day of, and the day it was cancelled: so far only its events and
 * verifications had it.
 */
const OF_ITEM = 'city_id = i.city_id AND item_id = i.id';
const FILL_ITEMS = `UPDATE implementation_item i SET
  completed_from = CASE WHEN completed_on IS NOT NULL THEN (SELECT x.known_from FROM (
    SELECT happened_from AS known_from, recorded_at, id FROM implementation_event WHERE ${OF_ITEM} AND state = 'DONE' AND happened_to = i.completed_on
    UNION ALL SELECT verified_from, recorded_at, id FROM item_verification WHERE ${OF_ITEM} AND result = 'CONFIRMED' AND verified_to = i.completed_on) x ORDER BY x.recorded_at, x.id LIMIT 1) END,
  verified_from = CASE WHEN verified_on IS NOT NULL THEN (SELECT verified_from FROM item_verification WHERE ${OF_ITEM} AND result = 'CONFIRMED' AND verified_to = i.verified_on ORDER BY recorded_at DESC, id DESC LIMIT 1) END,
  cancelled_on = (SELECT max(happened_to) FROM implementation_event WHERE ${OF_ITEM} AND kind = 'CANCELLED')
  WHERE state <> 'NOT_STARTED'`;

const replaced = (name: string, body: string): string =>
  `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ BEGIN ${body} RETURN NULL; END $body$`;
const OR_FAIL = `IF NOT FOUND THEN RAISE EXCEPTION 'derived state: the parent row is out of sight'; END IF;`;

const ITEM_FUNCTIONS = [
  replaced('item_follows_event', `
    IF NEW.state IS NOT NULL OR NEW.kind = 'CANCELLED' THEN
      UPDATE implementation_item SET version = version + 1, state = CASE WHEN NEW.kind = 'CANCELLED' THEN 'CANCELLED' ELSE NEW.state END, verified_on = NULL, verified_from = NULL,
        completed_on = CASE WHEN NEW.kind <> 'CANCELLED' AND NEW.state = 'DONE' THEN NEW.happened_to END,
        completed_from = CASE WHEN NEW.kind <> 'CANCELLED' AND NEW.state = 'DONE' THEN CASE WHEN completed_on = NEW.happened_to THEN completed_from ELSE NEW.happened_from END END,
        cancelled_on = CASE WHEN NEW.kind = 'CANCELLED' THEN greatest(cancelled_on, NEW.happened_to) ELSE cancelled_on END
      WHERE city_id = NEW.city_id AND id = NEW.item_id; ${OR_FAIL}
    END IF;`),
  replaced('item_follows_verification', `
    UPDATE implementation_item SET version = version + 1, state = CASE NEW.result WHEN 'CONFIRMED' THEN 'VERIFIED' ELSE 'UNDER_WAY' END,
      verified_on = CASE NEW.result WHEN 'CONFIRMED' THEN NEW.verified_to END, verified_from = CASE NEW.result WHEN 'CONFIRMED' THEN NEW.verified_from END,
      completed_on = CASE NEW.result WHEN 'CONFIRMED' THEN coalesce(completed_on, NEW.verified_to) END,
      completed_from = CASE NEW.result WHEN 'CONFIRMED' THEN CASE WHEN completed_on IS NULL THEN NEW.verified_from ELSE completed_from END END
    WHERE city_id = NEW.city_id AND id = NEW.item_id; ${OR_FAIL}`),
];

/** What the owner must read and write in every city at once, for the length of the migration: elsewhere even the owner sees one tenant at a time. */
const TOUCHED = [...new Set([...SOURCES.map((source) => source.table), 'room', 'place', 'implementation_event', 'item_verification', 'room_month_stat', 'room_span_stat'])];

export class RollUps1790000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    for (const table of ['room_month_stat', 'room_span_stat']) await placed(runner, table, {});
    for (const statement of ITEM_FUNCTIONS) await runner.query(statement);
    for (const table of TOUCHED) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(FILL_ITEMS);
    for (const { table, parts } of SOURCES) for (const statement of upserts(parts, additions(parts, table, 1))) await runner.query(statement);
    for (const table of TOUCHED) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    for (const source of SOURCES) {
      await runner.query(createFunction(source));
      await runner.query(`REVOKE ALL ON FUNCTION ${functionOf(source)}() FROM PUBLIC`);
      for (const statement of createTriggers(source)) await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const source of SOURCES) {
      for (const statement of dropTriggers(source)) await runner.query(statement);
      await runner.query(`DROP FUNCTION ${functionOf(source)}()`);
    }
    for (const [, , sql] of TRIGGERS) await runner.query(sql.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION'));
    await runner.query('ALTER TABLE implementation_item DROP COLUMN completed_from, DROP COLUMN verified_from, DROP COLUMN cancelled_on');
    await runner.query('DROP TABLE room_span_stat, room_month_stat');
  }
}
