import { CommunityKind, PlaceLevel, StreetKind } from './place.enums.js';
import { withoutForm } from './place-names.service.js';

export type PlaceKind = StreetKind | CommunityKind;

/** What decided a place's kind. */
export enum KindRule {
  CODE = 'CODE',
  TYPE = 'TYPE',
  NAME = 'NAME',
  NONE = 'NONE',
}

export interface KindDecision {
  /** Null for cities and districts, which have none. */
  readonly kind: PlaceKind | null;
  readonly rule: KindRule | null;
  /** Another kind, which the name or the column `type` says; null where nothing disagrees. */
  readonly otherKind: PlaceKind | null;
}

/** The part of a code that numbers a place below its parent. */
const OWN_DIGITS = 3;
const STREET_DIGITS = 9;

/** Units of the statistics, made up for residents who belong to no committee: 虚拟社区 and 虚拟生活区. */
const MADE_UP = new Set([498, 598]);

/**
 * The kind that a community's last three digits stand for, by the coding rule of the National Bureau of Statistics
 * (统计用区划代码和城乡划分代码编制规则). Null outside the rule.
 */
function communityKindByCode(number: number): CommunityKind | null {
  if (MADE_UP.has(number)) return CommunityKind.STATISTICAL_ONLY;
  if (number >= 1 && number <= 199) return CommunityKind.NEIGHBOURHOOD;
  if (number >= 200 && number <= 399) return CommunityKind.VILLAGE;
  if (number >= 400 && number <= 499) return CommunityKind.NEIGHBOURHOOD;
  return number >= 500 && number <= 599 ? CommunityKind.VILLAGE : null;
}

/** A street's digits 7 to 9, by the same rule; null outside the rule, and for units like a township. */
function streetKindByCode(number: number): StreetKind | null {
  if (number >= 1 && number <= 99) return StreetKind.SUBDISTRICT;
  if (number >= 100 && number <= 199) return StreetKind.TOWN;
  return number >= 200 && number <= 399 ? StreetKind.TOWNSHIP : null;
}

const isUnitLikeTownship = (number: number): boolean => number >= 400 && number <= 599;

const numberIn = (code: string, digits: number): number => Number(code.slice(digits - OWN_DIGITS, digits));

/** Whether a community of this code is made up for the statistics. */
export const isMadeUp = (code: string): boolean => MADE_UP.has(numberIn(code, code.length));

/** What an official name says of the kind; the first rule that fits wins, so the narrower ones stand first. */
const NAME_RULES: Readonly<Partial<Record<PlaceLevel, readonly (readonly [RegExp, PlaceKind])[]>>> = {
  STREET: [
    [/街道$/, StreetKind.SUBDISTRICT],
    [/镇$/, StreetKind.TOWN],
    [/(乡|苏木)$/, StreetKind.TOWNSHIP],
    [/(开发区|高新区|园区|管委会|管理委员会)$/, StreetKind.DEVELOPMENT_ZONE],
  ],
  COMMUNITY: [
    [/虚拟(社区|生活区)$/, CommunityKind.STATISTICAL_ONLY],
    [/(居委会|社区)$/, CommunityKind.NEIGHBOURHOOD],
    [/(村委会|村|嘎查)$/, CommunityKind.VILLAGE],
  ],
};

/** The kind an official name says, its brackets and the form of its office left aside; null where it says none. */
export function kindNamed(level: PlaceLevel, name: string): PlaceKind | null {
  const plain = withoutForm(level, name);
  return NAME_RULES[level]?.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/** The kinds a level knows; empty for cities and districts. */
export function kindsOf(level: PlaceLevel): readonly string[] {
  if (level === PlaceLevel.STREET) return Object.values(StreetKind);
  return level === PlaceLevel.COMMUNITY ? Object.values(CommunityKind) : [];
}

interface Asked {
  readonly level: PlaceLevel;
  readonly code: string;
  readonly name: string;
  /** The column `type` of the file; empty where it says nothing. */
  readonly type: string;
}

/**
 * What a place is: by its official code first, by the column `type` next, by its name last. Where none of
 * them says it, the place is real and of the kind OTHER.
 * @param childCodes the codes of the communities under a street
 */
export function decideKind(asked: Asked, childCodes: readonly string[]): KindDecision {
  if (kindsOf(asked.level).length === 0) return { kind: null, rule: null, otherKind: null };
  const named = kindNamed(asked.level, asked.name);
  const typed = (asked.type || null) as PlaceKind | null;
  const coded = kindByCode(asked, childCodes, typed ?? named);
  if (coded) {
    const other = [typed, named].find((kind) => kind !== null && kind !== coded) ?? null;
    return { kind: coded, rule: KindRule.CODE, otherKind: other };
  }
  if (typed) return { kind: typed, rule: KindRule.TYPE, otherKind: named && named !== typed ? named : null };
  // A name alone takes no place out of counting.
  if (named && named !== CommunityKind.STATISTICAL_ONLY) return { kind: named, rule: KindRule.NAME, otherKind: null };
  return { kind: StreetKind.OTHER, rule: KindRule.NONE, otherKind: named };
}

/** Null where the code is outside the coding rule. */
function kindByCode({ level, code }: Asked, childCodes: readonly string[], said: PlaceKind | null): PlaceKind | null {
  if (level === PlaceLevel.COMMUNITY) return communityKindByCode(numberIn(code, code.length));
  const number = numberIn(code, STREET_DIGITS);
  if (!isUnitLikeTownship(number)) return streetKindByCode(number);
  if (childCodes.length > 0 && childCodes.every(isMadeUp)) return StreetKind.STATISTICAL_ONLY;
  // A real unit like a township: a zone or a farm. The code does not say which.
  return said && said !== StreetKind.STATISTICAL_ONLY ? said : StreetKind.OTHER;
}
