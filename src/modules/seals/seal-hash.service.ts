import { createHash } from 'node:crypto';
import type { Seal, SealedPlace, SealedValue } from './seal.entity.js';

type Header = Pick<Seal, 'cityId' | 'code' | 'title' | 'periodFrom' | 'periodTo' | 'sealedAt' | 'catalogueVersion' | 'isDemo'>;
export type PlaceContent = Omit<SealedPlace, 'cityId' | 'id' | 'placePath' | 'sealId'>;
export type ValueContent = Omit<SealedValue, 'cityId' | 'id' | 'placePath' | 'sealId'>;

/** As arrays: how the database orders the keys of an object is its own affair. */
const partsOf = ({ parts }: ValueContent): unknown => parts && parts.map(({ key, count, share, low, high, suppressedReason }) => [key, count, share, low, high, suppressedReason]);

const byText = (a: string, b: string): number => Number(a > b) - Number(a < b);

/**
 * SHA-256 over one JSON array a line: what the seal is, its places by code, its numbers by room and metric. Paths are left out, for they follow
 * the place when it moves; whatever was told of a place then is in it (docs/seals.md).
 */
export function sealHash(seal: Header, places: readonly PlaceContent[], values: readonly ValueContent[]): string {
  const lines = [
    ['seal/1', seal.cityId, seal.code, seal.title, seal.periodFrom, seal.periodTo, seal.sealedAt.toISOString(), seal.catalogueVersion, seal.isDemo],
    ...[...places].sort((a, b) => byText(a.code, b.code)).map((place) =>
      [place.placeId, place.code, place.name, place.aboveCodes, place.aboveNames, place.couldOwnRoom, place.roomId, place.hasData, place.residents, place.residentsAsOf]),
    ...[...values].sort((a, b) => byText(a.roomId, b.roomId) || byText(a.metricId, b.metricId)).map((value) =>
      [value.placeId, value.roomId, value.metricId, value.value, value.bound, value.numerator, value.denominator, value.denominatorAsOf, value.low, value.high, value.suppressedReason, value.carriedForward,
        ...(value.cases ? [partsOf(value), value.cases] : [])]),
  ];
  return createHash('sha256').update(lines.map((line) => JSON.stringify(line)).join('\n')).digest('hex');
}
