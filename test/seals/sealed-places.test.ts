import { CATALOGUE } from '../../src/modules/comparison/catalogue/catalogue.js';
import type { Api } from '../support/api.js';
import { DemoServer } from '../demo/demo-server.js';

const CITY = '990100';
const STREET = '990100001';
const PERIOD = 'period: {from: "2025-01-01", to: "2025-12-31"}';
/** Of people, each sealed room's number is rounded, so their total is too. */
const ROUNDED = ['AFFECTED_PARTY_SHARE'];
const IDS = CATALOGUE.map(({ id }) => id).filter((id) => !ROUNDED.includes(id));
const HALVES = [IDS.slice(0, IDS.length / 2), IDS.slice(IDS.length / 2)];
const VALUE = `metric { id } value bound numerator denominator denominatorAsOf low high suppressedReason carriedForward
  recordedIn { rooms of value } parts { key count share suppressedReason }`;
const PLACE = 'place { code name }';
const COVERED = 'coverage { places enrolled withData }';

describe('a place as it was sealed', () => {
  let demo: DemoServer;
  let committee: Api;
  let seal: string;
  const ask = (query: string): Promise<any> => committee.must(`{ ${query} }`);
  const summary = async (within: string, metrics: readonly string[], of: string): Promise<any> =>
    (
      await ask(
        `summary(within: "${within}", ${of}, metrics: [${metrics.join(', ')}]) { ${PLACE} ${COVERED} period { from to }
          values { ${VALUE} } own { ${COVERED} values { ${VALUE} } }
          children { ${PLACE} ${COVERED} values { ${VALUE} } } }`,
      )
    ).summary;
  const streets = async (of: string, order = ''): Promise<any> =>
    (
      await ask(
        `compareStreets(within: "${CITY}", ${of}${order}) { totalCount ${COVERED} period { from to }
          nodes { ${PLACE} ${COVERED} values(metrics: [SESSIONS_HELD, COMPLETION_RATE, SATISFACTION]) { ${VALUE} } }
          columns(metrics: [SESSIONS_HELD, COMPLETION_RATE]) { total { value numerator denominator } } }`,
      )
    ).compareStreets;
  const trend = async (of: string): Promise<any> =>
    (
      await ask(
        `trend(within: "${CITY}", ${of}, by: YEAR, metrics: [SESSIONS_HELD, COMPLETION_RATE]) { ${PLACE}
          points { period { from to } ${COVERED} values { ${VALUE} } } }`,
      )
    ).trend;

  beforeAll(async () => {
    demo = await DemoServer.start();
    committee = await demo.signIn('yanshi-committee');
    const { periodSeal } = await committee.must(
      `mutation { periodSeal(input: {within: "${CITY}", ${PERIOD}, title: "测试年度"}) { seal { id } errors { code } } }`,
    );
    seal = `asOf: "${periodSeal.seal.id}"`;
  });
  afterAll(() => demo?.stop());

  it.each([CITY, STREET])('has the numbers that its summary showed when it was sealed: %s', async (within) => {
    for (const metrics of HALVES) {
      const [live, sealed] = [await summary(within, metrics, PERIOD), await summary(within, metrics, seal)];
      expect(sealed.children.length).toBe(live.children.filter(({ coverage }: any) => coverage.places > 0).length);
      expect(sealed).toEqual({ ...live, children: live.children.filter(({ coverage }: any) => coverage.places > 0) });
    }
  });

  it('has the rows, the order and the totals of its comparison of streets', async () => {
    for (const order of ['', ', orderBy: {by: METRIC, metric: COMPLETION_RATE, direction: DESC}'])
      expect(await streets(seal, order)).toEqual(await streets(PERIOD, order));
  });

  it('has as its trend the steps that were sealed', async () => {
    const [live, sealed] = [await trend(PERIOD), await trend(seal)];
    expect(sealed).toEqual(live);
    expect(sealed.points).toHaveLength(1);
    const longer = await trend(`${seal}, period: {from: "2024-01-01", to: "2025-12-31"}`);
    expect(longer.points).toEqual(sealed.points);
  });

  it('refuses another period, and an order by what is compared', async () => {
    const refused = async (query: string): Promise<unknown> =>
      (await committee.ask(`{ ${query} { period { from } } }`)).errors.map(
        ({ extensions }: any) => extensions.argument,
      );
    expect(
      await refused(`summary(within: "${CITY}", ${seal}, period: {year: 2024}, metrics: [SESSIONS_HELD])`),
    ).toEqual(['period']);
    const shrunk = 'orderBy: {by: SHRUNK, metric: COMPLETION_RATE}';
    expect(await refused(`compareStreets(within: "${CITY}", ${seal}, ${shrunk})`)).toEqual(['orderBy']);
  });

  it('stays as it was when a place gets another name and records come later', async () => {
    const before = await summary(CITY, ['SESSIONS_HELD'], seal);
    const admin = await demo.signIn('yanshi-admin');
    const { street } = await admin.must(`{ street(code: "${STREET}") { id version } }`);
    await admin.must(`mutation ($input: PlaceRenameInput!) { placeRename(input: $input) { errors { code } } }`, {
      input: { id: street.id, expectedVersion: street.version, name: '改名后的街道', happenedOn: '2026-02-01' },
    });
    expect((await summary(CITY, ['SESSIONS_HELD'], PERIOD)).children[0].place.name).toBe('改名后的街道');
    expect(await summary(CITY, ['SESSIONS_HELD'], seal)).toEqual(before);
  });
});
