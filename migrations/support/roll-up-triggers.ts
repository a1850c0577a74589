import { type Part, type RollUpSource, additions, month, ofMonths, upserts } from './roll-ups.js';

/**
 * Two-part advisory locks of this class are held a place at a time by the transaction that changes its room's roll-ups.
 */
const LOCK_CLASS = 77_005;

const lock = (rows: string): string =>
  `PERFORM pg_advisory_xact_lock(${LOCK_CLASS}, k) FROM (SELECT DISTINCT hashtext(place_id::text) AS k FROM (${rows}) l ORDER BY 1) q;`;

/** With a snapshot older than the lock, what another transaction has just moved would be counted where it was. */
const FRESH = `IF current_setting('transaction_isolation') <> 'read committed' THEN RAISE EXCEPTION 'roll-ups: records are written at READ COMMITTED, not at %', current_setting('transaction_isolation'); END IF;`;

const parentOf = ({ parent }: RollUpSource, rows: string): string => (parent
  ? `IF EXISTS (SELECT FROM ${rows} x WHERE NOT EXISTS (SELECT FROM ${parent.table} p WHERE p.city_id = x.city_id AND p.id = x.${parent.column})) THEN RAISE EXCEPTION 'roll-ups: the ${parent.table} is out of sight'; END IF;`
  : '');

function branch(source: RollUpSource, event: 'INSERT' | 'UPDATE' | 'DELETE'): string {
  // Both upserts are one statement, which reads the changed rows once.
  const apply = (lines: string, parts: RollUpSource['parts']): string => {
    const [months, spans] = upserts(parts, 'SELECT * FROM changed') as [string, string?];
    return `WITH changed AS MATERIALIZED (${lines})${spans ? `, months AS (${months}) ${spans}` : ` ${months}`};`;
  };
  if (event !== 'UPDATE') {
    const [rows, sign] = event === 'INSERT' ? ['new_rows', 1] as const : ['old_rows', -1] as const;
    return `${lock(`SELECT place_id FROM ${rows}`)} ${event === 'DELETE' ? parentOf(source, rows) : ''} ${apply(additions(source.parts, rows, sign), source.parts)}`;
  }
  const all = [...source.parts, ...(source.moved ?? [])];
  const values = (row: string): string => `(${source.columns.map((column) => `${row}.${column}`).join(', ')})`;
  return `IF NOT EXISTS (SELECT FROM old_rows o JOIN new_rows n ON n.city_id = o.city_id AND n.id = o.id WHERE ${values('o')} IS DISTINCT FROM ${values('n')}) THEN RETURN NULL; END IF;
    ${lock('SELECT place_id FROM old_rows UNION ALL SELECT place_id FROM new_rows')} ${apply(`${additions(all, 'new_rows', 1)} UNION ALL ${additions(all, 'old_rows', -1)}`, all)}`;
}

const sumOf = (measure: string): string => `n_${measure.toLowerCase()}`;

const add = ({ measure, value }: Part): string => `${sumOf(measure)} := ${sumOf(measure)} + ${value ?? '1'};`;

/** What costs a statement of its own is asked only where the rest holds: an expression with a subquery in it is one whole statement. */
function onlyIf(condition: string, body: string): string {
  const [, cheap, dear] = /^([^()]*) AND (.*(?:SELECT|EXISTS).*)$/s.exec(condition) ?? [];
  return cheap && dear && !/ OR |SELECT|EXISTS/.test(cheap) ? `IF ${cheap} THEN IF ${dear} THEN ${body} END IF; END IF;` : `IF ${condition} THEN ${body} END IF;`;
}

/** A topic's columns, wherever a part looks them up by themselves: read once into `t`. */
const OF_TOPIC = /\(SELECT t\.(\w+) FROM topic t WHERE t\.city_id = x\.city_id AND t\.id = x\.topic_id\)/g;

/** What one part adds to its month; several months, or another than the parts before it, are for the general way. */
function addOnce(part: Part, monthOf: (day: string) => string): string {
  const first = monthOf(part.first);
  const others = [part.since, part.last].filter((day): day is string => day !== undefined && day !== part.first).map(monthOf);
  return onlyIf(part.when ?? 'true', `IF ${[`the_month <> ${first}`, ...others.map((other) => `${first} IS DISTINCT FROM ${other}`)].join(' OR ')} THEN is_plain := false; ELSE the_month := ${first}; ${add(part)} END IF;`);
}

/**
 * Nearly every insert is of one record, or of several of one parent, and adds to one month that is there already: one update by its key, at a third of what the general way costs.
 * Anything else falls through to it, with nothing added yet.
 */
function plainInsert(source: RollUpSource): string {
  const { parts, parent, room } = source;
  if (!room) return '';
  if (parts.some((part) => part.carried || part.measure.startsWith('x.') || (part.from && !parent))) throw new Error(`${source.table}: its inserts need the general way, so it names no room`);
  if (parent && parts.some(({ when, first, since, last }) => when !== parts[0]!.when || first !== parts[0]!.first || since !== parts[0]!.since || last !== parts[0]!.last)) throw new Error(`${source.table}: its parent's days are not the same for all`);
  const measures = ofMonths(parts);
  const isOfRow = ({ each }: Part): boolean => !each || !/\be\.|SELECT|EXISTS/.test(each);
  const some = parts.filter((part) => !isOfRow(part));
  const counted = parent ? [{ ...parts[0]!, value: '0' }] : parts.map((part) => ({ ...part, ...(part.when ? { when: part.when.replaceAll(OF_TOPIC, 't.$1') } : {}) }));
  const ofTopic = [...new Set(parts.flatMap(({ when }) => [...(when ?? '').matchAll(OF_TOPIC)].map(([, column]) => column!)))];
  const days = [...new Set(counted.flatMap(({ first, since, last }) => [first, since ?? first, last]))];
  const monthOf = (day: string): string => `month_${days.indexOf(day)}`;
  const addEach = (part: Part): string => (part.each ? onlyIf(part.each.replaceAll('{rows}', 'new_rows'), add(part)) : add(part));
  const columns = (of: 'x' | 'e'): string[] => [...new Set([...parts.flatMap((part) => [part.when, part.each, part.first, part.since, part.last, part.value]), room]
    .flatMap((sql) => [...(sql ?? '').matchAll(new RegExp(`\\b${of}\\.(\\w+)`, 'g'))].map(([, column]) => column!)))];
  const rows = `SELECT ${[...new Set(['city_id', 'place_id', ...(parent ? [parent.column] : []), ...columns('x')])].join(', ')} FROM new_rows`;
  const update = `UPDATE room_month_stat s SET ${measures.map((measure) => `${measure.toLowerCase()} = s.${measure.toLowerCase()} + ${sumOf(measure)}`).join(', ')}
      WHERE s.city_id = x.city_id AND s.room_id = ${room} AND s.month = the_month AND s.place_id = x.place_id`;
  // The lock is assigned, because as an expression it is no statement of its own. A block of its own, because its variables would hide the general way's aliases. A parent's days hold for all of its records; without one, only a single record is plain.
  return `DECLARE x record; e record; is_plain boolean := true; t record; the_lock text; the_place uuid; the_parent uuid; the_month date; ${days.map((day) => `${monthOf(day)} date;`).join(' ')} ${measures.map((measure) => `${sumOf(measure)} bigint := 0;`).join(' ')} BEGIN
    FOR x IN ${rows} LOOP
      IF the_place IS NOT NULL THEN is_plain := ${parent ? `x.place_id = the_place AND x.${parent.column} = the_parent` : 'false'}; EXIT WHEN NOT is_plain; END IF;
      the_place := x.place_id; ${parent ? `the_parent := x.${parent.column}; ${parts.filter(isOfRow).map(addEach).join(' ')}` : ''}
    END LOOP;
    IF the_place IS NULL THEN RETURN NULL; END IF;
    IF is_plain THEN
      the_lock := pg_advisory_xact_lock(${LOCK_CLASS}, hashtext(the_place::text));
      ${parent ? `SELECT ${columns('e').join(', ')} INTO e FROM ${parent.table} p WHERE p.city_id = x.city_id AND p.id = the_parent; is_plain := FOUND;` : ''}
      ${ofTopic.length > 0 ? `SELECT ${ofTopic.join(', ')} INTO t FROM topic p WHERE p.city_id = x.city_id AND p.id = x.topic_id;` : ''}
      ${some.length > 0 ? `IF is_plain THEN FOR x IN ${rows} LOOP ${some.map(addEach).join(' ')} END LOOP; END IF;` : ''}
      IF is_plain THEN ${days.map((day) => `${monthOf(day)} := ${month(day)};`).join(' ')} ${counted.map((part) => addOnce(part, monthOf)).join(' ')} END IF;
      IF is_plain THEN
        IF the_month IS NULL THEN RETURN NULL; END IF;
        ${update};
        IF FOUND THEN RETURN NULL; END IF;
      END IF;
    END IF; END;`;
}

export const functionOf = (source: RollUpSource): string => `roll_up_${source.table}`;

/** Runs as the owner, whose own policy lets it write, inside the tenant's context, which the restrictive policy still asks of it. */
export const createFunction = (source: RollUpSource): string =>
  `CREATE FUNCTION ${functionOf(source)}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ BEGIN ${FRESH}
    IF TG_OP = 'INSERT' THEN ${plainInsert(source)} ${branch(source, 'INSERT')}
    ELSIF TG_OP = 'UPDATE' THEN ${branch(source, 'UPDATE')}
    ELSE ${branch(source, 'DELETE')}
    END IF;
    RETURN NULL; END $body$`;

const TRANSITIONS = { insert: 'NEW TABLE AS new_rows', update: 'OLD TABLE AS old_rows NEW TABLE AS new_rows', delete: 'OLD TABLE AS old_rows' };

/** One trigger a statement and kind of change; their names sort behind every other's, so the roll-up comes last. */
export const createTriggers = (source: RollUpSource): string[] => Object.entries(TRANSITIONS).map(([event, tables]) =>
  `CREATE TRIGGER zz_roll_up_${event} AFTER ${event.toUpperCase()} ON ${source.table} REFERENCING ${tables} FOR EACH STATEMENT EXECUTE FUNCTION ${functionOf(source)}()`);

export const dropTriggers = (source: RollUpSource): string[] => Object.keys(TRANSITIONS).map((event) => `DROP TRIGGER zz_roll_up_${event} ON ${source.table}`);
