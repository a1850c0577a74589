/** How many people came, by name, to a room's sessions of a month, quarter and year. Frozen with the migration that uses it. */
const LOCK_CLASS = 77_005;
const FRESH = `IF current_setting('transaction_isolation') <> 'read committed' THEN RAISE EXCEPTION 'people: records are written at READ COMMITTED, not at %', current_setting('transaction_isolation'); END IF;`;

const SPANS = `(SELECT v.span, date_trunc(v.unit, e.held_from::timestamp)::date AS from_day, (date_trunc(v.unit, e.held_from::timestamp) + v.length - interval '1 day')::date AS to_day `
  + `FROM (VALUES ('MONTH', 'month', interval '1 month'), ('QUARTER', 'quarter', interval '3 months'), ('YEAR', 'year', interval '1 year')) v(span, unit, length)) k`;

/** `e`: city_id, room_id, held_from, held_to of the sessions whose spans may have changed. */
const touched = (sessions: string): string => `touched AS (SELECT DISTINCT e.city_id, e.room_id, k.span, k.from_day, k.to_day FROM (${sessions}) e CROSS JOIN LATERAL ${SPANS} WHERE e.held_to <= k.to_day)`;
const NAMES = `session e JOIN attendance_person a ON a.city_id = e.city_id AND a.session_id = e.id WHERE e.city_id = t.city_id AND e.room_id = t.room_id AND e.state = 'HELD' AND e.held_from >= t.from_day AND e.held_to <= t.to_day`;

/** Counts the touched spans again: a number of different names cannot be added to. */
const counted = (sessions: string): string =>
  `WITH ${touched(sessions)} INSERT INTO room_people_stat (city_id, room_id, span, from_day, to_day, place_id, place_path, people, names) `
  + `SELECT r.city_id, r.id, t.span, t.from_day, t.to_day, r.place_id, r.place_path, n.people, n.names FROM touched t JOIN room r ON r.city_id = t.city_id AND r.id = t.room_id `
  + `CROSS JOIN LATERAL (SELECT count(DISTINCT a.name)::int AS people, count(*)::int AS names FROM ${NAMES}) n WHERE n.names > 0 ORDER BY r.id, t.span, t.from_day `
  + 'ON CONFLICT (city_id, room_id, span, from_day) DO UPDATE SET people = excluded.people, names = excluded.names';
const emptied = (sessions: string): string =>
  `WITH ${touched(sessions)} DELETE FROM room_people_stat p USING touched t WHERE p.city_id = t.city_id AND p.room_id = t.room_id AND p.span = t.span AND p.from_day = t.from_day AND NOT EXISTS (SELECT FROM ${NAMES})`;

const lock = (rows: string): string => `PERFORM pg_advisory_xact_lock(${LOCK_CLASS}, k) FROM (SELECT DISTINCT hashtext(place_id::text) AS k FROM (${rows}) l ORDER BY 1) q;`;
const ofNames = (rows: string): string => `SELECT e.city_id, e.room_id, e.held_from, e.held_to FROM session e WHERE e.state = 'HELD' AND (e.city_id, e.id) IN (SELECT city_id, session_id FROM ${rows})`;
const OF_SESSION = 'SELECT x.city_id, x.room_id, x.held_from, x.held_to FROM (VALUES (OLD.city_id, OLD.room_id, OLD.held_from, OLD.held_to), (NEW.city_id, NEW.room_id, NEW.held_from, NEW.held_to)) x(city_id, room_id, held_from, held_to) WHERE x.held_from IS NOT NULL';

const define = (name: string, body: string): string =>
  `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ BEGIN ${body} RETURN NULL; END $body$`;

/** As the owner, inside the tenant's context. Where no names are given, none of it runs but one look whether a session that is moved has any. */
export const FUNCTIONS: readonly (readonly [name: string, sql: string])[] = [
  ['people_named', define('people_named', `${FRESH} ${lock('SELECT place_id FROM new_rows')} ${counted(ofNames('new_rows'))};`)],
  ['people_struck', define('people_struck', `${FRESH} ${lock('SELECT place_id FROM old_rows')} ${counted(ofNames('old_rows'))}; ${emptied(ofNames('old_rows'))};`)],
  ['people_renamed', define('people_renamed', `${FRESH} ${lock('SELECT place_id FROM old_rows UNION ALL SELECT place_id FROM new_rows')} ${['old_rows', 'new_rows'].map((rows) => `${counted(ofNames(rows))}; ${emptied(ofNames(rows))};`).join(' ')}`)],
  ['people_moved', define('people_moved', `IF EXISTS (SELECT FROM attendance_person a WHERE a.city_id = NEW.city_id AND a.session_id = NEW.id) THEN ${FRESH} ${lock('SELECT NEW.place_id AS place_id')} ${counted(OF_SESSION)}; ${emptied(OF_SESSION)}; END IF;`)],
];

export const TRIGGERS: readonly (readonly [table: string, name: string, sql: string])[] = [
  ['attendance_person', 'zz_people_insert', 'AFTER INSERT ON attendance_person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION people_named()'],
  ['attendance_person', 'zz_people_delete', 'AFTER DELETE ON attendance_person REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION people_struck()'],
  ['attendance_person', 'zz_people_update', 'AFTER UPDATE ON attendance_person REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION people_renamed()'],
  ['session', 'zz_people_moved', 'AFTER UPDATE OF state, held_from, held_to ON session FOR EACH ROW WHEN ((OLD.state, OLD.held_from, OLD.held_to) IS DISTINCT FROM (NEW.state, NEW.held_from, NEW.held_to)) EXECUTE FUNCTION people_moved()'],
];

/** What is there when the tables come. */
export const FILL = counted(`SELECT e.city_id, e.room_id, e.held_from, e.held_to FROM session e WHERE e.state = 'HELD'`);
/** What the owner must read and write in every city at once, for the length of the migration. */
export const TOUCHED = ['session', 'attendance_person', 'room', 'room_people_stat'];
