import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records whose sums and states triggers derive. Those run under row security, so without a city they would see no row. */
const TABLES = [
  'room_register', 'carried_total', 'concern', 'topic', 'topic_step', 'research_record', 'session', 'attendance', 'attendance_person', 'suggestion', 'suggestion_answer',
  'outcome', 'outcome_report', 'outcome_decision', 'implementation_plan', 'implementation_item', 'implementation_event', 'item_verification', 'evaluation',
];

const FUNCTION = `CREATE FUNCTION needs_city() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $body$ BEGIN
    RAISE EXCEPTION '%.city_id: 会话没有设置这一城市，这条记录不会被计数 / this session is not in that city, so the record would not be counted', TG_TABLE_NAME
      USING HINT = 'BEGIN; SELECT set_config(''app.city_id'', ''<city_id>'', true); … COMMIT;', ERRCODE = 'object_not_in_prerequisite_state';
  END $body$`;

const other = (row: 'NEW' | 'OLD'): string => `current_setting('app.city_id', true) IS DISTINCT FROM ${row}.city_id::text`;
const TRIGGERS = [
  ['aa_needs_city', 'INSERT OR UPDATE', other('NEW')],
  ['aa_needs_city_delete', 'DELETE', other('OLD')],
] as const;

/** A room begins with its registers. Its other changes add nothing to any sum. */
const ROOM = ['room', 'aa_needs_city', 'INSERT', other('NEW')] as const;

/**
 * A superuser is not held by row security and could write a record without a city. It would be stored and never counted.
 * Now that is an error. A bulk load that switches triggers off (session_replication_role) restores the sums as well.
 */
export class NeedsCity1790000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTION);
    await runner.query('REVOKE ALL ON FUNCTION needs_city() FROM PUBLIC');
    const all = [ROOM, ...TABLES.flatMap((table) => TRIGGERS.map((trigger) => [table, ...trigger] as const))];
    for (const [table, name, events, condition] of all)
      await runner.query(`CREATE TRIGGER ${name} BEFORE ${events} ON ${table} FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION needs_city()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER aa_needs_city ON room');
    for (const table of TABLES) for (const [name] of TRIGGERS) await runner.query(`DROP TRIGGER ${name} ON ${table}`);
    await runner.query('DROP FUNCTION needs_city()');
  }
}
