import { GrantRole } from '../../src/kernel/grant-role.js';
import type { Api } from '../support/api.js';
import type { PlaceRef, RoomRef } from '../support/world.js';
import { CommonGround } from './ground.js';
import { Records } from './records.js';

const VALUE = 'metric { id } value bound numerator denominator low high suppressedReason carriedForward';
const METRICS =
  '[SESSIONS_HELD, SUGGESTIONS, ATTENDANCES, SESSIONS_PER_1000, SUGGESTIONS_PER_SESSION, TOPICS_CLOSED, ' +
  'ITEMS_OVERDUE, COMPLETION_RATE, ROOMS_BUILT, ROOMS_ACTIVE, ROOMS_SILENT, ACTIVE_ROOM_SHARE, ROLE_BREADTH]';

const without = (row: Record<string, unknown>, key: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== key));

describe('places side by side and over time', () => {
  let ground: CommonGround;
  let city: PlaceRef;
  let streets: PlaceRef[];
  let rooms: RoomRef[];

  beforeAll(async () => {
    ground = await CommonGround.start();
    streets = await ground.streets(3);
    const { world, records } = ground;
    ({ city } = ground);
    const places = [
      await world.community(streets[0]!, 1),
      await world.community(streets[0]!, 2),
      await world.community(streets[1]!, 1),
      streets[1]!,
      city,
    ];
    rooms = [];
    for (const place of places) rooms.push(await world.room(place));
    await world.community(streets[1]!, 2);
    await records.residents(places[0]!, 2000, '2021-12-31');
    await records.residents(places[2]!, 1000, '2021-12-31');
    for (const [index, room] of rooms.entries()) {
      if (index === 1) continue;
      const topic = await records.topic(
        room,
        { from: '2022-01-05' },
        index === 0
          ? { state: 'CLOSED', closed_from: '2022-05-01', closed_to: '2022-05-01', closed_precision: 'DAY' }
          : {},
      );
      for (let month = 1; month <= 6; month += index + 1)
        await records.session(
          room,
          topic,
          { from: `2022-0${month}-10` },
          { suggestions: month, heads: { AFFECTED_PARTY: 3 } },
        );
      for (let n = 0; n < 5; n += 1) {
        const done = await records.item(room, topic, '2022-03-31');
        await records.item(room, topic, '2022-04-30');
        await records.itemEvent(room, done, 'PROGRESS', { from: '2022-02-01' }, 'DONE');
        await records.verification(room, done, { from: '2022-03-01' });
      }
    }
  });
  afterAll(() => ground.stop());

  const period = '{from: "2022-01-01", to: "2022-06-30"}';
  const roomsOf = async (within: PlaceRef, when = period) =>
    (
      await ground.committee.must(
        `{ compareRooms(within: "${within.code}", period: ${when}, first: 100) { coverage { places enrolled withData }
          nodes { place { code } values(metrics: ${METRICS}) { ${VALUE} } } columns(metrics: ${METRICS}) { metric { id }
          total { ${VALUE} } median withValue missing numbers } } }`,
      )
    ).compareRooms;
  const summaryOf = async (within: PlaceRef, api = ground.committee) =>
    (
      await api.must(
        `{ summary(within: "${within.code}", period: ${period}, metrics: ${METRICS}) { place { code } coverage {
          places enrolled withData } caution values { ${VALUE} } children { place { code } coverage {
          places enrolled withData } values { ${VALUE} } } } }`,
      )
    ).summary;
  const metricOf = (values: { metric: { id: string } }[], id: string): any =>
    values.find((value) => value.metric.id === id);

  it('a place is the sum of its rooms with data: numerators and denominators, never a mean of rates', async () => {
    for (const place of [city, streets[0]!, streets[1]!, rooms[0]!.place]) {
      const { nodes, columns, coverage } = await roomsOf(place);
      const own = await summaryOf(place);
      expect(own.coverage).toEqual(coverage);
      for (const column of columns) {
        const id = column.metric.id as string;
        const rows = nodes
          .map((node: any) => metricOf(node.values, id))
          .filter(
            (value: any) => value.numerator !== null && !(id === 'SESSIONS_PER_1000' && value.denominator === null),
          );
        const sum = (part: string): number => rows.reduce((total: number, value: any) => total + (value[part] ?? 0), 0);
        const value = metricOf(own.values, id);
        expect([id, value]).toEqual([id, column.total]);
        if (value.suppressedReason === 'NOT_APPLICABLE' || value.suppressedReason === 'TOO_FEW') continue;
        expect([id, value.numerator, value.denominator ?? 0]).toEqual([id, sum('numerator'), sum('denominator')]);
        expect(value.value).toBeCloseTo(
          value.denominator === null
            ? value.numerator
            : (value.numerator / value.denominator) * (id === 'SESSIONS_PER_1000' ? 1000 : 1),
          10,
        );
      }
    }
    // 6 + 2 sessions over 3,000 residents; the rooms whose residents nobody entered take no part.
    expect(metricOf((await summaryOf(city)).values, 'SESSIONS_PER_1000')).toMatchObject({
      numerator: 8,
      denominator: 3000,
      value: 8 / 3,
    });
  });

  it('lists the children in order, empty ones too; a room of the place itself counts in its own numbers', async () => {
    const own = await summaryOf(city);
    expect(own.children.map((child: any) => [child.place.code, child.coverage])).toEqual([
      [streets[0]!.code, { places: 2, enrolled: 2, withData: 1 }],
      [streets[1]!.code, { places: 3, enrolled: 2, withData: 2 }],
      [streets[2]!.code, { places: 0, enrolled: 0, withData: 0 }],
    ]);
    const sessions = own.children.map((child: any) => metricOf(child.values, 'SESSIONS_HELD'));
    expect(sessions.map((value: any) => [value.value, value.suppressedReason])).toEqual([
      [6, null],
      [4, null],
      [null, 'NO_DATA'],
    ]);
    expect(metricOf(own.values, 'SESSIONS_HELD').value).toBe(6 + 4 + 2);
    expect((await summaryOf(streets[1]!)).children).toHaveLength(2);
    expect(own.caution).toContain('差异可能出于偶然');
  });

  it('compares streets as their summaries say, in the order asked for, page by page', async () => {
    const ask = async (args: string) =>
      (
        await ground.committee
          .must(`{ compareStreets(within: "${city.code}", period: ${period}${args}) { totalCount pageInfo {
            hasNextPage endCursor } coverage { enrolled } catalogueVersion freshAsOf isDemo
      columns(metrics: [SESSIONS_HELD]) { numbers median missing total { value } } nodes { place { code } coverage {
      places enrolled withData } values(metrics: ${METRICS}) { ${VALUE} } value(metric: SESSIONS_HELD) { value } } } }`)
      ).compareStreets;
    const all = await ask('');
    expect(all).toMatchObject({
      totalCount: 3,
      coverage: { enrolled: 5 },
      isDemo: true,
      pageInfo: { hasNextPage: false },
    });
    const { children } = await summaryOf(city);
    expect(all.nodes.map((node: any) => without(node, 'value'))).toEqual(children);
    // Two sessions are the city's own: in the total, and in no row of a street.
    expect(all.columns).toEqual([{ numbers: [6, 4, null], median: 5, missing: 1, total: { value: 12 } }]);
    const order = ', orderBy: {by: METRIC, metric: SESSIONS_HELD, direction: ASC}, first: 1';
    const codes: string[] = [];
    for (let after = '', next = true; next;) {
      const page = await ask(`${order}${after}`);
      codes.push(...page.nodes.map((node: any) => node.place.code));
      after = `, after: "${page.pageInfo.endCursor}"`;
      next = page.pageInfo.hasNextPage;
    }
    expect(codes).toEqual([streets[1]!.code, streets[0]!.code, streets[2]!.code]);
  });

  const trendOf = async (within: PlaceRef, when: string, by: string, api = ground.committee) =>
    (
      await api.must(
        `{ trend(within: "${within.code}", period: ${when}, by: ${by}, metrics: ${METRICS}) { by period { from to }
          points { period { from to } coverage { enrolled withData } values { ${VALUE} } } } }`,
      )
    ).trend;

  it('every step of a trend is what the comparison of that step says', async () => {
    for (const by of ['MONTH', 'QUARTER', 'YEAR']) {
      const { points } = await trendOf(city, '{from: "2021-11-01", to: "2022-08-31"}', by);
      expect(points.length).toBe({ MONTH: 10, QUARTER: 4, YEAR: 2 }[by]);
      for (const point of points) {
        const { columns, coverage } = await roomsOf(city, `{from: "${point.period.from}", to: "${point.period.to}"}`);
        expect(point.coverage).toEqual({ enrolled: coverage.enrolled, withData: coverage.withData });
        expect(point.values).toEqual(columns.map((column: any) => column.total));
      }
      const sum = points.reduce((total: number, point: any) => total + (point.values[0].value ?? 0), 0);
      expect(sum).toBe(metricOf((await summaryOf(city)).values, 'SESSIONS_HELD').value);
    }
  });

  it('a step that cannot be separated says so, and so does the place it lies in', async () => {
    const apart = await ground.world.city('丙市');
    const street = await ground.world.street(apart, 1);
    const room = await ground.world.room(await ground.world.community(street, 1));
    await new Records(ground.world, apart).carried(room, 'SESSIONS', 4, '2023-02-01', '2023-04-30');
    const own = await ground.world.account(GrantRole.CITY_COMMITTEE, apart);
    const { points } = await trendOf(street, '{year: 2023}', 'MONTH', own);
    const reasons = (index: number) => points.map((point: any) => point.values[index].suppressedReason);
    const unknown = 'PERIOD_NOT_SEPARABLE';
    expect(reasons(0).slice(0, 5)).toEqual(['NO_DATA', unknown, unknown, unknown, null]);
    expect(reasons(1).slice(0, 5)).toEqual(['NO_DATA', 'NO_DATA', 'NO_DATA', null, null]);
    expect((await trendOf(street, '{year: 2023}', 'YEAR', own)).points[0].values[0]).toMatchObject({
      value: 4,
      carriedForward: 4,
    });
    expect((await trendOf(apart, '{year: 2023}', 'MONTH', own)).points[1].values[0].suppressedReason).toBe(unknown);
  });

  it('refuses more steps than a chart can show, and leaves out those that have not begun', async () => {
    const answer = await ground.committee.ask(
      `{ trend(within: "${city.code}", period: {lastMonths: 120}, by: MONTH, metrics: [SESSIONS_HELD]) { points {
        period { from } } } }`,
    );
    expect(answer.codes).toEqual(['BAD_USER_INPUT']);
    expect((await trendOf(city, '{from: "2199-01-01", to: "2199-12-31"}', 'MONTH')).points).toEqual([]);
  });

  it('sets a value beside the period before and the same months a year earlier, as people read it', async () => {
    const { compareRooms } = await ground.committee
      .must(`{ compareRooms(within: "${rooms[0]!.place.code}", period: {year: 2022, quarter: 2}) { nodes {
        values(metrics: [SUGGESTIONS, COMPLETION_RATE, SUGGESTIONS_PER_SESSION]) {
      value display en: display(lang: EN) before: previous(by: PERIOD) { value display } year: previous(by: YEAR) {
      value suppressedReason display(lang: EN) } } } } }`);
    expect(compareRooms.nodes[0].values).toEqual([
      {
        value: 15,
        display: '15 条',
        en: '15 suggestions',
        before: { value: 6, display: '6 条' },
        year: { value: null, suppressedReason: 'NO_DATA', display: 'no records yet' },
      },
      {
        value: 0,
        display: '0%',
        en: '0%',
        before: { value: 1, display: '100%' },
        year: { value: null, suppressedReason: 'NO_DATA', display: 'no records yet' },
      },
      {
        value: 5,
        display: '5.0 条/次',
        en: '5.0 suggestions per session',
        before: { value: 2, display: '2.0 条/次' },
        year: { value: null, suppressedReason: 'NO_DATA', display: 'no records yet' },
      },
    ]);
    const { trend } = await ground.committee.must(
      `{ trend(within: "${city.code}", period: {from: "2022-01-01", to: "2022-03-31"}, by: MONTH, metrics:
        [SESSIONS_HELD]) { points { values { value previous(by: PERIOD) { value } } } } }`,
    );
    const numbers = trend.points.map(({ values: [value] }: any) => value);
    expect(numbers.slice(1).map((value: any) => value.previous.value)).toEqual(
      numbers.slice(0, -1).map((value: any) => value.value),
    );
  });

  it("columns hold every room compared, on every page, and the page's own numbers in order", async () => {
    const ask = async (first: number) =>
      (
        await ground.committee.must(
          `{ compareRooms(within: "${city.code}", period: ${period}, first: ${first}) {
            catalogueVersion freshAsOf caution(lang: EN) columns(metrics: ${METRICS}) { total { value }
            median withValue missing numbers } } }`,
        )
      ).compareRooms;
    const [whole, page] = [await ask(50), await ask(2)];
    expect(page.columns.map((column: any) => without(column, 'numbers'))).toEqual(
      whole.columns.map((column: any) => without(column, 'numbers')),
    );
    expect(page.columns.map((column: any) => column.numbers)).toEqual(
      whole.columns.map((column: any) => column.numbers.slice(0, 2)),
    );
    expect(whole.columns[0]).toMatchObject({ withValue: 4, missing: 1, total: { value: 12 } });
    expect(whole.catalogueVersion).toMatch(/^[0-9a-f]{12}$/);
    expect(whole.caution).toContain('judge nobody');
  });

  it('is for whom the comparison is for', async () => {
    const fields = [
      'summary(within: "$", period: {year: 2022}, metrics: [SESSIONS_HELD]) { values { value } children { ' +
        'place { code } } }',
      'trend(within: "$", period: {year: 2022}, by: YEAR, metrics: [SESSIONS_HELD]) { points { values { value } } }',
      'compareStreets(within: "$", period: {year: 2022}) { totalCount }',
      'explain(within: "$", period: {year: 2022}, metric: SESSIONS_HELD) { totalCount }',
    ];
    const other = await ground.world.community(await ground.world.street(await ground.world.city('乙市'), 1), 1);
    await ground.world.room(other);
    const liaison = await ground.world.account(GrantRole.STREET_CPPCC_LIAISON, streets[1]!);
    const convener = await ground.world.account(GrantRole.CONVENER, rooms[3]!.place);
    const codes = async (api: Api, place: PlaceRef) =>
      (await Promise.all(fields.map((field) => api.ask(`{ ${field.replace('$', place.code)} }`)))).map(
        (answer) => answer.codes[0] ?? 'ok',
      );
    expect(await codes(ground.committee, other)).toEqual(Array(4).fill('NOT_FOUND'));
    expect(await codes(liaison, streets[0]!)).toEqual(Array(4).fill('FORBIDDEN'));
    expect(await codes(liaison, streets[1]!)).toEqual(Array(4).fill('ok'));
    expect(await codes(ground.world.anonymous, streets[1]!)).toEqual(Array(4).fill('UNAUTHENTICATED'));
    expect(await codes(convener, rooms[2]!.place)).toEqual(Array(4).fill('FORBIDDEN'));
    // A street's own room sees itself alone.
    const own = await summaryOf(streets[1]!, convener);
    expect([own.coverage, own.children, metricOf(own.values, 'SESSIONS_HELD').value]).toEqual([
      { places: 1, enrolled: 1, withData: 1 },
      [],
      2,
    ]);
  });

  it('costs as many statements for many places as for one', async () => {
    const count = async (place: PlaceRef): Promise<number[]> => {
      const counts: number[] = [];
      for (const text of [
        `summary(within: "${place.code}", period: ${period}, metrics: ${METRICS}) { coverage { places } values {
          value previous(by: YEAR) { value } } children { place { name } coverage { places } values { value } } }`,
        `trend(within: "${place.code}", period: {from: "2021-01-01", to: "2022-12-31"}, by: MONTH, metrics: ${METRICS})
          { points { coverage { places } values { value } } }`,
        `compareStreets(within: "${place.code}", period: ${period}) { nodes { place { name } coverage { places }
          values(metrics: ${METRICS}) { value } } columns(metrics: ${METRICS}) { median } }`,
      ]) {
        ground.world.statements.length = 0;
        await ground.committee.must(`{ ${text} }`);
        counts.push(ground.world.statements.length);
      }
      return counts;
    };
    const [few, many] = [await count(streets[0]!), await count(city)];
    expect(many).toEqual(few);
    // A choice of metrics is read by up to four groups of sums, and by one statement for each sort of cases.
    expect(Math.max(...many)).toBeLessThanOrEqual(11);
  });
});
