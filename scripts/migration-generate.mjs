// npm run migration:generate -- <name>: writes a migration from what the entities say and the migrations do not, and
// lists it in migrations/all.ts. Tables get the row security of their class (the comment of the entity); who may write
// is yours to fill in, and the guards say so.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnPostgres } from '../dist/src/own-postgres.js';
import { createOwnerDataSource } from '../dist/src/db/migrate.js';
import { entities } from '../dist/src/modules/registry.js';
import { migrations } from '../dist/migrations/all.js';
import { changedChecks, checkText } from '../dist/test/support/changed-checks.js';

const name = process.argv[2];
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name ?? '')) {
  console.error('npm run migration:generate -- <name>   名称用小写字母和连字符 / lower case and hyphens: room-events');
  process.exit(2);
}

async function pending() {
  const folder = mkdtempSync(join(tmpdir(), 'haoshangliang-migration-'));
  const own = await startOwnPostgres(folder, { durable: false });
  try {
    await own.migrate();
    const source = createOwnerDataSource({ url: own.migratorUrl, entities, migrations });
    await source.initialize();
    const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log();
    const checks = await changedChecks(source);
    await source.destroy();
    return {
      up: [
        ...upQueries.map(({ query }) => query),
        ...checks.map(({ table, name, expression }) => checkText(table, name, `CHECK (${expression})`)),
      ],
      down: [
        ...downQueries.map(({ query }) => query),
        ...checks.map(({ table, name, stored }) => checkText(table, name, stored)),
      ],
    };
  } finally {
    await own.server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** The helper of migrations/support/policies.ts for a class of tables. */
const HELPERS = { PLACED: 'placed', CITY: 'cityWide', PERSONAL: 'personal' };

/** Tables that the statements make, with the helper for the class in their comment. */
function newTables(statements) {
  const comments = statements.map((text) => /^COMMENT ON TABLE "(\w+)" IS '(\w+)'/.exec(text)).filter(Boolean);
  return comments.flatMap(([, table, kind]) => (HELPERS[kind] ? [{ table, helper: HELPERS[kind] }] : []));
}

const WRITERS = `// FILL_IN: who may write it, e.g. { insert: { app_room: OF_THE_ROOM } } of ./support/policies.js.`;
const quoted = (text) => (text.includes('`') || text.includes('${') ? JSON.stringify(text) : `\`${text}\``);
const calls = (statements) => statements.map((text) => `    await runner.query(${quoted(text)});`).join('\n');

function migrationText(className, { up, down }) {
  const tables = newTables(up);
  const helpers = [...new Set(tables.map(({ helper }) => helper))].sort();
  const imports = helpers.length > 0 ? `import { ${helpers.join(', ')} } from './support/policies.js';\n` : '';
  const secured = tables.map(({ table, helper }) => `    ${WRITERS}\n    await ${helper}(runner, '${table}', {});`);
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';
${imports}
export class ${className} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${[calls(up), ...secured].join('\n')}
  }

  async down(runner: QueryRunner): Promise<void> {
${calls(down.toReversed())}
  }
}
`;
}

const changes = await pending();
if (changes.up.length === 0) {
  console.log('实体与迁移一致，没有可生成的 / the entities say nothing that the migrations do not');
  process.exit(0);
}
const last = readdirSync('migrations')
  .filter((file) => /^\d+-.*\.ts$/.test(file))
  .sort()
  .at(-1);
const stamp = Number(/^\d+/.exec(last)[0]) + 1;
const className = `${name.replace(/(^|-)(\w)/g, (_, _dash, letter) => letter.toUpperCase())}${stamp}`;
const file = `migrations/${stamp}-${name}.ts`;
writeFileSync(file, migrationText(className, changes));

const all = readFileSync('migrations/all.ts', 'utf8');
const imported = all.replace(
  /\n\n\/\*\* In order/,
  `\nimport { ${className} } from './${stamp}-${name}.js';\n\n/** In order`,
);
writeFileSync('migrations/all.ts', imported.replace(/\n\];/, `\n  ${className},\n];`));
console.log(`${file}：${changes.up.length} 条语句，已列入 migrations/all.ts / statements, listed in migrations/all.ts`);
if (newTables(changes.up).length > 0) {
  console.log('请填写新表的写入权限（migrations/support/policies.ts）/ say who may write the new tables');
}
console.log('写好后运行 / when it is done: npm run migration:freeze');
