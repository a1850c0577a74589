import { byId } from '../../kernel/loader.js';
import type { Message } from '../../kernel/message.js';
import { toGlobalId } from '../../kernel/global-id.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Place } from '../places/place.entity.js';
import { Room } from '../rooms/room.entity.js';
import { MOST_ROOMS, compareRooms } from './comparison.service.js';
import type { Evaluation } from './evaluate.js';
import { getMetric } from './metrics/catalogue.js';
import type { TrendStep } from './period-steps.js';
import type { Span } from './period.service.js';
import { compareStreets, trend } from './place-numbers.service.js';
import type { ValueSubject } from './value-subject.js';

/** The words in which other modules ask for numbers. */
export { MetricId } from './metrics/catalogue.js';
export { TrendStep } from './period-steps.js';
export { PeriodInput } from './period.service.js';
export type { Evaluation };

export interface NumbersAsk { readonly within: string; readonly period: Span; readonly metrics: readonly string[] }
/** What a row is of, and its numbers in the order of the metrics asked for. */
export interface NumbersLine { readonly lead: Readonly<Record<string, string>>; readonly values: readonly Evaluation[] }
export interface NumbersPage { readonly lines: readonly NumbersLine[]; readonly next: string | null }

export const metricLabel = (id: string): { readonly name: Message; readonly unit: Message } => getMetric(id);

const valuesOf = (ctx: RequestContext, subject: ValueSubject, metrics: readonly string[]): Promise<Evaluation[]> => Promise.all(metrics.map((id) => subject.evaluation(ctx, id)));
const argsOf = ({ within, period }: NumbersAsk, first: number, after: string | null) => ({ within, period: { from: period.from, to: period.to }, first, after });

/** A page of compareRooms, by official code. @throws as compareRooms does */
export async function comparedRooms(ctx: RequestContext, ask: NumbersAsk, after: string | null): Promise<NumbersPage> {
  const { nodes, pageInfo } = await compareRooms(ctx, argsOf(ask, MOST_ROOMS, after));
  const lines = await Promise.all(nodes.map(async ({ roomId, placeId, subject }) => {
    const [place, room, values] = await Promise.all([ctx.load(byId(Place), placeId), ctx.load(byId(Room), roomId), valuesOf(ctx, subject, ask.metrics)]);
    return { lead: { placeCode: place!.code, placeName: place!.name, roomId: toGlobalId('Room', room!.cityId, room!.id), roomName: room!.name }, values };
  }));
  return { lines, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

/** How many rooms it compares. @throws as compareRooms does */
export const countOfRooms = async (ctx: RequestContext, ask: NumbersAsk): Promise<number> => (await compareRooms(ctx, argsOf(ask, 0, null))).totalCount();

/** A page of compareStreets, by official code. @throws as compareStreets does */
export async function comparedStreets(ctx: RequestContext, ask: NumbersAsk, after: string | null): Promise<NumbersPage> {
  const { nodes, pageInfo } = await compareStreets(ctx, argsOf(ask, MOST_ROOMS, after));
  const lines = await Promise.all(nodes.map(async ({ placeId, at }) => {
    const [place, values] = await Promise.all([ctx.load(byId(Place), placeId), valuesOf(ctx, at.subject, ask.metrics)]);
    return { lead: { placeCode: place!.code, placeName: place!.name }, values };
  }));
  return { lines, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

/** How many streets it compares. @throws as compareStreets does */
export const countOfStreets = async (ctx: RequestContext, ask: NumbersAsk): Promise<number> => (await compareStreets(ctx, argsOf(ask, 0, null))).totalCount();

/** The steps of a trend, the earliest first; few enough for one page. @throws as trend does */
export async function trendSteps(ctx: RequestContext, ask: NumbersAsk, by: TrendStep): Promise<NumbersPage> {
  const { points } = await trend(ctx, { within: ask.within, period: { from: ask.period.from, to: ask.period.to }, metrics: [...ask.metrics], by });
  const lines = await Promise.all(points.map(async ({ period, at }) => ({ lead: { from: period.from, to: period.to }, values: await valuesOf(ctx, at.subject, ask.metrics) })));
  return { lines, next: null };
}
