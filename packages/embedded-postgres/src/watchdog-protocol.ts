/** One line of JSON to the watchdog: the program to start and to guard. */
export interface WatchdogCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
  readonly env: NodeJS.ProcessEnv;
  /** Set if the program returns at once and another one stops the server (Windows: `pg_ctl stop`). */
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
