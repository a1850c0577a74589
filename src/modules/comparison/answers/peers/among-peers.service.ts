import { notFound } from '../../../../kernel/errors.js';
import { todayInShanghai } from '../../../../kernel/imprecise-date.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { roomByPlace } from '../../../rooms/room.loaders.js';
import { daysOf } from '../../reading/comparison-days.js';
import type { ComparisonScope } from '../../reading/comparison.loaders.js';
import { getComparablePlace, rangeOf } from '../../reading/comparable-place.service.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { CATALOGUE_VERSION } from '../../catalogue/catalogue-version.service.js';
import { isSum } from '../../catalogue/metric-definition.js';
import { type Span, USUAL_PERIOD, resolvePeriod } from '../../period/period.service.js';
import { limitsAt } from '../../statistics/funnel-limits.js';
import { roomOwner, valueOfOwner } from '../value/owner-values.js';
import type { PeerStanding, RoomAmongPeers } from './among-peers-answer.js';
import type { RoomAmongPeersArgs } from './among-peers.inputs.js';
import { quantilesOf } from '../../fairness/distribution.js';
import { ComparedUnit, ComparisonBase, NotComparedReason } from '../../settings/fairness.enums.js';
import { inUnit } from './funnel.service.js';
import { hasFunnel } from '../../fairness/peer-group.js';
import { groupAnswer } from '../value/relative-position-answer.js';
import type { RelativePosition } from '../../fairness/relative-position.js';
import { relativePositionsOf } from '../../fairness/relative-positions.loaders.js';

/** The room of a place among its peers, metric by metric. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
export async function roomAmongPeers(ctx: RequestContext, args: RoomAmongPeersArgs): Promise<RoomAmongPeers> {
  const span = resolvePeriod(args.period ?? USUAL_PERIOD, todayInShanghai());
  const place = await getComparablePlace(ctx, args.within);
  const room = await ctx.load(roomByPlace, place.id);
  if (!room) throw notFound();
  const days = daysOf(span);
  const comparison: ComparisonScope = {
    key: `peers ${room.id} ${JSON.stringify(days)}`,
    days,
    range: rangeOf(ctx.viewer, place),
    span,
    roomIds: [room.id],
    isWhole: true,
    against: ComparisonBase.PEERS,
  };
  const standings = await Promise.all(
    args.metrics.map((metricId) => peerStanding(ctx, comparison, room.id, span, metricId)),
  );
  return {
    placeId: place.id,
    roomId: room.id,
    period: span,
    standings,
    isDemo: place.isDemo,
    freshAsOf: new Date(),
    catalogueVersion: CATALOGUE_VERSION,
  };
}

const NO_POSITION: RelativePosition = {
  band: null,
  shrunk: null,
  group: null,
  member: null,
  reason: NotComparedReason.NO_FUNNEL,
};

async function peerStanding(
  ctx: RequestContext,
  comparison: ComparisonScope,
  roomId: string,
  span: Span,
  metricId: string,
): Promise<PeerStanding> {
  const metric = getMetric(metricId);
  const [value, positions] = await Promise.all([
    valueOfOwner(ctx, roomOwner(comparison, roomId), metricId),
    isSum(metric)
      ? ctx.load(relativePositionsOf, { span, by: ComparedUnit.ROOM, against: ComparisonBase.PEERS, metricId })
      : null,
  ]);
  const position = positions?.of(roomId) ?? NO_POSITION;
  // A room without a value also sees the distribution of its peers.
  const group = positions?.groupOf(roomId) ?? null;
  const { member } = position;
  return {
    positions: positions,
    position: position,
    member,
    peers: group,
    value,
    group: group && groupAnswer(group),
    notComparedBecause: positions?.reasonOf(roomId) ?? (group && hasFunnel(metric) ? null : position.reason),
    quantiles: positions && group ? quantilesOf(group) : [],
    limits: group && member && hasFunnel(metric) ? inUnit(limitsAt(group.drawn, member.size), group.per) : null,
  };
}
