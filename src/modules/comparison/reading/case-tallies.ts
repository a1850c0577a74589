import type { LoadingContext } from '../../../kernel/loader-definition.js';
import type { CaseName } from '../counting/case-sources.js';
import {
  type CaseRow,
  UNRECORDED,
  casesOf,
  casesStatement,
  placeCasesStatement,
  rangeCasesStatement,
} from './case-sql.js';
import type { PathRange, PeriodDays } from './comparison-sql.js';
import type { Tally } from '../values/metric-result.js';
import type { MetricDefinition } from '../catalogue/metric-definition.js';
import type { PlaceScope } from './place-sql.js';

/** Cases by owner (a room, or a step and place) and name. */
export interface Tallies {
  of(owner: string, name: CaseName): Tally | null;
  /** Of a place: the number of rooms with data that did not keep the registers of these cases. */
  unrecorded(owner: string, name: CaseName): number;
}

const byText = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** Adds the counts of equal keys. Keys are sorted by code unit, so equal cases always give equal tallies. */
export function tallyOf(rows: readonly Pick<CaseRow, 'key' | 'n' | 'doubtful'>[]): Tally {
  const counts = new Map<string, number>();
  for (const { key, n, doubtful } of rows) if (!doubtful) counts.set(key, (counts.get(key) ?? 0) + n);
  return { counts: [...counts].sort(([a], [b]) => byText(a, b)), doubtful: rows.some((row) => row.doubtful) };
}

/**
 * The sum of several tallies. Cases that are doubtful in a part are not in its counts, and do not make the sum
 * doubtful.
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
      const found = byOwner.get(`${owner} ${name}`)?.filter(({ key }) => key !== UNRECORDED);
      return found && found.length > 0 ? tallyOf(found) : null;
    },
    unrecorded: (owner, name) => byOwner.get(`${owner} ${name}`)?.find(({ key }) => key === UNRECORDED)?.n ?? 0,
  };
}

type RoomRow = CaseRow & { readonly roomId: string };
const roomOf = (row: RoomRow): string => row.roomId;
/** Reads one statement for each kind of case. Metrics made of sums need none. */
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

/** The cases behind metrics of all rooms in a range, by room. */
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
 * The cases behind metrics of places over several periods. The owner of a tally is the step (from 1), a space and the
 * path.
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
