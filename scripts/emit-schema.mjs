// Prints the server's schema, sorted. `--check` compares it with the committed schema.graphql instead of writing it;
// `--stdout` only prints.
import { lexicographicSortSchema, printSchema } from 'graphql';
import { built, emit } from './emitted-file.mjs';

const { serverSchema } = await built(process.env.SCHEMA_DIST ?? 'dist', 'src/assemble.js');
const printed = `${printSchema(lexicographicSortSchema(await serverSchema()))}\n`;
emit({
  file: 'schema.graphql',
  printed,
  what: 'the built schema',
  command: 'schema:emit',
  size: `${printed.split('\n').length} lines`,
});
