import { CommonGround } from '../ground.js';
import { alike, plantRooms } from './planted-rooms.js';

const QUERY = `query ($within: String!, $by: RoomOrderBy!, $first: Int!, $after: String, $metric: MetricId) {
  compareRooms(within: $within, period: {year: 2024}, first: $first, after: $after, orderBy: {by: $by, metric: $metric,
  direction: DESC}) {
  pageInfo { hasNextPage endCursor } nodes { place { code } value(metric: COMPLETION_RATE) { value shrunk { value } } }
  } }`;

describe('ordered by the shrunken value', () => {
  let ground: CommonGround;
  const codes: string[] = [];

  beforeAll(async () => {
    ground = await CommonGround.start();
    const rooms = await plantRooms(ground.world, ground.city, await ground.streets(5), [
      ...alike((street, serial) =>
        street === 1 && serial === 1
          ? { due: 5, done: 5 }
          : street === 1 && serial === 2
            ? { due: 60, done: 57 }
            : street === 1 && serial === 3
              ? { due: 1, done: 1 }
              : {},
      ),
      { street: 5, serial: 1, due: 10, done: 9 },
    ]);
    codes.push(...rooms.slice(0, 3).map(({ place }) => place.code));
  });
  afterAll(() => ground.stop());

  const page = async (variables: Record<string, unknown>): Promise<any> =>
    (
      await ground.committee.must(QUERY, {
        within: ground.city.code,
        metric: 'COMPLETION_RATE',
        first: 500,
        ...variables,
      })
    ).compareRooms;
  const place = (nodes: { place: { code: string } }[], code: string): number =>
    nodes.findIndex((node) => node.place.code === code);

  it('five of five come after 57 of 60, one of one comes last; by the raw value it is the reverse', async () => {
    const [few, many, one] = codes as [string, string, string];
    const [shrunk, raw] = [(await page({ by: 'SHRUNK' })).nodes, (await page({ by: 'METRIC' })).nodes];
    expect(place(shrunk, many)).toBeLessThan(place(shrunk, few));
    expect(place(raw, few)).toBeLessThan(place(raw, many));
    expect(place(shrunk, one)).toBe(shrunk.length - 1);
    const values = shrunk.map(
      (node: { value: { shrunk: { value: number } | null } }) => node.value.shrunk?.value ?? -1,
    );
    expect(values).toEqual(values.toSorted((a: number, b: number) => b - a));
  });

  it('is paged without a gap, and its cursor is of no other order', async () => {
    const whole = (await page({ by: 'SHRUNK' })).nodes.map((node: { place: { code: string } }) => node.place.code);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const part: any = await page({ by: 'SHRUNK', first: 20, after });
      seen.push(...part.nodes.map((node: { place: { code: string } }) => node.place.code));
      after = part.pageInfo.hasNextPage ? part.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(whole);
    const { endCursor } = (await page({ by: 'SHRUNK', first: 2 })).pageInfo;
    expect(
      (
        await ground.committee.ask(QUERY, {
          within: ground.city.code,
          by: 'METRIC',
          metric: 'COMPLETION_RATE',
          first: 2,
          after: endCursor,
        })
      ).codes,
    ).toEqual(['BAD_USER_INPUT']);
    expect((await ground.committee.ask(QUERY, { within: ground.city.code, by: 'SHRUNK', first: 2 })).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
  });

  it('orders streets too', async () => {
    const { compareStreets } = await ground.committee.must(
      `{ compareStreets(within: "${ground.city.code}", period: {year: 2024}, orderBy: {by: SHRUNK, metric:
        COMPLETION_RATE, direction: DESC}) { nodes { value(metric: COMPLETION_RATE) { shrunk { value } } } } }`,
    );
    const values = compareStreets.nodes.map(
      (node: { value: { shrunk: { value: number } } }) => node.value.shrunk.value,
    );
    expect(values).toHaveLength(5);
    expect(values).toEqual(values.toSorted((a: number, b: number) => b - a));
  });
});
