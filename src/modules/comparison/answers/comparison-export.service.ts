import { byId } from '../../../kernel/loader.js';
import { Lang, type Message, message } from '../../../kernel/message.js';
import { toGlobalId } from '../../../kernel/global-id.js';
import type { RequestContext } from '../../../kernel/request-context.js';
import { Place } from '../../places/place.entity.js';
import { Room } from '../../rooms/room.entity.js';
import { cautionMetrics } from '../fairness/coverage-caution.js';
import { columnOfPlaces, columnOfRooms } from './value/columns.js';
import type { ComparedRoom, ComparisonCoverage, MetricValue } from './value/comparison-answer.js';
import { MOST_ROOMS, compareRooms } from './rooms/comparison.service.js';
import { ComparisonBase } from '../settings/fairness.enums.js';
import { getMetric } from '../catalogue/catalogue.js';
import { answerMessages } from '../messages/answers.js';
import type { TrendStep } from '../period/period-steps.js';
import type { Span } from '../period/period.service.js';
import type { PlaceAt, PlaceNumbers } from './places/place-answer.js';
import { coverageOfPlaces, placeKey } from '../reading/place-values.loaders.js';
import { PlaceSummaryResolver, StreetComparisonResolver } from './places/place-numbers.resolver.js';
import { compareStreets, summary, trend } from './places/place-numbers.service.js';
import { type ValueCell, valueCells } from './value/value-columns.js';
import { type ValueOwner, toMetricValue } from './value/owner-values.js';
import { RoomComparisonResolver } from './value/value.resolver.js';

/** Names that modules above need to ask for numbers. */
export { ComparisonBase };
export { MetricId } from '../catalogue/catalogue.js';
export { TrendStep } from '../period/period-steps.js';
export { PeriodInput } from '../period/period.service.js';
export { type ValueColumn, valueColumnsOf } from './value/value-columns.js';

/** `asOf`: the id of a seal; for COMPARISON only. `against`: the group that each value is compared with. */
export interface NumbersAsk {
  readonly within: string;
  readonly period: Span;
  readonly metrics: readonly string[];
  readonly asOf?: string | null;
  readonly against?: ComparisonBase | null;
  readonly by?: TrendStep | null;
}
/** A row: which room, place or step it is, and the cells of its metrics. */
export type NumbersLine = Readonly<Record<string, ValueCell | readonly string[]>>;
export interface NumbersPage {
  readonly lines: readonly NumbersLine[];
  readonly next: string | null;
}
/** What applies to all rows together. The caution is computed on demand: it needs the numbers of the whole city. */
export interface NumbersAbout {
  readonly catalogueVersion: string;
  readonly isDemo: boolean;
  readonly coverage: ComparisonCoverage;
  caution(): Promise<Message>;
}

/** The kind of a row. A TOTAL must not be added to the other rows. */
export const ROW_KINDS = {
  ROOM: 'ROOM',
  STREET: 'STREET',
  CHILD: 'CHILD',
  OWN: 'OWN',
  STEP: 'STEP',
  TOTAL: 'TOTAL',
} as const;
const NAMED_TOTAL = { rowKind: ROW_KINDS.TOTAL, placeName: answerMessages.total } as const;

export const metricLabel = (id: string): { readonly name: Message; readonly unit: Message } => getMetric(id);

const merged = (parts: readonly NumbersLine[]): NumbersLine => Object.assign({}, ...parts) as NumbersLine;
const cellsOf = async (ctx: RequestContext, owner: ValueOwner, metrics: readonly string[]): Promise<NumbersLine> =>
  merged(
    await Promise.all(
      metrics.map(async (metricId) =>
        valueCells(ctx, toMetricValue(metricId, await owner.result(ctx, metricId), owner)),
      ),
    ),
  );
const totalsOf = async (
  ctx: RequestContext,
  metrics: readonly string[],
  columnOf: (metricId: string) => Promise<{ readonly total: MetricValue }>,
): Promise<NumbersLine> =>
  merged(await Promise.all(metrics.map(async (metricId) => valueCells(ctx, (await columnOf(metricId)).total))));
const argsOf = ({ within, period, asOf, against }: NumbersAsk, first: number, after: string | null) => ({
  within,
  period: { from: period.from, to: period.to },
  first,
  after,
  asOf: asOf ?? null,
  against: against ?? ComparisonBase.CITY,
});
const counted = ({ places, enrolled, withData }: ComparisonCoverage) => ({ places, enrolled, withData });

async function placeOf(ctx: RequestContext, placeId: string): Promise<{ placeCode: string; placeName: string }> {
  const place = (await ctx.load(byId(Place), placeId))!;
  return { placeCode: place.code, placeName: place.name };
}

async function lineOfRoom(
  ctx: RequestContext,
  { roomId, placeId, owner, sealed }: ComparedRoom,
  metrics: readonly string[],
): Promise<NumbersLine> {
  const [place, room, values] = await Promise.all([
    placeOf(ctx, placeId),
    ctx.load(byId(Room), roomId),
    cellsOf(ctx, owner, metrics),
  ]);
  const then: NumbersLine = sealed
    ? {
        placeCode: sealed.code,
        placeName: sealed.name,
        placeAbove: sealed.above,
        residents: sealed.residents,
        residentsAsOf: sealed.residentsAsOf,
      }
    : {};
  return {
    rowKind: ROW_KINDS.ROOM,
    ...place,
    ...then,
    roomId: toGlobalId('Room', room!.cityId, room!.id),
    roomName: room!.name,
    ...values,
  };
}

/**
 * A page of compareRooms in the order of official codes. The last page ends with the total. @throws as compareRooms
 * does
 */
export async function comparedRooms(ctx: RequestContext, ask: NumbersAsk, after: string | null): Promise<NumbersPage> {
  const { nodes, pageInfo, comparison } = await compareRooms(ctx, argsOf(ask, MOST_ROOMS, after));
  const lines = await Promise.all(nodes.map((node) => lineOfRoom(ctx, node, ask.metrics)));
  return pageWith(lines, pageInfo, after, () =>
    totalsOf(ctx, ask.metrics, (id) => columnOfRooms(ctx, comparison, [], id)),
  );
}

/** Adds the total to the last page. An answer without any row has no total. */
async function pageWith(
  lines: readonly NumbersLine[],
  { hasNextPage, endCursor }: { readonly hasNextPage: boolean; readonly endCursor: string | null },
  after: string | null,
  totals: () => Promise<NumbersLine>,
): Promise<NumbersPage> {
  if (hasNextPage) return { lines, next: endCursor };
  if (lines.length === 0 && !after) return { lines, next: null };
  return { lines: [...lines, { ...NAMED_TOTAL, ...(await totals()) }], next: null };
}

/** @throws as compareRooms does */
export async function aboutRooms(ctx: RequestContext, ask: NumbersAsk): Promise<NumbersAbout> {
  const answer = await compareRooms(ctx, argsOf(ask, 0, null));
  const resolver = new RoomComparisonResolver();
  return aboutOf(answer, await answer.coverage(), (lang) =>
    resolver.caution(lang, [...cautionMetrics(null, ask.metrics)], answer, ctx),
  );
}

/** The sentence of the answer itself, in both languages. */
const aboutOf = (
  { catalogueVersion, isDemo }: Pick<NumbersAbout, 'catalogueVersion' | 'isDemo'>,
  coverage: ComparisonCoverage,
  caution: (lang: Lang) => Promise<string>,
): NumbersAbout => ({
  catalogueVersion,
  isDemo,
  coverage,
  caution: async () => message(await caution(Lang.ZH_HANS), await caution(Lang.EN)),
});
const coverageAt = async (ctx: RequestContext, { scope, step, path }: PlaceAt): Promise<ComparisonCoverage> =>
  (await ctx.load(coverageOfPlaces, scope)).get(placeKey(step, path))!;

async function lineOfPlace(
  ctx: RequestContext,
  rowKind: string,
  { placeId, at }: { readonly placeId: string; readonly at: PlaceAt },
  metrics: readonly string[],
): Promise<NumbersLine> {
  const [place, coverage, values] = await Promise.all([
    placeOf(ctx, placeId),
    coverageAt(ctx, at),
    cellsOf(ctx, at.owner, metrics),
  ]);
  return { rowKind, ...place, ...counted(coverage), ...values };
}

/**
 * A page of compareStreets in the order of official codes. The last page ends with the total. @throws as compareStreets
 * does
 */
export async function comparedStreets(
  ctx: RequestContext,
  ask: NumbersAsk,
  after: string | null,
): Promise<NumbersPage> {
  const answer = await compareStreets(ctx, argsOf(ask, MOST_ROOMS, after));
  const linesOf = (kind: string, rows: readonly PlaceNumbers[]): Promise<NumbersLine[]> =>
    Promise.all(rows.map((row) => lineOfPlace(ctx, kind, row, ask.metrics)));
  const lines = await linesOf(ROW_KINDS.STREET, answer.nodes);
  if (!answer.pageInfo.hasNextPage) lines.push(...(await linesOf(ROW_KINDS.OWN, answer.own)));
  return pageWith(lines, answer.pageInfo, after, () =>
    totalsOf(ctx, ask.metrics, (id) => columnOfPlaces(ctx, answer, [], id)),
  );
}

/** @throws as compareStreets does */
export async function aboutStreets(ctx: RequestContext, ask: NumbersAsk): Promise<NumbersAbout> {
  const answer = await compareStreets(ctx, argsOf(ask, 0, null));
  const resolver = new StreetComparisonResolver();
  return aboutOf(answer, await answer.coverage(), (lang) =>
    resolver.caution(lang, [...cautionMetrics(null, ask.metrics)], answer, ctx),
  );
}

const summaryArgs = ({ within, period, metrics }: NumbersAsk) => ({
  within,
  period: { from: period.from, to: period.to },
  metrics: [...metrics],
});

/**
 * The places directly below a place in the order of official codes, and the place itself as the total.
 * A row of their own has the rooms of the place itself 本级, if there are any.
 * @throws as summary does
 */
export async function summaryLines(ctx: RequestContext, ask: NumbersAsk): Promise<NumbersPage> {
  const answer = await summary(ctx, summaryArgs(ask));
  const lines = answer.children.map((child) => lineOfPlace(ctx, ROW_KINDS.CHILD, child, ask.metrics));
  const own = (await coverageAt(ctx, answer.own.at)).enrolled > 0 ? [answer.own] : [];
  lines.push(...own.map((row) => lineOfPlace(ctx, ROW_KINDS.OWN, row, ask.metrics)));
  return { lines: await Promise.all([...lines, lineOfPlace(ctx, ROW_KINDS.TOTAL, answer, ask.metrics)]), next: null };
}

/** @throws as summary does */
export async function aboutSummary(ctx: RequestContext, ask: NumbersAsk): Promise<NumbersAbout> {
  const answer = await summary(ctx, summaryArgs(ask));
  const resolver = new PlaceSummaryResolver();
  return aboutOf(answer, await coverageAt(ctx, answer.at), (lang) => resolver.caution(lang, answer, ctx));
}

/**
 * The steps of a trend, the earliest first, on one page. There is no total, because each step has the same rooms.
 * @throws as trend does
 */
export async function trendSteps(ctx: RequestContext, ask: NumbersAsk): Promise<NumbersPage> {
  const { points } = await trend(ctx, { ...summaryArgs(ask), by: ask.by! });
  const lines = await Promise.all(
    points.map(async ({ period, at }): Promise<NumbersLine> => ({
      rowKind: ROW_KINDS.STEP,
      from: period.from,
      to: period.to,
      ...counted(await coverageAt(ctx, at)),
      ...(await cellsOf(ctx, at.owner, ask.metrics)),
    })),
  );
  return { lines, next: null };
}

/** @throws as trend does */
export async function aboutTrend(ctx: RequestContext, ask: NumbersAsk): Promise<NumbersAbout> {
  await trend(ctx, { ...summaryArgs(ask), by: ask.by! });
  return aboutSummary(ctx, ask);
}
