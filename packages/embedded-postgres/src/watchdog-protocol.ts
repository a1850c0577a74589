/** One line of JSON to the watchdog: what it shall run and look after. */
export interface WatchdogCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
  readonly env: NodeJS.ProcessEnv;
  /** Given where the program returns at once and another one ends the server (Windows: `pg_ctl stop`). */
  readonly stop?: { readonly file: string; readonly args: readonly string[] };
}

/** Lines of JSON from the watchdog. */
export type WatchdogReport =
  | { readonly kind: 'started'; readonly pid: number }
  | {
      readonly kind: 'ended';
      readonly code: number | null;
      readonly signal: string | null;
      readonly spawnError?: string;
    };
