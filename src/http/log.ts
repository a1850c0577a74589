import pino from 'pino';
import type { AnswerLine } from '../graphql/answer-log.js';

/**
 * The log of the server. An error is logged by name, code and place in the code. Its message is not logged: it may
 * contain a resident's name.
 */
export interface Log {
  info(text: string): void;
  failure(error: unknown, requestId: string): void;
  /** The read planner failed because of its own fault; graphql-js answered. Tests fail on it. */
  planFault(error: unknown, requestId: string): void;
  /**
   * The database could not serve a request, with a one-word reason. At most one line a second is logged, with counts.
   */
  trouble(reason: string): void;
  /** A problem that an operator should check. */
  warn(text: string): void;
  /** An error outside every request. */
  unhandled(error: unknown, what: string): void;
  /** Logs one line for each GraphQL answer at level `debug`. Null at other levels, so that nothing is measured. */
  readonly answer: ((line: AnswerLine) => void) | null;
  /** For libraries that need a logger. Their texts may quote requests, so they are dropped. */
  readonly quiet: { debug(): void; info(): void; warn(): void; error(): void };
}

/** The message of a planner fault. The field `planFaults` counts them since the start. */
export const PLAN_FAULT = 'the read plan failed, graphql-js answered';

const nothing = (): void => undefined;

export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const logger = destination ? pino({ level, base: null }, destination) : pino({ level, base: null });
  let planFaults = 0;
  return {
    info: (text) => logger.info(text),
    failure: (error, requestId) => logger.error({ requestId, ...anatomy(error) }, 'request failed'),
    planFault: (error, requestId) =>
      logger.warn({ requestId, planFaults: (planFaults += 1), ...anatomy(error) }, PLAN_FAULT),
    trouble: counted((reasons) => logger.warn({ reasons }, 'database unavailable')),
    warn: (text) => logger.warn(text),
    unhandled: (error, what) => logger.error(anatomy(error), what),
    answer: logger.isLevelEnabled('debug') ? (line) => logger.debug(line, 'answered') : null,
    quiet: { debug: nothing, info: nothing, warn: nothing, error: nothing },
  };
}

const ONE_LINE_MS = 1_000;

/** Writes the first reason at once. Later ones are counted and written with the next line. */
function counted(write: (reasons: Record<string, number>) => void): (reason: string) => void {
  let reasons: Record<string, number> = {};
  let timer: NodeJS.Timeout | null = null;
  let writtenAt = -Infinity;
  const line = (): void => {
    write(reasons);
    [reasons, timer, writtenAt] = [{}, null, performance.now()];
  };
  return (reason) => {
    reasons[reason] = (reasons[reason] ?? 0) + 1;
    const wait = writtenAt + ONE_LINE_MS - performance.now();
    if (wait <= 0 && !timer) line();
    else timer ??= setTimeout(line, Math.max(wait, 0)).unref();
  };
}

function anatomy(error: unknown): Record<string, unknown> {
  const { name, code, constraint, table, routine, stack } = (error ?? {}) as Record<string, unknown>;
  const frames =
    typeof stack === 'string'
      ? stack
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 12)
      : [];
  return { name, code, constraint, table, routine, frames };
}
