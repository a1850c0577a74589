import { quantiles } from '../statistics/quantiles.js';
import { roundedTo } from './closed-rounding.js';
import type { Member, PeerGroup } from './peer-group.js';
import type { RelativePositions } from './relative-positions.js';

/**
 * One point of a funnel plot, which draws values against size: a member that the viewer sees, or several others
 * together.
 */
export interface Point {
  readonly members: readonly Member[];
  readonly isNamed: boolean;
}

/**
 * The members as points. Hidden members are shown as groups of at least k of similar size (microaggregation: D. Defays
 * & M. Anwar, J. Official Statistics 14 (1998) 449; J. Domingo-Ferrer & J. M. Mateo-Sanz, IEEE TKDE 14 (2002) 189). The
 * population of every place is known in the city, so a single point would reveal its room by its size alone.
 * The grouping depends on size and key, never on the value. Otherwise every period would mix the same rooms
 * differently, and enough periods would give as many equations as rooms.
 */
export function pointsOf(positions: RelativePositions, group: PeerGroup, k: number): readonly Point[] {
  const seen = group.members.filter((member) => positions.isVisible(member));
  const hidden = group.members
    .filter((member) => !positions.isVisible(member))
    .toSorted((a, b) => a.size - b.size || (a.key < b.key ? -1 : 1));
  return [
    ...seen.map((member): Point => ({ members: [member], isNamed: true })),
    ...chunks(hidden, k).map((members): Point => ({ members, isNamed: false })),
  ];
}

/** Parts of `size` each. The last part is larger when the list does not divide evenly. */
function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.max(1, Math.floor(list.length / size));
  return list.length === 0
    ? []
    : Array.from({ length: count }, (_, index) =>
        list.slice(index * size, index === count - 1 ? list.length : (index + 1) * size),
      );
}

export const QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;
export interface Quantile {
  readonly p: number;
  readonly value: number;
}

/**
 * The quantiles of the members' values, in the unit of the metric. A quantile is the value below which a given share of
 * members lies.
 * If the viewer may not see all members, quantiles are rounded as the metric is shown. Otherwise one at the end could
 * be one member's own number.
 */
export function quantilesOf(group: PeerGroup): readonly Quantile[] {
  const values = quantiles(
    group.members.map((member) => group.valueOf(member)),
    QUANTILES,
  );
  return QUANTILES.map((p, index) => ({
    p,
    value: group.isOpen ? values[index]! : roundedTo(values[index]!, group.metric.decimals),
  }));
}

/**
 * The sizes between which a funnel is drawn: round numbers around the members' sizes. They are equal for every viewer,
 * so the ends identify no member.
 */
export function drawnSizes(group: PeerGroup): { readonly smallest: number; readonly largest: number } {
  const sizes = group.members.map(({ size }) => size);
  return { smallest: roundDown(Math.min(...sizes)), largest: roundUp(Math.max(...sizes)) };
}

const magnitude = (value: number): number => 10 ** Math.floor(Math.log10(value));
const roundDown = (value: number): number => Math.floor(value / magnitude(value)) * magnitude(value);
const roundUp = (value: number): number => Math.ceil(value / magnitude(value)) * magnitude(value);
