import pg from 'pg';
import type { ReadPool } from '../../src/db/pools.js';
import { TenantDatabase } from '../../src/db/tenant-database.js';
import type { Statement } from '../../src/kernel/database.js';
import { Unavailable } from '../../src/kernel/unavailable.js';
import { LockPatience } from '../../src/db/lock-patience.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { PUBLIC_VIEWER, type Viewer } from '../../src/kernel/viewer.js';
import type { Answer, Api } from '../support/api.js';
import { type PlaceRef, World } from '../support/world.js';

const TOPICS = 'query ($id: ID!) { room(id: $id) { topics(first: 5) { nodes { title } } } }';
const PLACE = '{ community(code: "990001001001") { name } }';
const LIMIT = { text: 'SHOW lock_timeout', values: [] };

describe('a table that somebody holds', () => {
  let world: World;
  let community: PlaceRef;
  let roomId: string;
  let clerk: Api;
  let viewer: Viewer;

  beforeAll(async () => {
    world = await World.start();
    world.sendsOwnTexts = true;
    const city = await world.city();
    community = await world.community(await world.street(city));
    roomId = Buffer.from(`Room:${city.cityId}:${(await world.room(community)).id}`).toString('base64url');
    clerk = await world.account(GrantRole.CLERK, community);
    viewer = {
      ...PUBLIC_VIEWER,
      cityId: city.cityId,
      role: GrantRole.CITY_COMMITTEE,
      placeId: city.id,
      placePath: city.path,
      reader: 'app_city',
    };
  });
  afterAll(() => world?.stop());

  async function whileHeld(work: () => Promise<void>): Promise<void> {
    const holder = new pg.Client({ connectionString: world.db.superuserUrl });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE topic IN ACCESS EXCLUSIVE MODE');
      await work();
    } finally {
      await holder.end();
    }
  }
  const topics = (): Promise<Answer> => clerk.ask(TOPICS, { id: roomId });
  const limit = async (): Promise<unknown> =>
    (await world.server.database.read(viewer, [LIMIT]))[0]![0]!['lock_timeout'];

  it(
    'is waited for by a second at most, and then by nobody: those who want it are refused, all others are ' +
      'answered',
    async () => {
      expect((await topics()).data).toEqual({ room: { topics: { nodes: [] } } });
      expect(await limit()).toBe('1s');
      await whileHeld(async () => {
        expect(await topics()).toMatchObject({ status: 503, codes: ['UNAVAILABLE'], headers: { 'retry-after': '5' } });
        expect(await limit()).toBe('1ms');
        // Many more queries than connections, all at once. None holds a connection for long.
        const [held, free] = await Promise.all([
          Promise.all(Array.from({ length: 60 }, topics)),
          Promise.all(Array.from({ length: 60 }, () => clerk.ask(PLACE))),
        ]);
        expect(held.map(({ codes }) => codes)).toEqual(held.map(() => ['UNAVAILABLE']));
        expect(free.map(({ data }) => data)).toEqual(free.map(() => ({ community: { name: community.name } })));
      });
      expect((await topics()).data).toEqual({ room: { topics: { nodes: [] } } });
      const lines = world.logLines.map((line) => JSON.parse(line) as { level: number; reasons?: object; msg: string });
      expect(lines.filter(({ reasons }) => reasons && '55P03' in reasons).length).toBeGreaterThan(0);
      expect(lines.filter(({ level }) => level > 40)).toEqual([]);
    },
  );

  it('does not refuse a write for good: nothing was saved, and under the same key it is done later', async () => {
    const propose = (): Promise<Answer> =>
      clerk
        .with({ 'idempotency-key': 'held' })
        .ask(
          'mutation ($input: TopicProposeInput!) { topicPropose(input: $input) { topic { title } errors { code } } }',
          { input: { roomId, title: '楼道照明' } },
        );
    await whileHeld(async () => {
      const answer = await propose();
      expect(answer).toMatchObject({ status: 503, codes: ['UNAVAILABLE'] });
      expect(answer.errors[0]).toMatchObject({
        message: '系统暂时繁忙，未保存任何内容；请稍后再试。',
        extensions: { retryAfter: 5 },
      });
      expect(answer.errors[0]!.extensions['mayBeWritten']).toBeUndefined();
    });
    expect(await world.sql(community.cityId, 'SELECT count(*)::int AS n FROM topic')).toEqual([{ n: 0 }]);
    expect((await propose()).data).toEqual({ topicPropose: { topic: { title: '楼道照明' }, errors: [] } });
  });
});

describe('the patience of reads', () => {
  it('is decided when a connection is free: no queued read waits for a lock after one gave up', async () => {
    const sent: string[] = [];
    let free = (): void => undefined;
    const connection = new Promise<void>((resolve) => {
      free = resolve;
    });
    const pool: ReadPool = {
      query: async (make) => {
        const isFirst = sent.length === 0;
        if (!isFirst) await connection;
        const [opening] = (make() as unknown as { statements: Statement[] }).statements;
        sent.push(opening!.text);
        if (!isFirst) return [[], []];
        free();
        throw new Unavailable('55P03', 'read');
      },
      end: async () => undefined,
    };
    const database = new TenantDatabase(pool, null as never);
    const reads = [1, 2, 3].map(() => database.read(PUBLIC_VIEWER, [LIMIT]).catch(() => []));
    // All three queries were queued before the first was refused.
    await Promise.all(reads);
    expect(sent.map((text) => text.includes('lock_timeout'))).toEqual([false, true, true]);
  });

  it('is lost when a read gave up, and comes back 5 s after the last', () => {
    let now = 0;
    const patience = new LockPatience(() => now);
    expect(patience.opening).toBe('');
    patience.lose();
    now = 4_000;
    expect(patience.opening).toContain('lock_timeout');
    patience.lose();
    now = 8_999;
    expect(patience.opening).toContain('lock_timeout');
    now = 9_000;
    expect(patience.opening).toBe('');
  });
});
