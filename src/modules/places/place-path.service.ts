import { fixedText } from '../../kernel/statement-text.js';
import { PlaceLevel } from './place.enums.js';

/** Width of a path segment; every level adds one. */
const WIDTH = 4;
const MOST = 36 ** WIDTH - 1;
/** The last three digits of a code take 0 to 999; what finds its own number taken is numbered from here. */
const FIRST_SPARE = 1000;

/** Which levels a place of each level may stand under. */
export const PARENT_LEVELS: Readonly<Record<PlaceLevel, readonly PlaceLevel[]>> = {
  CITY: [],
  DISTRICT: [PlaceLevel.CITY],
  STREET: [PlaceLevel.CITY, PlaceLevel.DISTRICT],
  COMMUNITY: [PlaceLevel.STREET],
};

const segment = (number: number): string => number.toString(36).toUpperCase().padStart(WIDTH, '0');

/**
 * The city's own segment: its 6-digit code in base 36. 36⁴ exceeds 999,999, so two cities never share one and none
 * needs to see another.
 */
export const cityPath = (code: string): string => segment(Number(code));

/** A path under a parent, from the code's last three digits where that is free, else the next spare number. */
export function childPath(parent: string, code: string, isTaken: (path: string) => boolean): string {
  const own = parent + segment(Number(code.slice(-3)));
  if (!isTaken(own)) return own;
  for (let spare = FIRST_SPARE; spare <= MOST; spare += 1) {
    const path = parent + segment(spare);
    if (!isTaken(path)) return path;
  }
  throw new Error(`No free path under ${parent}.`);
}

/** Hangs what lies below one path under another; the records follow by their foreign keys (ON UPDATE CASCADE). */
export const MOVE_BELOW = fixedText(
  'move below',
  `UPDATE place SET path = $2 || substr(path, length($1) + 1), changed_at = now() WHERE path > $1 AND path < $1 || '~'`,
);
