import { WireWriter } from '../../src/db/wire-writer.js';

const held = (writer: WireWriter): number => (writer as unknown as { readonly bytes: Buffer }).bytes.length;
/** The one value of a Bind message: its length, then its bytes. */
const valueIn = (message: Buffer): string => {
  const at = 1 + 4 + 1 + 1 + 2 + 2;
  return message.toString('utf8', at + 4, at + 4 + message.readInt32BE(at));
};

describe('messages to the database', () => {
  it.each([['short', '议事室'], ['just long enough to be counted', '议'.repeat(10_001)], ['long', 'seal 封存 𝄞'.repeat(200_000)]])('hold a %s text as it is', (_what, text) => {
    const writer = new WireWriter();
    writer.bind('', [text]);
    const bytes = writer.take();
    expect(valueIn(bytes) === text).toBe(true);
    expect(bytes.readInt32BE(1)).toBe(bytes.length - 1);
  });

  it('set aside at most twice what a long text needs, and keep nothing of it', () => {
    const writer = new WireWriter();
    writer.bind('', ['x'.repeat(5_000_000)]);
    expect(held(writer)).toBeLessThan(10_100_000);
    expect(writer.take()).toHaveLength(5_000_000 + 17);
    expect(held(writer)).toBe(32_768);
    // What is usual is kept: it would be set aside again at once (control).
    writer.bind('', ['x'.repeat(100_000)]);
    writer.take();
    expect(held(writer)).toBeGreaterThan(100_000);
    writer.bind('', ['x'.repeat(5_000_000)]);
    writer.clear();
    expect(held(writer)).toBe(32_768);
  });
});
