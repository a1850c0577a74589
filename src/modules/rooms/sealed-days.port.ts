import { definePort } from '../../kernel/port.js';
import type { RequestContext } from '../../kernel/request-context.js';

export interface SealedPeriod {
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

export interface SealedDays {
  /** The sealed periods that contain the room and overlap the days, the earliest first. */
  of(ctx: RequestContext, roomId: string, from: string, to: string | null): Promise<readonly SealedPeriod[]>;
}

/** Seals are in a module above this one, so a register asks about them through this port. */
export const sealedDays = definePort<SealedDays>('sealedDays');
