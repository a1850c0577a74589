import { ImpossibleTiming, IntegritySignalKind } from './integrity.enums.js';

export interface SignalKind {
  readonly kind: IntegritySignalKind;
  readonly timing: ImpossibleTiming | null;
}

const { BURST_BEFORE_END, COPIED_MINUTES, ONLY_TOP_MARKS, IMPOSSIBLE_TIMING, TWIN_TOPICS, REGISTER_GIVEN_UP } =
  IntegritySignalKind;

/**
 * Every sort of signal, in the order they are listed in for one room. A signal's rank is its index here, and part of
 * its cursor.
 */
export const SIGNAL_KINDS: readonly SignalKind[] = [
  ...[BURST_BEFORE_END, COPIED_MINUTES, ONLY_TOP_MARKS].map((kind) => ({ kind, timing: null })),
  ...Object.values(ImpossibleTiming).map((timing) => ({ kind: IMPOSSIBLE_TIMING, timing })),
  // Last, in the order in which they were added, so that cursors given before stay valid.
  ...[TWIN_TOPICS, REGISTER_GIVEN_UP].map((kind) => ({ kind, timing: null })),
];

export const rankOf = (name: IntegritySignalKind | ImpossibleTiming): number =>
  SIGNAL_KINDS.findIndex(({ kind, timing }) => (timing ?? kind) === name);
