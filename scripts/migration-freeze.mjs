// npm run migration:freeze: writes what the migrations are into migrations/hashes.json and migrations/catalogue.json.
// It only adds. A migration that nobody has run yet may be frozen again: `-- --again <its class>`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrations } from '../dist/migrations/all.js';
import { recordMigrations } from '../dist/src/db/migration/recorded.js';
import { portraitsOf } from '../dist/src/db/migration/portraits.js';
import { startOwnPostgres } from '../dist/src/own-postgres.js';

const HASHES = 'migrations/hashes.json';
const CATALOGUE = 'migrations/catalogue.json';

const { values } = parseArgs({ options: { again: { type: 'string', multiple: true, default: [] } } });
const hashes = JSON.parse(readFileSync(HASHES, 'utf8'));
const catalogue = JSON.parse(readFileSync(CATALOGUE, 'utf8'));
for (const name of values.again) {
  delete hashes[name];
  delete catalogue[name];
}
const recorded = await recordMigrations(migrations);
const changed = recorded.filter(({ name, hash }) => name in hashes && hashes[name] !== hash);
for (const { name } of changed) {
  console.error(
    `${name} 已固定，不得修改：请恢复原样，另写新的迁移 / is frozen: put it back as it was and write a new migration`,
  );
}
if (changed.length > 0) process.exit(1);
const added = recorded.filter(({ name }) => !(name in hashes) || !(name in catalogue));
if (added.length === 0) {
  console.log('没有新的迁移 / no new migration');
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'haoshangliang-freeze-'));
const own = await startOwnPostgres(folder, { durable: false });
try {
  const changes = await portraitsOf(own.migratorUrl, migrations);
  for (const { name, hash } of added) {
    hashes[name] = hash;
    catalogue[name] = changes[name];
  }
} finally {
  await own.server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}
writeFileSync(HASHES, `${JSON.stringify(hashes, null, 2)}\n`);
writeFileSync(CATALOGUE, `${JSON.stringify(catalogue, null, 1)}\n`);
console.log(`已固定 / frozen: ${added.map(({ name }) => name).join(', ')}`);
