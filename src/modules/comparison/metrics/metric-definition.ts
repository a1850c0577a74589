import type { Message } from '../../../kernel/message.js';
import type { AggregateName } from '../base-aggregates.js';
import type { MetricDirection, MetricKind } from '../comparison.enums.js';
import type { SpreadModel } from '../statistics/over-dispersion.js';

/** What a version of a definition changed, and since which day it holds. */
export interface MetricChange { readonly version: number; readonly on: string; readonly change: Message }

/** One metric, told once: every surface that shows it computes from this. */
export interface MetricDefinition {
  readonly id: string;
  readonly kind: MetricKind;
  readonly direction: MetricDirection;
  readonly name: Message;
  readonly unit: Message;
  /** Decimals to show; values themselves are not rounded. */
  readonly decimals: number;
  /** What it tells, in a sentence for people. */
  readonly explanation: Message;
  readonly counts: Message;
  readonly countsNot: Message;
  readonly formula: Message;
  readonly numerator: AggregateName;
  /** Absent on plain counts. */
  readonly denominator?: AggregateName;
  /** What the ratio is multiplied by, e.g. 1,000; by default 1. */
  readonly per?: number;
  /** Fewest cases in the denominator that say anything: below it TOO_FEW. By default 1. */
  readonly minimum?: number;
  /** The cases are people: small groups among them are never told. */
  readonly people?: boolean;
  /** It tells what came of it, not how much was done: the only kind that may ever be ranked. */
  readonly isOutcome?: boolean;
  /** It is counted from the register of rooms, so a room without records has a value too. */
  readonly ofRegister?: boolean;
  /** How the funnel is widened where rooms differ more than chance explains; by default not at all. */
  readonly spread?: SpreadModel;
  /** From the first version on; the last one holds. */
  readonly changes: readonly MetricChange[];
}

export const defineMetric = (definition: MetricDefinition): MetricDefinition => definition;

/** The change log of a metric that has not changed since it came. */
export const since = (on: string): readonly MetricChange[] => [{ version: 1, on, change: { zh: '首次发布。', en: 'First version.' } }];

export const versionOf = ({ changes }: MetricDefinition): number => changes.at(-1)!.version;
