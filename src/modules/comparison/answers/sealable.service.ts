import type { LoadingContext } from '../../../kernel/loader-definition.js';
import { defineLoader } from '../../../kernel/loader.js';
import { pathEnd } from '../../../kernel/viewer.js';
import { type Tallies, talliesOfRange, talliesOfRooms } from '../reading/case-tallies.js';
import { daysOf } from '../reading/comparison-days.js';
import { rangeFacts, roomFacts } from '../reading/comparison.loaders.js';
import { type FactsRow, factsOf } from '../reading/room-facts.js';
import { type MetricResult, computeMetric } from '../values/compute-metric.js';
import { ExplainedRecord, explained } from './explain/explain-answer.js';
import { type ExplainedRow, type LateAsk, areRecordsShown, lateStatement } from '../reading/explain-sql.js';
import { CATALOGUE, getMetric } from '../catalogue/catalogue.js';
import { privacyFor } from '../settings/settings.loaders.js';
import type { Span } from '../period/period.service.js';
import { type PrivacyOptions, USUAL_PRIVACY } from '../settings/privacy.js';

/** Names of comparisons that modules above need. */
export { MetricValue, Period, PlaceAsSealed } from './value/comparison-answer.js';
export { ExplainedRecord };
export { NOT_SEALED, type PartValue } from '../values/metric-result.js';
export { InLang } from './value/display-language.js';
export { CATALOGUE_VERSION } from '../catalogue/catalogue-version.service.js';
export { MetricId } from '../catalogue/catalogue.js';
export { toMetricValue } from './value/owner-values.js';
export type { PrivacyOptions } from '../settings/privacy.js';

/** All numbers of a room over a period, and the residents of its place in that period. */
export interface RoomNumbers {
  readonly roomId: string;
  readonly hasData: boolean;
  readonly residents: number | null;
  readonly residentsAsOf: string | null;
  readonly values: ReadonlyMap<string, MetricResult>;
}

const numbersOf = (row: FactsRow, tallies: Tallies, privacy: PrivacyOptions): RoomNumbers => {
  const facts = factsOf(row, tallies);
  const residents = facts.get('residents');
  return {
    roomId: row.roomId,
    hasData: row.hasData,
    residents: residents?.amount ?? null,
    residentsAsOf: residents?.asOf ?? null,
    values: new Map(CATALOGUE.map((metric) => [metric.id, computeMetric(metric, facts, privacy)])),
  };
};

/** The numbers of every room at or below a path. */
export async function numbersWithin(
  ctx: Pick<LoadingContext, 'rows'>,
  path: string,
  span: Span,
  privacy: PrivacyOptions = USUAL_PRIVACY,
): Promise<RoomNumbers[]> {
  const [days, range] = [daysOf(span), { from: path, end: pathEnd(path) }];
  const [rows, tallies] = await Promise.all([
    rangeFacts(ctx, days, range, CATALOGUE),
    talliesOfRange(ctx, days, range, CATALOGUE),
  ]);
  return rows.map((row) => numbersOf(row, tallies, privacy));
}

/** The smallest group that is shown, as the city sets it. */
export const privacyOfCity = (ctx: LoadingContext): Promise<PrivacyOptions> => privacyFor(ctx, CATALOGUE);

interface RoomOfSpan {
  readonly roomId: string;
  readonly span: Span;
}
const keyOf = ({ from, to }: Span): string => `${from} ${to}`;

/** All numbers of single rooms. null for a room that is in no comparison. */
export const numbersOfRoom = defineLoader<RoomOfSpan, RoomNumbers | null>(
  'comparison.numbersOfRoom',
  async (ctx, asks) => {
    const spans = new Map(asks.map(({ span }) => [keyOf(span), span]));
    const found = new Map<string, RoomNumbers>();
    await Promise.all(
      [...spans].map(async ([key, span]) => {
        const roomIds = asks.filter((ask) => keyOf(ask.span) === key).map((ask) => ask.roomId);
        const [rows, tallies, privacy] = await Promise.all([
          roomFacts(ctx, daysOf(span), roomIds, CATALOGUE),
          talliesOfRooms(ctx, daysOf(span), roomIds, CATALOGUE),
          privacyFor(ctx, CATALOGUE),
        ]);
        for (const row of rows) found.set(`${key} ${row.roomId}`, numbersOf(row, tallies, privacy));
      }),
    );
    return asks.map(({ roomId, span }) => found.get(`${keyOf(span)} ${roomId}`) ?? null);
  },
  ({ roomId, span }) => `${keyOf(span)} ${roomId}`,
);

/**
 * Records that count in a metric and were entered or changed after a given time: for each question's key the first
 * twenty.
 */
export async function lateEntries(
  ctx: LoadingContext,
  metricId: string,
  asks: readonly LateAsk[],
  span: Span,
): Promise<ReadonlyMap<string, ExplainedRecord[]>> {
  const metric = getMetric(metricId);
  const rows = areRecordsShown(metric, ctx.viewer)
    ? await ctx.rows<ExplainedRow & { readonly key: string }>(lateStatement(metric, daysOf(span), asks, 20))
    : [];
  const byKey = new Map<string, ExplainedRecord[]>(asks.map((ask) => [ask.key, []]));
  for (const row of rows) byKey.get(row.key)?.push(explained(row));
  return byKey;
}
