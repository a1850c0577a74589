import { SameQuestion } from '../../src/db/same-question.js';

/** Runs that end when the test says so. */
class Runs {
  readonly puts: { readonly key: string; readonly end: (answer?: string) => void; readonly fail: () => void }[] = [];

  readonly put = (key: string) => (): Promise<string> =>
    new Promise((resolve, reject) => {
      const number = this.puts.length + 1;
      this.puts.push({
        key,
        end: (answer = `${key}${number}`) => resolve(answer),
        fail: () => reject(new Error(`${key}${number} failed`)),
      });
    });
}

const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

describe('equal questions', () => {
  let same: SameQuestion<string>;
  let runs: Runs;
  const ask = (key = 'a'): Promise<string> => same.ask(key, runs.put(key));

  beforeEach(() => {
    same = new SameQuestion();
    runs = new Runs();
  });

  it('are sent twice when eight callers ask at once: the first alone, the others together', async () => {
    const answers = Array.from({ length: 8 }, () => ask());
    expect(runs.puts).toHaveLength(1);
    runs.puts[0]!.end();
    await settled();
    expect(runs.puts).toHaveLength(2);
    runs.puts[1]!.end();
    expect(await Promise.all(answers)).toEqual(['a1', ...Array.from({ length: 7 }, () => 'a2')]);
    await settled();
    expect(runs.puts).toHaveLength(2);
    expect(same.size).toBe(0);
  });

  it('never get the result of a run that had started before they were asked', async () => {
    const answers = [ask()];
    for (let round = 1; round <= 5; round += 1) {
      answers.push(ask());
      runs.puts.at(-1)!.end(`round ${round}`);
      await settled();
      expect(runs.puts).toHaveLength(round + 1);
    }
    answers.push(ask());
    runs.puts.at(-1)!.end('round 6');
    await settled();
    runs.puts.at(-1)!.end('round 7');
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5, 6, 7].map((round) => `round ${round}`));
    await settled();
    expect(same.size).toBe(0);
  });

  it('are sent again once the one before has ended', async () => {
    const first = ask();
    runs.puts[0]!.end();
    await first;
    const second = ask();
    await settled();
    runs.puts[1]!.end();
    expect(await second).toBe('a2');
    expect(runs.puts).toHaveLength(2);
  });

  it('do not wait for others', async () => {
    const answers = [ask('a'), ask('b'), ask('c')];
    expect(runs.puts.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(same.size).toBe(3);
    for (const { end } of runs.puts.toReversed()) end();
    expect(await Promise.all(answers)).toEqual(['a1', 'b2', 'c3']);
    await settled();
    expect(same.size).toBe(0);
  });

  it('fail with their own run alone', async () => {
    const first = ask();
    const next = [ask(), ask()];
    const heard = first.catch((error: Error) => error.message);
    runs.puts[0]!.fail();
    expect(await heard).toBe('a1 failed');
    await settled();
    const behind = ask();
    const failed = Promise.all(next.map((answer) => answer.catch((error: Error) => error.message)));
    runs.puts[1]!.fail();
    expect(await failed).toEqual(['a2 failed', 'a2 failed']);
    await settled();
    runs.puts[2]!.end();
    expect(await behind).toBe('a3');
    await settled();
    expect(same.size).toBe(0);
  });

  it('that cannot be sent fail in the same way, and leave no entry', async () => {
    const broken = (): Promise<string> => {
      throw new Error('cannot be put');
    };
    const heard = (answer: () => Promise<string>): Promise<string> =>
      (async () => answer())().catch((error: Error) => error.message);
    const first = ask();
    const next = heard(() => same.ask('a', broken));
    runs.puts[0]!.end();
    expect([await first, await next]).toEqual(['a1', 'cannot be put']);
    await settled();
    expect(same.size).toBe(0);
    expect(await heard(() => same.ask('a', broken))).toBe('cannot be put');
    const after = ask();
    await settled();
    runs.puts.at(-1)!.end('well');
    expect(await after).toBe('well');
    await settled();
    expect(same.size).toBe(0);
  });
});
