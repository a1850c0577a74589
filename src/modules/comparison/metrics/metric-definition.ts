import type { Message } from '../../../kernel/message.js';
import type { AggregateName } from '../base-aggregates.js';
import type { MetricDirection, MetricKind } from '../comparison.enums.js';

/** One metric, told once: every surface that shows it computes from this. */
export interface MetricDefinition {
  readonly id: string;
  readonly kind: MetricKind;
  readonly direction: MetricDirection;
  readonly name: Message;
  readonly unit: Message;
  /** Decimals to show; values themselves are not rounded. */
  readonly decimals: number;
  /** What counts and what does not, for people. */
  readonly explanation: Message;
  readonly formula: Message;
  readonly numerator: AggregateName;
  /** Absent on plain counts. */
  readonly denominator?: AggregateName;
  /** What the ratio is multiplied by, e.g. 1,000; by default 1. */
  readonly per?: number;
}

export const defineMetric = (definition: MetricDefinition): MetricDefinition => definition;
