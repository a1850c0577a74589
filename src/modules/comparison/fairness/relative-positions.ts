import { type MetricResult, missing } from '../values/compute-metric.js';
import type { SuppressedReason } from '../catalogue/comparison.enums.js';
import type { SumMetric } from '../catalogue/metric-definition.js';
import { expectedOutside } from '../statistics/band.js';
import type { ComparisonSettings } from '../settings/comparison-setting.entity.js';
import { ComparisonBase, NotComparedReason, PeerLevel } from '../settings/fairness.enums.js';
import { type GroupName, type GroupTally, type Member, PeerGroup, hasFunnel, unusable } from './peer-group.js';
import { UNKNOWN_POPULATION } from './peer-rooms.js';
import type { Peer, RelativePosition } from './relative-position.js';
import { type UncomparedReason, countReasons } from './uncompared.js';
import { DisclosureLedger } from './disclosure-ledger.js';

const NAMELESS = { parts: [], kind: null, populationFrom: null, populationTo: null };
const LEVELS: readonly PeerLevel[] = [PeerLevel.KIND, PeerLevel.POPULATION, PeerLevel.EXPOSURE, PeerLevel.AGE];

/**
 * A count, or a rate per resident, grows with the months a room existed. So a room that existed for part of the period
 * is not compared with one that existed for all of it.
 */
const growsWithTime = ({ denominator }: SumMetric): boolean => !denominator || missing(denominator) === null;

export interface RelativePositionsOptions {
  readonly metric: SumMetric;
  readonly peers: readonly Peer[];
  readonly valueOf: (key: string) => MetricResult | undefined;
  readonly base: ComparisonBase;
  readonly settings: ComparisonSettings;
  /** Whether the viewer may see the room or street at a path by name. */
  readonly isVisible: (path: string) => boolean;
}

/** One metric of all rooms or all streets of a city over one period, compared with each other. */
export class RelativePositions {
  private readonly members = new Map<string, Member>();
  private readonly reasons = new Map<string, NotComparedReason>();
  private readonly suppressed = new Map<string, SuppressedReason>();
  private readonly byKey: ReadonlyMap<string, Peer>;
  private readonly groups = new Map<string, PeerGroup>();
  private readonly disclosable = new Map<PeerGroup, boolean>();
  private madeLedger: DisclosureLedger | null = null;

  constructor(private readonly options: RelativePositionsOptions) {
    this.byKey = new Map(options.peers.map((peer) => [peer.key, peer]));
    for (const peer of options.peers) this.admit(peer);
  }

  private admit(peer: Peer): void {
    const { metric, valueOf } = this.options;
    const result = valueOf(peer.key);
    const reason = result
      ? (unusable(metric, result) ?? (growsWithTime(metric) && !peer.isWhole ? NotComparedReason.SHORT_EXPOSURE : null))
      : NotComparedReason.NO_VALUE;
    if (result?.suppressedReason) this.suppressed.set(peer.key, result.suppressedReason);
    if (reason) this.reasons.set(peer.key, reason);
    else
      this.members.set(peer.key, {
        key: peer.key,
        path: peer.path,
        count: result!.numerator!,
        size: metric.denominator ? result!.denominator! : 1,
      });
  }

  of(key: string): RelativePosition {
    const member = this.members.get(key) ?? null;
    if (!hasFunnel(this.options.metric))
      return { band: null, shrunk: null, group: null, member, reason: NotComparedReason.NO_FUNNEL };
    if (!member)
      return {
        band: null,
        shrunk: null,
        group: null,
        member: null,
        reason: this.reasons.get(key) ?? NotComparedReason.NO_VALUE,
      };
    const group = this.groupOf(key);
    if (!group) return { band: null, shrunk: null, group: null, member, reason: NotComparedReason.GROUP_TOO_SMALL };
    // Computed on demand: the interval of a shrunken value costs more than everything else together.
    return {
      get band() {
        return group.bandOf(member);
      },
      get shrunk() {
        return group.shrunkOf(member);
      },
      group,
      member,
      reason: null,
    };
  }

  /** The group a peer is compared with: the narrowest that is large enough and may be disclosed; null when none is. */
  groupOf(key: string): PeerGroup | null {
    const peer = this.byKey.get(key);
    return peer ? this.firstFitting(this.chainOf(peer)) : null;
  }

  /** The bands of the requested peers, why others have none, and how many would be outside the limits by chance. */
  tally(isAsked: (path: string) => boolean): GroupTally {
    const asked = this.options.peers.filter(({ path }) => isAsked(path)).map(({ key }) => ({ key, ...this.of(key) }));
    const sizes = new Map<PeerGroup, number[]>();
    for (const { group, member } of asked)
      if (group && member) sizes.set(group, [...(sizes.get(group) ?? []), member.size]);
    return {
      bands: asked.flatMap(({ band }) => (band ? [band] : [])),
      uncompared: countReasons(asked.flatMap(({ key, reason }) => (reason ? [this.causeOf(key, reason)] : []))),
      expected: [...sizes].reduce((sum, [group, of]) => sum + expectedOutside(group.funnel, of), 0),
    };
  }

  /** The true reason. "No value" has one of its own. */
  private causeOf(key: string, reason: NotComparedReason): UncomparedReason {
    return reason === NotComparedReason.NO_VALUE ? (this.suppressed.get(key) ?? reason) : reason;
  }

  peerAt(path: string): Peer | null {
    return this.options.peers.find((peer) => peer.path === path) ?? null;
  }
  placeOf({ key }: Member): string {
    return this.byKey.get(key)!.placeId;
  }
  isVisible({ path }: Member): boolean {
    return this.options.isVisible(path);
  }
  memberOf(key: string): Member | null {
    return this.members.get(key) ?? null;
  }
  /** Why a peer is not compared; null when it is. */
  reasonOf(key: string): NotComparedReason | null {
    return this.reasons.get(key) ?? (this.byKey.has(key) ? null : NotComparedReason.NO_VALUE);
  }

  /** The street that contains a path; null when no compared room is in that street. */
  streetOf(path: string): string | null {
    return this.options.peers.find(({ street }) => street !== null && path.startsWith(street))?.street ?? null;
  }

  /** The group of a whole street; null when it is too small. */
  groupOfStreet(street: string): PeerGroup | null {
    return this.firstFitting([this.streetGroup(street)]);
  }

  /** The group of the whole city; null when it is too small. */
  groupOfCity(): PeerGroup | null {
    return this.firstFitting([this.city]);
  }

  private firstFitting(groups: readonly PeerGroup[]): PeerGroup | null {
    return groups.find((group) => this.mayBeDisclosed(group)) ?? null;
  }

  private mayBeDisclosed(group: PeerGroup): boolean {
    const known =
      this.disclosable.get(group) ??
      (this.isLarge(group) && (group.isOpen || this.ledger.allows(group, this.hiddenOf(group))));
    this.disclosable.set(group, known);
    return known;
  }

  private isLarge({ name, members }: PeerGroup): boolean {
    const { smallestGroup, smallestPeerGroup } = this.options.settings;
    return members.length >= (name.parts.length > 0 ? smallestPeerGroup : smallestGroup);
  }

  private chainOf(peer: Peer): PeerGroup[] {
    if (this.options.base === ComparisonBase.CITY) return [this.city];
    if (this.options.base === ComparisonBase.STREET) return peer.street === null ? [] : [this.streetGroup(peer.street)];
    return [
      ...peer.classes.map((_, index) => this.peerGroup(peer.classes.slice(0, index + 1))).toReversed(),
      this.city,
    ];
  }

  private get city(): PeerGroup {
    return this.group('CITY', { level: PeerLevel.CITY, ...NAMELESS }, () => true);
  }

  private streetGroup(street: string): PeerGroup {
    return this.group(`STREET ${street}`, { level: PeerLevel.STREET, ...NAMELESS }, (other) => other.street === street);
  }

  private peerGroup(parts: readonly string[]): PeerGroup {
    const edges = this.options.settings.populationEdges;
    const band = parts[1] === undefined || parts[1] === UNKNOWN_POPULATION ? null : Number(parts[1]);
    const name: GroupName = {
      level: LEVELS[parts.length - 1]!,
      parts,
      kind: parts[0]!,
      populationFrom: band === null ? null : (edges[band - 1] ?? 0),
      populationTo: band === null ? null : (edges[band] ?? null),
    };
    return this.group(parts.join(' '), name, (other) => parts.every((part, at) => other.classes[at] === part));
  }

  private group(key: string, name: GroupName, belongs: (peer: Peer) => boolean): PeerGroup {
    const known = this.groups.get(key);
    if (known) return known;
    const belonging = this.options.peers.filter(belongs);
    const members = belonging.flatMap((peer) => this.members.get(peer.key) ?? []);
    const made = new PeerGroup(
      this.options.metric,
      name,
      members,
      countReasons(
        belonging.flatMap(({ key }) => (this.members.has(key) ? [] : [this.causeOf(key, this.reasonOf(key)!)])),
      ),
      members.every(({ path }) => this.options.isVisible(path)),
    );
    this.groups.set(key, made);
    return made;
  }

  private hiddenOf(group: PeerGroup): readonly Member[] {
    return group.members.filter(({ path }) => !this.options.isVisible(path));
  }

  /**
   * Which groups of this metric and period the viewer may see. Computed once, from the city down, so that it does not
   * depend on what was asked first.
   */
  private get ledger(): DisclosureLedger {
    if (this.madeLedger) return this.madeLedger;
    const ledger = new DisclosureLedger(this.options.settings.smallestGroup);
    for (const group of this.askable()) if (this.isLarge(group)) ledger.admit(group, this.hiddenOf(group));
    this.madeLedger = ledger;
    return ledger;
  }

  /**
   * Every group the viewer could ask for: the city, and the streets and peer groups of visible rooms. The order is the
   * same for every request.
   */
  private askable(): readonly PeerGroup[] {
    const seen = this.options.peers.filter(({ path }) => this.options.isVisible(path));
    const streets = [...new Set(seen.flatMap(({ street }) => street ?? []))]
      .sort()
      .map((street) => this.streetGroup(street));
    const peers = [
      ...new Set(seen.flatMap(({ classes }) => classes.map((_, index) => this.peerGroup(classes.slice(0, index + 1))))),
    ];
    const nameOf = ({ name }: PeerGroup): string => name.parts.join(' ');
    return [
      this.city,
      ...streets,
      ...peers.sort((a, b) => a.name.parts.length - b.name.parts.length || (nameOf(a) < nameOf(b) ? -1 : 1)),
    ];
  }
}
