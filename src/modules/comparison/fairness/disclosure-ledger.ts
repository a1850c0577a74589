import { PeerLevel } from '../settings/fairness.enums.js';
import type { Member, PeerGroup } from './peer-group.js';

/**
 * What is left of a told group when every narrower one told is taken out of it: keys of those out of the viewer's
 * sight.
 */
interface Rest {
  readonly parts: readonly string[];
  keys: ReadonlySet<string>;
}

/**
 * Which groups one viewer may be told of together, so that no sum or difference of them speaks of fewer than k units
 * out of the viewer's sight.
 * City and peers nest: all that follows from them is made of what each has besides all narrower ones told, so each such
 * rest is none or at least k.
 * A street cuts across: added to or taken from the rests it leaves, of each, the smaller of its two parts; these
 * together are none or at least k.
 * A viewer sees one subtree, so at most one street is seen in part. Groups come from the widest to the narrowest, and
 * what comes later is not told.
 */
export class DisclosureLedger {
  private rests: readonly Rest[] = [];
  private streets: readonly ReadonlySet<string>[] = [];
  private readonly disclosed = new Set<PeerGroup>();
  private readonly asked = new Set<PeerGroup>();

  constructor(private readonly k: number) {}

  /** Tells a group from now on, unless that would tell too much. */
  admit(group: PeerGroup, hidden: readonly Member[]): void {
    const next = this.with(group, hidden);
    this.asked.add(group);
    if (!next) return;
    this.disclosed.add(group);
    [this.rests, this.streets] = [next.rests, next.streets];
  }

  /** Whether a group is told; of one that never stood to be told, whether it could be beside all that is. */
  allows(group: PeerGroup, hidden: readonly Member[]): boolean {
    return this.asked.has(group) ? this.disclosed.has(group) : this.with(group, hidden) !== null;
  }

  private with(
    { name }: PeerGroup,
    hidden: readonly Member[],
  ): { readonly rests: readonly Rest[]; readonly streets: readonly ReadonlySet<string>[] } | null {
    const keys = new Set(hidden.map(({ key }) => key));
    if (keys.size === 0) return { rests: this.rests, streets: this.streets };
    const rests = name.level === PeerLevel.STREET ? this.rests : this.divided(name.parts, keys);
    const streets = name.level === PeerLevel.STREET ? [...this.streets, keys] : this.streets;
    return this.isSafe(keys.size) &&
      rests.every((rest) => this.isSafe(rest.keys.size)) &&
      streets.every((street) => this.isSafe(leftOf(street, rests)))
      ? { rests, streets }
      : null;
  }

  /** The rests once the narrowest told group round `keys` is without them. */
  private divided(parts: readonly string[], keys: ReadonlySet<string>): readonly Rest[] {
    const round = this.rests
      .filter((rest) => rest.parts.every((part, at) => parts[at] === part))
      .toSorted((a, b) => b.parts.length - a.parts.length)[0];
    return [
      ...this.rests.map((rest) => (rest === round ? { parts: rest.parts, keys: without(rest.keys, keys) } : rest)),
      { parts, keys },
    ];
  }

  private isSafe(count: number): boolean {
    return count === 0 || count >= this.k;
  }
}

const without = (all: ReadonlySet<string>, less: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...all].filter((key) => !less.has(key)));

/**
 * How many are left of a street when of every rest the larger part is cancelled: what lies within the street, or what
 * lies beside it.
 */
function leftOf(street: ReadonlySet<string>, rests: readonly Rest[]): number {
  const within = rests.map(({ keys }) => [...keys].filter((key) => street.has(key)).length);
  const covered = within.reduce((sum, count) => sum + count, 0);
  return rests.reduce(
    (sum, { keys }, index) => sum + Math.min(within[index]!, keys.size - within[index]!),
    street.size - covered,
  );
}
