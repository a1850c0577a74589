import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import type { Api } from '../support/api.js';
import { World } from '../support/world.js';

describe('what an answer is logged with at debug', () => {
  let world: World;
  let convener: Api;
  let roomId: string;

  beforeAll(async () => {
    world = await World.start({ logLevel: 'debug' });
    const city = await world.city();
    const community = await world.community(await world.street(city));
    const room = await world.room(community);
    roomId = toGlobalId('Room', city.cityId, room.id);
    convener = await world.account(GrantRole.CONVENER, community);
  });
  afterAll(() => world.stop());

  /** The lines of one request. */
  async function lines(
    query: string,
    variables: Record<string, unknown> = {},
    api = convener,
  ): Promise<Record<string, unknown>[]> {
    world.logLines.length = 0;
    await (query === '{ nonsense }' ? api.askInvalid(query) : api.ask(query, variables));
    return world.logLines.map((line) => JSON.parse(line));
  }
  const NUMBERS = {
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    milliseconds: expect.any(Number),
    level: 20,
    msg: 'answered',
  };

  it('names the executor, and counts statements and round trips', async () => {
    const plan = 'query Room($id: ID!) { room(id: $id) { name place { name } } }';
    // Two statements: one sets the viewer, one reads the room joined with its place.
    expect(await lines(plan, { id: roomId })).toEqual([
      expect.objectContaining({
        ...NUMBERS,
        executor: 'plan',
        operation: 'Room',
        type: 'query',
        statements: 2,
        roundTrips: 1,
      }),
    ]);
    expect(await lines('{ metrics { id } }')).toEqual([
      expect.objectContaining({
        ...NUMBERS,
        executor: 'graphql-js',
        operation: null,
        type: 'query',
        statements: 0,
        roundTrips: 0,
      }),
    ]);
    // A document is compiled when it comes the second time.
    for (const executor of ['graphql-js', 'compiled', 'compiled'])
      expect(await lines('query Twice { metrics { id name } }')).toEqual([
        expect.objectContaining({ executor, operation: 'Twice' }),
      ]);
    const [line, ...others] = await lines(
      'mutation ($input: UnitRecordInput!) { unitRecord(input: $input) { unit { id name } errors { code } } }',
      { input: { name: '日志单位', kind: 'OTHER' } },
    );
    expect(line).toMatchObject({ ...NUMBERS, executor: 'graphql-js', type: 'mutation' });
    expect(line!['roundTrips']).toBeGreaterThanOrEqual(1);
    expect(line!['statements']).toBeGreaterThan(line!['roundTrips'] as number);
    expect(others).toEqual([]);
  });

  it('names what was refused before it was executed, and what could not be planned', async () => {
    expect(await lines('{ nonsense }')).toEqual([
      expect.objectContaining({
        ...NUMBERS,
        executor: 'none',
        operation: null,
        type: null,
        statements: 0,
        roundTrips: 0,
      }),
    ]);
    expect(await lines('query Many { room(id: "x") { name } }')).toEqual([
      expect.objectContaining({ executor: 'graphql-js', operation: 'Many', type: 'query' }),
    ]);
  });

  it('holds no values, and no more than 60 letters of a name', async () => {
    const name = `Q${'z'.repeat(200)}`;
    const [line, ...others] = await lines(`query ${name}($code: String!) { city(code: $code) { name } }`, {
      code: 'zqvalueqz',
    });
    expect(line!['operation']).toBe(name.slice(0, 60));
    expect(JSON.stringify(line)).not.toContain('zqvalueqz');
    expect(Object.keys(line!).sort()).toEqual([
      'executor',
      'level',
      'milliseconds',
      'msg',
      'operation',
      'requestId',
      'roundTrips',
      'statements',
      'time',
      'type',
    ]);
    expect(others).toEqual([]);
  });

  it('is not logged at info (control)', async () => {
    const quiet = await World.start();
    try {
      expect((await quiet.anonymous.must('{ metrics { id } }')).metrics.length).toBeGreaterThan(10);
      expect(quiet.logLines).toEqual([]);
    } finally {
      await quiet.stop();
    }
  });
});
