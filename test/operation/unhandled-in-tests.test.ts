import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const JEST = resolve('node_modules/jest/bin/jest.js');
const later = `await new Promise((resolve) => setTimeout(resolve, 20));`;

/** Runs one test file in a jest of its own. @returns its exit code and what it said. */
function runOf(file: string): { status: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'hsl-jest-'));
  try {
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ type: 'module', jest: { testEnvironment: 'node', transform: {}, testMatch: ['**/*.test.js'] } }),
    );
    writeFileSync(join(folder, 'planted.test.js'), file);
    const args = ['--experimental-vm-modules', '--no-warnings', JEST, '--rootDir', folder, '--watchman=false'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '' },
    });
    return { status, said: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('an error that nobody handles fails the run of the tests', () => {
  it.each([
    ['a rejection in a test', `it('runs', async () => { Promise.reject(new Error('planted')); ${later} });`],
    ['a rejection at the very end of a test', `it('runs', () => { Promise.reject(new Error('planted')); });`],
    [
      'an exception in a callback',
      `it('runs', async () => { setTimeout(() => { throw new Error('planted'); }); ${later} });`,
    ],
    [
      'a rejection while a file is made ready',
      `beforeAll(async () => { Promise.reject(new Error('planted')); ${later} }); it('runs', () => undefined);`,
    ],
    [
      'a rejection while a file is tidied up',
      `afterAll(async () => { Promise.reject(new Error('planted')); ${later} }); it('runs', () => undefined);`,
    ],
  ])('%s', (_what, file) => {
    const { status, said } = runOf(file);
    expect([status, said]).toEqual([1, expect.stringContaining('planted')]);
  });

  it('and one that is handled does not (control)', () => {
    const { status, said } = runOf(
      `it('runs', async () => { Promise.reject(new Error('planted')).catch(() => undefined); ${later} });`,
    );
    expect([status, said]).toEqual([0, expect.stringContaining('1 passed')]);
  });
});
