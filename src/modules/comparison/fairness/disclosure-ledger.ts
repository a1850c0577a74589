import { PeerLevel } from '../settings/fairness.enums.js';
import type { Member, PeerGroup } from './peer-group.js';

/**
 * A disclosed group minus every narrower disclosed group. `keys` are its members whose names the viewer may not see.
 */
interface Rest {
  readonly parts: readonly string[];
  keys: ReadonlySet<string>;
}

/**
 * Decides which groups may be disclosed to one viewer together. No sum or difference of disclosed groups may describe
 * fewer than k members that the viewer may not see by name.
 * City and peer groups nest. Everything that follows from them is made of rests: a group minus all narrower disclosed
 * groups. So each rest must be empty or have at least k hidden members.
 * A street overlaps other groups. Added to a rest or subtracted from it, it leaves the smaller of the rest's two parts.
 * These smaller parts together must be empty or have at least k hidden members.
 * A viewer sees one subtree, so at most one street is visible in part. Groups are admitted from the widest to the
 * narrowest. A group that would reveal too much beside earlier ones is refused.
 */
export class DisclosureLedger {
  private rests: readonly Rest[] = [];
  private streets: readonly ReadonlySet<string>[] = [];
  private readonly disclosed = new Set<PeerGroup>();
  private readonly asked = new Set<PeerGroup>();

  constructor(private readonly k: number) {}

  /** Discloses a group, unless that would reveal too much. */
  admit(group: PeerGroup, hidden: readonly Member[]): void {
    const next = this.with(group, hidden);
    this.asked.add(group);
    if (!next) return;
    this.disclosed.add(group);
    [this.rests, this.streets] = [next.rests, next.streets];
  }

  /**
   * Whether a group is disclosed. For a group that was never offered: whether it could be, beside all disclosed ones.
   */
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

  /** The rests after `keys` were taken out of the narrowest disclosed group that contains them. */
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
 * The fewest hidden members that a viewer can isolate from a street by adding or subtracting rests.
 * Each rest leaves its smaller part, inside or outside the street.
 */
function leftOf(street: ReadonlySet<string>, rests: readonly Rest[]): number {
  const within = rests.map(({ keys }) => [...keys].filter((key) => street.has(key)).length);
  const covered = within.reduce((sum, count) => sum + count, 0);
  return rests.reduce(
    (sum, { keys }, index) => sum + Math.min(within[index]!, keys.size - within[index]!),
    street.size - covered,
  );
}
