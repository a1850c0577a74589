import type { LoadingContext } from '../../../kernel/loader-definition.js';
import { defineLoader } from '../../../kernel/loader.js';
import { daysOf } from '../reading/comparison-days.js';
import { rangeFacts } from '../reading/comparison.loaders.js';
import { factsOf } from '../reading/room-facts.js';
import { type MetricResult, computeMetric } from '../values/compute-metric.js';
import { getMetric } from '../catalogue/catalogue.js';
import type { Span } from '../period/period.service.js';
import { placeKey } from '../reading/place-coverage.loaders.js';
import { computePlaceValues } from '../reading/place-values.loaders.js';
import { ComparedUnit, Exposure } from '../settings/fairness.enums.js';
import {
  PEER_STREETS,
  type PeerRoom,
  type PeerStreet,
  exposureOf,
  classesOf,
  peerRoomsStatement,
  streetFinder,
} from './peer-rooms.js';
import { loadSettings, privacyFor } from '../settings/settings.loaders.js';
import type { Peer } from './relative-position.js';

interface PeersAsk {
  readonly span: Span;
  readonly by: ComparedUnit;
}
const peersKey = ({ span, by }: PeersAsk): string => `${by} ${span.from} ${span.to}`;

/**
 * All rooms or streets that are compared in the city over a period, with their peer groups. Two statements for each
 * period and any number of metrics.
 */
export const peersOfCity = defineLoader<PeersAsk, readonly Peer[]>(
  'fairness.peers',
  (ctx, asks) =>
    Promise.all(asks.map(({ span, by }) => (by === ComparedUnit.ROOM ? peerRooms(ctx, span) : peerStreets(ctx)))),
  peersKey,
);

async function peerRooms(ctx: LoadingContext, span: Span): Promise<Peer[]> {
  const [rooms, streets, settings] = await Promise.all([
    ctx.peerRows<PeerRoom>(peerRoomsStatement(daysOf(span))),
    ctx.peerRows<PeerStreet>(PEER_STREETS),
    loadSettings(ctx),
  ]);
  const streetOf = streetFinder(streets);
  return rooms.map((room) => ({
    key: room.roomId,
    placeId: room.placeId,
    path: room.placePath,
    classes: classesOf(room, span, settings),
    street: streetOf(room.placePath),
    isWhole: exposureOf(room, span) === Exposure.WHOLE,
  }));
}

/** Streets have one level of peers, the same kind. The sums of a street already reflect when its rooms existed. */
async function peerStreets(ctx: LoadingContext): Promise<Peer[]> {
  const streets = await ctx.peerRows<PeerStreet>(PEER_STREETS);
  return streets
    .filter(({ isClosed }) => !isClosed)
    .map(({ placeId, placePath, kind }) => ({
      key: placePath,
      placeId,
      path: placePath,
      classes: [kind],
      street: null,
      isWhole: true,
    }));
}

interface NumbersAsk extends PeersAsk {
  readonly metricId: string;
}
type Numbers = ReadonlyMap<string, MetricResult>;

/**
 * A metric of every room or street of the city, by its key. All metrics of one request share their statements for
 * each period.
 */
export const numbersOfCity = defineLoader<NumbersAsk, Numbers>(
  'fairness.numbers',
  async (ctx, asks) => {
    const answers = new Map<string, ReadonlyMap<string, Numbers>>();
    await Promise.all(
      [...new Map(asks.map((ask) => [peersKey(ask), ask]))].map(async ([key, { span, by }]) => {
        const metricIds = asks.filter((ask) => peersKey(ask) === key).map((ask) => ask.metricId);
        answers.set(
          key,
          by === ComparedUnit.ROOM
            ? await roomNumbers(ctx, span, metricIds)
            : await streetNumbers(ctx, span, metricIds),
        );
      }),
    );
    return asks.map((ask) => answers.get(peersKey(ask))!.get(ask.metricId)!);
  },
  (ask) => `${peersKey(ask)} ${ask.metricId}`,
);

/** The role app_peers sees its city alone, so no path is needed. */
const WHOLE_CITY = { from: '', end: '~', isCity: true };

async function roomNumbers(
  ctx: LoadingContext,
  span: Span,
  metricIds: readonly string[],
): Promise<ReadonlyMap<string, Numbers>> {
  const metrics = metricIds.map(getMetric);
  const [rows, privacy] = await Promise.all([
    rangeFacts(asPeers(ctx), daysOf(span), WHOLE_CITY, metrics),
    privacyFor(ctx, metrics),
  ]);
  const facts = rows.map((row) => [row.roomId, factsOf(row)] as const);
  return new Map(
    metrics.map((metric) => [
      metric.id,
      new Map(facts.map(([roomId, of]) => [roomId, computeMetric(metric, of, privacy)])),
    ]),
  );
}

async function streetNumbers(
  ctx: LoadingContext,
  span: Span,
  metricIds: readonly string[],
): Promise<ReadonlyMap<string, Numbers>> {
  const groups = (await ctx.load(peersOfCity, { span, by: ComparedUnit.STREET })).map(({ path }) => path);
  const days = [daysOf(span)];
  const scope = { key: `peers ${JSON.stringify(days)}`, days, range: WHOLE_CITY, groups };
  const values = await computePlaceValues(asPeers(ctx), scope, metricIds.map(getMetric));
  return new Map(
    metricIds.map((id) => [id, new Map(groups.map((path) => [path, values.get(id)!.get(placeKey(0, path))!]))]),
  );
}

/** The same statements under the role app_peers. Loaders still read as the viewer. */
const asPeers = (ctx: LoadingContext): LoadingContext => ({
  viewer: ctx.viewer,
  rows: (statement) => ctx.peerRows(statement),
  peerRows: (statement) => ctx.peerRows(statement),
  load: (definition, key) => ctx.load(definition, key),
});
