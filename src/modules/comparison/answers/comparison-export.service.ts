import { byId } from '../../../kernel/loader.js';
import { Lang, type Message, message } from '../../../kernel/message.js';
import { toGlobalId } from '../../../kernel/global-id.js';
import type { RequestContext } from '../../../kernel/request-context.js';
import { Place } from '../../places/place.entity.js';
import { Room } from '../../rooms/room.entity.js';
import { cautionMetrics } from '../fairness/coverage-caution.js';
import { columnOfRooms } from './value/columns.js';
import type { ComparedRoom, ComparisonCoverage, MetricValue } from './value/comparison-answer.js';
import { MOST_ROOMS, compareRooms } from './rooms/comparison.service.js';
import { ComparisonBase } from '../settings/fairness.enums.js';
import { getMetric } from '../catalogue/catalogue.js';
import type { MetricDefinition } from '../catalogue/metric-definition.js';
import { answerMessages } from '../messages/answers.js';
import { suppressedMessages } from '../messages/values.js';
import type { TrendStep } from '../period/period-steps.js';
import type { Span } from '../period/period.service.js';
import { type ValueCell, valueCells } from './value/value-columns.js';
import { type ValueOwner, toMetricValue } from './value/owner-values.js';
import { RoomComparisonResolver } from './value/value.resolver.js';

/** Names that modules above need to ask for numbers. */
export { ComparisonBase };
export { MetricId } from '../catalogue/catalogue.js';
export { MetricKind, ValueBound } from '../catalogue/comparison.enums.js';
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

/** What a table says of a metric. */
export type MetricLabel = Pick<
  MetricDefinition,
  'id' | 'name' | 'unit' | 'kind' | 'decimals' | 'explanation' | 'counts' | 'countsNot' | 'formula'
>;
export const metricLabel = (id: string): MetricLabel => getMetric(id);
/** The Chinese word for the reason why a value is not given. */
export const reasonWord = (reason: string): string =>
  Object.entries(suppressedMessages).find(([code]) => code === reason)?.[1].zh ?? reason;

const merged = (parts: readonly NumbersLine[]): NumbersLine => Object.assign({}, ...parts) as NumbersLine;
export const cellsOf = async (
  ctx: RequestContext,
  owner: ValueOwner,
  metrics: readonly string[],
): Promise<NumbersLine> =>
  merged(
    await Promise.all(
      metrics.map(async (metricId) =>
        valueCells(ctx, toMetricValue(metricId, await owner.result(ctx, metricId), owner)),
      ),
    ),
  );
export const totalsOf = async (
  ctx: RequestContext,
  metrics: readonly string[],
  columnOf: (metricId: string) => Promise<{ readonly total: MetricValue }>,
): Promise<NumbersLine> =>
  merged(await Promise.all(metrics.map(async (metricId) => valueCells(ctx, (await columnOf(metricId)).total))));
export const argsOf = ({ within, period, asOf, against }: NumbersAsk, first: number, after: string | null) => ({
  within,
  period: { from: period.from, to: period.to },
  first,
  after,
  asOf: asOf ?? null,
  against: against ?? ComparisonBase.CITY,
});
export const counted = ({ places, enrolled, withData }: ComparisonCoverage) => ({ places, enrolled, withData });

export async function placeOf(ctx: RequestContext, placeId: string): Promise<{ placeCode: string; placeName: string }> {
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
export async function pageWith(
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
export const aboutOf = (
  { catalogueVersion, isDemo }: Pick<NumbersAbout, 'catalogueVersion' | 'isDemo'>,
  coverage: ComparisonCoverage,
  caution: (lang: Lang) => Promise<string>,
): NumbersAbout => ({
  catalogueVersion,
  isDemo,
  coverage,
  caution: async () => message(await caution(Lang.ZH_HANS), await caution(Lang.EN)),
});
