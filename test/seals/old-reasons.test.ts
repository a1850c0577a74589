import { onDatabase } from '../support/empty-database.js';
import { CommonGround } from '../comparison/ground.js';

const SUPPRESSED = 'suppressedReason';

describe('a seal from before registers were kept one by one', () => {
  let ground: CommonGround;
  beforeAll(async () => {
    ground = await CommonGround.start();
  });
  afterAll(() => ground?.stop());

  it('shows its reason by the new name, and the same reason today is no revision', async () => {
    const room = await ground.room(ground.street, { origin: 'TAKEN_OVER' });
    await ground.records.topic(room, { from: '2021-02-01' });
    const { periodSeal } = await ground.committee.must(
      `mutation { periodSeal(input: {within: "${ground.city.code}", period: {year: 2021}, title: "测试"}) {
        seal { id } errors { code } } }`,
    );
    // As it was written then.
    await onDatabase(ground.world.db.superuserUrl, (client) =>
      client.query(`UPDATE sealed_value SET suppressed_reason = 'INCOMPLETE_RECORDS', is_recorded = NULL
        WHERE suppressed_reason = 'NOT_RECORDED'`),
    );
    const { compareRooms } = await ground.committee.must(
      `{ compareRooms(within: "${ground.city.code}", asOf: "${periodSeal.seal.id}") { nodes {
        value(metric: SESSIONS_HELD) { value ${SUPPRESSED} recordedIn { rooms of } } } } }`,
    );
    expect(compareRooms.nodes[0].value).toEqual({
      value: null,
      suppressedReason: 'NOT_RECORDED',
      recordedIn: { rooms: 0, of: 1 },
    });
    const revisions = async (): Promise<any[]> =>
      (
        await ground.committee.must(
          `{ node(id: "${periodSeal.seal.id}") { ... on Seal { revisions(first: 50) { nodes {
            sealed { ${SUPPRESSED} } current { ${SUPPRESSED} } } } } } }`,
        )
      ).node.revisions.nodes;
    expect(await revisions()).toEqual([]);
    // Control: a session that is entered later is a revision of the old number.
    await ground.records.session(room, await ground.records.topic(room, { from: '2021-03-01' }), {
      from: '2021-03-05',
    });
    expect(await revisions()).toContainEqual({
      sealed: { suppressedReason: 'NOT_RECORDED' },
      current: { suppressedReason: null },
    });
  });
});
