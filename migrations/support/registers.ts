/**
 * Which registers a room keeps, derived from room_register and the day it was set up. Frozen with migration 24.
 * The order of the kinds is the order of the stored array.
 */
const KINDS = ['CONCERNS', 'TOPICS', 'RESEARCH', 'SESSIONS', 'ATTENDANCE', 'MINUTES', 'SUGGESTIONS', 'ANSWERS', 'OUTCOMES', 'ITEMS', 'EVALUATION'];
const LIST = `'{${KINDS.join(',')}}'::text[]`;

/** What the owner must read and write in every city at once, for the length of the migration. */
export const TOUCHED = ['room', 'room_register', 'room_keeping', 'city_change'];

/** Before a room was set up nothing happened in it, and that is known. */
const BEFORE = `CASE WHEN r.established_from IS NULL THEN '{}'::datemultirange ELSE datemultirange(daterange(NULL, r.established_from)) END`;
const KEPT_OF = `SELECT k.n, ${BEFORE} + coalesce((SELECT range_agg(daterange(g.kept_from, g.kept_to, '[]')) FROM room_register g
      WHERE g.city_id = r.city_id AND g.room_id = r.id AND g.kind = k.kind AND g.taken_back_on IS NULL), '{}') AS days
    FROM unnest(${LIST}) WITH ORDINALITY k(kind, n)`;
const STATE = `SELECT r.city_id, r.id AS room_id, r.place_id, r.place_path, d.kept, d.kept_all
  FROM room r CROSS JOIN LATERAL (SELECT array_agg(x.days ORDER BY x.n) AS kept, range_intersect_agg(x.days) AS kept_all FROM (${KEPT_OF}) x) d`;
const into = (where: string): string => `INSERT INTO room_keeping AS s (city_id, room_id, place_id, place_path, kept, kept_all) ${STATE}${where}
  ON CONFLICT (city_id, room_id) DO UPDATE SET kept = excluded.kept, kept_all = excluded.kept_all
  WHERE (s.kept, s.kept_all) IS DISTINCT FROM (excluded.kept, excluded.kept_all)`;
/** The first day of the time in which all registers are kept and that has not ended. */
const COMPLETE = (where: string): string => `UPDATE room r SET data_complete_from = c.since
  FROM (SELECT k.city_id, k.room_id, (SELECT CASE WHEN lower_inf(p.days) THEN q.established_from ELSE lower(p.days) END
      FROM unnest(k.kept_all) p(days) WHERE upper_inf(p.days)) AS since
    FROM room_keeping k JOIN room q ON q.city_id = k.city_id AND q.id = k.room_id) c
  WHERE c.city_id = r.city_id AND c.room_id = r.id AND r.data_complete_from IS DISTINCT FROM c.since${where}`;

/**
 * A room keeps all its registers from the day it is enrolled. One that was taken over from a published source keeps
 * none, until somebody says so.
 */
const defaults = (room: string, from: string): string => `INSERT INTO room_register (city_id, id, place_id, place_path, room_id, kind, kept_from, origin, recorded_at, changed_at)
  SELECT ${room}.city_id, md5(${room}.id || ' ' || k.kind)::uuid, ${room}.place_id, ${room}.place_path, ${room}.id, k.kind, ${from}, ${room}.origin, ${room}.recorded_at, ${room}.recorded_at`;
/** Rooms of before: from the day on which their records were said to be complete. */
export const FILL_REGISTERS = `${defaults('r', 'coalesce(r.data_complete_from, r.enrolled_on)')} FROM room r CROSS JOIN unnest(${LIST}) k(kind)
  WHERE r.data_complete_from IS NOT NULL OR r.origin <> 'TAKEN_OVER'`;
export const FILL_KEEPING = [into(''), COMPLETE('')];

const HEAD = 'RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$';
export const KEEPING_FUNCTIONS: readonly (readonly [name: string, sql: string])[] = [
  [
    'room_keeping_settle(uuid, uuid)',
    `CREATE FUNCTION room_keeping_settle(city uuid, the_room uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ BEGIN
    PERFORM 1 FROM room WHERE city_id = city AND id = the_room FOR NO KEY UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'derived state: the parent row is out of sight'; END IF;
    ${into(' WHERE r.city_id = city AND r.id = the_room')};
    ${COMPLETE(' AND r.city_id = city AND r.id = the_room')};
  END $body$`,
  ],
  [
    'room_begins_registers()',
    `CREATE FUNCTION room_begins_registers() ${HEAD} BEGIN
    IF TG_OP = 'INSERT' AND NEW.origin <> 'TAKEN_OVER' THEN
      ${defaults('NEW', 'NEW.enrolled_on')} FROM unnest(${LIST}) k(kind);
    ELSE PERFORM room_keeping_settle(NEW.city_id, NEW.id);
    END IF;
    RETURN NULL; END $body$`,
  ],
  [
    'room_follows_registers()',
    `CREATE FUNCTION room_follows_registers() ${HEAD} BEGIN
    PERFORM room_keeping_settle(q.city_id, q.room_id) FROM (SELECT DISTINCT city_id, room_id FROM rows_of ORDER BY 1, 2) q;
    RETURN NULL; END $body$`,
  ],
];

/** What statements ask of a room that did not keep all its registers. They run under the row security of the viewer. */
export const KEEPING_QUESTIONS: readonly (readonly [name: string, sql: string])[] = [
  [
    'registers_kept(datemultirange[], daterange)',
    `CREATE FUNCTION registers_kept(kept datemultirange[], period daterange) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS
    $body$ SELECT coalesce(sum((k.days @> period)::int << (k.n - 1)::int), 0)::int FROM unnest(kept) WITH ORDINALITY k(days, n) $body$`,
  ],
  [
    'carried_days(uuid, uuid, text)',
    `CREATE FUNCTION carried_days(city uuid, room uuid, the_measure text) RETURNS datemultirange LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public AS
    $body$ SELECT coalesce(range_agg(daterange(c.from_month, (c.to_month + interval '1 month')::date)), '{}')
    FROM room_span_stat c WHERE c.city_id = city AND c.room_id = room AND c.carried AND c.measure = the_measure AND c.records <> 0 $body$`,
  ],
];
export const ASKING = 'app_city, app_street, app_room, app_peers';

const CHANGED = `current_setting('app.changed_city', true) IS DISTINCT FROM`;
/** Names, tables, and what follows; %t is the table. Answers that are cached read room_keeping, so its changes are changes of the city. */
export const KEEPING_TRIGGERS: readonly (readonly [name: string, table: string, rest: string])[] = [
  ['room_begins_registers', 'room', 'AFTER INSERT ON %t FOR EACH ROW EXECUTE FUNCTION room_begins_registers()'],
  ['room_keeps_since', 'room', 'AFTER UPDATE OF established_from ON %t FOR EACH ROW WHEN (OLD.established_from IS DISTINCT FROM NEW.established_from) EXECUTE FUNCTION room_begins_registers()'],
  ['room_follows_registers_insert', 'room_register', 'AFTER INSERT ON %t REFERENCING NEW TABLE AS rows_of FOR EACH STATEMENT EXECUTE FUNCTION room_follows_registers()'],
  ['room_follows_registers_update', 'room_register', 'AFTER UPDATE ON %t REFERENCING NEW TABLE AS rows_of FOR EACH STATEMENT EXECUTE FUNCTION room_follows_registers()'],
  ['room_follows_registers_delete', 'room_register', 'AFTER DELETE ON %t REFERENCING OLD TABLE AS rows_of FOR EACH STATEMENT EXECUTE FUNCTION room_follows_registers()'],
  ['zz_city_changed', 'room_keeping', `AFTER INSERT OR UPDATE ON %t FOR EACH ROW WHEN (${CHANGED} NEW.city_id::text) EXECUTE FUNCTION city_changed()`],
  ['zz_city_changed_delete', 'room_keeping', `AFTER DELETE ON %t FOR EACH ROW WHEN (${CHANGED} OLD.city_id::text) EXECUTE FUNCTION city_changed()`],
  ['zz_city_changed_truncate', 'room_keeping', 'AFTER TRUNCATE ON %t FOR EACH STATEMENT EXECUTE FUNCTION city_changed()'],
];
