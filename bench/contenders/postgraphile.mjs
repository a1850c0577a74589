// PostGraphile 5 as its documentation sets it up: Amber preset, the same login role, the same transaction-local context
// through pgSettings.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { grafserv } from 'postgraphile/grafserv/node';
import { makePgService } from 'postgraphile/adaptors/pg';
import { postgraphile } from 'postgraphile';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const { appUrl, poolSize, viewers } = JSON.parse(readFileSync(0, 'utf8'));

const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: appUrl, schemas: ['public'], poolConfig: { max: poolSize } })],
  grafserv: { port: 0, graphiql: false, watch: false, maxRequestLength: 300_000 },
  grafast: {
    explain: false,
    context: (requestContext) => {
      const viewer = viewers[requestContext.node?.req.headers['x-bench-viewer'] ?? 'city'];
      return {
        pgSettings: {
          role: viewer.reader,
          'app.city_id': viewer.cityId,
          'app.path': viewer.path,
          'app.path_end': `${viewer.path}~`,
          'app.account_id': viewer.accountId,
          'app.grant_role': viewer.role,
        },
      };
    },
  },
};

const instance = postgraphile(preset);
const server = createServer();
await instance.createServ(grafserv).addTo(server);
if (process.env.BENCH_PRINT_SCHEMA) {
  const { printSchema } = await import('graphql');
  process.stdout.write(printSchema(await instance.getSchema()));
  process.exit(0);
}
server.listen(0, '127.0.0.1', () => process.stdout.write(`listening ${server.address().port}\n`));
process.on('SIGTERM', () => process.exit(0));
