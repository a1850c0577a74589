import pg from 'pg';
import { toGlobalId } from '../../src/kernel/global-id.js';
import { type Json, TopicWorld } from './topic-world.js';

describe('the history of a topic', () => {
  let w: TopicWorld;
  let topic: Json;
  beforeAll(async () => {
    w = await TopicWorld.start();
    const proposed = await w.propose({
      proposedOn: { value: '2021-06-30', precision: 'YEAR', notAfter: '2021-10-28' },
      provenance: { onBehalfOf: '召集人', paperReference: '民情本第三页' },
    });
    const approved = await w.do(w.convener, 'topicApprove', {
      id: proposed.id,
      expectedVersion: proposed.version,
      happenedOn: { value: '2021-11-02' },
    });
    const advanced = await w.do(w.clerk, 'topicAdvance', {
      id: approved.id,
      expectedVersion: approved.version,
      to: 'RESEARCH',
    });
    topic = await w.do(w.convener, 'topicStepBack', {
      id: advanced.id,
      expectedVersion: advanced.version,
      to: 'PARTICIPANT_DESIGNATION',
      reason: '利益关联方不全',
    });
  });
  afterAll(() => w.stop());

  it('says who, on whose behalf, when, from, to and why, oldest first', async () => {
    const data = await w.others["the city's committee"]!
      .must(`{ topic(id: "${topic.id}") { origin onBehalfOf history(first: 10) { totalCount nodes {
      kind fromStage toStage happenedOn { from to precision }
      reason missing actor role onBehalfOf paperReference recordedAt } } } }`);
    expect(data.topic).toMatchObject({ origin: 'RECORDED_FROM_PAPER', onBehalfOf: '召集人' });
    const { totalCount, nodes } = data.topic.history;
    expect(totalCount).toBe(4);
    expect(nodes).toMatchObject([
      {
        kind: 'PROPOSED',
        fromStage: null,
        toStage: 'TOPIC_SELECTION',
        happenedOn: { from: '2021-01-01', to: '2021-10-28', precision: 'YEAR' },
        role: 'CLERK',
        onBehalfOf: '召集人',
        paperReference: '民情本第三页',
        missing: [],
      },
      {
        kind: 'APPROVED',
        fromStage: 'TOPIC_SELECTION',
        toStage: 'TOPIC_SELECTION',
        happenedOn: { from: '2021-11-02', to: '2021-11-02' },
        role: 'CONVENER',
        onBehalfOf: null,
      },
      {
        kind: 'ADVANCED',
        fromStage: 'TOPIC_SELECTION',
        toStage: 'RESEARCH',
        role: 'CLERK',
        reason: null,
        missing: ['NO_AFFECTED_PARTY'],
      },
      {
        kind: 'STEPPED_BACK',
        fromStage: 'RESEARCH',
        toStage: 'PARTICIPANT_DESIGNATION',
        role: 'CONVENER',
        reason: '利益关联方不全',
      },
    ]);
    expect(nodes.every((node: Json) => node.actor.startsWith('测试账号'))).toBe(true);
  });

  it('is read page by page', async () => {
    const page = (after: string | null): Promise<Json> =>
      w.clerk.must(
        `query ($after: String) { topic(id: "${topic.id}") { history(first: 3, after: $after) { nodes { kind }
          pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
    const first = (await page(null)).topic.history;
    const second = (await page(first.pageInfo.endCursor)).topic.history;
    expect([...first.nodes, ...second.nodes].map((node: Json) => node.kind)).toEqual([
      'PROPOSED',
      'APPROVED',
      'ADVANCED',
      'STEPPED_BACK',
    ]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  /** The application's own login, as the room's convener: the first wall is not asked. */
  async function asRoom(work: (client: pg.Client) => Promise<unknown>): Promise<unknown> {
    const client = new pg.Client({ connectionString: w.world.db.appUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        `SELECT set_config('role', 'app_room', true), set_config('app.city_id', $1, true), set_config('app.path', $2,
          true), set_config('app.grant_role', 'CONVENER', true)`,
        [w.city.cityId, w.room.place.path],
      );
      return await work(client);
    } finally {
      await client.query('ROLLBACK');
      await client.end();
    }
  }

  it('cannot be rewritten, and the stage cannot be set past it, even at the database', async () => {
    const id = w.uuid(topic.id);
    const before = await w.snapshot();
    // The context is right: it reads the steps, and may change what the room owns.
    expect(
      await asRoom(
        async (client) => (await client.query('SELECT kind FROM topic_step WHERE topic_id = $1', [id])).rowCount,
      ),
    ).toBe(4);
    expect(
      await asRoom(
        async (client) => (await client.query(`UPDATE topic SET summary = 'x' WHERE id = $1`, [id])).rowCount,
      ),
    ).toBe(1);
    for (const text of [
      `UPDATE topic_step SET reason = 'x' WHERE topic_id = $1`,
      'DELETE FROM topic_step WHERE topic_id = $1',
      `UPDATE topic SET stage = 'EVALUATION' WHERE id = $1`,
      `UPDATE topic SET state = 'CLOSED' WHERE id = $1`,
      'UPDATE topic SET round = 9 WHERE id = $1',
      'DELETE FROM topic WHERE id = $1',
    ]) {
      await expect(asRoom((client) => client.query(text, [id]))).rejects.toThrow(/permission denied/);
    }
    expect(await w.snapshot()).toBe(before);
  });

  it('is not shown to the public, even of a published topic', async () => {
    await w.sql('UPDATE room SET published_at = now() WHERE id = $1', [w.room.id]);
    await w.do(w.convener, 'topicPublish', { id: topic.id, expectedVersion: topic.version });
    const data = await w.world.anonymous.must(
      `{ topic(id: "${topic.id}") { title stage history { totalCount nodes { actor } } missingEvidence { code }
        stageDueOn isOverdue onBehalfOf paperReference } }`,
    );
    expect(data.topic).toEqual({
      title: '楼道照明',
      stage: 'PARTICIPANT_DESIGNATION',
      history: { totalCount: 0, nodes: [] },
      missingEvidence: [],
      stageDueOn: null,
      isOverdue: false,
      onBehalfOf: null,
      paperReference: null,
    });
    const [{ id: stepId } = { id: '' }] = await w.sql('SELECT id FROM topic_step LIMIT 1');
    expect(
      (await w.world.anonymous.must(`{ node(id: "${toGlobalId('TopicStep', w.city.cityId, stepId)}") { id } }`)).node,
    ).toBeNull();
  });
});
