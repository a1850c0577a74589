import { v5 as uuidv5 } from 'uuid';
import type { OwnerSource } from '../../db/migrate.js';
import { type OwnerQuery, asOwner } from './owner-source.service.js';
import { placeMessages } from './messages.js';
import { type PlaceRow, checkPlaceRows } from './place-check.service.js';
import { type CsvContent, type ImportProblem, readPlaceCsv } from './place-csv.service.js';
import { CityImport } from './city-import.service.js';
import { PlaceLevel, RegisterAnswer, RegisterState, StreetKind } from './place.enums.js';
import { readRegisterFile } from './register-file.service.js';
import { type PlanGround, planHash } from './register-fingerprint.service.js';
import type { RegisterAnswers, RegisterEntry } from './register-plan.service.js';

/** What an import did, or would do. With `problems` nothing was stored. */
export interface ImportReport {
  readonly cities: readonly { readonly id: string; readonly code: string; readonly isNew: boolean }[];
  /** Every line of the file, and every open place of its cities that it does not name. */
  readonly entries: readonly RegisterEntry[];
  readonly added: number;
  readonly renamed: number;
  readonly moved: number;
  /** Places with a change of any sort; each counts once. */
  readonly changed: number;
  readonly unchanged: number;
  /** Codes of open places of these cities that the file does not name. They stay. */
  readonly absent: readonly string[];
  /** Codes of the places that become units of the statistics. No comparison counts them. */
  readonly statisticsOnly: readonly string[];
  /** Names the plan: file and register, without the answers. Null when the file could not be read. */
  readonly plan: string | null;
  readonly problems: readonly ImportProblem[];
}

export interface ImportOptions {
  /** Marks new places as demonstration data. */
  readonly isDemo?: boolean;
  /** What else a new city begins with (its procedure), in the same transaction. */
  readonly afterCity?: (query: OwnerQuery, cityId: string) => Promise<void>;
  /** What was decided about conflicts, by line number or by code. */
  readonly answers?: RegisterAnswers;
  /** The plan that was previewed. When file or register changed since, nothing is imported. */
  readonly expectedPlan?: string;
  /** Only says what would be done. */
  readonly isPreview?: boolean;
}

const CITY_NAMESPACE = '6f1d9b3e-5a0c-4b7e-9c52-2d8f0a4e71c6';
/** Two imports of one city must not allocate the same paths. */
const IMPORT_LOCK = 77_002;

/**
 * A city's id follows from its official code: nobody can look into another tenant to see whether it exists, and nobody
 * needs to.
 */
export const cityIdOf = (code: string): string => uuidv5(`city:${code}`, CITY_NAMESPACE);

/** Ends the transaction and leaves nothing of it. */
class Undone extends Error {
  constructor(readonly report: ImportReport) {
    super('nothing is imported');
  }
}

/**
 * Brings a register of places (columns code, kind, name, parent_code and, if wanted, type and answer) into the
 * deployment: all of it or nothing. Each conflict has to be answered before.
 */
export async function importPlaces(
  source: OwnerSource,
  file: string | Buffer,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const content: CsvContent = typeof file === 'string' ? readPlaceCsv(file) : await readRegisterFile(file);
  if (content.problems.length > 0) return refused(content.problems);
  const { places, problems } = checkPlaceRows(content.rows);
  if (problems.length > 0) return refused(problems);
  try {
    return await asOwner(source, (query, enter) => importCities(query, enter, places, options));
  } catch (error) {
    if (error instanceof Undone) return error.report;
    throw error;
  }
}

const NOTHING = {
  cities: [],
  entries: [],
  added: 0,
  renamed: 0,
  moved: 0,
  changed: 0,
  unchanged: 0,
  absent: [],
  statisticsOnly: [],
  plan: null,
};
const PLAN_CHANGED: ImportProblem = { row: 0, code: 'PLAN_CHANGED', text: placeMessages.registerPlanChanged };
const refused = (problems: readonly ImportProblem[]): ImportReport => ({ ...NOTHING, problems });

async function importCities(
  query: OwnerQuery,
  enter: (cityId: string) => Promise<void>,
  rows: readonly PlaceRow[],
  options: ImportOptions,
): Promise<ImportReport> {
  await query('SELECT pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
  const answers = options.answers ?? new Map<string, RegisterAnswer>();
  const cities: { id: string; code: string; isNew: boolean }[] = [];
  const entries: RegisterEntry[] = [];
  const grounds: PlanGround[] = [];
  for (const city of rows.filter((row) => row.level === PlaceLevel.CITY)) {
    const ofCity = rows.filter((row) => row.cityCode === city.code);
    const strangers = await registeredElsewhere(query, enter, ofCity, answers);
    entries.push(...strangers);
    const cityId = cityIdOf(city.code);
    await enter(cityId);
    const work = await CityImport.begin(query, cityId, options.isDemo ?? false);
    grounds.push({ ...work.ground(ofCity), elsewhere: strangers });
    if (strangers.some(({ answer }) => answer === RegisterAnswer.KEEP)) continue;
    const planned = work.plan(ofCity, answers);
    entries.push(...planned);
    if (planned.some((entry) => entry.fault !== null)) continue;
    await work.apply();
    if (work.isNew && options.afterCity) await options.afterCity(query, cityId);
    cities.push({ id: cityId, code: city.code, isNew: work.isNew });
  }
  const problems = [...problemsOf(entries), ...unusedAnswers(entries, answers)];
  const plan = planHash(grounds);
  if (options.isPreview) throw new Undone({ ...countsOf(entries), cities, entries, problems, plan });
  if (options.expectedPlan !== undefined && options.expectedPlan !== plan) throw new Undone(refused([PLAN_CHANGED]));
  if (problems.length > 0) throw new Undone({ ...refused(problems), entries, plan });
  return { ...countsOf(entries), cities, entries, problems, plan };
}

/**
 * A city that is another city's district, or the other way round, would be counted twice.
 * A city's id follows from its code, so the two that may overlap are known.
 */
async function registeredElsewhere(
  query: OwnerQuery,
  enter: (cityId: string) => Promise<void>,
  rows: readonly PlaceRow[],
  answers: RegisterAnswers,
): Promise<RegisterEntry[]> {
  const found: RegisterEntry[] = [];
  for (const row of rows.filter(({ level }) => level === PlaceLevel.CITY || level === PlaceLevel.DISTRICT)) {
    const other = row.level === PlaceLevel.DISTRICT ? row.code : `${row.code.slice(0, 4)}00`;
    if (other === row.cityCode) continue;
    await enter(cityIdOf(other));
    const [stored] = await query<{ name: string }>(
      `SELECT c.name FROM place c WHERE c.level = 'CITY' AND EXISTS (SELECT 1 FROM place WHERE code = $1)`,
      [row.code],
    );
    if (!stored) continue;
    const answer = row.answer ?? answers.get(row.code) ?? answers.get(String(row.row)) ?? null;
    found.push({
      line: row.row,
      code: row.code,
      level: row.level,
      name: row.name,
      state: RegisterState.CONFLICT,
      kind: row.kind,
      rule: row.rule,
      reasons: [placeMessages.registerOtherCity(row.name, row.code, stored.name)],
      answer,
      needsAnswer: answer === null,
      fault: null,
      steps: [],
    });
  }
  return found;
}

const problemsOf = (entries: readonly RegisterEntry[]): ImportProblem[] =>
  entries
    .filter((entry) => entry.fault !== null || entry.needsAnswer)
    .flatMap((entry) =>
      entry.reasons.map((text) => ({
        row: entry.line,
        code: entry.fault ?? 'ANSWER_NEEDED',
        text,
      })),
    );

/** An answer that fits nothing was mistyped. */
function unusedAnswers(entries: readonly RegisterEntry[], answers: RegisterAnswers): ImportProblem[] {
  const answered = new Set(entries.filter((entry) => entry.answer).flatMap(({ line, code }) => [String(line), code]));
  return [...answers.keys()]
    .filter((key) => !answered.has(key))
    .map((key) => ({ row: 0, code: 'ANSWER_UNUSED', text: placeMessages.registerAnswerUnused(key) }));
}

const SETS_KIND: ReadonlySet<RegisterEntry['steps'][number]> = new Set(['ADD', 'SET_KIND']);

function countsOf(entries: readonly RegisterEntry[]): Omit<ImportReport, 'cities' | 'entries' | 'problems' | 'plan'> {
  const having = (step: RegisterEntry['steps'][number]): number =>
    entries.filter(({ steps }) => steps.includes(step)).length;
  const changed = entries.filter(({ steps }) => steps.length > 0 && !steps.includes('ADD')).length;
  const added = having('ADD');
  const absent = entries.filter(({ state }) => state === RegisterState.ABSENT).map(({ code }) => code);
  const unchanged = entries.filter(({ state, line }) => line > 0 && state === RegisterState.SAME).length;
  const statisticsOnly = entries
    .filter(({ steps, kind }) => kind === StreetKind.STATISTICAL_ONLY && steps.some((step) => SETS_KIND.has(step)))
    .map(({ code }) => code)
    .toSorted();
  return {
    added,
    renamed: having('RENAME'),
    moved: having('MOVE'),
    changed,
    unchanged,
    absent: absent.toSorted(),
    statisticsOnly,
  };
}
