import { type Verdict, isAsExpected } from './mutant.js';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 1000 ? 2 : 1)} s`;

export const lineOf = (verdict: Verdict): string =>
  `${isAsExpected(verdict) ? '  ' : '! '}${verdict.fate.padEnd(9)}${seconds(verdict.ms).padStart(8)}  ` +
  `${verdict.name}  (${verdict.by.replaceAll('\n', ' ').slice(0, 400)})`;

/** The table of what was not as it should be, and whether there was any. */
export function summary(
  verdicts: readonly Verdict[],
  ms: number,
): { readonly text: string; readonly isSound: boolean } {
  const wrong = verdicts.filter((verdict) => !isAsExpected(verdict));
  const count = (fate: string): number =>
    verdicts.filter((verdict) => verdict.fate === fate && !verdict.isEquivalent).length;
  const controls = verdicts.filter(({ isEquivalent }) => isEquivalent);
  const survived = controls.filter(({ fate }) => fate === 'survived').length;
  const lines = [
    `${verdicts.length - controls.length} mutants in ${seconds(ms)}: ${count('killed')} killed, ` +
      `${count('survived')} survived, ${count('broken')} broken.`,
    `${survived} of ${controls.length} controls survived, as they must.`,
    ...wrong.map(
      (verdict) =>
        `| ${verdict.isEquivalent ? `CONTROL ${verdict.fate}` : verdict.fate} | ${verdict.name} ` +
        `| ${verdict.by.replaceAll('\n', ' ').slice(0, 300)} |`,
    ),
  ];
  return { text: lines.join('\n'), isSound: wrong.length === 0 && survived > 0 && count('killed') > 0 };
}
