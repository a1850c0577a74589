import { type OwnerSource, inCity } from '../../../db/migrate.js';
import { pathEnd } from '../../../kernel/viewer.js';
import { cityIds } from '../../places/owner-source.service.js';
import { answerMessages } from '../messages/answers.js';
import { KEEPING_DRIFT, KEEPING_RECOUNTED } from './keeping-sql.js';
import { PEOPLE_DRIFT, PEOPLE_RECOUNTED } from './people-sql.js';
import { DRIFT, RECOUNTED } from './recount-sql.js';

/**
 * A stored sum that differs from its records.
 * `from` and `to` are first days of months. They differ when the sum spans several months.
 */
export interface Drift {
  readonly code: string;
  readonly roomId: string;
  readonly measure: string;
  readonly from: string;
  readonly to: string;
  readonly kept: string;
  readonly counted: string;
}

export interface RecountOptions {
  /** Official code of a place. Only the rooms at or below that place are recounted. */
  readonly within?: string | undefined;
  readonly repair?: boolean | undefined;
}

interface CitySubtree {
  readonly cityId: string;
  readonly path: string;
}

/** The class of the advisory locks that triggers take before they change a place's sums (migration 5). */
const LOCK_CLASS = 77_005;

/**
 * Compares the stored sums with the records, each city in one snapshot. People can go on writing.
 * @returns the sums that differed; with `repair` they are corrected
 * @throws Error, bilingual, when no place has the code
 */
export async function recount(source: OwnerSource, { within, repair }: RecountOptions): Promise<Drift[]> {
  const subtrees = await subtreesOf(source, within);
  if (within && subtrees.length === 0) throw new Error(answerMessages.recountPlaceUnknown(within));
  const found: Drift[] = [];
  for (const subtree of subtrees) {
    const drifts = await driftOf(source, subtree);
    found.push(...drifts);
    if (repair)
      for (const roomId of new Set(drifts.map((drift) => drift.roomId)))
        await repairRoom(source, subtree.cityId, roomId);
  }
  return found;
}

async function subtreesOf(source: OwnerSource, within: string | undefined): Promise<CitySubtree[]> {
  const subtrees = await Promise.all(
    (await cityIds(source)).map((cityId) =>
      inCity(source, cityId, async (manager) => {
        const places = (await manager.query(
          within ? 'SELECT path FROM place WHERE code = $1' : `SELECT path FROM place WHERE level = 'CITY'`,
          within ? [within] : [],
        )) as { path: string }[];
        return places.map(({ path }) => ({ cityId, path }));
      }),
    ),
  );
  return subtrees.flat();
}

const driftOf = (source: OwnerSource, { cityId, path }: CitySubtree): Promise<Drift[]> =>
  source.transaction('REPEATABLE READ', async (manager) => {
    await manager.query('SET TRANSACTION READ ONLY');
    await manager.query(`SELECT set_config('app.city_id', $1, true)`, [cityId]);
    const drifts: Drift[] = [];
    for (const statement of [DRIFT, PEOPLE_DRIFT, KEEPING_DRIFT])
      drifts.push(...((await manager.query(statement, [path, pathEnd(path)])) as Drift[]));
    return drifts;
  });

/**
 * The lock makes writers to the room wait; their change is then added to the corrected sum.
 * A writer that had the lock before has committed, so the recount includes its change.
 */
const repairRoom = (source: OwnerSource, cityId: string, roomId: string): Promise<void> =>
  inCity(source, cityId, async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1, hashtext(place_id::text)) FROM room WHERE id = $2', [
      LOCK_CLASS,
      roomId,
    ]);
    const [room] = (await manager.query('SELECT place_path AS path FROM room WHERE id = $1', [roomId])) as {
      path: string;
    }[];
    for (const table of ['room_month_stat', 'room_span_stat', 'room_people_stat', 'room_keeping'])
      await manager.query(`DELETE FROM ${table} WHERE room_id = $1`, [roomId]);
    // A space sorts before every character of a path. So this range has only the room's own place.
    for (const statement of [...RECOUNTED, PEOPLE_RECOUNTED, KEEPING_RECOUNTED])
      await manager.query(statement, [room!.path, `${room!.path} `]);
  });
