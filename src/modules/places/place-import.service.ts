import { v5 as uuidv5 } from 'uuid';
import type { OwnerSource } from '../../db/migrate.js';
import { type OwnerQuery, asOwner } from './owner-source.service.js';
import { type PlaceRow, checkPlaceRows } from './place-check.service.js';
import { type ImportProblem, readPlaceCsv } from './place-csv.service.js';
import { CityImport, Refusal } from './city-import.service.js';
import { PlaceLevel } from './place.enums.js';

/** What an import did. With `problems` nothing was stored, and the other numbers are 0. */
export interface ImportReport {
  readonly cities: readonly { readonly id: string; readonly code: string; readonly isNew: boolean }[];
  readonly added: number;
  readonly renamed: number;
  readonly moved: number;
  /** Places renamed, moved, or of another kind than before; each counts once. */
  readonly changed: number;
  readonly unchanged: number;
  /**
   * Codes of open places of these cities that the file does not name. They stay: closing a place is a merger, which
   * somebody decides.
   */
  readonly absent: readonly string[];
  readonly problems: readonly ImportProblem[];
}

export interface ImportOptions {
  /** Marks new places as demonstration data. */
  readonly isDemo?: boolean;
  /** What else a new city begins with (its procedure), in the same transaction. */
  readonly afterCity?: (query: OwnerQuery, cityId: string) => Promise<void>;
}

const CITY_NAMESPACE = '6f1d9b3e-5a0c-4b7e-9c52-2d8f0a4e71c6';
/** Two imports of one city must not allocate the same paths. */
const IMPORT_LOCK = 77_002;

/**
 * A city's id follows from its official code: nobody can look into another tenant to see whether it exists, and nobody
 * needs to.
 */
export const cityIdOf = (code: string): string => uuidv5(`city:${code}`, CITY_NAMESPACE);

/**
 * Brings the register of places (columns code, kind, name, parent_code and, if wanted, type) into the deployment: all
 * of it or nothing.
 */
export async function importPlaces(
  source: OwnerSource,
  csv: string | Buffer,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const content = readPlaceCsv(csv);
  if (content.problems.length > 0) return refused(content.problems);
  const { places, problems } = checkPlaceRows(content.rows);
  if (problems.length > 0) return refused(problems);
  try {
    return await asOwner(source, (query, enter) => importCities(query, enter, places, options));
  } catch (error) {
    if (error instanceof Refusal) return refused(error.problems);
    throw error;
  }
}

const refused = (problems: readonly ImportProblem[]): ImportReport => ({
  cities: [],
  added: 0,
  renamed: 0,
  moved: 0,
  changed: 0,
  unchanged: 0,
  absent: [],
  problems,
});

async function importCities(
  query: OwnerQuery,
  enter: (cityId: string) => Promise<void>,
  places: readonly PlaceRow[],
  options: ImportOptions,
): Promise<ImportReport> {
  await query('SELECT pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
  const totals = {
    cities: [] as { id: string; code: string; isNew: boolean }[],
    added: 0,
    renamed: 0,
    moved: 0,
    changed: 0,
    unchanged: 0,
    absent: [] as string[],
    problems: [],
  };
  for (const city of places.filter((place) => place.level === PlaceLevel.CITY)) {
    const cityId = cityIdOf(city.code);
    await enter(cityId);
    const work = await CityImport.begin(query, cityId, options.isDemo ?? false);
    await work.run(places.filter((place) => place.cityCode === city.code));
    if (work.isNew && options.afterCity) await options.afterCity(query, cityId);
    totals.cities.push({ id: cityId, code: city.code, isNew: work.isNew });
    totals.added += work.added.length;
    totals.renamed += work.renamed;
    totals.moved += work.moved;
    totals.changed += work.changed;
    totals.unchanged += work.unchanged;
    totals.absent.push(...work.absent);
  }
  return totals;
}
