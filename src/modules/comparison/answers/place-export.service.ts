import type { RequestContext } from '../../../kernel/request-context.js';
import { cautionMetrics } from '../fairness/coverage-caution.js';
import {
  type NumbersAbout,
  type NumbersAsk,
  type NumbersLine,
  type NumbersPage,
  ROW_KINDS,
  aboutOf,
  argsOf,
  cellsOf,
  counted,
  pageWith,
  placeOf,
  totalsOf,
} from './comparison-export.service.js';
import type { PlaceAt, PlaceNumbers } from './places/place-answer.js';
import { PlaceSummaryResolver, StreetComparisonResolver } from './places/place-numbers.resolver.js';
import { compareStreets, summary, trend } from './places/place-numbers.service.js';
import { MOST_ROOMS } from './rooms/comparison.service.js';
import { columnOfPlaces } from './value/columns.js';
import type { ComparisonCoverage } from './value/comparison-answer.js';

const coverageAt = (ctx: RequestContext, at: PlaceAt): Promise<ComparisonCoverage> => at.coverage(ctx);

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
