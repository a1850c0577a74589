import type { Message } from '../../../kernel/message.js';
import type { AggregateName } from '../counting/base-aggregates.js';
import type { CaseName } from '../counting/case-sources.js';
import { metricMessages } from '../messages/metrics.js';
import type { MetricDirection, MetricKind } from './comparison.enums.js';
import type { SpreadModel } from '../statistics/over-dispersion.js';

/** What a version of a definition changed, and from which day it applies. */
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
  /** Decimals for display. Values themselves are not rounded. */
  readonly decimals: number;
  /** What it shows, in one sentence. */
  readonly explanation: Message;
  readonly counts: Message;
  readonly countsNot: Message;
  readonly formula: Message;
  /** The fewest cases in the denominator. Below it the value is TOO_FEW. By default 1. */
  readonly minimum?: number;
  /** The cases are people, so small groups are never shown. */
  readonly people?: boolean;
  /** It measures results, not the amount of work. Only such metrics can be ranked. */
  readonly isOutcome?: boolean;
  /** It is counted from the register of rooms. So a room without records has a value too. */
  readonly ofRegister?: boolean;
  /** The metric that says how much of this one the room itself judged. It is shown beside this one. */
  readonly beside?: string;
  /** It is about the records themselves, so it has a value whichever registers the room keeps. */
  readonly isAboutRecords?: boolean;
  /**
   * How the funnel (the limits of chance around the centre) is widened when rooms differ more than by chance; by
   * default not at all.
   */
  readonly spread?: SpreadModel;
  /** All versions, from the first; the last one applies. */
  readonly changes: readonly MetricChange[];
}

/** A metric computed from sums only. A place's number is computed from the sums over its rooms. */
export interface SumMetric extends MetricBase {
  readonly numerator: AggregateName;
  /** Absent for a plain count. */
  readonly denominator?: AggregateName;
  /** The factor of the ratio, e.g. 1,000; by default 1. */
  readonly per?: number;
}

/** A part of a MIX: one key of its cases. */
export interface PartDefinition {
  readonly key: string;
  readonly name: Message;
}

/**
 * A metric computed from single cases, which have a key (case-sources.ts): a duration, a mark or a part.
 * A place's number is computed from the cases of all its rooms, never from its rooms' numbers.
 */
export interface CaseMetric extends MetricBase {
  readonly cases: CaseName;
  /**
   * What a case of each key adds to the numerator; an absent key adds nothing.
   * Durations have no marks: there the finished cases are the numerator.
   */
  readonly marks?: Readonly<Record<string, number>>;
  /** For a MIX: all parts, in the order of display. */
  readonly parts?: readonly PartDefinition[];
}

/** The definition of one metric. Everything that shows the metric computes it from this definition. */
export type MetricDefinition = SumMetric | CaseMetric;

export const isSum = (metric: MetricDefinition): metric is SumMetric => 'numerator' in metric;
export const isOfCases = (metric: MetricDefinition): metric is CaseMetric => 'cases' in metric;

export const defineMetric = <Kind extends MetricDefinition>(definition: Kind): Kind => definition;

/** The changes of a metric that still has its first version. */
export const since = (on: string): readonly MetricChange[] => [{ version: 1, on, change: metricMessages.firstVersion }];

export const versionOf = ({ changes }: MetricDefinition): number => changes.at(-1)!.version;
