import type { LoadingContext } from '../../../kernel/loader-definition.js';
import type { CaseName } from '../counting/case-sources.js';
import { type CaseRow, casesOf, casesStatement, placeCasesStatement, rangeCasesStatement } from './case-sql.js';
import type { PathRange, PeriodDays } from './comparison-sql.js';
import type { Tally } from '../values/metric-result.js';
import type { MetricDefinition } from '../catalogue/metric-definition.js';
import type { PlaceScope } from './place-sql.js';

/** By whose cases they are, and by name. */
export interface Tallies {
  of(owner: string, name: CaseName): Tally | null;
}

const byText = (a: string, b: string): number => Number(a > b) - Number(a < b);

/**
 * Counts of the same key add up; keys in the order of their code units, so that one set of cases is always written in
 * one way.
 */
export function tallyOf(rows: readonly Pick<CaseRow, 'key' | 'n' | 'doubtful'>[]): Tally {
  const counts = new Map<string, number>();
  for (const { key, n, doubtful } of rows) if (!doubtful) counts.set(key, (counts.get(key) ?? 0) + n);
  return { counts: [...counts].sort(([a], [b]) => byText(a, b)), doubtful: rows.some((row) => row.doubtful) };
}

/**
 * Whether a case may or may not lie in the period is known of the parts and does not spread to a total of those that
 * are known.
 */
export const pooled = (tallies: readonly Tally[]): Tally =>
  tallyOf(tallies.flatMap((tally) => tally.counts.map(([key, n]) => ({ key, n, doubtful: false }))));

function grouped<Row extends CaseRow>(rows: readonly Row[], ownerOf: (row: Row) => string): Tallies {
  const byOwner = new Map<string, Row[]>();
  for (const row of rows) {
    const owner = `${ownerOf(row)} ${row.name}`;
    const known = byOwner.get(owner);
    if (known) known.push(row);
    else byOwner.set(owner, [row]);
  }
  return {
    of: (owner, name) => {
      const found = byOwner.get(`${owner} ${name}`);
      return found ? tallyOf(found) : null;
    },
  };
}

type RoomRow = CaseRow & { readonly roomId: string };
const roomOf = (row: RoomRow): string => row.roomId;
/** One statement for each sort of cases; metrics of sums have none, and cost nothing here. */
const read = async <Row extends CaseRow>(
  names: readonly CaseName[],
  rows: (name: CaseName) => Promise<Row[]>,
): Promise<Row[]> => (await Promise.all(names.map(rows))).flat();

/** The cases behind metrics of the given rooms, by room. */
export async function talliesOfRooms(
  ctx: Pick<LoadingContext, 'rows'>,
  days: PeriodDays,
  roomIds: readonly string[],
  metrics: readonly MetricDefinition[],
): Promise<Tallies> {
  const names = casesOf(metrics);
  return grouped(await read(names, (name) => ctx.rows<RoomRow>(casesStatement(days, roomIds, name))), roomOf);
}

/** The same of all rooms of a range. */
export async function talliesOfRange(
  ctx: Pick<LoadingContext, 'rows'>,
  days: PeriodDays,
  range: PathRange,
  metrics: readonly MetricDefinition[],
): Promise<Tallies> {
  const names = casesOf(metrics);
  return grouped(await read(names, (name) => ctx.rows<RoomRow>(rangeCasesStatement(days, range, name))), roomOf);
}

type PlaceRow = CaseRow & { readonly step: number; readonly group: string };

/**
 * The same of places over several periods; the owner of a tally is the step from 1 and the path, with a space between.
 */
export async function talliesOfPlaces(
  ctx: Pick<LoadingContext, 'rows'>,
  scope: PlaceScope,
  metrics: readonly MetricDefinition[],
): Promise<Tallies> {
  const names = casesOf(metrics);
  return grouped(
    await read(names, (name) => ctx.rows<PlaceRow>(placeCasesStatement(scope, name))),
    (row) => `${row.step} ${row.group}`,
  );
}
