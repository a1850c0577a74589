import { badInput } from '../../../kernel/errors.js';
import { type Message, message } from '../../../kernel/message.js';
import type { CoverageCounts } from '../reading/comparison.loaders.js';
import { hasFunnel } from './peer-group.js';
import { getMetric } from '../catalogue/catalogue.js';

/** The sentence beside every comparison: what it covers, and what must not be concluded. */
export function coverageCaution({ places, enrolled, withData }: CoverageCounts): Message {
  return message(
    `${places} 个可建室的地方中有 ${enrolled} 个已登记协商议事室，其中 ${withData} 个在本时段结束前有记录；未登记或无记录不等于没有开展。差异可能出于偶然，只作待核实的线索，不作对人的评价。`,
    `Of ${places} places that could own a room ${enrolled} have one enrolled, ${withData} of them with ` +
      `records up to the period's end. A place that is not enrolled or has no records may be active. Differences ` +
      `may be chance: they ask for a check and judge nobody.`,
  );
}

/** The most metrics of one caution. For each of them all rooms or streets are compared. */
export const MOST_CAUTION_METRICS = 8;

/**
 * The metrics of a caution: those named for it, else the first requested ones that have a funnel.
 * @throws BAD_USER_INPUT for more than `MOST_CAUTION_METRICS`
 */
export function cautionMetrics(named: readonly string[] | null, asked: readonly string[]): readonly string[] {
  const ids = named && [...new Set(named)];
  if (ids && ids.length > MOST_CAUTION_METRICS) {
    throw badInput(
      `一次最多就 ${MOST_CAUTION_METRICS} 项指标作提示，这里有 ${ids.length} 项。`,
      `A caution speaks of at most ${MOST_CAUTION_METRICS} metrics, here are ${ids.length}.`,
      { argument: 'metrics' },
    );
  }
  return ids ?? asked.filter((id) => hasFunnel(getMetric(id))).slice(0, MOST_CAUTION_METRICS);
}
