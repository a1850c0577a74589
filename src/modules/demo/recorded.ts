import { atPlaceOf } from '../../kernel/placed-at.js';
import type { Provenance } from '../../kernel/provenance.js';
import { RecordOrigin } from '../../kernel/record.js';

/** The place a record belongs to. */
export interface Spot {
  readonly cityId: string;
  readonly placeId: string;
  readonly placePath: string;
}

/** The columns every record has, all given explicitly (see DemoRows.add). */
export interface RecordedColumns extends Spot, Provenance {
  readonly id: string;
  readonly version: number;
  readonly recordedAt: Date;
  readonly changedAt: Date;
}

export const recorded = (spot: Spot, id: string, at: Date, provenance: Provenance): RecordedColumns => ({
  cityId: spot.cityId,
  ...atPlaceOf(spot),
  id,
  version: 1,
  recordedAt: at,
  changedAt: at,
  ...provenance,
});

export const ENTERED: Provenance = { origin: RecordOrigin.ENTERED, onBehalfOf: null, paperReference: null };
