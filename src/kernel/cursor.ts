import { type CodedError, badInput } from './errors.js';
import { kernelMessages } from './messages.js';

export type CursorType = 'uuid' | 'text' | 'date' | 'timestamptz' | 'int';

/** A column or SQL expression that a list is sorted by. It is never null. Values are compared as `type`. */
export interface SortKey {
  readonly sql: string;
  readonly type: CursorType;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2}) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/;
const [LEAST_INT, MOST_INT] = [-(2 ** 31), 2 ** 31 - 1];

/** Whether a text is a calendar day of the years 1 to 9999. `Date` alone accepts 30 February as 2 March. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isInt(text: string): boolean {
  const value = Number(text);
  return String(value) === text && Number.isInteger(value) && value >= LEAST_INT && value <= MOST_INT;
}

/** PostgreSQL cannot store NUL or half of a surrogate pair. */
const isStorable = (text: string): boolean => !text.includes('\0') && Buffer.from(text).toString() === text;

/**
 * Whether PostgreSQL can parse a text as the type. It is checked here, so that a bad cursor gives BAD_USER_INPUT and
 * not an SQL error.
 */
const READABLE: Readonly<Record<CursorType, (text: string) => boolean>> = {
  uuid: (text) => UUID.test(text),
  text: isStorable,
  date: isDay,
  int: isInt,
  timestamptz: (text) => isDay(MOMENT.exec(text)?.[1] ?? ''),
};

export const badCursor = (): CodedError => badInput(kernelMessages.cursorNotOfList, { argument: 'after' });

export const encodeCursor = (parts: readonly string[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/**
 * Decodes a cursor into its sort values. Each value can be parsed as its type.
 * @throws BAD_USER_INPUT when the cursor does not belong to such a list
 */
export function decodeCursor(cursor: string, types: readonly CursorType[]): string[] {
  const parts = partsIn(cursor);
  if (parts?.length !== types.length || !types.every((type, index) => READABLE[type](parts[index]!))) throw badCursor();
  return parts;
}

function partsIn(cursor: string): string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : null;
  } catch {
    return null;
  }
}

export const partsOfCursor = (cursor: string, sort: readonly SortKey[]): string[] =>
  decodeCursor(
    cursor,
    sort.map((key) => key.type),
  );
