import { CommunityKind, PlaceLevel, StreetKind } from './place.enums.js';

type Kind = StreetKind | CommunityKind;

/** What an official name says of the kind; the first rule that fits wins, so the narrower ones stand first. */
const KIND_RULES: Readonly<Partial<Record<PlaceLevel, readonly (readonly [RegExp, Kind])[]>>> = {
  STREET: [
    [/街道(办事处)?$/, StreetKind.SUBDISTRICT],
    [/镇$/, StreetKind.TOWN],
    [/(乡|苏木)$/, StreetKind.TOWNSHIP],
    [/(开发区|高新区|园区)$/, StreetKind.DEVELOPMENT_ZONE],
  ],
  COMMUNITY: [
    // The register hangs a made-up community under a farm or a hospital: 某种场虚拟生活区, 某医院虚拟社区.
    [/虚拟/, CommunityKind.STATISTICAL_ONLY],
    [/(居委会|居民委员会|社区)$/, CommunityKind.NEIGHBOURHOOD],
    [/(村委会|村民委员会|村)$/, CommunityKind.VILLAGE],
  ],
};

/** The register writes the committee, people say the place. */
const COMMON_NAME_RULES: readonly (readonly [RegExp, string])[] = [
  [/(居委会|居民委员会)$/, '社区'],
  [/(村委会|村民委员会)$/, '村'],
];

/** The kind an official name shows. Null where the name shows none, and for cities and districts, which have none. */
export function kindNamed(level: PlaceLevel, name: string): Kind | null {
  return KIND_RULES[level]?.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** As `kindNamed`; a street or community whose name shows no kind is a unit of the statistics only. */
export function kindOf(level: PlaceLevel, name: string): Kind | null {
  return KIND_RULES[level] ? (kindNamed(level, name) ?? StreetKind.STATISTICAL_ONLY) : null;
}

/** The kinds a level knows; empty for cities and districts. */
export function kindsOf(level: PlaceLevel): readonly string[] {
  if (level === PlaceLevel.STREET) return Object.values(StreetKind);
  return level === PlaceLevel.COMMUNITY ? Object.values(CommunityKind) : [];
}

export function commonNames(name: string): string[] {
  return COMMON_NAME_RULES.filter(([pattern]) => pattern.test(name)).map(([pattern, word]) =>
    name.replace(pattern, word),
  );
}

/** Other names after a name was given: those known, the one before, what people will say; never the name itself. */
export function otherNamesWith(name: string, known: readonly string[], former?: string): string[] {
  const names = new Set([...known, ...(former ? [former] : []), ...commonNames(name)]);
  names.delete(name);
  return [...names];
}
