import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { KeptCluster } from './kept-cluster.js';
import { type Fate, type Mutant, type Verdict, seed } from './mutant.js';

/** Only catches a mutant that makes the server hang. */
const PATIENCE_MS = 300_000;
const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  '--runInBand',
  '--silent',
];

interface Report {
  readonly numFailedTests: number;
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** A copy of the compiled files in which one fault at a time is seeded, and the test suite that is run on it. */
export class Suite {
  private constructor(
    readonly dir: string,
    private readonly cluster: KeptCluster,
  ) {}

  static create(dir: string, cluster: KeptCluster): Suite {
    rmSync(dir, { recursive: true, force: true });
    cpSync('dist', dir, { recursive: true });
    return new Suite(dir, cluster);
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  async judge(mutant: Mutant): Promise<Verdict> {
    const begun = Date.now();
    const { fate, by } = await this.fateOf(mutant).catch((error: Error): { fate: Fate; by: string } => ({
      fate: 'broken',
      by: error.message,
    }));
    return { name: mutant.name, fate, by, ms: Date.now() - begun, isEquivalent: mutant.isEquivalent ?? false };
  }

  private async fateOf(mutant: Mutant): Promise<{ fate: Fate; by: string }> {
    if (!existsSync(join(this.dir, 'test', `${mutant.test}.test.js`)))
      throw new Error(`there is no test/${mutant.test}.test.ts`);
    if (mutant.file.startsWith('function ')) return this.cluster.withFunction(mutant, (dir) => this.run(mutant, dir));
    const path = join(this.dir, mutant.file);
    const sound = readFileSync(path, 'utf8');
    writeFileSync(path, seed(sound, mutant));
    try {
      return await this.run(mutant, this.cluster.dir);
    } finally {
      writeFileSync(path, sound);
    }
  }

  private async run({ test, named }: Mutant, cluster: string): Promise<{ fate: Fate; by: string }> {
    const report = join(this.dir, 'report.json');
    rmSync(report, { force: true });
    const setup = resolve(this.dir, 'test/mutants/jest-setup.js');
    const output = await started(
      [
        ...JEST,
        '--roots',
        resolve(this.dir, 'test'),
        '--globalSetup',
        setup,
        '--globalTeardown',
        setup,
        '--json',
        '--outputFile',
        report,
        ...(named ? ['-t', named.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')] : []),
        '--runTestsByPath',
        join(this.dir, 'test', `${test}.test.js`),
      ],
      cluster,
    );
    if (!existsSync(report)) throw new Error(`the tests did not end: ${output.slice(-300)}`);
    return read(JSON.parse(readFileSync(report, 'utf8')) as Report);
  }
}

function read({ numFailedTests, numPassedTests, testResults }: Report): { fate: Fate; by: string } {
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  );
  if (numFailedTests > 0) return { fate: 'killed', by: failed[0]?.fullName ?? '' };
  if (numPassedTests === 0)
    return { fate: 'broken', by: `no test was run: ${testResults[0]?.message.slice(0, 300) ?? ''}` };
  return { fate: 'survived', by: `${numPassedTests} tests passed` };
}

/** What the run said, when it ended by itself. */
function started(args: readonly string[], cluster: string): Promise<string> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, HSL_TEST_DIR: cluster },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const parts: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => void parts.push(part.toString()));
    const limit = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.on('close', () => {
      clearTimeout(limit);
      done(parts.join(''));
    });
  });
}
