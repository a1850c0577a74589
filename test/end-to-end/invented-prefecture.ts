import { chance } from '../comparison/sums.js';

/** One line of a register, and what the coding rule makes of it. */
export interface Line {
  readonly code: string;
  readonly kind: 'CITY' | 'DISTRICT' | 'STREET' | 'COMMUNITY';
  readonly name: string;
  readonly parentCode: string;
  /** It may own a room. Communities 498 and 598 may not, nor a unit like a township with nothing else. */
  readonly isReal: boolean;
}

const DISTRICTS = 8;
const STREETS = 90;
/**
 * Streets in which there is nothing but units of the statistics. Those of the range 400 are such units themselves, a
 * town is a town.
 */
const EMPTY_STREETS = 4;
const EMPTY_RANGES = [400, 400, 400, 100] as const;
export const REAL_COMMUNITIES = 2_000;

/** As registers write them: with and without a suffix, with notes, or without any word that says what it is. */
const ENDINGS = [
  '居委会',
  '社区居民委员会',
  '居委会（筹）',
  '社区居委会(筹备组)',
  '村民委员会',
  '村',
  '渔业大队',
  '码头',
  '林场',
  '学校片区',
  '',
];
const STREET_ENDINGS = ['街道', '街道办事处', '镇', '镇（筹）', '乡', '农场', '开发区', '园区管理办公室', ''];
/** First numbers of the ranges in which the coding rule has real communities, and of streets. */
const COMMUNITY_RANGES = [1, 200, 400, 500] as const;
const STREET_RANGES = [1, 100, 200, 400] as const;

const padded = (number: number, width: number): string => String(number).padStart(width, '0');

/** A register of an invented prefecture: 2,000 real communities with odd names, in an order of no meaning. */
export function inventedPrefecture(seed: number): Line[] {
  const next = chance(seed);
  const lines: Line[] = [{ code: '990300', kind: 'CITY', name: '试验市', parentCode: '', isReal: true }];
  for (let district = 1; district <= DISTRICTS; district += 1)
    lines.push({
      code: `99030${district}`,
      kind: 'DISTRICT',
      name: `第${district}区`,
      parentCode: '990300',
      isReal: true,
    });
  const taken = new Map<string, number>();
  const serial = (within: string, range: number): number => {
    const key = `${within} ${range}`;
    taken.set(key, (taken.get(key) ?? -1) + 1);
    return range + taken.get(key)!;
  };
  const streets: string[] = [];
  for (let street = 0; street < STREETS; street += 1) {
    const parentCode = `99030${1 + (street % DISTRICTS)}`;
    const range = EMPTY_RANGES[street] ?? STREET_RANGES[next(STREET_RANGES.length)]!;
    const code = `${parentCode}${padded(serial(parentCode, range), 3)}`;
    streets.push(code);
    const isReal = EMPTY_RANGES[street] !== 400;
    lines.push({
      code,
      kind: 'STREET',
      name: `甲${street}${STREET_ENDINGS[next(STREET_ENDINGS.length)]}`,
      parentCode,
      isReal,
    });
    lines.push({ code: `${code}498`, kind: 'COMMUNITY', name: `甲${street}虚拟社区`, parentCode: code, isReal: false });
  }
  for (let community = 0; community < REAL_COMMUNITIES; community += 1) {
    const parentCode = streets[EMPTY_STREETS + (community % (STREETS - EMPTY_STREETS))]!;
    const code = `${parentCode}${padded(serial(parentCode, COMMUNITY_RANGES[next(COMMUNITY_RANGES.length)]!), 3)}`;
    lines.push({
      code,
      kind: 'COMMUNITY',
      name: `乙${community}${ENDINGS[next(ENDINGS.length)]}`,
      parentCode,
      isReal: true,
    });
  }
  return lines;
}
