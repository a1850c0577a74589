/** FNV-1a: turns a name into 32 bits to start from. */
function fold(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ letter.codePointAt(0)!, 0x01000193);
  return value >>> 0;
}

/**
 * Reproducible chance (mulberry32): the same seed makes the same story, ids included. Good enough to invent a city
 * with, and for nothing that must not be guessed.
 */
export class Chance {
  private state: number;

  constructor(private readonly seed: string) {
    this.state = fold(seed);
  }

  /** A chance of its own for a part of the story, so that changing one part leaves the others as they were. */
  fork(name: string): Chance {
    return new Chance(`${this.seed}/${name}`);
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number from low to high, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  maybe(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  /** Some of the list, in an order of chance; all of it when there are not that many. */
  some<T>(list: readonly T[], count: number): T[] {
    const rest = [...list];
    for (let i = rest.length - 1; i > 0; i -= 1) {
      const j = this.int(0, i);
      [rest[i], rest[j]] = [rest[j]!, rest[i]!];
    }
    return rest.slice(0, count);
  }

  /** One of the keys, in proportion to the weights. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    return entries.at(-1)![0];
  }

  /** An id of the shape of UUIDv7, as if made at that moment. */
  id(at: Date): string {
    const hex = (): string =>
      Math.floor(this.next() * 0x1_0000_0000)
        .toString(16)
        .padStart(8, '0');
    const time = at.getTime().toString(16).padStart(12, '0');
    const [first, second, third] = [hex(), hex(), hex()];
    const variant = '89ab'[this.int(0, 3)]!;
    return (
      `${time.slice(0, 8)}-${time.slice(8)}-7${first.slice(0, 3)}-${variant}` +
      `${first.slice(3, 6)}-${second}${third.slice(0, 4)}`
    );
  }
}
