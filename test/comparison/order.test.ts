import { isOrderedInDatabase } from '../../src/modules/comparison/answers/rooms/comparison-lines.js';
import { CATALOGUE } from '../../src/modules/comparison/catalogue/catalogue.js';
import type { PlaceRef, RoomRef } from '../support/world.js';
import { CommonGround } from './ground.js';
import type { Records } from './records.js';

const ROOMS = 30;
const PERIOD = { year: 2022 };

const PAGE = `query ($within: String!, $period: PeriodInput!, $first: Int!, $after: String, $orderBy: RoomOrderInput,
  $metrics: [MetricId!]!) {
  compareRooms(within: $within, period: $period, first: $first, after: $after, orderBy: $orderBy) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor } coverage { withData }
    period { label }
    nodes { place { code name } room { id name conveners { name } } all: values(metrics: $metrics) { metric { id name }
    value suppressedReason } one: value(metric: SESSIONS_HELD) { value } two: value(metric: COMPLETION_RATE) {
    value low high } }
  }
}`;

/** How many different values a register of rooms can show. */
const OF_REGISTER: Readonly<Record<string, number>> = {
  ROOMS_BUILT: 1,
  ROOMS_ACTIVE: 2,
  ROOMS_SILENT: 2,
  ACTIVE_ROOM_SHARE: 1,
};

interface RowOf {
  place: { code: string };
  all: { metric: { id: string }; value: number | null; suppressedReason: string | null }[];
}

describe('the order of compared rooms', () => {
  let ground: CommonGround;
  let many: PlaceRef;
  let single: PlaceRef;
  const metrics = ['SESSIONS_HELD', 'SUGGESTIONS_PER_1000', 'COMPLETION_RATE'];

  beforeAll(async () => {
    ground = await CommonGround.start();
    [many, single] = (await ground.streets(2)) as [PlaceRef, PlaceRef];
    const { world, records } = ground;
    for (let serial = 1; serial <= ROOMS; serial += 1)
      await fill(records, await world.room(await world.community(many, serial)), serial);
    await fill(records, await world.room(await world.community(single, 1)), 7);
  });
  afterAll(() => ground.stop());

  /**
   * Ties on purpose; every fifth room has nothing recorded, every seventh no residents and households, every eleventh a
   * total across the period's edge.
   */
  async function fill(records: Records, room: RoomRef, serial: number): Promise<void> {
    if (serial % 7 !== 0) await records.residents(room.place, 1000 + 37 * (serial % 6), '2020-11-01');
    if (serial % 7 !== 0) await records.households(room.place, 300 + 11 * (serial % 6), '2020-11-01');
    if (serial % 5 === 0) return;
    if (serial % 11 === 0) await records.carried(room, 'SESSIONS', 3, '2021-06-01', '2022-06-30');
    else if (serial % 3 === 0) await records.carried(room, 'SESSIONS', 1 + (serial % 4), '2022-01-01', '2022-03-31');
    for (let n = 0; n < 4 + (serial % 4); n += 1)
      await records.concern(room, { from: '2022-01-15' }, n < 1 + (serial % 4) ? 'TAKEN_UP' : 'OPEN');
    for (let n = 0; n < 4 + (serial % 4); n += 1) await deliberate(records, room, serial, n);
    const topic = await records.topic(
      room,
      { from: '2022-02-01' },
      serial % 3 === 0
        ? { state: 'CLOSED', closed_from: '2022-09-01', closed_to: '2022-09-03', closed_precision: 'DAY' }
        : {},
    );
    for (let n = 0; n < serial % 2; n += 1)
      await records.topic(
        room,
        { from: '2022-02-01' },
        { state: 'CLOSED', closed_from: '2022-09-01', closed_to: '2022-09-03', closed_precision: 'DAY' },
      );
    for (let n = 0; n < serial % 3; n += 1)
      await records.topic(room, { from: '2022-02-01' }, { planned_month: '2022-03-01' });
    for (let n = 0; n < 3 + (serial % 4); n += 1) {
      const item = await records.item(room, topic, '2022-10-10');
      if (n < 1 + (serial % 3))
        await records.itemEvent(room, item, 'PROGRESS', { from: n === 0 ? '2022-10-20' : '2022-09-20' }, 'DONE');
      if (n < 2 && serial % 2 === 0)
        await records.verification(room, item, { from: n === 0 ? '2022-09-30' : '2022-11-30' });
    }
    for (let n = 0; n < 5 && serial % 4 !== 0; n += 1) {
      const kind = n < serial % 3 ? 'RESPONSIBILITY_LIST' : 'IMPLEMENTATION_PLAN';
      const item = await records.item(room, topic, '2022-10-10', kind);
      await records.itemEvent(room, item, 'ACCEPTANCE', { from: '2022-10-20' }, 'DONE');
      if (n < serial % 4) await records.verification(room, item, { from: '2022-11-30' });
    }
  }

  /** One topic from its plan to its outcome, each room and topic some steps further than the others. */
  async function deliberate(records: Records, room: RoomRef, serial: number, n: number): Promise<void> {
    const topic = await records.topic(
      room,
      { from: '2022-01-20' },
      { planned_month: n < 4 + (serial % 3) ? (n < 1 + (serial % 3) ? '2022-12-01' : '2022-05-01') : null },
    );
    if (n < 1 + (serial % 3)) await records.step(room, topic, 'APPROVED', { from: '2022-02-10' });
    if (n < 1 + (serial % 4)) await records.research(room, topic, { from: '2022-02-20' }, 3 + (serial % 4));
    const session = await records.session(
      room,
      topic,
      { from: n < 2 + (serial % 3) ? '2022-04-10' : '2022-06-10' },
      {
        suggestions: 1 + ((serial + n) % 3),
        heads: {
          AFFECTED_PARTY: 13 + 5 * (serial % 5),
          ...(n % 2 === 0 ? { EXPERT: 9 } : {}),
          ...(serial % 2 === 0 ? { OTHER: 30 } : {}),
        },
      },
      { minutes: n < 1 + (serial % 4) ? '记录' : null, consensus: n < 2 + (serial % 2) ? 'FULL' : null },
    );
    const asked = await records.suggestionsOf(session);
    for (const [index, id] of asked.entries())
      if (index + n > serial % 4)
        await records.answer(
          room,
          topic,
          id,
          (index * 3 + n + serial) % (2 + (serial % 3)) === 0 ? 'ADOPTED' : 'DECLINED',
        );
    const outcome = await records.outcome(room, topic, n % 3 === 0 ? 'STREET_DECISION' : 'SOLVED_ON_SPOT', {
      from: '2022-07-01',
    });
    if (n % 3 === 0)
      await records.report(
        room,
        topic,
        outcome,
        { from: '2022-07-10' },
        serial % 2 === 0 || n === 0 ? { metOn: '2022-07-20' } : null,
      );
    if (n < 1 + (serial % 3)) await records.item(room, topic, '2022-12-10');
    if (n === 1 && serial % 2 === 0) await records.report(room, topic, outcome, { from: '2022-07-10' });
  }

  const page = async (variables: Record<string, unknown>) =>
    (await ground.committee.must(PAGE, { within: many.code, period: PERIOD, metrics, first: 500, ...variables }))
      .compareRooms;

  it('is that of the official codes unless said otherwise', async () => {
    const { nodes, totalCount } = await page({});
    const codes = nodes.map((row: RowOf) => row.place.code);
    expect(totalCount).toBe(ROOMS);
    expect(codes).toEqual(codes.toSorted());
    const reversed = await page({ orderBy: { by: 'PLACE_CODE', direction: 'DESC' } });
    expect(reversed.nodes.map((row: RowOf) => row.place.code)).toEqual(codes.toReversed());
  });

  // Those of single cases are put in order here, by the values shown: durations.test.ts pages through them.
  it.each(CATALOGUE.filter(isOrderedInDatabase).map((metric) => metric.id))(
    'by %s puts rooms without a value last both ways, ties by code, and agrees with the values shown',
    async (metric) => {
      const rows: RowOf[] = (await page({ metrics: [metric] })).nodes;
      const valueOf = (row: RowOf): number | null => row.all.find((value) => value.metric.id === metric)!.value;
      // A room is one room: it is built, met or was silent, and too few for a share.
      const different = new Set(rows.map(valueOf)).size;
      expect([metric, OF_REGISTER[metric] ? different === OF_REGISTER[metric] : different > 2]).toEqual([metric, true]);
      if (!(metric in OF_REGISTER)) expect(rows.some((row) => valueOf(row) === null)).toBe(true);
      for (const [direction, sign] of [
        ['ASC', 1],
        ['DESC', -1],
      ] as const) {
        const expected = [...rows].sort((a, b) => {
          const [x, y] = [valueOf(a), valueOf(b)];
          if (x !== null && y !== null && x !== y) return sign * (x - y);
          if ((x === null) !== (y === null)) return x === null ? 1 : -1;
          return a.place.code < b.place.code ? -1 : 1;
        });
        const ordered = await page({ orderBy: { by: 'METRIC', metric, direction } });
        expect(ordered.nodes.map((row: RowOf) => row.place.code)).toEqual(expected.map((row) => row.place.code));
      }
    },
  );

  it.each([
    [{ by: 'PLACE_CODE', direction: 'ASC' }],
    [{ by: 'PLACE_CODE', direction: 'DESC' }],
    [{ by: 'METRIC', metric: 'SUGGESTIONS_PER_1000', direction: 'DESC' }],
    [{ by: 'METRIC', metric: 'SUGGESTIONS_PER_1000', direction: 'ASC' }],
    [{ by: 'METRIC', metric: 'SESSIONS_HELD', direction: 'DESC' }],
    [{ by: 'METRIC', metric: 'COMPLETION_RATE', direction: 'ASC' }],
  ])('%j is paged through without a gap and without showing a room twice', async (orderBy) => {
    const whole = (await page({ orderBy })).nodes.map((row: RowOf) => row.place.code);
    const seen: string[] = [];
    let after: string | null = null;
    for (let turn = 0; turn < 20; turn += 1) {
      const part = await page({ orderBy, first: 4, after });
      expect(part.pageInfo.hasPreviousPage).toBe(after !== null);
      expect(part.totalCount).toBe(ROOMS);
      seen.push(...part.nodes.map((row: RowOf) => row.place.code));
      if (!part.pageInfo.hasNextPage) break;
      expect(part.pageInfo.endCursor).toBe(part.edges.at(-1).cursor);
      after = part.pageInfo.endCursor;
    }
    expect(seen).toEqual(whole);
  });

  it('refuses a cursor of another order, and what is no cursor', async () => {
    const { pageInfo } = await page({ first: 2 });
    const ask = (after: string, orderBy: unknown): Promise<{ codes: readonly string[] }> =>
      ground.committee.ask(PAGE, { within: many.code, period: PERIOD, metrics, first: 2, after, orderBy });
    const bad = [
      await ask(pageInfo.endCursor, { by: 'METRIC', metric: 'SUGGESTIONS', direction: 'ASC' }),
      await ask(pageInfo.endCursor, { by: 'PLACE_CODE', direction: 'DESC' }),
      await ask('???', null),
      await ask(Buffer.from(JSON.stringify(['', 'ASC', '', '9\0'])).toString('base64url'), null),
      await ask(Buffer.from(JSON.stringify(['SUGGESTIONS', 'ASC', '1e999', '9'])).toString('base64url'), {
        by: 'METRIC',
        metric: 'SUGGESTIONS',
        direction: 'ASC',
      }),
      await ask(Buffer.from(JSON.stringify(['SUGGESTIONS', 'ASC', '1;', '9'])).toString('base64url'), {
        by: 'METRIC',
        metric: 'SUGGESTIONS',
        direction: 'ASC',
      }),
    ];
    expect(bad.map((answer) => answer.codes)).toEqual([
      ['BAD_USER_INPUT'],
      ['BAD_USER_INPUT'],
      ['BAD_USER_INPUT'],
      ['BAD_USER_INPUT'],
      ['BAD_USER_INPUT'],
      ['BAD_USER_INPUT'],
    ]);
  });

  it.each([
    ['by METRIC without one', { orderBy: { by: 'METRIC' } }],
    ['a metric by code', { orderBy: { by: 'PLACE_CODE', metric: 'SUGGESTIONS' } }],
    ['more than 500', { first: 501 }],
    ['less than none', { first: -1 }],
    ['half a month', { period: { from: '2022-01-01', to: '2022-01-15' } }],
    ['no such day', { period: { from: '2022-02-01', to: '2022-02-30' } }],
    ['a place with a stray character', { within: '99\0' }],
  ])('refuses %s', async (_what, variables) => {
    const { codes, data } = await ground.committee.ask(PAGE, {
      within: many.code,
      period: PERIOD,
      metrics,
      first: 5,
      ...variables,
    });
    expect(codes).toHaveLength(1);
    expect(['BAD_USER_INPUT', 'NOT_FOUND']).toContain(codes[0]);
    expect(data).toBeNull();
  });

  it('answers none of the rooms when none are asked for', async () => {
    expect(await page({ first: 0 })).toMatchObject({
      totalCount: ROOMS,
      nodes: [],
      pageInfo: { hasNextPage: true, endCursor: null },
    });
  });

  it.each([
    ['by code', null],
    ['by metric', { by: 'METRIC', metric: 'SUGGESTIONS_PER_SESSION', direction: 'DESC' }],
  ])('%s costs as many statements for 30 rooms as for one', async (_name, orderBy) => {
    const count = async (within: string, rooms: number): Promise<number> => {
      ground.world.statements.length = 0;
      const { nodes } = await page({ within, orderBy });
      expect(nodes).toHaveLength(rooms);
      return ground.world.statements.length;
    };
    const one = await count(single.code, 1);
    expect(await count(many.code, ROOMS)).toBe(one);
    const numbers = ground.world.statements.filter(({ text }) => text.includes('a_sessions'));
    // The order by a metric is one statement, the numbers of the page's rooms another.
    expect(numbers).toHaveLength(orderBy ? 2 : 1);
  });
});
