// Lints schema.graphql: Relay's shapes, names, and a description on everything.
import { existsSync } from 'node:fs';
import { ESLint } from 'eslint';

const file = process.argv[2] ?? 'schema.graphql';
if (!existsSync(file)) {
  console.error(`${file} is missing: print the schema first`);
  process.exit(1);
}
const results = await new ESLint({
  overrideConfig: { files: ['**/*.graphql'], languageOptions: { parserOptions: { graphQLConfig: { schema: file } } } },
}).lintFiles([file]);
const problems = results.flatMap((result) => result.messages);
for (const { line, ruleId, message } of problems) console.error(`${file}:${line ?? 0} ${ruleId ?? ''} ${message}`);
console.log(`schema lint: ${problems.length} problems`);
process.exitCode = results.length === 0 || problems.length > 0 ? 1 : 0;
