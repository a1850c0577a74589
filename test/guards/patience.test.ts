import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const { jest: settings } = JSON.parse(readFileSync('package.json', 'utf8')) as { jest: { testTimeout: number } };

/** Limits of time behind a test or a hook: `}, 60_000);` on a line of its own, or at the end of a hook of one line. */
function limitsIn(text: string): number[] {
  const found = [
    ...text.matchAll(/^\s*\}, ([\d_]+)\);$/gm),
    ...text.matchAll(/^\s*(?:before|after|it)\w*\(.*\}, ([\d_]+)\);$/gm),
  ];
  // Smaller numbers are arguments of something else.
  return found.map(([, figure]) => Number(figure!.replaceAll('_', ''))).filter((limit) => limit >= 1_000);
}

describe('limits of time in tests', () => {
  it('catch hangs only: 15 minutes for each, and none of its own is shorter', () => {
    expect(settings.testTimeout).toBe(900_000);
    const short = readdirSync('test', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) =>
        limitsIn(readFileSync(join('test', name), 'utf8'))
          .filter((limit) => limit < settings.testTimeout)
          .map((limit) => `${name}: ${limit}`),
      );
    expect(short).toEqual([]);
  });

  it('are found where they stand (control)', () => {
    const planted = [
      'it(1, () => {',
      `}, ${60}_000);`,
      `beforeAll(async () => { x(); }, ${120}_000);`,
      'run({ n: 1 }, 400);',
    ].join('\n');
    expect(limitsIn(planted)).toEqual([60_000, 120_000]);
  });
});
