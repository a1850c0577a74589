import { message } from '../../../kernel/message.js';

/** Names, units and explanations of the metrics are in the metric's own file: catalogue/<theme>/<name>.metric.ts. */
export const metricMessages = {
  /** The changes of a metric that still has its first version. */
  firstVersion: message('首次发布。', 'First version.'),
};
