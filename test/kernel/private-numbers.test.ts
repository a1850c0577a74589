import { masked, privateNumbersIn } from '../../src/kernel/private-numbers.js';
import { NUMBERS, NO_NUMBERS } from './private-number-cases.js';

describe('private numbers in a text', () => {
  it.each(NUMBERS)('%s is found and masked', (text, kind, seen) => {
    expect(privateNumbersIn(text).map((found) => found.kind)).toEqual([kind]);
    expect(masked(text)).toBe(seen);
    expect(masked(`前言。${text}；${text}`)).toBe(`前言。${seen}；${seen}`);
  });

  it.each(NO_NUMBERS)('%s is none', (text) => {
    expect(privateNumbersIn(text)).toEqual([]);
    expect(masked(text)).toBe(text);
    expect(masked(`见${text}。`)).toBe(`见${text}。`);
  });

  it('several are masked one by one, and nothing else is changed', () => {
    expect(masked('甲19912345678、乙０513-87654321，2024-03-01。')).toBe(
      '甲199****5678、乙０51*-****4321，2024-03-01。',
    );
    expect(privateNumbersIn('甲19912345678、乙0513-87654321').map(({ from, to }) => [from, to])).toEqual([
      [1, 12],
      [14, 27],
    ]);
  });

  it('a long text without numbers is left alone', () => {
    const text = '各方发言，主持人归纳意见。第1项、第2项、第3项；2024年3月1日至4月2日。'.repeat(500);
    expect(masked(text)).toBe(text);
  });
});
