import type { ConnectionPool } from '../../src/db/pools.js';
import { createLog } from '../../src/http/log.js';
import { Unavailable } from '../../src/kernel/unavailable.js';
import type { Database } from '../../src/kernel/database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, World } from '../support/world.js';

const HEADERS = { accept: 'application/graphql-response+json, application/json;q=0.9' };

describe('a database that cannot serve a request', () => {
  let world: World;
  let city: PlaceRef;
  let committee: Api;

  beforeAll(async () => {
    world = await World.start();
    city = await world.city();
    committee = await world.account(GrantRole.CITY_COMMITTEE, city);
  });
  afterAll(() => world?.stop());

  /** Lets every read fail. */
  async function failing<T>(work: () => Promise<T>): Promise<T> {
    const { database } = world.server as { database: Database };
    const read = database.read.bind(database);
    database.read = () => Promise.reject(new Unavailable('57P03', 'read'));
    try {
      return await work();
    } finally {
      database.read = read;
    }
  }
  const CITY = '{ city(code: "990001") { name } }';
  const unavailable = { code: 'UNAVAILABLE', retryAfter: 5 };

  it.each(['application/json', '*/*', HEADERS.accept])(
    'is answered with 503 and when to ask again (accept: %s)',
    async (accept) => {
      const answer = await failing(() => committee.with({ accept }).ask(CITY));
      expect([answer.status, answer.headers['retry-after'], answer.errors[0]!.message]).toEqual([
        503,
        '5',
        '系统暂时繁忙，请稍后再试。',
      ]);
      expect(answer.errors[0]!.extensions).toEqual(unavailable);
      const after = await committee.with({ accept }).ask(CITY);
      expect([after.status, after.headers['retry-after'], after.data]).toEqual([
        200,
        undefined,
        { city: { name: city.name } },
      ]);
    },
  );

  it("is said in the reader's language", async () => {
    const answer = await failing(() => committee.with({ 'accept-language': 'en' }).ask(CITY));
    expect(answer.errors[0]!.message).toBe('The system is busy at the moment: try again in a moment.');
  });

  it('leaves the status at 200 when a part was answered', async () => {
    const answer = await failing(() => committee.with(HEADERS).ask('{ metrics { id } city(code: "990001") { name } }'));
    expect(answer.codes).toEqual(['UNAVAILABLE']);
    expect([answer.status, answer.headers['retry-after'], answer.data.city, answer.data.metrics.length > 40]).toEqual([
      200,
      undefined,
      null,
      true,
    ]);
  });

  it('is answered so too when it is the sign-in that cannot be looked up', async () => {
    const { app, pools } = world.server;
    const auth = pools.others[1] as ConnectionPool;
    auth.rows = () => Promise.reject(new Unavailable('57P03', 'read'));
    try {
      for (const [accept, language, text] of [
        ['application/json', 'zh', '系统暂时繁忙，请稍后再试。'],
        [HEADERS.accept, 'en', 'The system is busy at the moment: try again in a moment.'],
      ]) {
        const headers = {
          'content-type': 'application/json',
          authorization: `Bearer hsl_${accept!.length}`,
          accept: accept!,
          'accept-language': language!,
        };
        const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query: CITY }, headers });
        expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
        expect(answer.json()).toEqual({ errors: [{ message: text, extensions: unavailable }] });
      }
      const file = await app.inject({ method: 'GET', url: '/exports/a/b', headers: { authorization: 'Bearer hsl_c' } });
      expect([file.statusCode, file.headers['retry-after']]).toEqual([503, '5']);
    } finally {
      Reflect.deleteProperty(auth, 'rows');
    }
    expect((await committee.ask(CITY)).status).toBe(200);
  });
});

describe('the log of trouble', () => {
  it('has the first at once, and a line a second with how often, for any number of failures', async () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line: string) => void lines.push(line) });
    log.trouble('55P03');
    for (let n = 0; n < 500; n += 1) log.trouble(n % 5 === 0 ? 'LINE_FULL' : '57P01');
    expect(lines).toHaveLength(1);
    for (let turn = 0; turn < 600 && lines.length < 2; turn += 1)
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    expect(lines.map((line) => JSON.parse(line) as { level: number; reasons: unknown; stack?: string })).toMatchObject([
      { level: 40, reasons: { '55P03': 1 } },
      { level: 40, reasons: { LINE_FULL: 100, '57P01': 400 } },
    ]);
    log.trouble('08006');
    expect(lines).toHaveLength(2);
  });
});
