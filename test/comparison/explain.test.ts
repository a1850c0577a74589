import { CATALOGUE } from '../../src/modules/comparison/catalogue/catalogue.js';
import { DemoServer } from '../demo/demo-server.js';
import type { Api } from '../support/api.js';

describe('from a number to the records behind it', () => {
  let demo: DemoServer;
  let committee: Api;

  beforeAll(async () => {
    demo = await DemoServer.start();
    committee = await demo.signIn('yanshi-committee');
  });
  afterAll(() => demo.stop());

  interface Row {
    part: string;
    counted: boolean;
    reason: string | null;
    weight: number;
    text: string;
    record: { id: string } | null;
  }
  const ids = CATALOGUE.map((metric) => metric.id);

  async function recordsOf(
    within: string,
    metric: string,
    period: string,
  ): Promise<{ value: any; rows: Row[]; totalCount: number }> {
    const rows: Row[] = [];
    for (let after = '', next = true, value: any = null, totalCount = 0; ;) {
      const { explain } =
        await committee.must(`{ explain(within: "${within}", metric: ${metric}, period: ${period}, first: 100${after}) {
          totalCount pageInfo { hasNextPage endCursor } value { value numerator denominator suppressedReason }
        nodes { part counted reason weight text record { id } } } }`);
      rows.push(...explain.nodes);
      [value, totalCount, next] = [explain.value, explain.totalCount, explain.pageInfo.hasNextPage];
      if (!next) return { value, rows, totalCount };
      after = `, after: "${explain.pageInfo.endCursor}"`;
    }
  }

  /** Each metric under its own name, as many in one operation as may be asked for. */
  async function explained(
    api: Api,
    within: string,
    period: string,
    counted: boolean,
  ): Promise<Record<string, { totalCount: number; nodes: Row[] }>> {
    const found = {};
    for (let first = 0; first < ids.length; first += 20) {
      Object.assign(
        found,
        await api.must(
          `{ ${ids
            .slice(first, first + 20)
            .map(
              (id) =>
                `${id}: explain(within: "${within}", metric: ${id}, period: ${period}, first: 100, counted: ${counted})
                  { totalCount nodes { part weight reason } }`,
            )
            .join(' ')} }`,
        ),
      );
    }
    return found;
  }

  it.each([
    ['990100', 'yanshi-committee', '{year: 2025}'],
    ['990100', 'yanshi-committee', '{year: 2025, quarter: 2}'],
    ['990100', 'yanshi-committee', '{from: "2026-01-01", to: "2026-03-31"}'],
    ['320682', 'rugao-committee', '{year: 2021}'],
    ['320682', 'rugao-committee', '{from: "2019-11-01", to: "2021-10-31"}'],
  ])(
    'what counts adds up to the number, for every metric and every room of %s (%s), in %s',
    async (city, username, period) => {
      const api = await demo.signIn(username);
      const { compareRooms } = await api.must(
        `{ compareRooms(within: "${city}", period: ${period}, first: 100) { nodes { place { code }
          values(metrics: [${ids.join(', ')}]) { metric { id } numerator denominator suppressedReason } } } }`,
      );
      expect(compareRooms.nodes.length).toBe(city === '990100' ? 23 : 1);
      let withRecords = 0;
      const across = new Set<string>();
      for (const { place, values } of compareRooms.nodes) {
        const answer = await explained(api, place.code, period, true);
        const edges = await explained(api, place.code, period, false);
        for (const value of values) {
          const { totalCount, nodes } = answer[value.metric.id]!;
          expect(totalCount).toBeLessThanOrEqual(100);
          const sum = (part: string): number =>
            nodes.filter((row: Row) => row.part === part).reduce((total: number, row: Row) => total + row.weight, 0);
          const isAcross = edges[value.metric.id]!.nodes.some((row: Row) => row.reason === 'ACROSS_EDGE');
          if (value.suppressedReason !== 'NO_DATA')
            expect([place.code, value.metric.id, isAcross]).toEqual([
              place.code,
              value.metric.id,
              value.suppressedReason === 'PERIOD_NOT_SEPARABLE',
            ]);
          if (isAcross) across.add(value.metric.id as string);
          // People are shown in round numbers, and their names are not behind a number the city sees.
          if (value.numerator === null || CATALOGUE.find((metric) => metric.id === value.metric.id)!.people) continue;
          expect([place.code, value.metric.id, sum('NUMERATOR'), sum('DENOMINATOR')]).toEqual([
            place.code,
            value.metric.id,
            value.numerator,
            value.denominator ?? 0,
          ]);
          withRecords += totalCount;
        }
      }
      if (city === '990100') expect(withRecords).toBeGreaterThan(100);
      // Over the whole time two things cannot be said: whether the research of 2021 came before the session of 2021,
      // and when the street decided, of which no day is recorded.
      else if (period === '{year: 2021}') expect(across.size).toBeGreaterThan(1);
      else expect([...across]).toEqual(['RESEARCH_FIRST_RATE', 'OUTCOMES_DECIDED', 'CONVERSION_RATE']);
      console.log(
        `explain: ${withRecords} records behind the numbers of ${period}, ` +
          `${across.size} metrics with a record across an edge`,
      );
    },
  );

  it('says of each record why it does not count, in words, and shows the record itself', async () => {
    const { rows, totalCount } = await recordsOf('990100001001', 'COMPLETION_RATE', '{year: 2025}');
    expect(rows).toHaveLength(totalCount);
    expect(new Set(rows.map((row) => row.part))).toEqual(new Set(['NUMERATOR', 'DENOMINATOR']));
    for (const row of rows) {
      expect(row.counted).toBe(row.reason === null);
      expect(row.text).toMatch(/\p{Script=Han}/u);
      expect(row.record?.id).toBeTruthy();
    }
    expect(new Set(rows.map((row) => row.reason)).size).toBeGreaterThan(2);
  });

  it('finds no number without a room, and refuses a cursor of another list', async () => {
    expect(
      (
        await committee.ask(
          '{ explain(within: "990100003008", metric: SESSIONS_HELD, period: {year: 2025}) { totalCount } }',
        )
      ).codes,
    ).toEqual(['NOT_FOUND']);
    expect(
      (
        await committee.ask(
          '{ explain(within: "990100001001", metric: SESSIONS_HELD, period: {year: 2025}, after: ' +
            '"WyJhIiwiYiIsImMiXQ") { totalCount } }',
        )
      ).codes,
    ).toEqual(['BAD_USER_INPUT']);
  });
});
