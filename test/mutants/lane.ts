import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Verdict } from './mutant.js';

/** Marks a verdict among what else a process prints. */
const MARK = '\u0001verdict ';

export const tell = (verdict: Verdict): void => console.log(MARK + JSON.stringify(verdict));

/** A process of its own that judges many mutants on one running server; a lane that ends badly is a broken mutant. */
export function runLane(
  script: string,
  args: readonly string[],
  cluster: string,
  onVerdict: (verdict: Verdict) => void,
): Promise<void> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
      env: { ...process.env, HSL_TEST_DIR: cluster },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const rest: string[] = [];
    const begun = Date.now();
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith(MARK)) onVerdict(JSON.parse(line.slice(MARK.length)) as Verdict);
      else rest.push(line);
    });
    child.stderr.on('data', (part: Buffer) => void rest.push(part.toString()));
    child.on('close', (code) => {
      if (code !== 0)
        onVerdict({
          name: script,
          fate: 'broken',
          ms: Date.now() - begun,
          by: /^\w*Error: .*/m.exec(rest.join('\n'))?.[0] ?? rest.join('\n').slice(-300),
          isEquivalent: false,
        });
      done();
    });
  });
}
