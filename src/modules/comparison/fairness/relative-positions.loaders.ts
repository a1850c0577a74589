import type { LoadingContext } from '../../../kernel/loader-definition.js';
import { defineLoader } from '../../../kernel/loader.js';
import type { Viewer } from '../../../kernel/viewer.js';
import { isWithin } from '../../../kernel/viewer.js';
import { getMetric } from '../catalogue/catalogue.js';
import { isSum } from '../catalogue/metric-definition.js';
import type { Span } from '../period/period.service.js';
import { type ComparedUnit, type ComparisonBase, NotComparedReason } from '../settings/fairness.enums.js';
import { hasFunnel } from './peer-group.js';
import { numbersOfCity, peersOfCity } from './peer-numbers.loaders.js';
import { loadSettings } from '../settings/settings.loaders.js';
import { RelativePositions } from './relative-positions.js';
import type { RelativePosition } from './relative-position.js';

export interface RelativePositionsAsk {
  readonly span: Span;
  readonly by: ComparedUnit;
  readonly against: ComparisonBase;
  readonly metricId: string;
}

/** Whether the viewer may see the room or street at a path by name. */
const sees =
  ({ reader, placePath }: Viewer) =>
  (path: string): boolean =>
    reader === 'app_city' ||
    (placePath !== null && (reader === 'app_room' ? path === placePath : isWithin(path, placePath)));

/**
 * One metric of all rooms or streets of the city, compared with each other; null for a metric that is not made of sums.
 */
export const relativePositionsOf = defineLoader<RelativePositionsAsk, RelativePositions | null>(
  'fairness.relativePositions',
  (ctx, asks) => Promise.all(asks.map((ask) => computePositions(ctx, ask))),
  ({ span, by, against, metricId }) => [by, against, metricId, span.from, span.to].join(' '),
);

async function computePositions(
  ctx: LoadingContext,
  { span, by, against, metricId }: RelativePositionsAsk,
): Promise<RelativePositions | null> {
  const metric = getMetric(metricId);
  if (!isSum(metric)) return null;
  const [peers, numbers, settings] = await Promise.all([
    ctx.load(peersOfCity, { span, by }),
    ctx.load(numbersOfCity, { span, by, metricId }),
    loadSettings(ctx),
  ]);
  return new RelativePositions({
    metric,
    peers: peers,
    valueOf: (key) => numbers.get(key),
    base: against,
    settings,
    isVisible: sees(ctx.viewer),
  });
}

const NONE: RelativePosition = {
  band: null,
  shrunk: null,
  group: null,
  member: null,
  reason: NotComparedReason.NO_FUNNEL,
};

/**
 * The relative position of one room or street. Nothing is read for a metric without a funnel (limits of chance around a
 * centre).
 */
export const relativePositionOf = async (
  ctx: LoadingContext,
  ask: RelativePositionsAsk,
  key: string,
): Promise<RelativePosition> =>
  hasFunnel(getMetric(ask.metricId)) ? (await ctx.load(relativePositionsOf, ask))!.of(key) : NONE;

/**
 * The shrunken values of all, by key: estimates drawn towards the centre of each group. Ordered by them, a room with
 * few cases does not lead the list.
 */
export async function shrunkValues(
  ctx: LoadingContext,
  ask: RelativePositionsAsk,
): Promise<(key: string) => number | null> {
  const positions = hasFunnel(getMetric(ask.metricId)) ? await ctx.load(relativePositionsOf, ask) : null;
  return (key) => positions?.of(key).shrunk?.value ?? null;
}
