import type { Band } from '../statistics/band.js';
import type { NotComparedReason } from '../settings/fairness.enums.js';
import type { Member, PeerGroup, Shrunk } from './peer-group.js';

/** A room or a street in a comparison. */
export interface Peer {
  readonly key: string;
  readonly placeId: string;
  readonly path: string;
  /** The bands it belongs to, e.g. of population or age, from the widest to the narrowest level of peers. */
  readonly classes: readonly string[];
  /** Path of its street; null above the streets, and for a street itself. */
  readonly street: string | null;
  /** Whether it existed, with complete records, in every month of the period. */
  readonly isWhole: boolean;
}

/** The position of a value among its peers. Without a band there is a reason. */
export interface RelativePosition {
  readonly band: Band | null;
  readonly shrunk: Shrunk | null;
  readonly group: PeerGroup | null;
  readonly member: Member | null;
  readonly reason: NotComparedReason | null;
}
