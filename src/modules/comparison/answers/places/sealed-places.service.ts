import { todayInShanghai } from '../../../../kernel/imprecise-date.js';
import type { LoadingContext } from '../../../../kernel/loader-definition.js';
import { type Edge, toPage } from '../../../../kernel/page.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { SuppressedReason } from '../../catalogue/comparison.enums.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { stepsOf } from '../../period/period-steps.js';
import { resolvePeriod } from '../../period/period.service.js';
import type { SealedAnswer, SealedNode } from '../../reading/as-of.port.js';
import { getComparablePlace } from '../../reading/comparable-place.service.js';
import type { CoverageCounts } from '../../reading/comparison.loaders.js';
import { ComparisonBase } from '../../settings/fairness.enums.js';
import { privacyFor } from '../../settings/settings.loaders.js';
import type { MetricResult } from '../../values/compute-metric.js';
import { UNKNOWN } from '../../values/metric-result.js';
import { type Order, type Position, comesAfter, inOrder, writeCursor } from '../rooms/comparison-order.js';
import { sealReader, sealedAt } from '../sealed-answer.service.js';
import { totalOf } from '../value/columns.js';
import type { ComparedStreet, PlaceAt, PlaceNumbers, PlaceSummary, StreetComparison, Trend } from './place-answer.js';
import type { CompareStreetsArgs, SummaryArgs, TrendArgs } from './place.inputs.js';

const STREET_DIGITS = 9;
const codeOf = ({ asSealed }: SealedNode): string => asSealed.code;
const isWithin = (node: SealedNode, code: string): boolean => codeOf(node) === code || node.aboveCodes.includes(code);

/** A place's sealed number, computed from those of its rooms by the rules of a total. */
async function resultOf(
  ctx: LoadingContext,
  sealed: SealedAnswer,
  nodes: readonly SealedNode[],
  metricId: string,
): Promise<MetricResult> {
  const byRoom = await sealed.values(ctx, metricId);
  const results = nodes.flatMap(({ roomId }) => (roomId === null ? [] : [byRoom.get(roomId)!]));
  const reason = SuppressedReason.PERIOD_NOT_SEPARABLE;
  // One record across an edge of the period leaves the number of the whole place unknown.
  if (results.some(({ suppressedReason }) => suppressedReason === reason))
    return { ...UNKNOWN, suppressedReason: reason };
  const metric = getMetric(metricId);
  return totalOf(metric, results, await privacyFor(ctx, [metric]));
}

const covered = (nodes: readonly SealedNode[]): CoverageCounts => ({
  places: nodes.filter(({ couldOwnRoom }) => couldOwnRoom).length,
  enrolled: nodes.filter(({ roomId }) => roomId !== null).length,
  withData: nodes.filter(({ hasData }) => hasData).length,
});

function sealedPlace(
  sealed: SealedAnswer,
  node: SealedNode,
  metrics: readonly string[],
  belongs: (other: SealedNode) => boolean,
): PlaceAt {
  const nodes = sealed.nodes.filter(belongs);
  return {
    path: codeOf(node),
    metrics,
    asSealed: node.asSealed,
    owner: {
      span: sealed.span,
      result: (ctx, metricId) => resultOf(ctx, sealed, nodes, metricId),
      before: () => null,
    },
    coverage: async () => covered(nodes),
  };
}
const whole = (sealed: SealedAnswer, node: SealedNode, metrics: readonly string[]): PlaceAt =>
  sealedPlace(sealed, node, metrics, (other) => isWithin(other, codeOf(node)));
const alone = (sealed: SealedAnswer, node: SealedNode, metrics: readonly string[]): PlaceAt =>
  sealedPlace(sealed, node, metrics, (other) => other === node);
const numbers = (node: SealedNode, at: PlaceAt): PlaceNumbers => ({ placeId: node.placeId, at });

const nodeAt = ({ nodes }: SealedAnswer, code: string): SealedNode => nodes.find((node) => codeOf(node) === code)!;
const made = ({ isDemo, sealedAt: freshAsOf, catalogueVersion }: SealedAnswer) => ({
  isDemo,
  freshAsOf,
  catalogueVersion,
});

/** As `summary`, from a seal. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
export async function sealedSummary(ctx: RequestContext, args: SummaryArgs): Promise<PlaceSummary> {
  await getComparablePlace(ctx, args.within);
  const sealed = await sealedAt(ctx, args);
  const node = nodeAt(sealed, args.within);
  const children = sealed.nodes.filter((child) => child.aboveCodes.at(-1) === args.within && isListed(sealed, child));
  return {
    ...made(sealed),
    ...numbers(node, whole(sealed, node, args.metrics)),
    period: sealed.span,
    own: numbers(node, alone(sealed, node, args.metrics)),
    children: children.map((child) => numbers(child, whole(sealed, child, args.metrics))),
  };
}

/** A unit of the statistics could own no room, and neither could a place below it. */
const isListed = (sealed: SealedAnswer, node: SealedNode): boolean =>
  sealed.nodes.some((other) => isWithin(other, codeOf(node)) && (other.couldOwnRoom || other.roomId !== null));

/** As `compareStreets`, from a seal. Sealed numbers are not compared. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
export async function sealedStreets(
  ctx: RequestContext,
  args: CompareStreetsArgs,
  order: Order,
  after: Position | null,
): Promise<StreetComparison> {
  await getComparablePlace(ctx, args.within);
  const sealed = await sealedAt(ctx, args, order);
  const streets = sealed.nodes.filter((node) => codeOf(node).length === STREET_DIGITS && isListed(sealed, node));
  const above = sealed.nodes.filter((node) => codeOf(node).length < STREET_DIGITS && node.roomId !== null);
  const rows = inOrder(
    await Promise.all(
      streets.map(async (node) => {
        const at = whole(sealed, node, []);
        const value = order.metric ? (await at.owner.result(ctx, order.metric.id)).value : null;
        return { node, at, code: codeOf(node), value };
      }),
    ),
    order,
  );
  const edges = rows
    .filter((row) => !after || comesAfter(row, after, order))
    .slice(0, args.first + 1)
    .map((row): Edge<ComparedStreet> => ({ node: numbers(row.node, row.at), cursor: writeCursor(row, order) }));
  return {
    ...made(sealed),
    ...toPage(edges, args, async () => streets.length),
    period: sealed.span,
    coverage: async () => covered(sealed.nodes),
    against: args.against ?? ComparisonBase.CITY,
    isSealed: true,
    own: above.map((node) => numbers(node, alone(sealed, node, []))),
    all: rows.map(({ at }) => at),
  };
}

/** As `trend`: the steps that were sealed when the seal was made. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
export async function sealedTrend(ctx: RequestContext, args: TrendArgs): Promise<Trend> {
  const place = await getComparablePlace(ctx, args.within);
  const today = todayInShanghai();
  const sealed = await sealedAt(ctx, { ...args, period: null });
  const period = args.period ? resolvePeriod(args.period, today) : sealed.span;
  const steps = await sealReader().steps(ctx, sealed, args.within, stepsOf(period, args.by, today));
  return {
    ...made(sealed),
    placeId: place.id,
    period,
    by: args.by,
    metricIds: args.metrics,
    points: steps.map((step) => ({ period: step.span, at: whole(step, nodeAt(step, args.within), args.metrics) })),
  };
}
