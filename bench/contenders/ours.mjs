// The product itself, as built at the top of the repository.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { assemble } from '../../dist/src/assemble.js';
import { createLog } from '../../dist/src/http/log.js';

const { appUrl, authUrl, poolSize, keptRows } = JSON.parse(readFileSync(0, 'utf8'));
const server = await assemble({
  appUrl,
  authUrl,
  poolSize,
  ...(keptRows === undefined ? {} : { keptRows }),
  health: { isReady: async () => true },
  log: createLog('error'),
});
await server.app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`listening ${server.app.server.address().port}\n`);
process.on('SIGTERM', () => process.exit(0));
