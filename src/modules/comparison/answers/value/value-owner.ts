import type { LoadingContext } from '../../../../kernel/loader-definition.js';
import type { MetricResult } from '../../values/compute-metric.js';
import type { RelativePosition } from '../../fairness/relative-position.js';
import type { PreviousBy } from '../../period/period-steps.js';

/** Whose number it is, and how the same is asked of an earlier period. */
export interface ValueOwner {
  /** The number, where it is at hand and nothing need be waited for. */
  known?(metricId: string): MetricResult | null;
  result(ctx: LoadingContext, metricId: string): Promise<MetricResult>;
  /** null where there is no earlier number to be had: a sealed one stands alone. */
  before(by: PreviousBy): ValueOwner | null;
  /** How it stands among others; absent where it is held against nobody. */
  position?(ctx: LoadingContext, metricId: string): Promise<RelativePosition>;
}
