import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OF_THE_ROOM, placed } from './support/policies.js';

export class RoomEvents1790000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "room_event" ("city_id" uuid NOT NULL, "id" uuid NOT NULL, "place_id" uuid NOT NULL, "place_path" text COLLATE "C" NOT NULL, "version" integer NOT NULL DEFAULT '1', "recorded_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "origin" text NOT NULL DEFAULT 'ENTERED', "on_behalf_of" text, "paper_reference" text, "room_id" uuid NOT NULL, "kind" text NOT NULL, "held_from" date NOT NULL, "held_to" date NOT NULL, "held_precision" text NOT NULL, "venue" text, "attended_by" text NOT NULL, "lessons" text, CONSTRAINT "ck_room_event_held" CHECK (held_from <= held_to), CONSTRAINT "ck_room_event_kind" CHECK (kind = ANY ('{MOBILISATION,STUDY_VISIT,TRAINING}'::text[])), CONSTRAINT "PK_5ff9ca0ddc4fb80d797637e741c" PRIMARY KEY ("city_id", "id"))`);
    await runner.query(`CREATE INDEX "IDX_94b50098ad8f158c2ad127a1ef" ON "room_event"  ("place_path") `);
    await runner.query(`CREATE INDEX "ix_room_event_room" ON "room_event"  ("city_id", "room_id", "held_from", "id") `);
    await runner.query(`COMMENT ON TABLE "room_event" IS 'PLACED'`);
    await runner.query(`ALTER TABLE "room_event" ADD CONSTRAINT "FK_2db03858a1b0f64a2c4a19536eb" FOREIGN KEY ("city_id", "room_id") REFERENCES "room"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`);
    await runner.query(`ALTER TABLE "room_event" ADD CONSTRAINT "FK_214fbe19e25009a4d05002b09d7" FOREIGN KEY ("city_id", "place_id", "place_path") REFERENCES "place"("city_id","id","path") ON DELETE NO ACTION ON UPDATE CASCADE`);
    await runner.query(`ALTER TABLE "export_job" DROP CONSTRAINT "ck_export_job_kind", ADD CONSTRAINT "ck_export_job_kind" CHECK (kind = ANY ('{COMPARISON,STREETS,SUMMARY,TREND,PLACES,PLACE_FACTS,PLACE_HONOURS,PLACE_CHANGES,UNITS,PROCEDURES,PROCEDURE_STAGES,SEALS,AUDIT_EVENTS,ROOMS,CONVENERS,CARRIED_TOTALS,CONCERNS,TOPICS,TOPIC_STEPS,PARTICIPANTS,RESEARCH_RECORDS,SESSIONS,ATTENDANCE,SUGGESTIONS,OUTCOMES,OUTCOME_REPORTS,OUTCOME_DECISIONS,SUGGESTION_ANSWERS,IMPLEMENTATION_PLANS,IMPLEMENTATION_ITEMS,IMPLEMENTATION_EVENTS,ITEM_VERIFICATIONS,EVALUATIONS,ROOM_EVENTS,ATTENDEES}'::text[]))`);
    await placed(runner, 'room_event', { insert: { app_room: OF_THE_ROOM } });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "export_job" DROP CONSTRAINT "ck_export_job_kind", ADD CONSTRAINT "ck_export_job_kind" CHECK ((kind = ANY ('{COMPARISON,STREETS,SUMMARY,TREND,PLACES,PLACE_FACTS,PLACE_HONOURS,PLACE_CHANGES,UNITS,PROCEDURES,PROCEDURE_STAGES,SEALS,AUDIT_EVENTS,ROOMS,CONVENERS,CARRIED_TOTALS,CONCERNS,TOPICS,TOPIC_STEPS,PARTICIPANTS,RESEARCH_RECORDS,SESSIONS,ATTENDANCE,SUGGESTIONS,OUTCOMES,OUTCOME_REPORTS,OUTCOME_DECISIONS,SUGGESTION_ANSWERS,IMPLEMENTATION_PLANS,IMPLEMENTATION_ITEMS,IMPLEMENTATION_EVENTS,ITEM_VERIFICATIONS,EVALUATIONS,ATTENDEES}'::text[])))`);
    await runner.query(`ALTER TABLE "room_event" DROP CONSTRAINT "FK_214fbe19e25009a4d05002b09d7"`);
    await runner.query(`ALTER TABLE "room_event" DROP CONSTRAINT "FK_2db03858a1b0f64a2c4a19536eb"`);
    await runner.query(`COMMENT ON TABLE "room_event" IS NULL`);
    await runner.query(`DROP INDEX "public"."ix_room_event_room"`);
    await runner.query(`DROP INDEX "public"."IDX_94b50098ad8f158c2ad127a1ef"`);
    await runner.query(`DROP TABLE "room_event"`);
  }
}
