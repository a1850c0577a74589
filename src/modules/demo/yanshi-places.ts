import { atPlaceOf } from '../../kernel/placed-at.js';
import { Place } from '../places/place.entity.js';
import { CommunityKind, PlaceFactKind, PlaceLevel, StreetKind } from '../places/place.enums.js';
import { PlaceFact } from '../places/place-records.entity.js';
import { cityIdOf } from '../places/place-import.service.js';
import { childPath, cityPath } from '../places/place-path.service.js';
import { addDays } from './calendar.js';
import type { Chance } from './chance.js';
import { YANSHI } from './demo-accounts.js';
import type { Spot } from './recorded.js';
import type { DemoRows } from './demo-rows.js';

export interface DemoPlace extends Spot {
  readonly kind: StreetKind | CommunityKind | null;
  readonly code: string;
  readonly name: string;
}

export const YANSHI_ID = cityIdOf(YANSHI);

const STREETS: readonly [name: string, kind: StreetKind, prefix: string][] = [
  ['晨光街道（虚构）', StreetKind.SUBDISTRICT, '甲'],
  ['和风街道（虚构）', StreetKind.SUBDISTRICT, '乙'],
  ['碧水镇（虚构）', StreetKind.TOWN, '丙'],
];
const NUMERALS = '一二三四五六七八';
/** In the town the communities from the fifth on are villages. */
const isVillage = (kind: StreetKind, index: number): boolean => kind === StreetKind.TOWN && index >= 4;

/**
 * The invented city: codes outside the official register, names nobody can mistake for a real place's.
 * @returns the city, its streets, and its communities by code.
 */
export function addYanshiPlaces(
  rows: DemoRows,
  chance: Chance,
  from: string,
  at: Date,
): { readonly all: readonly DemoPlace[]; readonly communities: readonly DemoPlace[] } {
  const city = addPlace(rows, at, null, YANSHI_ID, PlaceLevel.CITY, null, YANSHI, '演示市（虚构）');
  const streets = STREETS.map(([name, kind], index) =>
    addPlace(rows, at, city, chance.id(at), PlaceLevel.STREET, kind, `${YANSHI}${serial(index)}`, name),
  );
  const communities = STREETS.flatMap(([, streetKind, prefix], street) =>
    [...NUMERALS].map((numeral, index) => {
      const kind = isVillage(streetKind, index) ? CommunityKind.VILLAGE : CommunityKind.NEIGHBOURHOOD;
      const name = `${prefix}${numeral}${kind === CommunityKind.VILLAGE ? '村' : '社区'}`;
      return addPlace(
        rows,
        at,
        streets[street]!,
        chance.id(at),
        PlaceLevel.COMMUNITY,
        kind,
        `${streets[street]!.code}${serial(index)}`,
        name,
      );
    }),
  );
  for (const community of communities) addFacts(rows, chance, community, addDays(from, -1), at);
  return { all: [city, ...streets, ...communities], communities };
}

const serial = (index: number): string => String(index + 1).padStart(3, '0');

function addPlace(
  rows: DemoRows,
  at: Date,
  parent: DemoPlace | null,
  id: string,
  level: PlaceLevel,
  kind: StreetKind | CommunityKind | null,
  code: string,
  name: string,
): DemoPlace {
  const path = parent ? childPath(parent.placePath, code, () => false) : cityPath(code);
  rows.add(Place, {
    cityId: YANSHI_ID,
    id,
    path,
    parentId: parent?.placeId ?? null,
    level,
    kind,
    code,
    name,
    otherNames: [],
    closedOn: null,
    successorId: null,
    isDemo: true,
    version: 1,
    changedAt: at,
  });
  return { cityId: YANSHI_ID, placeId: id, placePath: path, kind, code, name };
}

function addFacts(rows: DemoRows, chance: Chance, community: DemoPlace, asOf: string, at: Date): void {
  const residents = chance.int(200, 1200) * 10;
  const fact = (kind: PlaceFactKind, count: number): void =>
    rows.add(PlaceFact, {
      cityId: community.cityId,
      ...atPlaceOf(community),
      id: chance.id(at),
      kind,
      count,
      asOf,
      source: '虚构的演示数据',
      version: 1,
      changedAt: at,
    });
  fact(PlaceFactKind.USUAL_RESIDENTS, residents);
  fact(PlaceFactKind.REGISTERED_RESIDENTS, Math.round(residents * (0.7 + chance.next() * 0.4)));
  fact(PlaceFactKind.HOUSEHOLDS, Math.round(residents / (2.4 + chance.next() * 0.6)));
  fact(PlaceFactKind.RESIDENT_GROUPS, chance.int(8, 36));
}
