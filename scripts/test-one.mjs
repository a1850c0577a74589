// npm run test:one -- <name…> [-t <part of a test's title>]: runs the test files whose path has one of these names.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { title: { type: 'string', short: 't' } },
});
if (names.length === 0) {
  console.error("npm run test:one -- <name…> [-t <part of a test's title>]   e.g. npm run test:one -- research rooms");
  process.exit(2);
}
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const title = values.title ? ['-t', values.title] : [];
const args = [...jest, '--runInBand', '--testPathPatterns', names.join('|'), ...title];
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
