import { createHash } from 'node:crypto';

/** Each object of the schema `public` by kind and name, with a short hash of its definition. */
export type Portrait = ReadonlyMap<string, string>;

/** What a migration changes of a portrait. The changes up to a migration make the portrait after it. */
export interface PortraitChange {
  readonly set: Readonly<Record<string, string>>;
  readonly gone: readonly string[];
}

export interface PortraitDifference {
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  readonly unexpected: readonly string[];
}

export type Ask = (text: string) => Promise<object[]>;

/**
 * Rights that are given to others than the owner, in an order of their own.
 * PostgreSQL 17 added a right to those an owner has, so the owner's are left out.
 */
const rights = (acl: string, owner: string): string =>
  `coalesce((SELECT string_agg(concat_ws(':', CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END,
    x.privilege_type, x.is_grantable), ' ' ORDER BY x.grantee::regrole::text, x.privilege_type)
    FROM aclexplode(${acl}) x WHERE x.grantee <> ${owner}), '')`;
const HERE = `'public'::regnamespace`;
/** An extension's objects are the operator's, and TypeORM's own table is none of ours. */
const ours = (catalogue: string, oid: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalogue}'::regclass AND d.objid = ${oid}
    AND d.deptype = 'e')`;
const TABLES = `pg_class c WHERE c.relnamespace = ${HERE} AND c.relname !~ '^migration(_id_seq)?$'
  AND ${ours('pg_class', 'c.oid')}`;
const OF_TABLES = `SELECT c.oid FROM ${TABLES}`;

/**
 * Written for PostgreSQL 16 to 18: NOT NULL is read from the columns, as only 18 lists it among the constraints.
 * Brackets of constraints do not count: PostgreSQL writes them differently after a dump and restore.
 */
const PORTRAIT = `/* portrait */
  SELECT CASE c.relkind WHEN 'S' THEN 'sequence ' WHEN 'v' THEN 'view ' WHEN 'm' THEN 'view ' ELSE 'table ' END
    || c.relname AS name, concat_ws('|', c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relowner::regrole,
    obj_description(c.oid, 'pg_class'), ${rights('c.relacl', 'c.relowner')}) AS text
    FROM ${TABLES} AND c.relkind IN ('r', 'p', 'S', 'v', 'm')
  UNION ALL SELECT 'column ' || c.relname || '.' || a.attname, concat_ws('|', format_type(a.atttypid, a.atttypmod),
    a.attnotnull, a.attidentity, a.attgenerated, l.collname, pg_get_expr(d.adbin, d.adrelid),
    ${rights('a.attacl', 'c.relowner')})
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    LEFT JOIN pg_collation l ON l.oid = a.attcollation AND l.collname <> 'default'
    WHERE c.oid IN (${OF_TABLES} AND c.relkind IN ('r', 'p', 'v', 'm'))
  UNION ALL SELECT 'constraint ' || k.conrelid::regclass || '.' || k.conname,
    translate(replace(pg_get_constraintdef(k.oid), ' NOT VALID', ''), '()', '')
    FROM pg_constraint k WHERE k.contype <> 'n' AND k.conrelid IN (${OF_TABLES})
  UNION ALL SELECT 'index ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
    FROM pg_index i WHERE i.indrelid IN (${OF_TABLES})
  UNION ALL SELECT 'policy ' || p.polrelid::regclass || '.' || p.polname, concat_ws('|', p.polcmd, p.polpermissive,
    (SELECT string_agg(CASE WHEN r = 0 THEN 'PUBLIC' ELSE r::regrole::text END, ' ' ORDER BY r::regrole::text)
    FROM unnest(p.polroles) r), 'USING ' || pg_get_expr(p.polqual, p.polrelid),
    'CHECK ' || pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_policy p WHERE p.polrelid IN (${OF_TABLES})
  UNION ALL SELECT 'function ' || f.proname || '(' || pg_get_function_identity_arguments(f.oid) || ')',
    concat_ws('|', f.prokind, pg_get_function_result(f.oid), 
    (SELECT lanname FROM pg_language WHERE oid = f.prolang), f.prosecdef, f.provolatile,
    f.proisstrict, f.proconfig, f.proowner::regrole, f.prosrc,
    ${rights(`coalesce(f.proacl, acldefault('f', f.proowner))`, 'f.proowner')})
    FROM pg_proc f WHERE f.pronamespace = ${HERE} AND ${ours('pg_proc', 'f.oid')}
  UNION ALL SELECT 'trigger ' || t.tgrelid::regclass || '.' || t.tgname,
    concat_ws('|', t.tgenabled, pg_get_triggerdef(t.oid))
    FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgrelid IN (${OF_TABLES})
  UNION ALL SELECT 'statistics ' || s.stxname, pg_get_statisticsobjdef(s.oid)
    FROM pg_statistic_ext s WHERE s.stxnamespace = ${HERE}
  UNION ALL SELECT 'type ' || y.typname, concat_ws('|', y.typtype, format_type(y.typbasetype, y.typtypmod),
    (SELECT string_agg(e.enumlabel, ' ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = y.oid))
    FROM pg_type y WHERE y.typnamespace = ${HERE} AND y.typtype IN ('e', 'd') AND ${ours('pg_type', 'y.oid')}
  ORDER BY 1`;

/** @param ask on a connection whose search path is `public`: definitions then name our objects without it. */
export async function portraitOf(ask: Ask): Promise<Portrait> {
  const rows = (await ask(PORTRAIT)) as { name: string; text: string }[];
  return new Map(rows.map(({ name, text }) => [name, shortHash(text)]));
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

export function changeBetween(before: Portrait, after: Portrait): PortraitChange {
  const set = [...after].filter(([name, hash]) => before.get(name) !== hash);
  return { set: Object.fromEntries(set), gone: [...before.keys()].filter((name) => !after.has(name)) };
}

export function portraitAfter(changes: readonly PortraitChange[]): Portrait {
  const portrait = new Map<string, string>();
  for (const { set, gone } of changes) {
    for (const name of gone) portrait.delete(name);
    for (const [name, hash] of Object.entries(set)) portrait.set(name, hash);
  }
  return portrait;
}

export function differenceOf(expected: Portrait, found: Portrait): PortraitDifference {
  const names = [...new Set([...expected.keys(), ...found.keys()])].sort();
  return {
    missing: names.filter((name) => !found.has(name)),
    changed: names.filter((name) => expected.has(name) && found.has(name) && found.get(name) !== expected.get(name)),
    unexpected: names.filter((name) => !expected.has(name)),
  };
}
