import { AnswerCache } from '../../src/db/answer-cache.js';
import type { Row } from '../../src/kernel/database.js';

const rowsOf = (count: number, of: string): Row[][] => [Array.from({ length: count }, (_, index) => ({ of, index }))];

/** A database that has `state` and answers with so many rows. */
class Source {
  state = 'one';
  rows = 1;
  puts = 0;
  checks = 0;
  constructor(readonly answers: AnswerCache) {}

  readonly check = async (): Promise<string> => {
    this.checks += 1;
    return this.state;
  };

  readonly ask = async (key = 'a'): Promise<Row[][]> =>
    this.answers.read(key, this.check, async () => {
      this.puts += 1;
      return { rows: rowsOf(this.rows, key), state: this.state };
    });

  /** Whether a query runs only the check. */
  async isKept(key: string): Promise<boolean> {
    const before = this.puts;
    await this.ask(key);
    return this.puts === before;
  }
}

describe('answers that are kept', () => {
  let source: Source;
  beforeEach(() => {
    source = new Source(new AnswerCache(40));
  });

  it('are given again while nothing was written, to callers who were checked', async () => {
    expect(await source.ask()).toEqual(rowsOf(1, 'a'));
    expect(await source.ask()).toEqual(rowsOf(1, 'a'));
    expect([source.puts, source.checks]).toEqual([1, 3]);
    expect(await source.ask('b')).toEqual(rowsOf(1, 'b'));
    expect(source.puts).toBe(2);
  });

  it('are put again once something was written, and when an older state came back', async () => {
    await source.ask();
    for (const state of ['two', 'three', 'one']) {
      source.state = state;
      await source.ask();
      await source.ask();
    }
    expect(source.puts).toBe(4);
    expect(source.answers.rows).toBe(2);
  });

  it('are not those during which something was written', async () => {
    let puts = 0;
    const ask = (): Promise<Row[][]> =>
      source.answers.read('a', source.check, async () => {
        puts += 1;
        return { rows: rowsOf(3, 'a'), state: null };
      });
    expect(await ask()).toEqual(rowsOf(3, 'a'));
    await ask();
    expect([puts, source.checks, source.answers.rows]).toEqual([2, 4, 0]);
  });

  it('take the place of the one before, also where the new one is not kept', async () => {
    await source.ask();
    source.state = 'two';
    await source.answers.read('a', source.check, async () => ({ rows: rowsOf(1, 'a'), state: null }));
    expect(source.answers.rows).toBe(0);
    source.state = 'one';
    expect(await source.isKept('a')).toBe(false);
  });

  it.each([
    [9, true],
    [10, false],
    [400, false],
  ])(
    'are of a quarter of all rows at most: one of %i rows and what it takes itself is kept: %s',
    async (rows, isKept) => {
      source.rows = rows;
      await source.ask();
      expect(await source.isKept('a')).toBe(isKept);
      expect(source.answers.rows).toBe(isKept ? rows + 1 : 0);
    },
  );

  it('are removed from the least recently used on, and never hold more than they may', async () => {
    source.rows = 9;
    for (const key of ['a', 'b', 'c', 'd']) await source.ask(key);
    expect(source.answers.rows).toBe(40);
    await source.ask('a');
    await source.ask('e');
    expect(source.answers.rows).toBe(40);
    expect([
      await source.isKept('a'),
      await source.isKept('c'),
      await source.isKept('d'),
      await source.isKept('e'),
    ]).toEqual([true, true, true, true]);
    expect(await source.isKept('b')).toBe(false);
    for (let turn = 0; turn < 300; turn += 1) {
      source.rows = turn % 12;
      if (turn % 7 === 0) source.state = `state ${turn}`;
      await source.ask(`key ${turn % 23}`);
      expect(source.answers.rows).toBeLessThanOrEqual(40);
    }
  });

  it('without rows have a weight too, so that empty results do not fill the memory', async () => {
    source.rows = 0;
    for (let key = 0; key < 200; key += 1) await source.ask(`key ${key}`);
    expect(source.answers.rows).toBe(40);
    expect([await source.isKept('key 199'), await source.isKept('key 160'), await source.isKept('key 159')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('weigh with their key too, because a long key holds text of a client', async () => {
    source = new Source(new AnswerCache(2_000));
    source.rows = 0;
    const long = 'x'.repeat(100_000);
    for (let key = 0; key < 50; key += 1) await source.ask(`${long}${key}`);
    expect(source.answers.rows).toBeLessThanOrEqual(2_000);
    expect(source.answers.rows).toBeGreaterThan(1_500);
    expect([await source.isKept(`${long}49`), await source.isKept(`${long}0`)]).toEqual([true, false]);
    expect(await source.isKept('x'.repeat(1_000_000))).toBe(false);
    expect(await source.isKept('x'.repeat(1_000_000))).toBe(false);
  });

  it.each([
    [1, 4],
    [30, 4],
    [31, 8],
    [131, 20],
  ])('weigh by how wide their rows are: four of %i columns as much as %i', async (columns, weight) => {
    source = new Source(new AnswerCache(1_000));
    const wide = Object.fromEntries(Array.from({ length: columns }, (_, index) => [`column ${index}`, index]));
    await source.answers.read('a', source.check, async () => ({
      rows: [[wide, wide], [], [wide, wide]],
      state: source.state,
    }));
    expect(source.answers.rows).toBe(weight + 1);
  });

  it('are none where asking failed: the next one asks again', async () => {
    const failing = (): Promise<never> => Promise.reject(new Error('no answer'));
    await expect(source.answers.read('a', source.check, failing)).rejects.toThrow('no answer');
    expect(source.answers.rows).toBe(0);
    expect(await source.isKept('a')).toBe(false);
    source.state = 'two';
    await expect(source.answers.read('a', source.check, failing)).rejects.toThrow('no answer');
    expect(await source.ask()).toEqual(rowsOf(1, 'a'));
  });

  it('are given to nobody who is refused', async () => {
    await source.ask();
    const refuse = (): Promise<string> => Promise.reject(new Error('refused'));
    const put = async (): Promise<never> => {
      throw new Error('was put');
    };
    await expect(source.answers.read('a', refuse, put)).rejects.toThrow('refused');
    expect(await source.isKept('a')).toBe(true);
  });

  it('are refused to those whose right ended while they were read', async () => {
    let checks = 0;
    const check = async (): Promise<string> => {
      checks += 1;
      if (checks > 1) throw new Error('refused');
      return 'one';
    };
    await expect(source.answers.read('a', check, async () => ({ rows: rowsOf(1, 'a'), state: 'one' }))).rejects.toThrow(
      'refused',
    );
    expect(checks).toBe(2);
    // Other callers may still get the cached result.
    source.state = 'one';
    expect(await source.isKept('a')).toBe(true);
  });

  it('are queried twice for eight callers at once; each caller is checked before and after', async () => {
    await Promise.all(Array.from({ length: 8 }, () => source.ask()));
    expect([source.puts, source.checks]).toEqual([2, 16]);
    expect(await source.isKept('a')).toBe(true);
  });
});
