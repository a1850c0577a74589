import { badInput } from '../../../../kernel/errors.js';
import { todayInShanghai } from '../../../../kernel/imprecise-date.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { isWithin } from '../../../../kernel/viewer.js';
import type { Metric } from '../value/comparison-answer.js';
import { getComparablePlace } from '../../reading/comparable-place.service.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { CATALOGUE_VERSION } from '../../catalogue/catalogue-version.service.js';
import { USUAL_PERIOD, resolvePeriod } from '../../period/period.service.js';
import { limitsFor } from '../../statistics/funnel-limits.js';
import { rounded } from '../../fairness/closed-rounding.js';
import { drawnSizes, pointsOf } from '../../fairness/distribution.js';
import { ComparedUnit, ComparisonBase, NotComparedReason } from '../../settings/fairness.enums.js';
import type { Funnel, FunnelLimit, FunnelPoint, FunnelSpread } from './funnel-answer.js';
import type { FunnelArgs } from './funnel.inputs.js';
import { type PeerGroup, hasFunnel } from '../../fairness/peer-group.js';
import { loadSettings } from '../../settings/settings.loaders.js';
import { groupAnswer } from '../value/relative-position-answer.js';
import type { RelativePositions } from '../../fairness/relative-positions.js';
import { relativePositionsOf } from '../../fairness/relative-positions.loaders.js';
import { answerMessages } from '../../messages/answers.js';

/** @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
export async function funnel(ctx: RequestContext, args: FunnelArgs): Promise<Funnel> {
  const { by = ComparedUnit.ROOM, against = ComparisonBase.CITY } = args;
  if (by === ComparedUnit.STREET && against === ComparisonBase.STREET)
    throw badInput(answerMessages.streetsAgainst, {
      argument: 'against',
    });
  const metric = getMetric(args.metric);
  if (!hasFunnel(metric)) throw badInput(answerMessages.noFunnel(metric.name), { argument: 'metric' });
  const span = resolvePeriod(args.period ?? USUAL_PERIOD, todayInShanghai());
  const place = await getComparablePlace(ctx, args.within);
  const positions = (await ctx.load(relativePositionsOf, { span, by, against, metricId: metric.id }))!;
  const group = groupFor(positions, against, place.path);
  return {
    placeId: place.id,
    withinPath: place.path,
    positions: positions,
    metric: metric as unknown as Metric,
    by,
    period: span,
    group: group && groupAnswer(group),
    notDrawnBecause: group ? null : NotComparedReason.GROUP_TOO_SMALL,
    isDemo: place.isDemo,
    freshAsOf: new Date(),
    catalogueVersion: CATALOGUE_VERSION,
  };
}

/** @throws BAD_USER_INPUT when the place has no such group */
function groupFor(positions: RelativePositions, against: ComparisonBase, path: string): PeerGroup | null {
  if (against === ComparisonBase.CITY) return positions.groupOfCity();
  if (against === ComparisonBase.STREET) {
    const street = positions.streetOf(path);
    if (street === null) throw badInput(answerMessages.placeInNoStreet, { argument: 'within' });
    return positions.groupOfStreet(street);
  }
  const peer = positions.peerAt(path);
  if (!peer) throw badInput(answerMessages.noPeersOfPlace, { argument: 'within' });
  return positions.groupOf(peer.key);
}

export async function funnelPoints(
  ctx: RequestContext,
  { group, positions, withinPath }: Funnel,
): Promise<FunnelPoint[]> {
  if (!group) return [];
  const { smallestGroup } = await loadSettings(ctx);
  const peers = group.group;
  return pointsOf(positions, peers, smallestGroup).map(({ members, isNamed }) => {
    const [first] = members as [(typeof members)[number]];
    const sum = (pick: (member: typeof first) => number): number =>
      members.reduce((total, member) => total + pick(member), 0);
    const shown = (value: number): number => (isNamed ? value : rounded(value));
    const [count, size] = [sum((member) => member.count), sum((member) => member.size)];
    return {
      placeId: isNamed ? positions.placeOf(first) : null,
      units: members.length,
      size: shown(size / members.length),
      value: shown((count * peers.per) / size),
      count: isNamed ? count : null,
      band: isNamed ? peers.bandOf(first) : null,
      isWithin: isNamed && isWithin(first.path, withinPath),
    };
  });
}

export function funnelLimits({ group }: Funnel): FunnelLimit[] {
  if (!group) return [];
  const { smallest, largest } = drawnSizes(group.group);
  return limitsFor(group.group.drawn, smallest, largest).map((limits) => inUnit(limits, group.group.per));
}

/** Converts limits per unit of exposure to the metric's unit. */
export const inUnit = ({ size, lowOuter, lowInner, highInner, highOuter }: FunnelLimit, per: number): FunnelLimit => {
  const scaled = (value: number | null): number | null => (value === null ? null : value * per);
  return {
    size,
    lowOuter: scaled(lowOuter),
    lowInner: scaled(lowInner),
    highInner: scaled(highInner),
    highOuter: scaled(highOuter),
  };
};

export function funnelSpread({ group }: Funnel): FunnelSpread | null {
  const estimate = group?.group.estimate;
  return estimate
    ? {
        phi: estimate.phi,
        tau2: estimate.spread.tau2,
        units: estimate.units,
        isWidened: estimate.spread.phi > 1 || estimate.spread.tau2 > 0,
      }
    : null;
}
