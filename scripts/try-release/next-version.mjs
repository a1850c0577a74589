// Makes the next version of a staged release: the same tree, one more migration, another number.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'TryRelease9990000000001';
const INDEX = 'ix_try_release';
const SOURCE = `export class ${NAME} {
  async up(runner) {
    await runner.query('CREATE INDEX ${INDEX} ON place (name)');
  }
  async down(runner) {
    await runner.query('DROP INDEX ${INDEX}');
  }
}
`;
/** As PostgreSQL writes it: see src/db/migration/portrait.ts. */
const DEFINITION = `CREATE INDEX ${INDEX} ON public.place USING btree (name)`;

export function makeNextVersion(folder, version) {
  const change = (path, edit) => {
    const file = join(folder, path);
    const before = readFileSync(file, 'utf8');
    const after = edit(before);
    if (after === before) throw new Error(`${path} is not as this script expects`);
    writeFileSync(file, after);
  };
  const json = (edit) => (text) => `${JSON.stringify(edit(JSON.parse(text)), null, 1)}\n`;
  writeFileSync(join(folder, 'dist/migrations/try-release.js'), SOURCE);
  change('dist/migrations/all.js', (text) =>
    `import { ${NAME} } from './try-release.js';\n${text}`.replace(/\n\];/, `\n    ${NAME},\n];`),
  );
  const hash = createHash('sha256').update(DEFINITION).digest('hex').slice(0, 12);
  change(
    'migrations/catalogue.json',
    json((file) => ({ ...file, [NAME]: { set: { [`index ${INDEX}`]: hash }, gone: [] } })),
  );
  change(
    'migrations/hashes.json',
    json((file) => ({ ...file, [NAME]: 'of this trial' })),
  );
  change(
    'package.json',
    json((file) => ({ ...file, version })),
  );
  writeFileSync(join(folder, 'VERSION'), `${version}\n`);
}
