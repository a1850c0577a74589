/**
 * Numbers that name a person: telephone numbers, and the numbers of identity cards.
 * The patterns are read by JavaScript and by PostgreSQL, so they use what both know.
 */
export type PrivateNumberKind = 'PHONE_NUMBER' | 'IDENTITY_NUMBER';

/** No digit or letter goes before. A digit with `-` or `.` belongs to a longer number, and ¥ to an amount. */
const BEFORE = '(?<![0-9A-Za-z]|[0-9][-.]|[¥￥$])';
/** No digit or letter follows, no decimals, and no unit of an amount. */
const AFTER = '(?![0-9A-Za-z]|[-.][0-9]| ?(?:[万亿]|元|平方米|%))';
const GROUPS = [
  '[0-9]{9}',
  '[0-9] ?-? ?[0-9]{4} ?-? ?[0-9]{4}',
  '[0-9]-[0-9]{8}',
  '[0-9]-[0-9]{3}-[0-9]{5}',
  '[0-9]{2}[- ][0-9]{3}[- ][0-9]{4}',
];
const MOBILE = `(?:[+]?86[- ]?)?1[3-9](?:${GROUPS.join('|')})`;
const AREA = '0(?:10|2[0-9]|[3-9][0-9]{2})';
const LANDLINE = `(?:[(]${AREA}[)] ?|${AREA}[- ]?)[2-8][0-9]{2,3}[- ]?[0-9]{4}(?:[-转][0-9]{1,4})?`;
const DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])';
const PROVINCE = '(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])';

export const PHONE = `${BEFORE}(?:${MOBILE}|${LANDLINE})${AFTER}`;
/** Eighteen characters, the last of which is a check digit. */
export const IDENTITY = `${BEFORE}${PROVINCE}[0-9]{4} ?(?:18|19|20)[0-9]{2}${DAY} ?[0-9]{3}[0-9Xx]${AFTER}`;
/** Fifteen digits, as on cards from before 1999. */
export const OLD_IDENTITY = `${BEFORE}${PROVINCE}[0-9]{6}${DAY}[0-9]{3}${AFTER}`;

export const CHECK_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
export const CHECK_DIGITS = '10X98765432';

/** Characters that people write instead of a digit, a dash, a space or a bracket, and what is meant. */
export const WRITTEN = '０１２３４５６７８９－–—‑−‐＋（）Ｘｘ\u3000\u00A0\t';
export const MEANT = '0123456789------+()Xx   ';
const MEANING = new Map([...WRITTEN].map((written, index) => [written, MEANT[index]!]));
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
const IS_WRITTEN_OTHERWISE = new RegExp(`[${WRITTEN}]|${UNSEEN.source}`, 'u');

interface Found {
  readonly kind: PrivateNumberKind;
  /** The place of the number in the text. */
  readonly from: number;
  readonly to: number;
}

const SEARCHES: readonly (readonly [PrivateNumberKind, RegExp])[] = [
  ['IDENTITY_NUMBER', new RegExp(IDENTITY, 'g')],
  ['IDENTITY_NUMBER', new RegExp(OLD_IDENTITY, 'g')],
  ['PHONE_NUMBER', new RegExp(PHONE, 'g')],
];
/** Nearly every text ends here. */
const SOME_DIGITS = /(?:[0-9０-９][^0-9０-９]{0,3}){10}/;
const SHORTEST = 10;
const mayHold = (text: string): boolean => text.length >= SHORTEST && SOME_DIGITS.test(text);

export function hasCheckDigit(identity: string): boolean {
  const digits = identity.replaceAll(' ', '').toUpperCase();
  if (digits.length !== 18) return true;
  const sum = CHECK_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return CHECK_DIGITS[sum % 11] === digits[17];
}

/** The text as it is meant, and where each of its characters stands in the text. */
function meantOf(text: string): { meant: string; places: number[] } {
  let meant = '';
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    if (!UNSEEN.test(character)) {
      meant += MEANING.get(character) ?? character;
      for (let unit = 0; unit < character.length; unit += 1) places.push(place + unit);
    }
    place += character.length;
  }
  return { meant, places };
}

function search(text: string): Found[] {
  const { meant, places } = IS_WRITTEN_OTHERWISE.test(text) ? meantOf(text) : { meant: text, places: null };
  const placeOf = (index: number): number => places?.[index] ?? index;
  const found: Found[] = [];
  for (const [kind, pattern] of SEARCHES) {
    // `matchAll` would compile the pattern again for each text.
    pattern.lastIndex = 0;
    for (let match = pattern.exec(meant); match; match = pattern.exec(meant)) {
      const [number] = match;
      if (kind === 'IDENTITY_NUMBER' && !hasCheckDigit(number)) continue;
      found.push({ kind, from: placeOf(match.index), to: placeOf(match.index + number.length - 1) + 1 });
    }
  }
  return found.sort((one, other) => one.from - other.from);
}

/** The private numbers of a text, in their order. */
export const privateNumbersIn = (text: string): readonly Found[] => (mayHold(text) ? search(text) : []);

const KEPT: Readonly<Record<PrivateNumberKind, readonly [first: number, last: number]>> = {
  PHONE_NUMBER: [3, 4],
  IDENTITY_NUMBER: [3, 2],
};

/** The text with stars in place of the middle digits of private numbers: 138****5678. */
export function masked(text: string): string {
  let result = '';
  let end = 0;
  for (const { kind, from, to } of privateNumbersIn(text)) {
    const [first, last] = KEPT[kind];
    result += `${text.slice(end, from)}${starred(text.slice(from, to), first, last)}`;
    end = to;
  }
  return end === 0 ? text : result + text.slice(end);
}

const DIGIT = /[0-9０-９XxＸｘ]/;
function starred(number: string, first: number, last: number): string {
  const digits = [...number].filter((character) => DIGIT.test(character)).length;
  let at = 0;
  return [...number]
    .map((character) => {
      if (!DIGIT.test(character)) return character;
      at += 1;
      return at <= first || at > digits - last ? character : '*';
    })
    .join('');
}
