import type { Fate, Verdict } from './mutant.js';
import { tell } from './lane.js';

/** A part of a test of the suite, called directly: what it finds wrong, which is nothing as long as all is sound. */
export interface Check {
  readonly test: string;
  run(): Promise<readonly string[]>;
}

/** Seeds one fault in the running process, asks the checks in turn until one finds it, and takes it back. */
export async function judge(
  name: string,
  checks: readonly Check[],
  seeded: () => Promise<() => Promise<void>>,
  isEquivalent = false,
): Promise<Verdict> {
  const begun = Date.now();
  const verdict = (fate: Fate, by: string): Verdict => ({ name, fate, by, ms: Date.now() - begun, isEquivalent });
  if (checks.length === 0) return verdict('survived', 'no test reaches it');
  const takeBack = await seeded();
  try {
    for (const { test, run } of checks) {
      const found = await run();
      if (found.length > 0) return verdict('killed', `${test}: ${found[0]}`);
    }
    return verdict('survived', `${checks.map(({ test }) => test).join(', ')} found nothing`);
  } catch (error) {
    // A test that ends in an error fails as well.
    return verdict('killed', `${checks.at(0)!.test}: ${(error as Error).message}`);
  } finally {
    await takeBack();
  }
}

/** @throws when a check finds something though nothing is wrong: what it then says of mutants would mean nothing. */
export async function assertQuiet(checks: readonly Check[]): Promise<void> {
  for (const { test, run } of checks) {
    const found = await run();
    if (found.length > 0) throw new Error(`${test} finds fault with the sound code: ${found.slice(0, 3).join('\n')}`);
  }
}

export const report = async (verdict: Promise<Verdict>): Promise<void> => tell(await verdict);
