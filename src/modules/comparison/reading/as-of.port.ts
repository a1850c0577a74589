import type { LoadingContext } from '../../../kernel/loader-definition.js';
import { definePort } from '../../../kernel/port.js';
import type { RequestContext } from '../../../kernel/request-context.js';
import type { MetricResult } from '../values/compute-metric.js';
import type { Span } from '../period/period.service.js';

/** A place as it was when the numbers were sealed. */
export interface PlaceThen {
  readonly code: string;
  readonly name: string;
  /** Names of the places above it at that time, from the city down. */
  readonly above: readonly string[];
  readonly residents: number | null;
  readonly residentsAsOf: string | null;
}
export type SealedNumber = MetricResult;
export interface SealedLine {
  readonly roomId: string;
  readonly placeId: string;
  readonly asSealed: PlaceThen;
}

/** A place within a seal, with or without a room, as it was. */
export interface SealedNode {
  readonly placeId: string;
  readonly asSealed: PlaceThen;
  /** Official codes of the places above it at that time, from the city down. */
  readonly aboveCodes: readonly string[];
  readonly couldOwnRoom: boolean;
  readonly roomId: string | null;
  readonly hasData: boolean;
}

/** A seal's content for the rooms within a place, in the order of the official codes at that time. */
export interface SealedAnswer {
  readonly key: string;
  readonly span: Span;
  readonly sealedAt: Date;
  readonly catalogueVersion: string;
  readonly isDemo: boolean;
  readonly coverage: { readonly places: number; readonly enrolled: number; readonly withData: number };
  readonly lines: readonly SealedLine[];
  /** The place itself and those below it, in the order of the official codes at that time. */
  readonly nodes: readonly SealedNode[];
  /** The result of every line's room. NOT_SEALED for a metric that was not in the catalogue at that time. */
  values(ctx: LoadingContext, metricId: string): Promise<ReadonlyMap<string, MetricResult>>;
}

export interface SealReader {
  /**
   * @throws NOT_FOUND when the viewer sees no such seal, or the place was not part of it
   * @throws BAD_USER_INPUT for an id of another type
   */
  read(ctx: RequestContext, sealId: string, within: string): Promise<SealedAnswer>;
  /**
   * The seals of these periods that hold the place and are not younger than the given one, the latest of each period.
   * Periods without a seal are left out.
   */
  steps(ctx: RequestContext, sealed: SealedAnswer, within: string, spans: readonly Span[]): Promise<SealedAnswer[]>;
}

/** Seals are in a module above this one, so a comparison reads a seal through this port. */
export const sealReaders = definePort<SealReader>('sealReaders');
