import { DemoServer } from './demo-server.js';

describe('the sealed quarter of the invented city', () => {
  let demo: DemoServer;
  beforeAll(async () => {
    demo = await DemoServer.start();
  });
  afterAll(() => demo.stop());

  it('is intact, and what one entry changed is another number today, with the entry that made it so', async () => {
    const { seals } = await (
      await demo.signIn('yanshi-committee')
    ).must(`{ seals(within: "990100") { nodes { title isDemo verified period { from to } sealedAt
      revisions { totalCount nodes { sealed { metric { id } value } current { value } lateEntries {
      weight enteredAt record { __typename } } } } } } }`);
    expect(seals.nodes).toHaveLength(1);
    const [seal] = seals.nodes;
    expect(seal).toMatchObject({
      title: '2025年第4季度',
      isDemo: true,
      verified: true,
      period: { from: '2025-10-01', to: '2025-12-31' },
    });
    const [revision, ...others] = seal.revisions.nodes;
    expect(others.map((other: { sealed: { metric: { id: string } } }) => other.sealed.metric.id)).toEqual([
      'ROLE_BREADTH',
    ]);
    expect(revision).toMatchObject({
      sealed: { metric: { id: 'ATTENDANCES' } },
      lateEntries: [{ weight: 2, record: { __typename: 'Attendance' } }],
    });
    expect(revision.current.value).toBe(revision.sealed.value + 2);
    expect(Date.parse(revision.lateEntries[0].enteredAt)).toBeGreaterThan(Date.parse(seal.sealedAt));
  });
});
