import type { Message } from '../../../kernel/message.js';
import type { AggregateName } from '../counting/base-aggregates.js';
import type { CaseName } from '../counting/case-sources.js';
import type { MetricDirection, MetricKind } from './comparison.enums.js';
import type { SpreadModel } from '../statistics/over-dispersion.js';

/** What a version of a definition changed, and since which day it holds. */
export interface MetricChange {
  readonly version: number;
  readonly on: string;
  readonly change: Message;
}

interface MetricBase {
  readonly id: string;
  readonly kind: MetricKind;
  readonly direction: MetricDirection;
  readonly name: Message;
  readonly unit: Message;
  /** Decimals to show; values themselves are not rounded. */
  readonly decimals: number;
  /** What it shows, in a sentence for people. */
  readonly explanation: Message;
  readonly counts: Message;
  readonly countsNot: Message;
  readonly formula: Message;
  /** Fewest cases in the denominator that say anything: below it TOO_FEW. By default 1. */
  readonly minimum?: number;
  /** The cases are people: small groups among them are never shown. */
  readonly people?: boolean;
  /** It shows what came of the work, not how much was done: the only kind that may ever be ranked. */
  readonly isOutcome?: boolean;
  /** It is counted from the register of rooms, so a room without records has a value too. */
  readonly ofRegister?: boolean;
  /** How the funnel is widened where rooms differ more than chance explains; by default not at all. */
  readonly spread?: SpreadModel;
  /** From the first version on; the last one holds. */
  readonly changes: readonly MetricChange[];
}

/** Made of sums, and of nothing else: what a place's number is made of is the sums over its rooms. */
export interface SumMetric extends MetricBase {
  readonly numerator: AggregateName;
  /** Absent on plain counts. */
  readonly denominator?: AggregateName;
  /** What the ratio is multiplied by, e.g. 1,000; by default 1. */
  readonly per?: number;
}

/** A part of a whole: one key of the cases. */
export interface PartDefinition {
  readonly key: string;
  readonly name: Message;
}

/**
 * Made of single cases, grouped by a key (case-sources.ts): how long each took, how each was marked, which part each
 * belongs to. A place's number is made of the cases of all its rooms, never of its rooms' numbers.
 */
export interface CaseMetric extends MetricBase {
  readonly cases: CaseName;
  /**
   * What a case of each key adds to the numerator; a key that is not here adds nothing. Durations need none: there the
   * finished cases count.
   */
  readonly marks?: Readonly<Record<string, number>>;
  /** Of a MIX: every part of the whole, in the order they are shown in. */
  readonly parts?: readonly PartDefinition[];
}

/** One metric, defined once: every surface that shows it computes from this. */
export type MetricDefinition = SumMetric | CaseMetric;

export const isSum = (metric: MetricDefinition): metric is SumMetric => 'numerator' in metric;
export const isOfCases = (metric: MetricDefinition): metric is CaseMetric => 'cases' in metric;

export const defineMetric = <Kind extends MetricDefinition>(definition: Kind): Kind => definition;

/** The change log of a metric that has not changed since it came. */
export const since = (on: string): readonly MetricChange[] => [
  { version: 1, on, change: { zh: '首次发布。', en: 'First version.' } },
];

export const versionOf = ({ changes }: MetricDefinition): number => changes.at(-1)!.version;
