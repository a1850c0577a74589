import pg from 'pg';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { idOf } from '../../src/kernel/global-id.js';
import { Records } from '../comparison/records.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';

const SEAL =
  'mutation ($input: PeriodSealInput!) { periodSeal(input: $input) { seal { id hash verified } errors { code } } }';
const TOPICS = 'MEDIAN_DAYS_TOPIC_TO_SESSION';
const METRICS = `[${TOPICS}, SATISFIED_EVALUATIONS, EVALUATION_SCORE, ATTENDANCE_ROLES, DISTINCT_PEOPLE]`;
const VALUE =
  'metric { id } value bound numerator denominator low high suppressedReason parts { key name count share low ' +
  'high suppressedReason }';
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

describe('sealed numbers that are made of single cases', () => {
  let world: World;
  let city: PlaceRef;
  let rooms: RoomRef[];
  let records: Records;
  let committee: Api;
  let superuser: pg.Client;
  let seal: { id: string };
  let before: any;

  const at = (room: RoomRef): Record<string, unknown> => ({ place_id: room.place.id, place_path: room.place.path });
  const compare = async (asOf: string | null = null, order = '') =>
    (
      await committee.must(
        `query ($asOf: ID) { compareRooms(within: "${city.code}", period: {year: 2022}, asOf: $asOf${order}) {
    nodes { place { code } values(metrics: ${METRICS}) { ${VALUE} } } columns(metrics: ${METRICS}) { total { ${VALUE} }
    median } } }`,
        { asOf },
      )
    ).compareRooms;
  const evaluate = (room: RoomRef, topic: string, satisfaction: string): Promise<string> =>
    world.insert(city.cityId, 'evaluation', {
      ...at(room),
      topic_id: topic,
      evaluator: 'PUBLIC',
      satisfaction,
      done_from: '2022-09-09',
      done_to: '2022-09-09',
      done_precision: 'DAY',
    });

  beforeAll(async () => {
    world = await World.start();
    superuser = new pg.Client({ connectionString: world.db.superuserUrl });
    await superuser.connect();
    city = await world.city();
    const street = await world.street(city);
    rooms = [await world.room(await world.community(street, 1)), await world.room(await world.community(street, 2))];
    records = new Records(world, city);
    committee = await world.account(GrantRole.CITY_COMMITTEE, city);
    for (const [index, room] of rooms.entries()) {
      let topic = '';
      for (let n = 1; n <= 5; n += 1) {
        topic = await records.topic(room, { from: '2022-01-01' });
        const session = await records.session(
          room,
          topic,
          { from: dayAfter('2022-01-01', n * (index + 1) * 10) },
          { heads: { AFFECTED_PARTY: 7, DEPARTMENT: 2 } },
        );
        for (let name = 0; name < 9; name += 1)
          await world.insert(city.cityId, 'attendance_person', {
            ...at(room),
            session_id: session,
            role: 'AFFECTED_PARTY',
            name: `测试人${name + n}`,
          });
      }
      for (const level of [
        'SATISFIED',
        'SATISFIED',
        'SATISFIED',
        'BASICALLY_SATISFIED',
        'NOT_SATISFIED',
        'NOT_SATISFIED',
      ])
        await evaluate(room, topic, level);
    }
    before = await compare();
    seal = (await committee.must(SEAL, { input: { within: city.code, period: { year: 2022 }, title: '全年' } }))
      .periodSeal.seal;
  });
  afterAll(async () => {
    await superuser.end();
    await world.stop();
  });

  const verified = async (): Promise<boolean | null> =>
    (await committee.must('query ($id: ID!) { node(id: $id) { ... on Seal { verified } } }', { id: seal.id })).node
      .verified;

  it('stay as they were sealed, totals of all cases together included', async () => {
    expect(before.columns.map((column: any) => [column.total.metric.id, column.total.value])).toEqual([
      [TOPICS, 40],
      ['SATISFIED_EVALUATIONS', 0.5],
      ['EVALUATION_SCORE', null],
      ['ATTENDANCE_ROLES', 70 / 90],
      ['DISTINCT_PEOPLE', 25],
    ]);
    expect(await compare(seal.id)).toEqual(before);
    expect(await verified()).toBe(true);
  });

  it('keep when something is entered later, which shows as a revision, with what was entered', async () => {
    const room = rooms[0]!;
    const topic = await records.topic(room, { from: '2022-02-01' });
    await records.session(room, topic, { from: '2022-12-01' });
    await evaluate(room, topic, 'SATISFIED');
    expect(await compare(seal.id)).toEqual(before);
    expect((await compare()).columns[0].total.denominator).toBe(11);
    const { node } = await committee.must(
      `query ($id: ID!) { node(id: $id) { ... on Seal { verified revisions(first: 50) { nodes { sealed { ${VALUE} }
        current { ${VALUE} } lateEntries { part record { id } } } } } } }`,
      { id: seal.id },
    );
    expect(node.verified).toBe(true);
    const revision = (id: string): any => node.revisions.nodes.find((one: any) => one.sealed.metric.id === id);
    expect(revision(TOPICS)).toMatchObject({
      sealed: { value: 30, denominator: 5 },
      current: { value: 35, denominator: 6 },
    });
    expect(revision(TOPICS).lateEntries.map((entry: any) => entry.part)).toEqual(['NUMERATOR', 'DENOMINATOR']);
    expect(revision('SATISFIED_EVALUATIONS').sealed.parts.map((part: any) => part.count)).toEqual([3, 1, 2]);
    expect(revision('SATISFIED_EVALUATIONS').current.parts.map((part: any) => part.count)).toEqual([4, 1, 2]);
  });

  it('are put in order from the seal', async () => {
    const order = (direction: string): string => `, orderBy: {by: METRIC, metric: ${TOPICS}, direction: ${direction}}`;
    const codes = rooms.map((room) => room.place.code);
    expect((await compare(seal.id, order('DESC'))).nodes.map((row: any) => row.place.code)).toEqual(codes.toReversed());
    expect((await compare(seal.id, order('ASC'))).nodes.map((row: any) => row.place.code)).toEqual(codes);
  });

  it.each([
    [
      'a part',
      `UPDATE sealed_value SET parts = jsonb_set(parts, '{0,count}', '4')
        WHERE metric_id = 'SATISFIED_EVALUATIONS' AND seal_id = $1 AND room_id = $2`,
    ],
    [
      'a case',
      `UPDATE sealed_value SET cases = jsonb_set(cases, '{0,1}', '2')
        WHERE metric_id = '${TOPICS}' AND seal_id = $1 AND room_id = $2`,
    ],
  ])('no longer have their hash once %s is changed (control)', async (_what, change) => {
    await superuser.query('BEGIN');
    const id = idOf(seal.id, 'Seal');
    const stored = (
      await superuser.query(
        'SELECT metric_id, parts, cases FROM sealed_value WHERE seal_id = $1 AND room_id = $2 AND cases IS NOT NULL',
        [id, rooms[1]!.id],
      )
    ).rows;
    expect(stored.length).toBeGreaterThan(3);
    expect((await superuser.query(change, [id, rooms[1]!.id])).rowCount).toBe(1);
    await superuser.query('COMMIT');
    expect(await verified()).toBe(false);
    for (const row of stored)
      await superuser.query(
        'UPDATE sealed_value SET parts = $3, cases = $4 WHERE seal_id = $1 AND room_id = $2 AND metric_id = $5',
        [id, rooms[1]!.id, JSON.stringify(row.parts), JSON.stringify(row.cases), row.metric_id],
      );
    expect(await verified()).toBe(true);
  });
});
