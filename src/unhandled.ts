import type { Log } from './http/log.js';

const STOP_WITHIN_MS = 10_000;

/**
 * The last line of defence: no request and no database error may end the process.
 * A rejected promise that nobody waits for left nothing half done, so it is logged and the server goes on.
 * An exception that nobody caught cut a callback short, and what it left is unknown: the server stops in order, to be
 * started again.
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
