import pg from 'pg';
import { type Lost, Unavailable } from '../kernel/unavailable.js';

/**
 * SQLSTATEs of passing failures: connection lost, resources used up, lock limit, statement limit, server stopping or
 * starting.
 */
const PASSING = /^(08...|53...|55P03|57014|57P0[123])$/;

/** Error codes of the operating system for a connection that broke or cannot be made. */
const SOCKET = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Errors of the driver have no code, so their messages are compared. */
const QUERY_TIMEOUT = 'Query read timeout';
const DRIVER: readonly (readonly [start: string, reason: string])[] = [
  [QUERY_TIMEOUT, 'NO_ANSWER'],
  ['timeout exceeded when trying to connect', 'POOL_TIMEOUT'],
  ['timeout expired', 'CONNECT_TIMEOUT'],
  ['Connection terminated due to connection timeout', 'CONNECT_TIMEOUT'],
  ['Connection terminated', 'CONNECTION_LOST'],
  ['Client has encountered a connection error', 'CONNECTION_LOST'],
  ['Client was closed', 'CONNECTION_LOST'],
];

/**
 * SQLSTATEs after which PostgreSQL closes the connection. The field severity cannot be used: its text is in the
 * server's language.
 */
const FATAL = /^(08|28|57P|XX|25P0[345]|53300)/;

const codeOf = (error: unknown): string | undefined => (error as { code?: string } | null)?.code;
const messageOf = (error: unknown): string => (error as { message?: string } | null)?.message ?? '';

/** The one-word reason of a passing failure, for the log. Null when a retry would not help. */
export function reasonOf(error: unknown): string | null {
  if (error instanceof Unavailable) return error.reason;
  const code = codeOf(error);
  if (code) return PASSING.test(code) || SOCKET.has(code) ? code : null;
  return DRIVER.find(([start]) => messageOf(error).startsWith(start))?.[1] ?? null;
}

/** The error for the caller: UNAVAILABLE if a retry may help, else the error unchanged. */
export function forCaller(error: unknown, lost: Lost): unknown {
  const reason = error instanceof Unavailable ? null : reasonOf(error);
  return reason ? new Unavailable(reason, lost) : error;
}

/** Whether PostgreSQL refused the statement but keeps the connection open. */
export const isAnswer = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && !FATAL.test(codeOf(error) ?? '');

/** Whether the connection accepted a query and did not answer in time. */
export const isSilence = (error: unknown): boolean => messageOf(error) === QUERY_TIMEOUT;
