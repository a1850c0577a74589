/**
 * A backup is SQL text, compressed by gzip. `haoshangliang restore` reads it, and so does psql as a superuser.
 * Lines that begin with one of these marks carry JSON for the restore.
 */
export const FIRST_LINE = '-- haoshangliang backup 1';
export const MARKS = {
  header: '-- header ',
  migration: '-- migration ',
  section: '-- section ',
  end: '-- end ',
} as const;

/** Ends a statement on a line of its own. */
export const STATEMENT_END = ';';
/** Ends the rows of a COPY. */
export const ROWS_END = '\\.';

export interface BackedUpCity {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

export interface BackupHeader {
  /** Of the program that wrote the file. */
  readonly version: string;
  readonly madeAt: string;
  readonly postgres: string;
  readonly scope: 'WHOLE' | 'CITY';
  readonly cities: readonly BackedUpCity[];
  readonly migrations: readonly { readonly name: string; readonly hash: string }[];
}

/** The rows of one table and city. Written behind the rows. */
export interface BackupSection {
  readonly table: string;
  readonly city: string;
  readonly rows: number;
  readonly sha256: string;
}

/** Written last: what the file must hold. */
export interface BackupEnd {
  readonly sections: number;
  readonly rows: number;
  /** Over every line before this one. */
  readonly sha256: string;
}

export interface BackupTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

/**
 * Not in a backup. Failed sign-ins last a quarter of an hour. Changes of a city are numbered by transactions of their
 * own cluster.
 */
export const LEFT_OUT: ReadonlySet<string> = new Set(['migration', 'sign_in_attempt', 'city_change']);

/** A restored session could be one that was ended since. People sign in again. */
export const ROWS_LEFT_OUT: Readonly<Record<string, string>> = { access_token: `kind <> 'SESSION'` };

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const listed = (columns: readonly string[]): string => columns.map(quoted).join(', ');

export const copyIn = ({ name, columns }: BackupTable): string =>
  `COPY public.${quoted(name)} (${listed(columns)}) FROM stdin;`;

export function copyOut({ name, columns, key }: BackupTable, city: string): string {
  const rows = ROWS_LEFT_OUT[name] ? ` AND ${ROWS_LEFT_OUT[name]}` : '';
  const ids = `city_id = '${city}'${rows}`;
  return `COPY (SELECT ${listed(columns)} FROM public.${quoted(name)} WHERE ${ids} ORDER BY ${listed(key)}) TO STDOUT`;
}

/** What psql needs to hear first. A restore by our own command ignores it. */
export const PREAMBLE = [
  `SET client_encoding = 'UTF8'`,
  `SET timezone = 'UTC'`,
  'SET standard_conforming_strings = on',
  'SET search_path = public',
];
