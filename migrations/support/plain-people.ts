import { FUNCTIONS } from './people.js';

/**
 * People are counted by the plain form of their name. Until `migrate` has filled a row from before, its name counts.
 * Frozen with the migration that uses it.
 */
export const PEOPLE_BY_PLAIN_NAME = FUNCTIONS.map(([, sql]) => replacing(sql.replaceAll('count(DISTINCT a.name)', 'count(DISTINCT coalesce(a.plain_name, a.name))')));
export const PEOPLE_BY_NAME = FUNCTIONS.map(([, sql]) => replacing(sql));

function replacing(sql: string): string {
  return sql.replace(/^CREATE FUNCTION/, 'CREATE OR REPLACE FUNCTION');
}
