import { GrantRole } from '../../../src/kernel/grant-role.js';
import { pathEnd, readerFor } from '../../../src/kernel/viewer.js';
import type { PlantedPlace, PlantedWorld } from '../../support/planted-world.js';
import type { PlaceRef } from '../../support/world.js';
import type { Reader } from '../isolation/visibility.js';

/** A caller that queries tables directly: a database role and the settings that its policies read. */
export interface Context extends Reader {
  readonly label: string;
  readonly role: string;
}

const GRANTS: readonly [GrantRole, PlaceRef['level']][] = [
  [GrantRole.CITY_COMMITTEE, 'CITY'],
  [GrantRole.CITY_ADMIN, 'CITY'],
  [GrantRole.STREET_CPPCC_LIAISON, 'STREET'],
  [GrantRole.STREET_PARTY_OFFICE, 'STREET'],
  [GrantRole.CONVENER, 'COMMUNITY'],
  [GrantRole.CONVENER, 'STREET'],
  [GrantRole.CLERK, 'COMMUNITY'],
  [GrantRole.CLERK, 'CITY'],
  [GrantRole.OBSERVER, 'CITY'],
  [GrantRole.OBSERVER, 'STREET'],
  [GrantRole.OBSERVER, 'COMMUNITY'],
];

/**
 * Every role at every level it is given at; the same with the path and account of another city;
 * the public, the peers and the owner.
 */
export function everyContext(planted: PlantedWorld): Context[] {
  const home = planted.places[0]!.place.cityId;
  const first = (level: string, isHome: boolean): PlantedPlace =>
    planted.places.find(({ place }) => place.level === level && (place.cityId === home) === isHome)!;
  const contexts = GRANTS.flatMap(([who, level]) => {
    const here = first(level, true);
    const there = first(level, false);
    // Settings that the server never combines. Only the tenant policy protects the other city from them.
    const crossed = { ...there.place, cityId: home };
    const role = readerFor(who, level);
    const plain = { label: `${who}@${level}`, who, role, place: here.place, accountId: here.refs['account']! };
    // A whole city is reached by its id alone, for every path.
    if (role === 'app_city') return [plain];
    return [
      plain,
      {
        label: `${who}@${level} with the path of another city`,
        who,
        role,
        place: crossed,
        accountId: there.refs['account']!,
      },
    ];
  });
  const city = first('CITY', true).place;
  return [
    ...contexts,
    { label: 'public', who: 'public', role: 'app_public', place: null, accountId: null },
    { label: 'peers', who: GrantRole.CITY_COMMITTEE, role: 'app_peers', place: city, accountId: null },
    { label: 'owner', who: GrantRole.CITY_ADMIN, role: 'hsl_owner', place: city, accountId: null },
  ];
}

export const settingsOf = ({ place, accountId, who, role }: Context): string[] => [
  role,
  place?.cityId ?? '',
  place?.path ?? '',
  place ? pathEnd(place.path) : '',
  accountId ?? '',
  who === 'public' ? '' : who,
];
