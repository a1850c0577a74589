import type { LoadingContext } from '../../../../kernel/loader-definition.js';
import type { MetricResult } from '../../values/compute-metric.js';
import type { RelativePosition } from '../../fairness/relative-position.js';
import type { Span } from '../../period/period.service.js';
import type { PreviousBy } from '../../period/period-steps.js';

/** The room or place that values belong to. It knows how to compute its values, also for an earlier period. */
export interface ValueOwner {
  /** The days that its values cover. */
  readonly span: Span;
  /** The result, where it was already read. */
  known?(metricId: string): MetricResult | null;
  result(ctx: LoadingContext, metricId: string): Promise<MetricResult>;
  /** null for a sealed value: it has no earlier one. */
  before(by: PreviousBy): ValueOwner | null;
  /** Its relative position; absent where it is not compared. */
  position?(ctx: LoadingContext, metricId: string): Promise<RelativePosition>;
}
