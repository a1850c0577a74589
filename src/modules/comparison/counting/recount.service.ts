import { type OwnerSource, inCity } from '../../../db/migrate.js';
import { pathEnd } from '../../../kernel/viewer.js';
import { cityIds } from '../../places/owner-source.service.js';
import { PEOPLE_DRIFT, PEOPLE_RECOUNTED } from './people-sql.js';
import { DRIFT, RECOUNTED } from './recount-sql.js';

/**
 * A sum that is not what the records add up to. Months are given by their first day; `from` and `to` differ for what
 * spans several.
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
  /** Official code of a place: only rooms on it and below it. */
  readonly within?: string | undefined;
  readonly repair?: boolean | undefined;
}

interface CitySubtree {
  readonly cityId: string;
  readonly path: string;
}

/** The class of the locks under which triggers change a place's sums (migration 5). */
const LOCK_CLASS = 77_005;

/**
 * Recounts the sums from the records, each city in one snapshot, so that it may run while people write.
 * @returns what differed; with `repair` it no longer does. @throws Error, bilingual, when there is no such place.
 */
export async function recount(source: OwnerSource, { within, repair }: RecountOptions): Promise<Drift[]> {
  const subtrees = await subtreesOf(source, within);
  if (within && subtrees.length === 0)
    throw new Error(`没有编码为 ${within} 的地方 / no place with the code ${within}`);
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
    for (const statement of [DRIFT, PEOPLE_DRIFT])
      drifts.push(...((await manager.query(statement, [path, pathEnd(path)])) as Drift[]));
    return drifts;
  });

/**
 * A writer to the room waits for the lock and then adds to the recounted sum. A writer that held the lock before is
 * part of the recount.
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
    for (const table of ['room_month_stat', 'room_span_stat', 'room_people_stat'])
      await manager.query(`DELETE FROM ${table} WHERE room_id = $1`, [roomId]);
    // A space sorts before every character of a path: the room's own place alone.
    for (const statement of [...RECOUNTED, PEOPLE_RECOUNTED])
      await manager.query(statement, [room!.path, `${room!.path} `]);
  });
