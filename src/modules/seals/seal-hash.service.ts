import { createHash } from 'node:crypto';
import type { Seal, SealedPlace, SealedValue } from './seal.entity.js';

type Header = Pick<
  Seal,
  'cityId' | 'code' | 'title' | 'periodFrom' | 'periodTo' | 'sealedAt' | 'catalogueVersion' | 'isDemo'
>;
export type PlaceContent = Omit<SealedPlace, 'cityId' | 'id' | 'placePath' | 'sealId'>;
export type ValueContent = Omit<SealedValue, 'cityId' | 'id' | 'placePath' | 'sealId'>;

/** As arrays: how the database orders the keys of an object is its own affair. */
const partsOf = ({ parts }: ValueContent): unknown =>
  parts &&
  parts.map(({ key, count, share, low, high, suppressedReason }) => [key, count, share, low, high, suppressedReason]);

const byText = (a: string, b: string): number => Number(a > b) - Number(a < b);

/**
 * SHA-256 over lines: the seal, its places by code, its numbers by room and metric. Each line is one JSON array.
 * The caller must give the lines in this order. None is kept.
 * Paths change when a place moves, so they are left out. The places above are hashed as they were (docs/seals.md).
 */
export class SealHash {
  private readonly hash = createHash('sha256');

  constructor(seal: Header) {
    this.hash.update(
      JSON.stringify([
        'seal/1',
        seal.cityId,
        seal.code,
        seal.title,
        seal.periodFrom,
        seal.periodTo,
        seal.sealedAt.toISOString(),
        seal.catalogueVersion,
        seal.isDemo,
      ]),
    );
  }

  place(place: PlaceContent): void {
    this.line([
      place.placeId,
      place.code,
      place.name,
      place.aboveCodes,
      place.aboveNames,
      place.couldOwnRoom,
      place.roomId,
      place.hasData,
      place.residents,
      place.residentsAsOf,
    ]);
  }

  value(value: ValueContent): void {
    this.line([
      value.placeId,
      value.roomId,
      value.metricId,
      value.value,
      value.bound,
      value.numerator,
      value.denominator,
      value.denominatorAsOf,
      value.low,
      value.high,
      value.suppressedReason,
      value.carriedForward,
      ...(value.cases ? [partsOf(value), value.cases] : []),
      ...(value.isRecorded === false ? [false] : []),
    ]);
  }

  /** In hexadecimal; nothing may follow. */
  digest(): string {
    return this.hash.digest('hex');
  }

  private line(of: readonly unknown[]): void {
    this.hash.update(`\n${JSON.stringify(of)}`);
  }
}

/** The hash of a whole seal. The order of its rows does not matter. */
export function sealHash(seal: Header, places: readonly PlaceContent[], values: readonly ValueContent[]): string {
  const hash = new SealHash(seal);
  for (const place of [...places].sort((a, b) => byText(a.code, b.code))) hash.place(place);
  for (const value of [...values].sort((a, b) => byText(a.roomId, b.roomId) || byText(a.metricId, b.metricId)))
    hash.value(value);
  return hash.digest();
}
