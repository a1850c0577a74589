// Prints the server's schema, sorted. `--check` compares it with the committed schema.graphql instead of writing it; `--stdout` only prints.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';

const built = process.env.SCHEMA_DIST ?? 'dist';
await import('reflect-metadata');
const { serverSchema } = await import(pathToFileURL(resolve(built, 'src/assemble.js')).href);
const printed = `${printSchema(lexicographicSortSchema(await serverSchema()))}\n`;
const FILE = 'schema.graphql';

if (process.argv.includes('--stdout')) {
  process.stdout.write(printed);
} else if (process.argv.includes('--check')) {
  let committed = '';
  try {
    committed = readFileSync(FILE, 'utf8');
  } catch { /* said below */ }
  const same = committed === printed;
  console.log(same ? `${FILE} is the built schema` : `${FILE} is not the built schema: run npm run schema:emit and commit it`);
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(FILE, printed);
  console.log(`${FILE}: ${printed.split('\n').length} lines`);
}
