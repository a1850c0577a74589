import { GrantRole } from '../../src/kernel/grant-role.js';
import { plainText } from '../../src/kernel/plain-text.js';
import { recount } from '../../src/modules/comparison/counting/recount.service.js';
import type { RoomRef } from '../support/world.js';
import { CommonGround } from './ground.js';
import type { Records } from './records.js';

const METRIC = 'DISTINCT_PEOPLE';
const VALUE = 'value bound numerator denominator suppressedReason display';
const YEAR = { year: 2022 };
const people = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `测试人${from + i}`);

describe('people, each counted once', () => {
  let ground: CommonGround;
  let records: Records;

  beforeAll(async () => {
    ground = await CommonGround.start();
    records = ground.records;
  });
  afterAll(() => ground.stop());

  const value = (room: RoomRef, period: Record<string, unknown> = YEAR): Promise<any> =>
    ground.value(room, METRIC, period, VALUE);

  async function session(
    room: RoomRef,
    day: string,
    names: readonly string[],
    heads = names.length,
    days: { from: string; to?: string; precision?: 'MONTH' } = { from: day },
  ): Promise<string> {
    const topic = await records.topic(room, { from: '2021-01-01' });
    const id = await records.session(room, topic, days, { heads: heads > 0 ? { RESIDENT_REPRESENTATIVE: heads } : {} });
    await named(room, id, names);
    return id;
  }
  async function named(room: RoomRef, sessionId: string, names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await ground.sql(
      `INSERT INTO attendance_person (city_id, id, place_id, place_path, session_id, role, name, plain_name)
        SELECT $1, gen_random_uuid(), $2, $3, $4, 'RESIDENT_REPRESENTATIVE', n, p
        FROM unnest($5::text[], $6::text[]) u(n, p)`,
      [ground.city.cityId, room.place.id, room.place.path, sessionId, names, names.map(plainText)],
    );
  }
  const kept = async (room: RoomRef): Promise<string[]> =>
    (
      await ground.sql<{ line: string }>(
        `SELECT concat_ws(' ', span, from_day, people, names) AS line FROM room_people_stat WHERE room_id = $1
          ORDER BY from_day, span`,
        [room.id],
      )
    ).map(({ line }) => line);

  it('exact for a month, a quarter and a year: who came in two months came once in the quarter', async () => {
    const room = await ground.room();
    await session(room, '2022-04-10', people(1, 20));
    await session(room, '2022-05-10', people(11, 30));
    await session(room, '2022-08-10', people(1, 10));
    expect(await kept(room)).toEqual(
      [
        'YEAR 2022-01-01 30 50',
        'MONTH 2022-04-01 20 20',
        'QUARTER 2022-04-01 30 40',
        'MONTH 2022-05-01 20 20',
        'MONTH 2022-08-01 10 10',
        'QUARTER 2022-07-01 10 10',
      ].sort((a, b) => a.split(' ')[1]!.localeCompare(b.split(' ')[1]!) || a.localeCompare(b)),
    );
    expect(await value(room, { from: '2022-04-01', to: '2022-04-30' })).toEqual({
      value: 20,
      bound: 'APPROXIMATE',
      numerator: 20,
      denominator: null,
      suppressedReason: null,
      display: '约 20 人',
    });
    expect(await value(room, { year: 2022, quarter: 2 })).toMatchObject({ value: 30, bound: 'APPROXIMATE' });
    expect(await value(room)).toMatchObject({ value: 30, bound: 'APPROXIMATE' });
    // April and May are no quarter, but everybody who came in the half-year up to June came in its second quarter.
    expect(await value(room, { from: '2022-01-01', to: '2022-06-30' })).toMatchObject({
      value: 30,
      bound: 'APPROXIMATE',
    });
    // From May to September: 30 people, of whom 20 in May are the most in one span.
    expect(await value(room, { from: '2022-05-01', to: '2022-09-30' })).toMatchObject({
      value: 20,
      bound: 'AT_LEAST',
      display: '不少于 20 人',
    });
    expect(await value(room, { year: 2023 })).toMatchObject({ value: 0, bound: 'EXACT', numerator: 0 });
  });

  it('a floor where a session has more heads than names, and nothing where no name is known', async () => {
    const [partly, without] = [await ground.room(), await ground.room()];
    await session(partly, '2022-04-10', people(1, 13), 15);
    expect(await value(partly)).toMatchObject({ value: 10, bound: 'AT_LEAST', numerator: 10 });
    await session(without, '2022-04-10', [], 15);
    expect(await value(without)).toMatchObject({
      value: null,
      bound: null,
      numerator: null,
      suppressedReason: 'NOT_APPLICABLE',
    });
    expect(await value(await ground.room())).toMatchObject({ value: null, suppressedReason: 'NO_DATA' });
  });

  it('the same name twice is one person; one to four people are not shown', async () => {
    const room = await ground.room();
    await session(room, '2022-04-10', [...people(1, 4), '测试人1']);
    expect(await kept(room)).toContain('YEAR 2022-01-01 4 5');
    expect(await value(room)).toEqual({
      value: null,
      bound: null,
      numerator: null,
      denominator: null,
      suppressedReason: 'PRIVACY',
      display: '涉及个人，不显示',
    });
    await session(room, '2022-05-10', people(5, 5));
    expect(await value(room)).toMatchObject({ value: 5, suppressedReason: null });
  });

  it('a name written in other ways is one person, and is shown as it was entered', async () => {
    const room = await ground.room();
    await session(room, '2022-04-10', ['测试\u3000甲', '测试人\uFF11', ...people(2, 5)]);
    await session(room, '2022-04-20', ['测试甲', '测试\u200B甲', '测试人1']);
    await session(room, '2022-05-10', [' 测试甲 ', '测试乙']);
    expect(await kept(room)).toEqual(
      ['MONTH 2022-04-01 6 9', 'QUARTER 2022-04-01 7 11', 'YEAR 2022-01-01 7 11', 'MONTH 2022-05-01 2 2'].sort(
        (a, b) => a.split(' ')[1]!.localeCompare(b.split(' ')[1]!) || a.localeCompare(b),
      ),
    );
    expect(await recount(ground.world.owner, { within: room.place.code })).toEqual([]);
    const clerk = await ground.world.account(GrantRole.CLERK, room.place);
    const { explain } = await clerk.must(
      `{ explain(within: "${room.place.code}", metric: ${METRIC}, period: {year: 2022}, first: 50) {
      nodes { counted reason record { ... on AttendancePerson { name } } } } }`,
    );
    const named = (nodes: any[]): string[] => nodes.map(({ record }) => record.name).sort();
    expect(named(explain.nodes.filter(({ counted }: any) => counted))).toEqual(
      ['测试\u3000甲', '测试人\uFF11', '测试乙', ...people(2, 5)].sort(),
    );
    expect(named(explain.nodes.filter(({ reason }: any) => reason === 'SAME_PERSON'))).toEqual(
      ['测试甲', '测试\u200B甲', '测试人1', ' 测试甲 '].sort(),
    );
  });

  it('what a clerk records is counted by the plain form', async () => {
    const room = await ground.room();
    await records.topic(room, { from: '2021-01-01' });
    const clerk = await ground.world.account(GrantRole.CLERK, room.place);
    for (const names of [
      ['测试\u3000甲', '测试乙'],
      ['测试甲', '测试丙'],
    ])
      await clerk.must('mutation ($input: SessionRecordInput!) { sessionRecord(input: $input) { session { id } } }', {
        input: { topicTitle: '测试议题', heldOn: { value: '2022-04-10' }, attendance: [{ role: 'OTHER', names }] },
      });
    expect(await kept(room)).toContain('MONTH 2022-04-01 3 4');
  });

  it('a month not known to the month is in the year alone, and makes the quarter a floor', async () => {
    const room = await ground.room();
    await session(room, '', people(1, 10), 10, { from: '2022-03-15', to: '2022-05-15', precision: 'MONTH' });
    expect(await kept(room)).toEqual(['YEAR 2022-01-01 10 10']);
    expect(await value(room)).toMatchObject({ value: 10, bound: 'APPROXIMATE' });
    expect(await value(room, { year: 2022, quarter: 2 })).toMatchObject({
      value: null,
      suppressedReason: 'NOT_APPLICABLE',
    });
  });

  it('follows names struck out or changed, and sessions moved or found not to have been held', async () => {
    const room = await ground.room();
    const first = await session(room, '2022-04-10', people(1, 10));
    await session(room, '2022-04-20', people(6, 15));
    expect(await kept(room)).toContain('MONTH 2022-04-01 15 20');
    await ground.sql(`DELETE FROM attendance_person WHERE session_id = $1 AND name = '测试人1'`, [first]);
    await ground.sql(
      `UPDATE attendance_person SET name = '测试人15', plain_name = '测试人15' WHERE session_id = $1 AND name = '测试人2'`,
      [first],
    );
    expect(await kept(room)).toContain('MONTH 2022-04-01 13 19');
    await ground.sql(`UPDATE session SET held_from = '2023-07-01', held_to = '2023-07-01' WHERE id = $1`, [first]);
    expect(await kept(room)).toEqual(
      [
        'MONTH 2022-04-01 10 10',
        'QUARTER 2022-04-01 10 10',
        'YEAR 2022-01-01 10 10',
        'YEAR 2023-01-01 9 9',
        'MONTH 2023-07-01 9 9',
        'QUARTER 2023-07-01 9 9',
      ].sort((a, b) => a.split(' ')[1]!.localeCompare(b.split(' ')[1]!) || a.localeCompare(b)),
    );
    await ground.sql(
      `UPDATE session SET state = 'CANCELLED', held_from = NULL, held_to = NULL, held_precision = NULL WHERE id = $1`,
      [first],
    );
    expect(await kept(room)).toEqual(
      ['MONTH 2022-04-01 10 10', 'QUARTER 2022-04-01 10 10', 'YEAR 2022-01-01 10 10'].sort(
        (a, b) => a.split(' ')[1]!.localeCompare(b.split(' ')[1]!) || a.localeCompare(b),
      ),
    );
    expect(await recount(ground.world.owner, {})).toEqual([]);
  });

  it('a recount finds what a disabled trigger let slip, and mends it (control)', async () => {
    const room = await ground.room();
    await session(room, '2022-04-10', people(1, 10));
    await ground.world.owner.query('ALTER TABLE attendance_person DISABLE TRIGGER zz_people_insert');
    await session(room, '2022-05-10', people(11, 16));
    await ground.world.owner.query('ALTER TABLE attendance_person ENABLE TRIGGER zz_people_insert');
    const drift = await recount(ground.world.owner, { within: room.place.code });
    expect(drift.map(({ measure, from, kept: was, counted }) => [measure, from, was, counted])).toEqual([
      ['PEOPLE_MONTH', '2022-05-01', '0 / 0', '6 / 6'],
      ['PEOPLE_QUARTER', '2022-04-01', '10 / 10', '16 / 16'],
      ['PEOPLE_YEAR', '2022-01-01', '10 / 10', '16 / 16'],
    ]);
    await recount(ground.world.owner, { repair: true });
    expect(await recount(ground.world.owner, {})).toEqual([]);
    expect(await value(room)).toMatchObject({ value: 15 });
  });

  it('keeps count while many write to one room at once', async () => {
    const room = await ground.room();
    const sessions = [
      await session(room, '2022-04-10', []),
      await session(room, '2022-04-20', []),
      await session(room, '2022-06-20', []),
    ];
    await Promise.all(
      Array.from({ length: 24 }, (_, writer) => named(room, sessions[writer % 3]!, people(1 + writer, 5 + writer))),
    );
    expect(await kept(room)).toContain('YEAR 2022-01-01 28 120');
    expect(await recount(ground.world.owner, { within: room.place.code })).toEqual([]);
  });

  it('takes no statement where no name is given', async () => {
    const room = await ground.room();
    await session(room, '2022-04-10', [], 30);
    expect(await kept(room)).toEqual([]);
    const triggers = (await ground.world.owner.query(
      `SELECT tgrelid::regclass::text AS "table", tgname AS name FROM pg_trigger WHERE tgname LIKE 'zz_people%'
        ORDER BY 1, 2`,
    )) as { table: string; name: string }[];
    // Of what an attendance without names writes nothing is watched; a session only when it is moved.
    expect(triggers.map(({ table, name }) => `${table} ${name}`)).toEqual([
      'attendance_person zz_people_delete',
      'attendance_person zz_people_insert',
      'attendance_person zz_people_update',
      'session zz_people_moved',
    ]);
  });

  it('a street is the sum of its rooms, for a person who comes to two rooms counts at each', async () => {
    const area = await ground.world.street(ground.city, 7);
    const [one, other] = [await ground.room(area), await ground.room(area)];
    await session(one, '2022-04-10', people(1, 10));
    await session(other, '2022-04-10', people(6, 17));
    const ask = async () =>
      ground.committee
        .must(`{ summary(within: "${area.code}", period: {year: 2022}, metrics: [${METRIC}]) { values { ${VALUE} }
          children { values { value } } }
      compareRooms(within: "${area.code}", period: {year: 2022}, orderBy: {by: METRIC, metric: ${METRIC}}) { nodes {
      value(metric: ${METRIC}) { value } } columns(metrics: [${METRIC}]) { total { value bound } } } }`);
    const { summary, compareRooms } = await ask();
    expect(summary.values[0]).toMatchObject({ value: 20, bound: 'APPROXIMATE' });
    expect(
      [summary.children, compareRooms.nodes].map((rows) =>
        rows.map((row: any) => (row.values?.[0] ?? row.value).value),
      ),
    ).toEqual([
      [10, 10],
      [10, 10],
    ]);
    expect(compareRooms.columns[0].total).toEqual({ value: 20, bound: 'APPROXIMATE' });
    await session(other, '2022-05-10', [], 12);
    expect((await ask()).summary.values[0]).toMatchObject({ value: 20, bound: 'AT_LEAST' });
  });

  it('the difference of two answers does not tell of a person', async () => {
    const room = await ground.room();
    await session(room, '2022-04-10', people(1, 20));
    const answers: string[] = [];
    for (let day = 11; day <= 14; day += 1) {
      const before = JSON.stringify(await value(room));
      await session(room, `2022-05-${day}`, people(9 + day, 9 + day));
      answers.push(before === JSON.stringify(await value(room)) ? 'same' : 'other');
    }
    // Of four people that come one by one, three change nothing, and one changes it by five: which of them it was, and
    // how many, nobody can tell.
    expect(answers.sort()).toEqual(['other', 'same', 'same', 'same']);
    expect(await value(room)).toMatchObject({ value: 25 });
    // May had four people of its own; its number is hidden, and the year less April does not bring it back.
    expect(await value(room, { from: '2022-05-01', to: '2022-05-31' })).toMatchObject({
      value: null,
      suppressedReason: 'PRIVACY',
    });
    expect((await value(room)).value - (await value(room, { from: '2022-04-01', to: '2022-04-30' })).value).toBe(5);
  });

  it("shows the names behind it to the room's own people and to nobody else", async () => {
    const room = await ground.room();
    await session(room, '2022-04-10', people(1, 6));
    await session(room, '2022-05-10', people(3, 8));
    const clerk = await ground.world.account(GrantRole.CLERK, room.place);
    const query = `{ explain(within: "${room.place.code}", metric: ${METRIC}, period: {year: 2022}, first: 50) {
      totalCount value { value } nodes { counted reason text part record { ... on AttendancePerson { name } } } } }`;
    const { explain } = await clerk.must(query);
    expect(explain).toMatchObject({ totalCount: 12, value: { value: 10 } });
    expect(
      explain.nodes
        .filter((node: any) => node.counted)
        .map((node: any) => node.record.name)
        .sort(),
    ).toEqual(people(1, 8));
    expect(explain.nodes.filter((node: any) => !node.counted).map((node: any) => [node.reason, node.text])).toEqual(
      Array.from({ length: 4 }, () => ['SAME_PERSON', '同名者已计一次']),
    );
    const others = [
      ground.committee,
      await ground.world.account(GrantRole.OBSERVER, room.place),
      await ground.world.account(GrantRole.STREET_CPPCC_LIAISON, ground.street),
    ];
    for (const api of others)
      expect((await api.must(query)).explain).toMatchObject({ totalCount: 0, nodes: [], value: { value: 10 } });
  });
});
