import { CATALOGUE } from '../../src/modules/comparison/catalogue/catalogue.js';
import type { Api } from '../support/api.js';
import { DemoServer } from '../demo/demo-server.js';

const PERIODS = ['{year: 2025}', '{from: "2024-03-01", to: "2024-08-31"}'];
const PLACES = ['990100', '990100001', '990100003', '990100003001'];
/** Numbers of people are rounded room by room. */
const OF_PEOPLE = CATALOGUE.filter(({ people }) => people).map(({ id }) => id);
const IDS = CATALOGUE.map(({ id }) => id);
const VALUE = 'value bound numerator denominator suppressedReason';
const ROOM = `place { code } counted reason value { ${VALUE} }`;

describe('the rooms behind the number of a place', () => {
  let demo: DemoServer;
  let committee: Api;
  beforeAll(async () => {
    demo = await DemoServer.start();
    committee = await demo.signIn('yanshi-committee');
  });
  afterAll(() => demo?.stop());

  const explained = async (within: string, metric: string, period: string, rest = ''): Promise<any> =>
    await committee.must(
      `{ explainPlace(within: "${within}", metric: ${metric}, period: ${period}, first: 100${rest}) { totalCount
          countedRooms place { code } period { from } value { ${VALUE} } pageInfo { hasNextPage endCursor }
          nodes { ${ROOM} } } summary(within: "${within}", period: ${period}, metrics: [${metric}]) {
          values { ${VALUE} } } }`,
    );
  const sum = (rooms: any[], part: 'numerator' | 'denominator'): number =>
    rooms.reduce((total, { value }) => total + (value[part] ?? 0), 0);

  it.each(PLACES.flatMap((place) => PERIODS.map((period) => [place, period] as const)))(
    'add up to it, for every metric: %s, %s',
    async (within, period) => {
      for (const metric of IDS) {
        const { explainPlace, summary } = await explained(within, metric, period);
        const { value, nodes, countedRooms } = explainPlace;
        expect({ metric, ...value }).toEqual({ metric, ...summary.values[0] });
        const counted = nodes.filter((room: any) => room.counted);
        expect(nodes.slice(0, counted.length)).toEqual(counted);
        expect([metric, counted.length]).toEqual([metric, countedRooms]);
        for (const room of nodes) expect(room.counted).toBe(room.reason === null);
        const hides = nodes.some((room: any) => room.value.suppressedReason === 'PRIVACY');
        if (value.numerator === null || hides || OF_PEOPLE.includes(metric)) continue;
        expect([metric, sum(counted, 'numerator')]).toEqual([metric, value.numerator]);
        if (value.denominator !== null)
          expect([metric, sum(counted, 'denominator')]).toEqual([metric, value.denominator]);
      }
    },
  );

  it('stand in the order of their codes, those that count first, page by page', async () => {
    const whole = (await explained('990100', 'SUGGESTIONS_PER_SESSION', PERIODS[0]!)).explainPlace;
    const codes = (rooms: any[]): string[] => rooms.map(({ place }) => place.code);
    const counted = whole.nodes.filter((room: any) => room.counted);
    const others = whole.nodes.filter((room: any) => !room.counted);
    expect(others.length).toBeGreaterThan(0);
    expect(codes(counted)).toEqual(codes(counted).toSorted());
    expect(codes(others)).toEqual(codes(others).toSorted());
    const pages: any[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { explainPlace }: any = await committee.must(
        `{ explainPlace(within: "990100", metric: SUGGESTIONS_PER_SESSION, period: ${PERIODS[0]}, first: 4,
          after: ${JSON.stringify(after)}) { nodes { ${ROOM} } pageInfo { hasNextPage endCursor } } }`,
      );
      pages.push(...explainPlace.nodes);
      [after, more] = [explainPlace.pageInfo.endCursor, explainPlace.pageInfo.hasNextPage];
    }
    expect(pages).toEqual(whole.nodes);
  });

  it('are for those who may read the number', async () => {
    const convener = await demo.signIn('yanshi-c01-convener');
    const ask = (within: string): Promise<any> =>
      convener.ask(
        `{ explainPlace(within: "${within}", metric: SESSIONS_HELD, period: ${PERIODS[0]}) { totalCount } }`,
      );
    expect((await ask('990100001001')).data!['explainPlace']).toEqual({ totalCount: 1 });
    expect((await ask('990100001')).codes).toEqual(['FORBIDDEN']);
    expect((await ask('320682')).codes).toEqual(['NOT_FOUND']);
  });
});
