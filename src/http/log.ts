import pino from 'pino';

/** What the server says about itself. Errors are logged by name, code and place in the code: a database's message may carry a resident's name. */
export interface Log {
  info(text: string): void;
  failure(error: unknown, requestId: string): void;
  /** The read plan failed by a fault of its own; graphql-js answered instead. Tests fail on it. */
  planFault(error: unknown, requestId: string): void;
  /** For libraries that insist on logging: their texts may quote requests, so they are dropped. */
  readonly quiet: { debug(): void; info(): void; warn(): void; error(): void };
}

/** The message of a plan fault; `planFaults` beside it is the number since the start. */
export const PLAN_FAULT = 'the read plan failed, graphql-js answered';

const nothing = (): void => undefined;

export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const logger = destination ? pino({ level, base: null }, destination) : pino({ level, base: null });
  let planFaults = 0;
  return {
    info: (text) => logger.info(text),
    failure: (error, requestId) => logger.error({ requestId, ...anatomy(error) }, 'request failed'),
    planFault: (error, requestId) => logger.warn({ requestId, planFaults: planFaults += 1, ...anatomy(error) }, PLAN_FAULT),
    quiet: { debug: nothing, info: nothing, warn: nothing, error: nothing },
  };
}

function anatomy(error: unknown): Record<string, unknown> {
  const { name, code, constraint, table, routine, stack } = (error ?? {}) as Record<string, unknown>;
  const frames = typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12) : [];
  return { name, code, constraint, table, routine, frames };
}
