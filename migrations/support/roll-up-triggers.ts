import { type RollUpSource, additions, upserts } from './roll-ups.js';

/** Two-part advisory locks of this class are held a place at a time by whoever changes its room's roll-ups. */
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

export const functionOf = (source: RollUpSource): string => `roll_up_${source.table}`;

/** Runs as the owner, whose own policy lets it write, inside the tenant's context, which the restrictive policy still asks of it. */
export const createFunction = (source: RollUpSource): string =>
  `CREATE FUNCTION ${functionOf(source)}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ BEGIN ${FRESH}
    IF TG_OP = 'INSERT' THEN ${branch(source, 'INSERT')}
    ELSIF TG_OP = 'UPDATE' THEN ${branch(source, 'UPDATE')}
    ELSE ${branch(source, 'DELETE')}
    END IF;
    RETURN NULL; END $body$`;

const TRANSITIONS = { insert: 'NEW TABLE AS new_rows', update: 'OLD TABLE AS old_rows NEW TABLE AS new_rows', delete: 'OLD TABLE AS old_rows' };

/** One trigger a statement and kind of change; their names sort behind every other's, so the roll-up comes last. */
export const createTriggers = (source: RollUpSource): string[] => Object.entries(TRANSITIONS).map(([event, tables]) =>
  `CREATE TRIGGER zz_roll_up_${event} AFTER ${event.toUpperCase()} ON ${source.table} REFERENCING ${tables} FOR EACH STATEMENT EXECUTE FUNCTION ${functionOf(source)}()`);

export const dropTriggers = (source: RollUpSource): string[] => Object.keys(TRANSITIONS).map((event) => `DROP TRIGGER zz_roll_up_${event} ON ${source.table}`);
