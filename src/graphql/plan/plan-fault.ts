import { CodedError, UserError } from '../../kernel/errors.js';

/**
 * Classes of SQLSTATE that depend on the values sent or on the state of the database, not on the statement.
 * Any other class (42: syntax, unknown column, missing right) means that the planner wrote a wrong statement.
 */
const OF_VALUES_AND_STATE = new Set(['08', '22', '40', '53', '55', '57', '58']);

/**
 * Whether an error is no fault of the planner. graphql-js meets the same error when it answers instead, and reports it
 * at the field.
 */
export const isExpected = (error: unknown): boolean =>
  error instanceof CodedError || error instanceof UserError || OF_VALUES_AND_STATE.has(sqlStateOf(error).slice(0, 2));

function sqlStateOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : '';
}
