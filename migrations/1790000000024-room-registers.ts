import type { MigrationInterface, QueryRunner } from 'typeorm';
import { placed } from './support/policies.js';
import { ASKING, FILL_KEEPING, FILL_REGISTERS, KEEPING_FUNCTIONS, KEEPING_QUESTIONS, KEEPING_TRIGGERS, TOUCHED } from './support/registers.js';

const ROLE = `(SELECT current_setting('app.grant_role', true))`;
const ADMIN = `${ROLE} = 'CITY_ADMIN'`;
const CONVENER = `${ROLE} = 'CONVENER'`;
const CITY = `(SELECT nullif(current_setting('app.city_id', true), '')::uuid)`;
const PATH = `(SELECT current_setting('app.path', true))`;
const CHANGED = ['kept_from', 'kept_to', 'reason', 'taken_back_on', 'version', 'changed_at'];
/** What row security asks besides the place: whose the change is. */
const UPDATES = [
  ['app_city', ADMIN],
  ['app_room', `place_path = ${PATH} AND ${CONVENER}`],
] as const;

export class RoomRegisters1790000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "room_keeping" ("city_id" uuid NOT NULL, "room_id" uuid NOT NULL, "place_id" uuid NOT NULL, "place_path" text COLLATE "C" NOT NULL, "kept" datemultirange array NOT NULL, "kept_all" datemultirange NOT NULL, CONSTRAINT "PK_9d6791ee5355d2061d3ffd33d9e" PRIMARY KEY ("city_id", "room_id"))`);
    await runner.query(`CREATE INDEX "IDX_9fad633979cff263b2994e0d50" ON "room_keeping"  ("place_path") `);
    await runner.query(`COMMENT ON TABLE "room_keeping" IS 'PLACED'`);
    await runner.query(`CREATE TABLE "room_register" ("city_id" uuid NOT NULL, "id" uuid NOT NULL, "place_id" uuid NOT NULL, "place_path" text COLLATE "C" NOT NULL, "version" integer NOT NULL DEFAULT '1', "recorded_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "origin" text NOT NULL DEFAULT 'ENTERED', "on_behalf_of" text, "paper_reference" text, "room_id" uuid NOT NULL, "kind" text NOT NULL, "kept_from" date NOT NULL, "kept_to" date, "reason" text, "taken_back_on" date, CONSTRAINT "ck_room_register_kept" CHECK (kept_from <= kept_to), CONSTRAINT "ck_room_register_kind" CHECK (kind = ANY ('{CONCERNS,TOPICS,RESEARCH,SESSIONS,ATTENDANCE,MINUTES,SUGGESTIONS,ANSWERS,OUTCOMES,ITEMS,EVALUATION}'::text[])), CONSTRAINT "PK_f14cda21a96919656c3ead8aa56" PRIMARY KEY ("city_id", "id"))`);
    await runner.query(`CREATE INDEX "IDX_a4c50d4d24174d94eab27a3164" ON "room_register"  ("place_path") `);
    await runner.query(`CREATE INDEX "ix_room_register_room" ON "room_register"  ("city_id", "room_id", "kind", "kept_from") `);
    await runner.query(`COMMENT ON TABLE "room_register" IS 'PLACED'`);
    await runner.query(`ALTER TABLE "carried_total" ADD "is_separate" boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE "sealed_value" ADD "is_recorded" boolean`);
    await runner.query(`ALTER TABLE "room_keeping" ADD CONSTRAINT "FK_6ef6c933b84cdb84ebeb95c7e4f" FOREIGN KEY ("city_id", "room_id", "place_id", "place_path") REFERENCES "room"("city_id","id","place_id","place_path") ON DELETE NO ACTION ON UPDATE CASCADE`);
    await runner.query(`ALTER TABLE "room_register" ADD CONSTRAINT "FK_11083c337e0b5b5eaaa6c912272" FOREIGN KEY ("city_id", "room_id") REFERENCES "room"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`);
    await runner.query(`ALTER TABLE "room_register" ADD CONSTRAINT "FK_2aecb21bc956bc8f2d835867236" FOREIGN KEY ("city_id", "place_id", "place_path") REFERENCES "place"("city_id","id","path") ON DELETE NO ACTION ON UPDATE CASCADE`);
    await runner.query(`ALTER TABLE "carried_total" DROP CONSTRAINT "ck_carried_total_measure", ADD CONSTRAINT "ck_carried_total_measure" CHECK (measure = ANY ('{SESSIONS,SUGGESTIONS,ATTENDANCES,CONCERNS,CONCERNS_TRIAGED,TOPICS_PROPOSED,TOPICS_APPROVED,TOPICS_DELIBERATED,TOPICS_CLOSED,HOUSEHOLDS_VISITED,SUGGESTIONS_ANSWERED,OUTCOMES,OUTCOMES_REPORTED,OUTCOMES_DECIDED,ITEMS_COMPLETED}'::text[]))`);
    await runner.query(`ALTER TABLE "export_job" DROP CONSTRAINT "ck_export_job_kind", ADD CONSTRAINT "ck_export_job_kind" CHECK (kind = ANY ('{COMPARISON,STREETS,SUMMARY,TREND,PLACES,PLACE_FACTS,PLACE_HONOURS,PLACE_CHANGES,UNITS,PROCEDURES,PROCEDURE_STAGES,SEALS,AUDIT_EVENTS,ROOMS,CONVENERS,CARRIED_TOTALS,CONCERNS,TOPICS,TOPIC_STEPS,PARTICIPANTS,RESEARCH_RECORDS,SESSIONS,ATTENDANCE,SUGGESTIONS,OUTCOMES,OUTCOME_REPORTS,OUTCOME_DECISIONS,SUGGESTION_ANSWERS,IMPLEMENTATION_PLANS,IMPLEMENTATION_ITEMS,IMPLEMENTATION_EVENTS,ITEM_VERIFICATIONS,EVALUATIONS,ROOM_EVENTS,ROOM_REGISTERS,ATTENDEES}'::text[]))`);
    await placed(runner, 'room_keeping', {});
    await placed(runner, 'room_register', {
      insert: { app_city: ADMIN, app_room: CONVENER },
      update: { app_city: CHANGED, app_room: ['kept_to', 'reason', 'kept_from', 'taken_back_on', 'version', 'changed_at'] },
    });
    for (const [level, condition] of UPDATES)
      await runner.query(`ALTER POLICY ${level}_update ON room_register USING (${condition}) WITH CHECK (${condition})`);
    await runner.query(`CREATE POLICY peers ON room_keeping AS RESTRICTIVE TO app_peers USING (city_id = ${CITY})`);
    await runner.query('CREATE POLICY app_peers_read ON room_keeping FOR SELECT TO app_peers USING (true)');
    await runner.query('GRANT SELECT (city_id, room_id, place_id, place_path, kept, kept_all) ON room_keeping TO app_peers');
    await runner.query('GRANT SELECT ("is_separate") ON carried_total TO app_public');
    await runner.query('REVOKE UPDATE ("data_complete_from") ON room FROM app_room');
    for (const table of TOUCHED) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    for (const statement of [FILL_REGISTERS, ...FILL_KEEPING]) await runner.query(statement);
    for (const table of TOUCHED) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    for (const [name, sql] of KEEPING_FUNCTIONS) {
      await runner.query(sql);
      await runner.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`);
    }
    for (const [name, sql] of KEEPING_QUESTIONS) {
      await runner.query(sql);
      await runner.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${name} TO ${ASKING}`);
    }
    for (const [name, table, rest] of KEEPING_TRIGGERS)
      await runner.query(`CREATE TRIGGER ${name} ${rest.replaceAll('%t', table)}`);
    // Also where a bulk load switches the usual triggers off (session_replication_role).
    for (const [name, table] of KEEPING_TRIGGERS)
      if (name.startsWith('zz_city_changed')) await runner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${name}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, table] of KEEPING_TRIGGERS) await runner.query(`DROP TRIGGER ${name} ON ${table}`);
    for (const [name] of [...KEEPING_QUESTIONS, ...KEEPING_FUNCTIONS]) await runner.query(`DROP FUNCTION ${name}`);
    await runner.query('GRANT UPDATE ("data_complete_from") ON room TO app_room');
    await runner.query('REVOKE SELECT ("is_separate") ON carried_total FROM app_public');
    await runner.query(`ALTER TABLE "export_job" DROP CONSTRAINT "ck_export_job_kind", ADD CONSTRAINT "ck_export_job_kind" CHECK ((kind = ANY ('{COMPARISON,STREETS,SUMMARY,TREND,PLACES,PLACE_FACTS,PLACE_HONOURS,PLACE_CHANGES,UNITS,PROCEDURES,PROCEDURE_STAGES,SEALS,AUDIT_EVENTS,ROOMS,CONVENERS,CARRIED_TOTALS,CONCERNS,TOPICS,TOPIC_STEPS,PARTICIPANTS,RESEARCH_RECORDS,SESSIONS,ATTENDANCE,SUGGESTIONS,OUTCOMES,OUTCOME_REPORTS,OUTCOME_DECISIONS,SUGGESTION_ANSWERS,IMPLEMENTATION_PLANS,IMPLEMENTATION_ITEMS,IMPLEMENTATION_EVENTS,ITEM_VERIFICATIONS,EVALUATIONS,ROOM_EVENTS,ATTENDEES}'::text[])))`);
    await runner.query(`ALTER TABLE "carried_total" DROP CONSTRAINT "ck_carried_total_measure", ADD CONSTRAINT "ck_carried_total_measure" CHECK ((measure = ANY ('{SESSIONS,SUGGESTIONS,ATTENDANCES}'::text[])))`);
    await runner.query(`ALTER TABLE "room_register" DROP CONSTRAINT "FK_2aecb21bc956bc8f2d835867236"`);
    await runner.query(`ALTER TABLE "room_register" DROP CONSTRAINT "FK_11083c337e0b5b5eaaa6c912272"`);
    await runner.query(`ALTER TABLE "room_keeping" DROP CONSTRAINT "FK_6ef6c933b84cdb84ebeb95c7e4f"`);
    await runner.query(`ALTER TABLE "sealed_value" DROP COLUMN "is_recorded"`);
    await runner.query(`ALTER TABLE "carried_total" DROP COLUMN "is_separate"`);
    await runner.query(`COMMENT ON TABLE "room_register" IS NULL`);
    await runner.query(`DROP INDEX "public"."ix_room_register_room"`);
    await runner.query(`DROP INDEX "public"."IDX_a4c50d4d24174d94eab27a3164"`);
    await runner.query(`DROP TABLE "room_register"`);
    await runner.query(`COMMENT ON TABLE "room_keeping" IS NULL`);
    await runner.query(`DROP INDEX "public"."IDX_9fad633979cff263b2994e0d50"`);
    await runner.query(`DROP TABLE "room_keeping"`);
  }
}
