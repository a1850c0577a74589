import { readFileSync } from 'node:fs';
import { inBoth } from './kernel/message.js';
import { assemble } from './assemble.js';
import { announce } from './announce.js';
import { ConfigError, readConfig } from './http/config.js';
import { createLog } from './http/log.js';
import { operatorMessages } from './messages.js';
import { prepareOwn, prepareExternal, type Prepared } from './prepare.js';
import { logUnhandled } from './unhandled.js';

/** `npm start`: prepares the database, listens, prints addresses, and stops cleanly. */
async function main(): Promise<void> {
  const startedAt = Date.now();
  const config = readConfig((path) => readFileSync(path, 'utf8'));
  const log = createLog(config.LOG_LEVEL);
  const prepared: Prepared = config.DATABASE_URL ? prepareExternal(config, log) : await prepareOwn(config, log);
  const server = await assemble({
    appUrl: prepared.appUrl,
    authUrl: prepared.authUrl,
    health: prepared.readiness,
    log,
    poolSize: config.POOL_SIZE,
    keptRows: config.KEPT_ROWS,
    secureCookies: config.SECURE_COOKIES,
    trustProxy: config.TRUST_PROXY,
    exportDir: config.exportDir,
  }).catch(async (error: unknown) => {
    await prepared.stop();
    throw error;
  });

  prepared.readiness.through(server.pools);

  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    prepared.readiness.stopping();
    stopping ??= server.close().then(
      () => prepared.stop(),
      async (error: unknown) => {
        await prepared.stop();
        throw error;
      },
    );
    return stopping;
  };
  logUnhandled(log, stop);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      stop().then(() => process.exit(0), fail);
    });
  prepared.onLost(() => {
    fail(new Error(inBoth(operatorMessages.embeddedEnded)));
  });

  try {
    const address = await server.app.listen({ host: config.HOST, port: config.PORT });
    const demo = await prepared.prepare();
    if (stopping) return;
    if (prepared.missing().length === 0) server.exports.start();
    announce({
      address,
      demo,
      seconds: (Date.now() - startedAt) / 1000,
      external: Boolean(config.DATABASE_URL),
      missing: prepared.missing(),
    });
  } catch (error) {
    await stop();
    throw error;
  }
}

function fail(error: unknown): never {
  const { code, port } = (error ?? {}) as { code?: string; port?: number };
  const text =
    code === 'EADDRINUSE'
      ? inBoth(operatorMessages.portInUse(String(port)))
      : error instanceof Error
        ? error.message
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
}

main().catch(fail);
