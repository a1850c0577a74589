/** One seeded fault: the text that goes, the text that comes, and the test that must fail for it. */
export interface Mutant {
  readonly name: string;
  /** A file below dist/, or `function name` for a function of the migrated database. */
  readonly file: string;
  /** Stands exactly once in that file; when it is gone, the mutant must be written again. */
  readonly pattern: string;
  readonly replacement: string;
  /** The test file below test/, without its ending. */
  readonly test: string;
  /** Part of the name of the test that must fail; without it every test of the file is run. */
  readonly named?: string;
  /** A control: it changes nothing, so it must survive, or "killed" would be the answer to everything. */
  readonly isEquivalent?: true;
  /** One of the few that every commit runs. */
  readonly inGate?: true;
}

/** `broken` is neither: the fault could not be seeded, or no test was run. */
export type Fate = 'killed' | 'survived' | 'broken';

export interface Verdict {
  readonly name: string;
  readonly fate: Fate;
  readonly ms: number;
  readonly by: string;
  readonly isEquivalent: boolean;
  readonly skipped?: boolean;
}

/** @throws when the pattern does not stand exactly once. */
export function seed(
  text: string,
  { file, pattern, replacement }: Pick<Mutant, 'file' | 'pattern' | 'replacement'>,
): string {
  const parts = text.split(pattern);
  if (parts.length === 1) throw new Error(`${file} no longer holds the pattern ${JSON.stringify(pattern)}`);
  if (parts.length > 2)
    throw new Error(`${file} holds the pattern ${JSON.stringify(pattern)} ${parts.length - 1} times, not once`);
  return parts.join(replacement);
}

export const isAsExpected = ({ fate, isEquivalent }: Verdict): boolean =>
  fate === (isEquivalent ? 'survived' : 'killed');
