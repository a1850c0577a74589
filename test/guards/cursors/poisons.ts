const HALF_A_PAIR = '\ud83d';

/** The type of a cursor part, guessed from its text. The list's definition is not used. */
type Kind = 'uuid' | 'timestamptz' | 'date' | 'int' | 'number' | 'text';

const LOOKS: readonly (readonly [Kind, RegExp])[] = [
  ['uuid', /^[0-9a-f]{8}-/],
  ['timestamptz', /^\d{4}-\d{2}-\d{2} \d{2}:/],
  ['date', /^\d{4}-\d{2}-\d{2}$/],
  // Codes of places are texts of six or more digits.
  ['int', /^\d{1,5}$/],
];

/** Values of the right shape that PostgreSQL cannot read as the type, and some of the wrong shape. */
const POISONS: Readonly<Record<Kind, readonly string[]>> = {
  uuid: ['-'.repeat(36), 'f'.repeat(36), 'g0000000-0000-0000-0000-000000000000', ''],
  timestamptz: [
    '2025-01-01 :::...+00',
    '2025-02-30 00:00:00+00',
    '2025-01-01 24:61:00+00',
    '2025-01-01 00:00:00+99',
    '999999-01-01 00:00:00+00',
    '2025-01-01',
  ],
  date: ['9999-99-99', '0000-00-00', '0000-01-01', '2025-02-30', '9999999-01-01', 'yesterday'],
  int: ['2147483648', '-2147483649', '999999999999999', '1.5', '-', ''],
  number: ['1e999', 'NaN', 'Infinity', '0x10', '--1'],
  text: ['a\0', HALF_A_PAIR, `a${HALF_A_PAIR}b`],
};

export interface Poison {
  readonly what: string;
  readonly cursor: string;
}

export const cursorOf = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
export const partsOf = (cursor: string): string[] =>
  JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];

/** @param number which part is a number of any size and not an int. */
const kindOf = (part: string, index: number, number?: number): Kind =>
  index === number ? 'number' : (LOOKS.find(([, look]) => look.test(part))?.[0] ?? 'text');

/** A valid cursor with one invalid part, for each part and each kind of fault; and texts that are not cursors. */
export function poisonsOf(good: string, number?: number): Poison[] {
  const parts = partsOf(good);
  const ofParts = parts.flatMap((part, index) => {
    const kind = kindOf(part, index, number);
    return POISONS[kind].map((bad) => ({
      what: `part ${index} (${kind}) ${JSON.stringify(bad)}`,
      cursor: cursorOf(parts.with(index, bad)),
    }));
  });
  const whole: [string, string][] = [
    ['nonsense', 'nonsense'],
    ['an object', cursorOf({})],
    ['one part too many', cursorOf([...parts, 'x'])],
    ['one part too few', cursorOf(parts.slice(1))],
    ['numbers', cursorOf(parts.map((_, index) => index))],
    ['nulls', cursorOf(parts.map(() => null))],
    ['deep brackets', Buffer.from('['.repeat(20_000)).toString('base64url')],
  ];
  return [...ofParts, ...whole.map(([what, cursor]) => ({ what, cursor }))];
}
