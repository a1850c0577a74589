import { MetricDirection, MetricKind } from '../../catalogue/comparison.enums.js';
import { wilson } from '../../statistics/proportion-interval.js';
import { rankRanges, jointLevel } from '../../statistics/rank-range.js';
import { rateInterval } from '../../statistics/rate-interval.js';
import type { PeerGroup } from '../../fairness/peer-group.js';
import type { RankRange } from './relative-position-answer.js';

const known = new WeakMap<PeerGroup, ReadonlyMap<string, RankRange>>();

/** The plausible ranks of all members. Rank 1 is the best, also for metrics where less is better. */
function ranksOf(group: PeerGroup): ReadonlyMap<string, RankRange> {
  const { metric, members } = group;
  const level = jointLevel(members.length);
  const ranges = rankRanges(
    members.map(({ count, size }) =>
      metric.kind === MetricKind.PROPORTION ? wilson(count, size, level) : rateInterval(count, size, group.per, level),
    ),
  );
  const of = members.length;
  const turned = metric.direction === MetricDirection.LOWER_IS_BETTER;
  return new Map(
    members.map(({ key }, index) => {
      const { best, worst } = ranges[index]!;
      return [key, turned ? { best: of + 1 - worst, worst: of + 1 - best, of } : { best, worst, of }];
    }),
  );
}

/**
 * The plausible ranks of a member in its group, computed once for each group. null for a metric that does not say
 * better or worse.
 */
export function rankRangeOf(group: PeerGroup, key: string): RankRange | null {
  if (!group.metric.isOutcome || group.metric.direction === MetricDirection.NEITHER) return null;
  const ranks = known.get(group) ?? ranksOf(group);
  known.set(group, ranks);
  return ranks.get(key) ?? null;
}
