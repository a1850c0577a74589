import { memo } from '../../src/kernel/memo.js';
import { isBlank, plainText } from '../../src/kernel/plain-text.js';
import { optionalText, requiredText } from '../../src/kernel/text-input.js';

const everyCharacter = function* (): Generator<string> {
  for (let code = 0; code <= 0x10ffff; code += 1) if (code < 0xd800 || code > 0xdfff) yield String.fromCodePoint(code);
};

describe('the plain form of a title', () => {
  it.each([
    ['width', '河道（北段）Ａ１', '河道(北段)A1'],
    ['white space', ' 河道　北段\t整治\u00A0', '河道北段整治'],
    ['a zero-width space', '小区\u200B停车', '小区停车'],
    ['a soft hyphen', '小区停\u00AD车', '小区停车'],
    ['a direction override', '\u202E小区停车', '小区停车'],
    ['a word joiner', '小区停车\u2060', '小区停车'],
    ['a control character', '小区\u0008停车', '小区停车'],
    ['a variation selector', '小区\uFE0F停车\u{E0100}', '小区停车'],
    ['a blank Braille pattern', '小区\u2800停车', '小区停车'],
    ['Hangul fillers', '小区\u3164停\uFFA0车', '小区停车'],
    ['a radical of the supplement', '小区停\u2ECB', '小区停车'],
    ['a Kangxi radical', '小区停\u2F9E', '小区停車'],
    ['a radical beyond the first plane', '\u2E87', '\u{20628}'],
    ['a letter and its mark', 'e\u0301', '\u00E9'],
    ['a letter and its mark with something unseen between', 'e\u200B\u0301', '\u00E9'],
  ])('does not depend on %s', (_what, written, plain) => {
    expect(plainText(written)).toBe(plain);
  });

  it('keeps what people can tell apart', () => {
    const apart = ['路灯A', '路灯a', '路灯B', '路-灯A', '路灯：A', '路灯车', '路灯車'];
    expect(new Set(apart.map(plainText)).size).toBe(apart.length);
  });

  it('is its own plain form, for every character there is', () => {
    const wrong: string[] = [];
    for (const character of everyCharacter()) {
      for (const text of [character, `e${character}\u0301`])
        if (plainText(plainText(text)) !== plainText(text)) wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });

  it('replaces every radical that has an ideograph, and no other', () => {
    const kept: string[] = [];
    for (let code = 0x2e80; code <= 0x2ef3; code += 1) {
      const radical = String.fromCodePoint(code);
      if (plainText(radical) === radical) kept.push(code.toString(16));
    }
    // U+2E9A is not assigned, and Unicode names no ideograph for U+2E80.
    expect(kept).toEqual(['2e80', '2e9a']);
  });

  it('is empty exactly where there is nothing to see, for every character there is', () => {
    const wrong: string[] = [];
    for (const character of everyCharacter())
      if (isBlank(character) !== (plainText(character) === '')) wrong.push(character);
    expect(wrong).toEqual([]);
    expect([isBlank(''), isBlank('\u200B \u2800'), isBlank('\u200B字')]).toEqual([true, true, false]);
  });
});

describe('a required text', () => {
  const codeOf = (text: string): unknown => {
    try {
      return requiredText(text, 5, ['input']);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it.each(['', ' ', '\u200B', '\u2800', '\u3164', '\u202E\u2066', '\u00AD\u0008'])(
    'is empty when nobody sees it: %j',
    (text) => {
      expect(codeOf(text)).toBe('TEXT_EMPTY');
      expect(optionalText(text, 5, ['input'])).toBeNull();
    },
  );

  it('control: is stored as it was entered, but for spaces around it', () => {
    expect(codeOf(' 甲\u200B乙 ')).toBe('甲\u200B乙');
    expect(optionalText(' 甲 ', 5, ['input'])).toBe('甲');
  });
});

describe('a cached function', () => {
  it('computes once a key, and starts again when it is full', () => {
    const made: number[] = [];
    const square = memo(2, (key: number) => {
      made.push(key);
      return key * key;
    });
    expect([square(2), square(2), square(3), square(3)]).toEqual([4, 4, 9, 9]);
    expect(made).toEqual([2, 3]);
    expect([square(4), square(2)]).toEqual([16, 4]);
    expect(made).toEqual([2, 3, 4, 2]);
  });
});
