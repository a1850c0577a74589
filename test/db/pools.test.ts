import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPool, createReadPool, writePoolSize } from '../../src/db/pools.js';
import { reasonOf } from '../../src/db/trouble.js';
import { ReadBatch } from '../../src/db/read-batch.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

const ONE = { text: 'SELECT 1 AS one', values: [] };
const LINE = 100;

describe('a pool of connections', () => {
  let database: TestDatabase;
  const reasons: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(() => {
    reasons.length = 0;
  });
  afterAll(() => database?.drop());

  it(`refuses at once when ${LINE} wait for its one connection, and serves those who wait`, async () => {
    const pool = createReadPool(database.appUrl, 1, { onTrouble: (reason) => reasons.push(reason) });
    const held = await pool.connect();
    let isReleased = false;
    const release = (): void => {
      if (!isReleased) pool.release(held);
      isReleased = true;
    };
    try {
      const waiting = Array.from({ length: LINE }, () => pool.query(() => new ReadBatch([ONE])));
      const refused = pool.query(() => new ReadBatch([ONE])).catch((error: unknown) => error);
      // A caller refused at once comes before one that waits a moment.
      expect(await Promise.race([refused, sleep(500, 'it waits')])).toMatchObject({
        code: 'UNAVAILABLE',
        reason: 'LINE_FULL',
        extensions: { retryAfter: 5 },
      });
      release();
      expect(await Promise.all(waiting)).toEqual(Array.from({ length: LINE }, () => [[{ one: 1 }]]));
      expect(reasons).toEqual(['LINE_FULL']);
    } finally {
      release();
      await pool.end();
    }
  });

  it('hears a client in use that breaks: without a listener the process would end', async () => {
    const pool = createPool(database.appUrl, 1, 'test');
    const client = await pool.connect();
    try {
      expect(client.listenerCount('error')).toBe(1);
      expect(() => client.emit('error', new Error('gone'))).not.toThrow();
      client.removeAllListeners('error');
      // Control: an error event without a listener is thrown.
      expect(() => client.emit('error', new Error('gone'))).toThrow('gone');
    } finally {
      pool.release(client, new Error('gone'));
      await pool.end();
    }
  });

  it('keeps its connections alive, so that a peer that is gone is noticed', async () => {
    const asked: unknown[][] = [];
    const original = Object.getOwnPropertyDescriptor(Socket.prototype, 'setKeepAlive')!;
    const setKeepAlive = original.value as (...args: unknown[]) => Socket;
    Socket.prototype.setKeepAlive = function recorded(this: Socket, ...args: unknown[]) {
      asked.push(args);
      return setKeepAlive.apply(this, args);
    };
    const pool = createPool(database.appUrl, 1, 'test');
    try {
      await pool.probe('SELECT 1 AS one');
      expect(asked).toEqual([[true, 10_000]]);
    } finally {
      Object.defineProperty(Socket.prototype, 'setKeepAlive', original);
      await pool.end();
    }
  });

  it('answers a probe over a free connection, and none while all are in use and work', async () => {
    const pool = createPool(database.appUrl, 1, 'test');
    try {
      expect(await pool.probe('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await expect(pool.probe('SELECT * FROM nowhere')).rejects.toMatchObject({ code: '42P01' });
      const client = await pool.connect();
      expect(await pool.probe('SELECT 1 AS one')).toBeNull();
      pool.release(client);
      expect(await pool.probe('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      await pool.end();
    }
  });

  it('is not working when all its connections are in use and none answers for 4.5 s', async () => {
    const pool = createPool(database.appUrl, 1, 'test');
    const now = performance.now.bind(performance);
    const client = await pool.connect();
    try {
      performance.now = () => now() + 4_400;
      expect(await pool.probe('SELECT 1 AS one')).toBeNull();
      performance.now = () => now() + 5_000;
      await expect(pool.probe('SELECT 1 AS one')).rejects.toThrow('none answers');
    } finally {
      performance.now = now;
      pool.release(client);
      await pool.end();
    }
  });

  it('has twice as many connections for writing as for reading', () => {
    expect([1, 5, 20].map(writePoolSize)).toEqual([2, 10, 40]);
  });
});

describe('an error of the database', () => {
  const coded = (code: string): Error => Object.assign(new Error('said'), { code });

  it.each([
    '08000',
    '08006',
    '53100',
    '53200',
    '53300',
    '55P03',
    '57014',
    '57P01',
    '57P02',
    '57P03',
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'ENOTFOUND',
  ])('is passing: %s', (code) => {
    expect(reasonOf(coded(code))).toBe(code);
  });

  it.each([
    ['Query read timeout', 'NO_ANSWER'],
    ['timeout exceeded when trying to connect', 'POOL_TIMEOUT'],
    ['timeout expired', 'CONNECT_TIMEOUT'],
    ['Connection terminated', 'CONNECTION_LOST'],
    ['Connection terminated unexpectedly', 'CONNECTION_LOST'],
    ['Connection terminated due to connection timeout', 'CONNECT_TIMEOUT'],
    ['Client has encountered a connection error and is not queryable', 'CONNECTION_LOST'],
    ['Client was closed and is not queryable', 'CONNECTION_LOST'],
  ])('is passing when the driver says "%s"', (message, reason) => {
    expect(reasonOf(new Error(message))).toBe(reason);
  });

  it.each(['23505', '42P01', '42501', '22012', '28P01', '3D000', '40001', 'XX000', '57P04', 'HS001', 'EACCES'])(
    'is none of these: %s (control)',
    (code) => {
      expect(reasonOf(coded(code))).toBeNull();
      expect(reasonOf(new Error('said'))).toBeNull();
    },
  );
});
