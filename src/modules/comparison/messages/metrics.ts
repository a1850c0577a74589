import { message } from '../../../kernel/message.js';

/** Names, units and explanations of the metrics are in the metric's own file: catalogue/<theme>/<name>.metric.ts. */
export const metricMessages = {
  /** The changes of a metric that still has its first version. */
  firstVersion: message('首次发布。', 'First version.'),
  unitsCompletion: message(
    '以责任单位的完成为准，不再要求已核验；核验另列核验率。',
    'It follows the completion of the unit, not the check of the room, which has a rate of its own.',
  ),
  unitsConversion: message(
    '以责任单位的完成为准；建议全部未采纳的成果不再算采纳。',
    'It follows the completion of the units. An outcome with all suggestions declined is not adopted.',
  ),
};
