import type { MigrationInterface, QueryRunner } from 'typeorm';
import { cityWide, ofAccount, personal, placed } from './support/policies.js';

const RECORDED = ['place_id', 'place_path', 'version', 'recorded_at', 'changed_at', 'origin'];
/** Deciding and handing out are the Party office's alone; a street's other roles are readers to these tables. */
const OFFICE = `(SELECT current_setting('app.grant_role', true)) = 'STREET_PARTY_OFFICE'`;
const LIAISON = `(SELECT current_setting('app.grant_role', true)) = 'STREET_CPPCC_LIAISON'`;
const TOUCHED = ['version', 'changed_at'];

/** A record under a topic is public when the topic was published after the record's last change: what the public sees was looked at first 先审后发. */
const withTopic = (table: string): string =>
  `EXISTS (SELECT 1 FROM topic p WHERE p.city_id = ${table}.city_id AND p.id = ${table}.topic_id AND p.published_at >= ${table}.changed_at)`;
const withRoom = (table: string): string =>
  `EXISTS (SELECT 1 FROM room p WHERE p.city_id = ${table}.city_id AND p.id = ${table}.room_id AND p.published_at IS NOT NULL)`;

const TABLES = [
  'place', 'place_fact', 'place_honour', 'place_change', 'account', 'access_grant', 'audit_event', 'idempotency_key', 'procedure', 'procedure_stage', 'room', 'convener',
  'carried_total', 'concern', 'concern_contact', 'topic', 'topic_concern', 'topic_step', 'participant', 'participant_person', 'research_record', 'session', 'attendance',
  'attendance_person', 'suggestion', 'outcome', 'outcome_report', 'outcome_decision', 'suggestion_answer', 'unit', 'implementation_plan', 'implementation_item',
  'item_co_unit', 'implementation_event', 'item_verification', 'evaluation',
];

export class RowSecurity1790000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.places(runner);
    await this.accounts(runner);
    await this.rooms(runner);
    await this.deliberation(runner);
    await this.results(runner);
  }

  private async places(runner: QueryRunner): Promise<void> {
    await cityWide(runner, 'place', { insert: { app_city: true }, update: { app_city: ['path', 'parent_id', 'kind', 'name', 'other_names', 'closed_on', 'successor_id', ...TOUCHED] } },
      { when: 'true', columns: ['path', 'parent_id', 'level', 'kind', 'code', 'name', 'other_names', 'closed_on', 'successor_id', 'is_demo', 'version'] });
    await cityWide(runner, 'place_fact', { insert: { app_city: true } }, { when: 'true', columns: ['place_id', 'kind', 'count', 'as_of', 'source'] });
    await cityWide(runner, 'place_honour', { insert: { app_city: true } }, { when: 'true', columns: ['place_id', 'title', 'source'] });
    await cityWide(runner, 'place_change', { insert: { app_city: true } }, { when: 'true', columns: ['place_id', 'kind', 'happened_on', 'former_name', 'former_parent_id', 'reason'] });
    await cityWide(runner, 'procedure', { insert: { app_city: true } }, { when: 'true', columns: ['number', 'title', 'in_force_from'] });
    await cityWide(runner, 'procedure_stage', { insert: { app_city: true } }, { when: 'true', columns: ['procedure_id', 'ordinal', 'kind', 'title', 'title_en', 'gate_mode', 'deadline_days'] });
    await cityWide(runner, 'unit', { insert: { app_city: true, app_street: true, app_room: true } }, { when: 'true', columns: ['name', 'kind'] });
  }

  private async accounts(runner: QueryRunner): Promise<void> {
    await ofAccount(runner, 'account', 'id', { administered: { insert: { app_city: true }, update: { app_city: ['display_name', 'disabled_at', ...TOUCHED] } } });
    await ofAccount(runner, 'access_grant', 'account_id', { administered: { insert: { app_city: true }, update: { app_city: ['revoked_at', ...TOUCHED] } } });
    const every = { app_city: true, app_street: true, app_room: true } as const;
    const results = ['object_type', 'object_id', 'object_version'];
    await ofAccount(runner, 'idempotency_key', 'account_id', { own: { insert: every, update: { app_city: results, app_street: results, app_room: results } } });
    await placed(runner, 'audit_event', { insert: every });
    // Everybody leaves events; who did what is read by those who answer for the city.
    await runner.query(`CREATE POLICY auditors ON audit_event AS RESTRICTIVE FOR SELECT TO app_city, app_street, app_room USING ((SELECT current_setting('app.grant_role', true)) IN ('CITY_ADMIN', 'CITY_COMMITTEE'))`);
  }

  private async rooms(runner: QueryRunner): Promise<void> {
    await placed(runner, 'room', { insert: { app_city: true }, update: { app_city: ['name', 'data_complete_from', ...TOUCHED], app_room: ['name', 'established_from', 'established_to', 'established_precision', 'data_complete_from', 'shared_with', 'equipment', 'published_at', ...TOUCHED] } },
      { when: 'published_at IS NOT NULL', columns: [...RECORDED, 'name', 'established_from', 'established_to', 'established_precision', 'enrolled_on', 'data_complete_from', 'shared_with', 'equipment', 'published_at'] });
    await placed(runner, 'convener', { insert: { app_room: true, app_city: true }, update: { app_room: ['term_to', ...TOUCHED], app_city: ['term_to', ...TOUCHED] } },
      { when: withRoom('convener'), columns: [...RECORDED, 'room_id', 'name', 'kind', 'term_from', 'term_to'] });
    await placed(runner, 'carried_total', { insert: { app_room: true } },
      { when: `EXISTS (SELECT 1 FROM room p WHERE p.city_id = carried_total.city_id AND p.id = carried_total.room_id AND p.published_at >= carried_total.changed_at)`, columns: [...RECORDED, 'room_id', 'measure', 'value', 'quality', 'counted_as', 'role', 'period_from', 'period_to', 'note'] });
    await placed(runner, 'concern', { insert: { app_room: true }, update: { app_room: ['state', 'reject_ground', 'triage_reason', 'transferred_to', 'merged_into_id', ...TOUCHED] } });
    await personal(runner, 'concern_contact', { insert: { app_room: true } });
  }

  private async deliberation(runner: QueryRunner): Promise<void> {
    // No UPDATE on stage, state and round: those follow the steps (see the next migration).
    await placed(runner, 'topic', { insert: { app_room: `state = 'PROPOSED' AND stage = 'TOPIC_SELECTION' AND round = 1` }, update: { app_room: ['title', 'summary', 'track', 'planned_month', 'no_affected_party_reason', 'published_at', ...TOUCHED] } },
      { when: 'published_at >= changed_at', columns: [...RECORDED, 'room_id', 'procedure_id', 'title', 'summary', 'track', 'state', 'stage', 'round', 'proposed_from', 'proposed_to', 'proposed_precision', 'planned_month', 'published_at', 'closed_from', 'closed_to', 'closed_precision'] });
    await placed(runner, 'topic_concern', { insert: { app_room: true } });
    await placed(runner, 'topic_step', { insert: { app_room: true } });
    await placed(runner, 'participant', { insert: { app_room: true }, delete: ['app_room'] },
      { when: withTopic('participant'), columns: [...RECORDED, 'topic_id', 'role', 'basis', 'headcount'] });
    await personal(runner, 'participant_person', { insert: { app_room: true }, delete: ['app_room'] });
    await placed(runner, 'research_record', { insert: { app_room: true } });
    await placed(runner, 'session', { insert: { app_room: true }, update: { app_room: ['state', 'scheduled_for', 'held_from', 'held_to', 'held_precision', 'venue', 'agenda', 'consensus', 'minutes', 'cancel_reason', 'origin', 'on_behalf_of', 'paper_reference', ...TOUCHED] } },
      { when: withTopic('session'), columns: [...RECORDED, 'room_id', 'topic_id', 'round', 'ordinal', 'state', 'scheduled_for', 'held_from', 'held_to', 'held_precision', 'venue', 'agenda', 'consensus', 'minutes'] });
    await placed(runner, 'attendance', { insert: { app_room: true } }, { when: withTopic('attendance'), columns: ['place_id', 'place_path', 'changed_at', 'topic_id', 'session_id', 'role', 'headcount'] });
    await personal(runner, 'attendance_person', { insert: { app_room: true } });
    await placed(runner, 'suggestion', { insert: { app_room: true } }, { when: withTopic('suggestion'), columns: [...RECORDED, 'room_id', 'topic_id', 'session_id', 'ordinal', 'text', 'proposed_by'] });
  }

  private async results(runner: QueryRunner): Promise<void> {
    await placed(runner, 'outcome', { insert: { app_room: true } }, { when: withTopic('outcome'), columns: [...RECORDED, 'topic_id', 'route', 'summary', 'reached_from', 'reached_to', 'reached_precision'] });
    await placed(runner, 'outcome_report', { insert: { app_room: true } }, { when: withTopic('outcome_report'), columns: [...RECORDED, 'topic_id', 'outcome_id', 'reported_from', 'reported_to', 'reported_precision'] });
    await placed(runner, 'outcome_decision', { insert: { app_street: OFFICE } }, { when: withTopic('outcome_decision'), columns: [...RECORDED, 'topic_id', 'report_id', 'result', 'body', 'met_on'] });
    await placed(runner, 'suggestion_answer', { insert: { app_street: `decision_id IS NOT NULL AND ${OFFICE}`, app_room: 'decision_id IS NULL' } },
      { when: withTopic('suggestion_answer'), columns: [...RECORDED, 'topic_id', 'suggestion_id', 'decision_id', 'result', 'reason'] });
    const street = `plan_kind = 'IMPLEMENTATION_PLAN'`;
    const room = `plan_kind = 'RESPONSIBILITY_LIST'`;
    await placed(runner, 'implementation_plan', { insert: { app_street: `kind = 'IMPLEMENTATION_PLAN' AND ${OFFICE}`, app_room: `kind = 'RESPONSIBILITY_LIST'` } },
      { when: withTopic('implementation_plan'), columns: [...RECORDED, 'topic_id', 'kind', 'title'] });
    await placed(runner, 'implementation_item', { insert: { app_street: `${street} AND state = 'NOT_STARTED' AND ${OFFICE}`, app_room: `${room} AND state = 'NOT_STARTED'` } },
      { when: withTopic('implementation_item'), columns: [...RECORDED, 'topic_id', 'plan_id', 'plan_kind', 'suggestion_id', 'measure', 'responsible_unit_id', 'lead_unit_id', 'assigned_on', 'due_on', 'state', 'completed_on', 'verified_on'] });
    await placed(runner, 'item_co_unit', { insert: { app_street: OFFICE, app_room: true } },
      { when: `EXISTS (SELECT 1 FROM implementation_item p WHERE p.city_id = item_co_unit.city_id AND p.id = item_co_unit.item_id)`, columns: ['place_id', 'place_path', 'item_id', 'unit_id'] });
    await placed(runner, 'implementation_event', { insert: { app_street: OFFICE, app_room: true } });
    await placed(runner, 'item_verification', { insert: { app_room: true } });
    await placed(runner, 'evaluation', { insert: { app_room: `evaluator <> 'COMMITTEE'`, app_street: `evaluator = 'COMMITTEE' AND ${LIAISON}` } });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      const policies = (await runner.query('SELECT policyname FROM pg_policies WHERE schemaname = current_schema() AND tablename = $1', [table])) as { policyname: string }[];
      for (const { policyname } of policies) await runner.query(`DROP POLICY "${policyname}" ON ${table}`);
      await runner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
      await runner.query(`REVOKE ALL ON ${table} FROM app_city, app_street, app_room, app_public`);
    }
  }
}
