import type { Log } from './http/log.js';

const STOP_WITHIN_MS = 10_000;

/**
 * Handles errors that no code caught.
 * A rejected promise without a handler left no unfinished work, so it is logged and the server continues.
 * An uncaught exception interrupted a callback, so the state is unknown: the server stops in order and can be
 * restarted.
 */
export function logUnhandled(log: Log, stop: () => Promise<void>): void {
  process.on('unhandledRejection', (error) => log.unhandled(error, 'promise rejected, nobody waited for it'));
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await stop();
    process.exit(1);
  };
  process.on('uncaughtException', (exception) => {
    log.unhandled(exception, 'exception not caught, stopping');
    end().catch(() => process.exit(1));
  });
}
