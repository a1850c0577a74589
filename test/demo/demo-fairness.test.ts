import { assemble, type Server } from '../../src/assemble.js';
import { createLog } from '../../src/http/log.js';
import { hashPassword } from '../../src/modules/accounts/auth-store.service.js';
import { Api } from '../support/api.js';
import { DemoWorld } from './demo-world.js';

const PASSWORD = 'a word for the demonstration';
const PERIOD = 'period: {from: "2024-03-01", to: "2026-02-28"}';

describe('how the invented city\'s rooms stand among each other', () => {
  let demo: DemoWorld;
  let server: Server;
  const signedIn = async (username: string): Promise<Api> => {
    const { signIn } = await new Api(server.app).must('mutation ($i: SignInInput!) { signIn(input: $i) { token errors { code } } }', { i: { username, password: PASSWORD } });
    return new Api(server.app, signIn.token as string);
  };

  beforeAll(async () => {
    demo = await DemoWorld.loaded('2026-03-17', { passwordHash: await hashPassword(PASSWORD) });
    server = await assemble({ appUrl: demo.db.appUrl, authUrl: demo.db.authUrl, poolSize: 2, health: { isReady: async () => true }, log: createLog('error', { write: () => undefined }) });
  }, 120_000);
  afterAll(async () => {
    await server.close();
    await demo.stop();
  });

  it('shows the committee bands, shrunken values and a funnel with a sentence', async () => {
    const answer = await (await signedIn('yanshi-committee')).must(`{ compareRooms(within: "990100", ${PERIOD}, first: 30) { caution nodes { place { name } value(metric: COMPLETION_RATE) { display band shrunk { value } numerator denominator heldAgainst { members centre } } } }
      funnel(within: "990100", metric: COMPLETION_RATE, ${PERIOD}) { caution group { centre members } points { units } limits { size } } }`);
    const bands = answer.compareRooms.nodes.map((row: { value: { band: string | null } }) => row.value.band);
    expect(bands.filter(Boolean).length).toBeGreaterThanOrEqual(10);
    expect(answer.compareRooms.caution).toContain('在 23 个室中');
    expect(answer.funnel.points.length).toBe(answer.funnel.group.members);
    expect(answer.funnel.limits.length).toBeGreaterThan(5);
  });

  it('shows a room where it stands among its peers, in a sentence', async () => {
    const { roomAmongPeers } = await (await signedIn('yanshi-c01-convener')).must(`{ roomAmongPeers(within: "990100001001", metrics: [COMPLETION_RATE, SUGGESTIONS_PER_SESSION, SESSIONS_HELD], ${PERIOD}) { standings { sentence group { label members } quantiles { p value } } } }`);
    for (const { sentence, quantiles } of roomAmongPeers.standings) {
      expect(sentence).toMatch(/本室 .*。/);
      expect(quantiles.length).toBe(5);
    }
  });
});
