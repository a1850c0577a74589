import { uuidv7 } from '../../../src/kernel/uuid.js';
import type { PlaceRef, World } from '../../support/world.js';

/** A community, its room and what it did in 2024. */
export interface Planted {
  readonly street: number;
  readonly serial: number;
  readonly kind?: 'NEIGHBOURHOOD' | 'VILLAGE';
  readonly residents?: number | null;
  readonly due: number;
  readonly done: number;
  readonly sessions?: number;
  readonly enrolledOn?: string;
}
export interface PlantedRoom extends Planted {
  readonly place: PlaceRef;
  readonly roomId: string;
}

/** Rooms in a few statements; sums follow from the records by the database's own triggers. */
export async function plantRooms(
  world: World,
  city: PlaceRef,
  streets: readonly PlaceRef[],
  specs: readonly Planted[],
): Promise<PlantedRoom[]> {
  const { cityId } = city;
  const rooms = specs.map((spec): PlantedRoom & { topicId: string; planId: string } => {
    const street = streets[spec.street - 1]!;
    const name = `测试${spec.kind === 'VILLAGE' ? '村' : '社区'}${spec.street}-${spec.serial}`;
    const place: PlaceRef = {
      cityId,
      id: uuidv7(),
      path: `${street.path}${String(spec.serial).padStart(4, '0')}`,
      code: `${street.code}${String(spec.serial).padStart(3, '0')}`,
      name,
      level: 'COMMUNITY',
    };
    return { ...spec, place, roomId: uuidv7(), topicId: uuidv7(), planId: uuidv7() };
  });
  const rows = JSON.stringify(rows_(rooms, streets));
  const run = (text: string): Promise<unknown> =>
    world.sql(
      cityId,
      `WITH x AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, parent uuid, path text, code text,
        name text, kind text, residents int, enrolled date, room uuid, topic uuid, plan uuid, due int, done int,
        sessions int)) ${text}`,
      [rows],
    );
  const [procedure] = await world.sql<{ id: string }>(cityId, 'SELECT id FROM procedure');
  const unit = await world.insert(cityId, 'unit', { name: '测试单位', kind: 'DEPARTMENT' });
  await run(
    `INSERT INTO place (city_id, id, path, parent_id, level, kind, code, name, is_demo)
      SELECT '${cityId}', id, path, parent, 'COMMUNITY', kind, code, name, true FROM x`,
  );
  await run(
    `INSERT INTO place_fact (city_id, id, place_id, place_path, kind, count, as_of)
      SELECT '${cityId}', gen_random_uuid(), id, path, 'USUAL_RESIDENTS', residents, '2020-11-01' FROM x
      WHERE residents IS NOT NULL`,
  );
  await run(
    `INSERT INTO room (city_id, id, place_id, place_path, name, enrolled_on, established_from, established_to,
      established_precision) SELECT '${cityId}', room, id, path, name || '协商议事室', enrolled, enrolled, enrolled, 'DAY'
      FROM x`,
  );
  await run(
    `INSERT INTO topic (city_id, id, place_id, place_path, room_id, procedure_id, title, plain_title, track,
      proposed_from, proposed_to, proposed_precision)
      SELECT '${cityId}', topic, id, path, room, '${procedure!.id}', '测试议题', '测试议题', 'SIMPLE', '2024-01-05',
      '2024-01-05', 'DAY' FROM x`,
  );
  await run(
    `INSERT INTO implementation_plan (city_id, id, place_id, place_path, topic_id, kind, title)
      SELECT '${cityId}', plan, id, path, topic, 'RESPONSIBILITY_LIST', '测试清单' FROM x`,
  );
  await run(`INSERT INTO implementation_item (city_id, id, place_id, place_path, topic_id, plan_id, plan_kind, measure,
    responsible_unit_id, assigned_on, due_on, state, verified_from, verified_on, completed_from, completed_on)
    SELECT '${cityId}', gen_random_uuid(), id, path, topic, plan, 'RESPONSIBILITY_LIST', '测试措施', '${unit}',
    '2024-01-10', '2024-06-20', CASE WHEN n <= done THEN 'VERIFIED' ELSE 'NOT_STARTED' END,
      CASE WHEN n <= done THEN date '2024-06-10' END, CASE WHEN n <= done THEN date '2024-06-10' END, CASE
      WHEN n <= done THEN date '2024-06-10' END, CASE WHEN n <= done THEN date '2024-06-10' END
      FROM x, generate_series(1, due) n`);
  await run(`INSERT INTO session (city_id, id, place_id, place_path, room_id, topic_id, round, ordinal, state,
    held_from, held_to, held_precision)
    SELECT '${cityId}', gen_random_uuid(), id, path, room, topic, 1, n, 'HELD', '2024-03-10', '2024-03-10', 'DAY'
    FROM x, generate_series(1, sessions) n`);
  return rooms;
}

const rows_ = (
  rooms: readonly (PlantedRoom & { topicId: string; planId: string })[],
  streets: readonly PlaceRef[],
): object[] =>
  rooms.map((room) => ({
    id: room.place.id,
    parent: streets[room.street - 1]!.id,
    path: room.place.path,
    code: room.place.code,
    name: room.place.name,
    kind: room.kind ?? 'NEIGHBOURHOOD',
    residents: room.residents === undefined ? 3_000 : room.residents,
    enrolled: room.enrolledOn ?? '2020-01-01',
    room: room.roomId,
    topic: room.topicId,
    plan: room.planId,
    due: room.due,
    done: room.done,
    sessions: room.sessions ?? 4,
  }));

/** They differ a little more than chance alone would have it. */
const DONE = [10, 6, 9, 7, 10, 6, 9, 8, 9, 7, 9, 6];

/**
 * Forty-eight rooms in four streets; twelve of each street, half of them villages. Of ten items due about eight are
 * done, but for what a test plants.
 */
export const alike = (change: (street: number, serial: number) => Partial<Planted> = () => ({})): Planted[] =>
  Array.from({ length: 48 }, (_, index) => {
    const [street, serial] = [Math.floor(index / 12) + 1, (index % 12) + 1];
    return {
      street,
      serial,
      kind: serial % 2 === 0 ? 'VILLAGE' : 'NEIGHBOURHOOD',
      due: 10,
      done: DONE[(index * 5) % 12]!,
      ...change(street, serial),
    };
  });
