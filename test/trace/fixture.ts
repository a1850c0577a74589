import type { RoomRef, World } from '../support/world.js';

/** Writes a row at a room's place, as the owner. */
export const placed = (
  world: World,
  { place }: RoomRef,
  table: string,
  fields: Record<string, unknown>,
): Promise<string> => world.insert(place.cityId, table, { place_id: place.id, place_path: place.path, ...fields });

const day = (name: string, date: string): Record<string, unknown> => ({
  [`${name}_from`]: date,
  [`${name}_to`]: date,
  [`${name}_precision`]: 'DAY',
});

/** A topic proposed in 2026, in its first stage. @returns its uuid. */
export async function topicFixture(world: World, room: RoomRef, fields: Record<string, unknown> = {}): Promise<string> {
  const [procedure] = await world.sql<{ id: string }>(room.place.cityId, 'SELECT id FROM procedure LIMIT 1');
  return placed(world, room, 'topic', {
    room_id: room.id,
    procedure_id: procedure!.id,
    title: '路灯',
    track: 'SIMPLE',
    ...day('proposed', '2026-01-10'),
    ...fields,
  });
}

/**
 * One of everything: concern, topic, session, suggestion, outcome, report, decision, answer, plan, item, evaluation.
 * @returns the topic's uuid.
 */
export async function chainFixture(world: World, room: RoomRef): Promise<string> {
  const topic_id = await topicFixture(world, room);
  const room_id = room.id;
  const put = (table: string, fields: Record<string, unknown>): Promise<string> => placed(world, room, table, fields);
  const concern_id = await put('concern', {
    room_id,
    text: '晚上看不见路',
    source: 'VISIT',
    ...day('received', '2026-01-05'),
  });
  await put('topic_concern', { topic_id, concern_id });
  const session_id = await put('session', {
    room_id,
    topic_id,
    round: 1,
    ordinal: 1,
    state: 'HELD',
    ...day('held', '2026-02-01'),
    minutes: '大家谈了路灯。',
  });
  const suggestion_id = await put('suggestion', { room_id, topic_id, session_id, ordinal: 1, text: '装十盏灯' });
  const outcome_id = await put('outcome', {
    topic_id,
    route: 'STREET_DECISION',
    summary: '请街道装灯',
    ...day('reached', '2026-02-02'),
  });
  const report_id = await put('outcome_report', { topic_id, outcome_id, ...day('reported', '2026-02-03') });
  const decision_id = await put('outcome_decision', {
    topic_id,
    report_id,
    result: 'DECIDED',
    body: '街道党工委',
    met_on: '2026-02-10',
  });
  await put('suggestion_answer', { topic_id, suggestion_id, decision_id, result: 'ADOPTED' });
  const plan_id = await put('implementation_plan', {
    topic_id,
    kind: 'IMPLEMENTATION_PLAN',
    title: '装灯',
    decision_id,
  });
  const [unit] = await world.sql<{ id: string }>(room.place.cityId, 'SELECT id FROM unit LIMIT 1');
  const responsible_unit_id =
    unit?.id ?? (await world.insert(room.place.cityId, 'unit', { name: '路灯管理所', kind: 'DEPARTMENT' }));
  await put('implementation_item', {
    topic_id,
    plan_id,
    plan_kind: 'IMPLEMENTATION_PLAN',
    suggestion_id,
    measure: '装灯',
    responsible_unit_id,
    assigned_on: '2026-02-11',
    due_on: '2026-03-01',
    state: 'VERIFIED',
  });
  await put('evaluation', { topic_id, evaluator: 'PUBLIC', satisfaction: 'SATISFIED', ...day('done', '2026-03-10') });
  return topic_id;
}
