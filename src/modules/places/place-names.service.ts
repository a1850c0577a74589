import { plainText } from '../../kernel/plain-text.js';
import { PlaceLevel } from './place.enums.js';

/** A remark behind a name, such as 十里居委会（筹）. */
const REMARK = /（[^）]*）|\([^)]*\)/g;

/** The forms in which one office is written; the short form stands for all. */
const OFFICE_FORMS: Readonly<Partial<Record<PlaceLevel, readonly (readonly [RegExp, string])[]>>> = {
  STREET: [
    [/街道办事处$/, '街道'],
    [/街道办$/, '街道'],
    [/(镇|乡)人民政府$/, '$1'],
  ],
  COMMUNITY: [
    [/社区(居民委员会|居委会)$/, '社区'],
    [/居民委员会$/, '居委会'],
    [/村(村民委员会|村委会)$/, '村'],
    [/村民委员会$/, '村委会'],
  ],
};

/** The register writes the committee, people say the place. */
const COMMON_NAME_RULES: readonly (readonly [RegExp, string])[] = [
  [/社区(居委会|居民委员会)$/, '社区'],
  [/(居委会|居民委员会)$/, '社区'],
  [/村(村委会|村民委员会)$/, '村'],
  [/(村委会|村民委员会)$/, '村'],
];

/** A name without remarks in brackets, and with its office in the short form. */
export function withoutForm(level: PlaceLevel, name: string): string {
  const bare = plainText(name.replace(REMARK, ''));
  const rule = OFFICE_FORMS[level]?.find(([pattern]) => pattern.test(bare));
  return rule ? bare.replace(rule[0], rule[1]) : bare;
}

/** Whether two names of one place differ in form alone: in brackets, width of characters, or the form of the office. */
export const isSameButForm = (level: PlaceLevel, one: string, other: string): boolean =>
  commonForm(level, one) === commonForm(level, other);

function commonForm(level: PlaceLevel, name: string): string {
  const plain = withoutForm(level, name);
  return level === PlaceLevel.COMMUNITY ? (commonNames(plain)[0] ?? plain) : plain;
}

/** What people say for an official name of a community; empty where they say the same. */
export function commonNames(name: string): string[] {
  const bare = name.replace(REMARK, '').trim();
  const rule = COMMON_NAME_RULES.find(([pattern]) => pattern.test(bare));
  return rule ? [bare.replace(rule[0], rule[1])] : [];
}

/** Other names after a name was given: those known, the one before, what people will say; never the name itself. */
export function otherNamesWith(name: string, known: readonly string[], former?: string): string[] {
  const names = new Set([...known, ...(former ? [former] : []), ...commonNames(name)]);
  names.delete(name);
  return [...names];
}
