// npm run test:one -- <name> [part of a test's title]: runs the test files whose path has this name.
import { spawnSync } from 'node:child_process';

const [name, named] = process.argv.slice(2);
if (!name) {
  console.error("npm run test:one -- <name> [part of a test's name]   e.g. npm run test:one -- research");
  process.exit(2);
}
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const args = [...jest, '--runInBand', '--testPathPatterns', name, ...(named ? ['-t', named] : [])];
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
