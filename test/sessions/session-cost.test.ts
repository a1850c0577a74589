import { type SessionWorld, startSessionWorld } from './session-world.js';

interface Counted {
  statements: number;
  roundTrips: number;
}
interface Proxy {
  readonly url: string;
  readonly counted: Counted;
  close(): void;
}

const record = `mutation ($input: SessionRecordInput!) { sessionRecord(input: $input) { session { ordinal } errors {
  code } } }`;
/** The same count as in the bench, from the wire. */
const PROXY = new URL('../../../bench/count-statements.mjs', import.meta.url).href;

describe('what recording a session asks of the database', () => {
  let w: SessionWorld;
  let proxy: Proxy;
  beforeAll(async () => {
    const { countingProxy } = (await import(PROXY)) as { countingProxy(url: string): Promise<Proxy> };
    w = await startSessionWorld({
      through: async (url) => {
        proxy = await countingProxy(url);
        return proxy.url;
      },
    });
  });
  afterAll(async () => {
    await w.world.stop();
    proxy.close();
  });

  const enter = async (topicTitle: string, key: string): Promise<Counted & { ordinal: number }> => {
    const before = { ...proxy.counted };
    const input = { topicTitle, heldOn: { value: '2025-05-08' }, headcount: 12, suggestions: ['一', '二', '三'] };
    const { session } = (await w.clerk.with({ 'idempotency-key': key }).must(record, { input })).sessionRecord;
    return {
      ordinal: session.ordinal,
      statements: proxy.counted.statements - before.statements,
      roundTrips: proxy.counted.roundTrips - before.roundTrips,
    };
  };

  it('for a topic that is there: two round trips, one look-up and what is written', async () => {
    await enter('路灯', 'known-1');
    await enter('路灯', 'known-2');
    expect(await enter('路灯', 'known-3')).toEqual({ ordinal: 3, roundTrips: 2, statements: 10 });
  });

  it('for a topic nobody knew: one round trip more, to lock the room and look for the title again', async () => {
    await enter('井盖', 'new-1');
    expect(await enter('树木', 'new-2')).toEqual({ ordinal: 1, roundTrips: 3, statements: 15 });
  });
});
