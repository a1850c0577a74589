import { DemoServer } from './demo-server.js';

const PERIOD = 'period: {from: "2024-03-01", to: "2026-02-28"}';

describe("how the invented city's rooms stand among each other", () => {
  let demo: DemoServer;
  beforeAll(async () => {
    demo = await DemoServer.start();
  });
  afterAll(() => demo.stop());

  it('shows the committee bands, shrunken values and a funnel with a sentence', async () => {
    const answer = await (
      await demo.signIn('yanshi-committee')
    ).must(`{ compareRooms(within: "990100", ${PERIOD}, first: 30) { caution nodes { place { name }
        value(metric: COMPLETION_RATE) { display band shrunk { value } numerator denominator heldAgainst {
        members centre } } } }
      funnel(within: "990100", metric: COMPLETION_RATE, ${PERIOD}) { caution group { centre members } points { units }
      limits { size } } }`);
    const bands = answer.compareRooms.nodes.map((row: { value: { band: string | null } }) => row.value.band);
    expect(bands.filter(Boolean).length).toBeGreaterThanOrEqual(10);
    expect(answer.compareRooms.caution).toContain('在 23 个室中');
    expect(answer.funnel.points.length).toBe(answer.funnel.group.members);
    expect(answer.funnel.limits.length).toBeGreaterThan(5);
  });

  it('shows a room where it stands among its peers, in a sentence', async () => {
    const { roomAmongPeers } = await (
      await demo.signIn('yanshi-c01-convener')
    ).must(
      `{ roomAmongPeers(within: "990100001001", metrics: [COMPLETION_RATE, SUGGESTIONS_PER_SESSION, SESSIONS_HELD],
        ${PERIOD}) { standings { sentence group { label members } quantiles { p value } } } }`,
    );
    for (const { sentence, quantiles } of roomAmongPeers.standings) {
      expect(sentence).toMatch(/本室 .*。/);
      expect(quantiles.length).toBe(5);
    }
  });
});
