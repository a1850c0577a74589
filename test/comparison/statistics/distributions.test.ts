import { readFileSync } from 'node:fs';
import {
  betaQuantile,
  binomialCdf,
  binomialQuantile,
  chiSquareQuantile,
  normalQuantile,
  poissonCdf,
  poissonQuantile,
} from '../../../src/modules/comparison/statistics/distributions.js';

/** See reference-values.py: name, arguments in our order, value. */
const lines = readFileSync('test/comparison/statistics/reference-values.csv', 'utf8').trim().split('\n').slice(1);

type Distribution = (...numbers: number[]) => number;

/** The largest relative error of one function over its reference values, with the line that has it. */
function worstOf(name: string, evaluate: Distribution): { error: number; line: string; count: number } {
  const own = lines.filter((line) => line.startsWith(`${name},`));
  const worst = { error: 0, line: '', count: own.length };
  for (const line of own) {
    const numbers = line.split(',').slice(1).map(Number);
    const expected = numbers.pop()!;
    const found = evaluate(...numbers);
    const error = found === expected ? 0 : Math.abs(found / expected - 1);
    // Written so that NaN counts as worst.
    if (!(error <= worst.error)) Object.assign(worst, { error, line });
  }
  return worst;
}

const FUNCTIONS: Readonly<Record<string, Distribution>> = {
  betaQuantile,
  chiSquareQuantile,
  normalQuantile,
  binomialCdf,
  poissonCdf,
  binomialQuantile,
  poissonQuantile,
} as unknown as Record<string, Distribution>;
const NAMES = Object.keys(FUNCTIONS);

describe('distributions', () => {
  it('has ten thousand reference values', () => {
    expect(lines).toHaveLength(10_000);
    expect(NAMES.map((name) => worstOf(name, () => 0).count)).toEqual([3000, 2500, 500, 1500, 1500, 500, 500]);
  });

  it.each(NAMES)('%s agrees with its reference values to a relative 1e-10', (name) => {
    const { error, line } = worstOf(name, FUNCTIONS[name]!);
    expect({ isExact: error <= 1e-10, line: error <= 1e-10 ? '' : line }).toEqual({ isExact: true, line: '' });
  });

  it('finds a function that is off by a billionth', () => {
    const off: Distribution = (p, a, b) => betaQuantile(p!, a!, b!) * (1 + 1e-9);
    expect(worstOf('betaQuantile', off).error).toBeGreaterThan(1e-10);
  });

  it('keeps to its limits where a quantile is smaller than any double, or nearer to 1', () => {
    expect(betaQuantile(0.025, 1e-5, 1)).toBe(0);
    expect(betaQuantile(0.975, 1, 1e-5)).toBe(1);
    expect(chiSquareQuantile(0.025, 1e-4)).toBe(0);
    expect(normalQuantile(0.5)).toBe(0);
  });

  it('counts nothing below 0 and everything at the largest count', () => {
    expect(binomialCdf(-1, 5, 0.3)).toBe(0);
    expect(binomialCdf(5, 5, 0.3)).toBe(1);
    expect(poissonCdf(-1, 2)).toBe(0);
    expect(binomialQuantile(1e-9, 5, 0.3)).toBe(0);
    expect(poissonQuantile(1e-9, 1)).toBe(0);
  });
});
