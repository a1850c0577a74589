import pg from 'pg';
import { type Lost, Unavailable } from '../kernel/unavailable.js';

/**
 * Connection lost, resources used up, lock limit, statement limit, server stopping or starting: each ends by itself.
 */
const PASSING = /^(08...|53...|55P03|57014|57P0[123])$/;

/** What the operating system says of a connection that broke or cannot be made. */
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

/** The driver's own errors have no code. */
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

/** After these the server closes the connection. A severity cannot be asked: it comes in the server's language. */
const FATAL = /^(08|28|57P|XX|25P0[345]|53300)/;

const codeOf = (error: unknown): string | undefined => (error as { code?: string } | null)?.code;
const messageOf = (error: unknown): string => (error as { message?: string } | null)?.message ?? '';

/** Why the database cannot serve this now, in one word for the log; null where trying later would not help. */
export function reasonOf(error: unknown): string | null {
  if (error instanceof Unavailable) return error.reason;
  const code = codeOf(error);
  if (code) return PASSING.test(code) || SOCKET.has(code) ? code : null;
  return DRIVER.find(([start]) => messageOf(error).startsWith(start))?.[1] ?? null;
}

/** The error as callers see it: UNAVAILABLE where trying later is right, else as it is. */
export function forCaller(error: unknown, lost: Lost): unknown {
  const reason = error instanceof Unavailable ? null : reasonOf(error);
  return reason ? new Unavailable(reason, lost) : error;
}

/** The server refused a statement and goes on listening on the same connection. */
export const isAnswer = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && !FATAL.test(codeOf(error) ?? '');

/** A connection that takes questions and gives no answers. */
export const isSilence = (error: unknown): boolean => messageOf(error) === QUERY_TIMEOUT;
