import { badInput } from '../../../kernel/errors.js';
import { type Message } from '../../../kernel/message.js';
import type { CoverageCounts } from '../reading/comparison.loaders.js';
import { hasFunnel } from './peer-group.js';
import { getMetric } from '../catalogue/catalogue.js';
import { answerMessages } from '../messages/answers.js';

/** The sentence beside every comparison: what it covers, and what must not be concluded. */
export function coverageCaution({ places, enrolled, withData }: CoverageCounts): Message {
  return answerMessages.coverage(places, enrolled, withData);
}

/** The most metrics of one caution. For each of them all rooms or streets are compared. */
export const MOST_CAUTION_METRICS = 8;

/**
 * The metrics of a caution: those named for it, else the requested ones. Of those with a funnel (limits of chance
 * around a centre) only the first ones, because for each of them all rooms or streets are compared.
 * @throws BAD_USER_INPUT for more than `MOST_CAUTION_METRICS` with a funnel
 */
export function cautionMetrics(named: readonly string[] | null, asked: readonly string[]): readonly string[] {
  const ids = named && [...new Set(named)];
  const compared = (ids ?? asked).filter((id) => hasFunnel(getMetric(id)));
  if (ids && compared.length > MOST_CAUTION_METRICS) {
    throw badInput(answerMessages.tooManyCautionMetrics(MOST_CAUTION_METRICS, compared.length), {
      argument: 'metrics',
    });
  }
  const first = compared.slice(0, MOST_CAUTION_METRICS);
  return ids ?? asked.filter((id) => first.includes(id) || !hasFunnel(getMetric(id)));
}
