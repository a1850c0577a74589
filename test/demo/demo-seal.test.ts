import { assemble, type Server } from '../../src/assemble.js';
import { createLog } from '../../src/http/log.js';
import { hashPassword } from '../../src/modules/accounts/auth-store.service.js';
import { Api } from '../support/api.js';
import { DemoWorld } from './demo-world.js';

const PASSWORD = 'a word for the demonstration';

describe('the sealed quarter of the invented city', () => {
  let demo: DemoWorld;
  let server: Server;
  beforeAll(async () => {
    demo = await DemoWorld.loaded('2026-03-17', { passwordHash: await hashPassword(PASSWORD) });
    server = await assemble({ appUrl: demo.db.appUrl, authUrl: demo.db.authUrl, poolSize: 2, health: { isReady: async () => true }, log: createLog('error', { write: () => undefined }) });
  }, 120_000);
  afterAll(async () => {
    await server.close();
    await demo.stop();
  });

  it('is intact, and what one entry changed is another number today, with the entry that made it so', async () => {
    const { signIn } = await new Api(server.app).must('mutation ($i: SignInInput!) { signIn(input: $i) { token errors { code } } }', { i: { username: 'yanshi-committee', password: PASSWORD } });
    const { seals } = await new Api(server.app, signIn.token as string).must(`{ seals(within: "990100") { nodes { title isDemo verified period { from to } sealedAt
      revisions { totalCount nodes { sealed { metric { id } value } current { value } lateEntries { weight enteredAt record { __typename } } } } } } }`);
    expect(seals.nodes).toHaveLength(1);
    const [seal] = seals.nodes;
    expect(seal).toMatchObject({ title: '2025年第4季度', isDemo: true, verified: true, period: { from: '2025-10-01', to: '2025-12-31' } });
    const [revision, ...others] = seal.revisions.nodes;
    expect(others.map((other: { sealed: { metric: { id: string } } }) => other.sealed.metric.id)).toEqual(['ROLE_BREADTH']);
    expect(revision).toMatchObject({ sealed: { metric: { id: 'ATTENDANCES' } }, lateEntries: [{ weight: 2, record: { __typename: 'Attendance' } }] });
    expect(revision.current.value).toBe(revision.sealed.value + 2);
    expect(Date.parse(revision.lateEntries[0].enteredAt)).toBeGreaterThan(Date.parse(seal.sealedAt));
  });
});
