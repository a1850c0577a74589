import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Extensions, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { askedAt, askedBelow } from '../../../../kernel/look-ahead.js';
import { Lang, inLang } from '../../../../kernel/message.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { SignedIn } from '../../../../kernel/rule.js';
import { Place } from '../../../places/place.entity.js';
import { MOST_CAUTION_METRICS, coverageCaution, cautionMetrics } from '../../fairness/coverage-caution.js';
import { ComparisonColumn, columnOfPlaces } from '../value/columns.js';
import { ComparisonCoverage, MetricValue } from '../value/comparison-answer.js';
import { MOST_ROOMS } from '../rooms/comparison.service.js';
import { InLang } from '../value/display-language.js';
import { CAUTION_DESCRIPTION, OfMetrics, metricCaution, joinCautions } from '../../fairness/metric-caution.js';
import { ComparedUnit } from '../../settings/fairness.enums.js';
import { RELATIVE_POSITION_COST } from '../../fairness/relative-position-cost.js';
import { MetricId } from '../../catalogue/catalogue.js';
import { MOST_POINTS } from '../../period/period-steps.js';
import {
  ComparedStreet,
  type PlaceAt,
  PlaceNumbers,
  PlaceSummary,
  StreetComparison,
  Trend,
  TrendPoint,
} from './place-answer.js';
import { compareStreets, summary, trend } from './place-numbers.service.js';
import { CompareStreetsArgs, SummaryArgs, TrendArgs } from './place.inputs.js';
import { requestedFieldsOf } from '../rooms/requested-fields.js';
import { valueOfOwner, valuesOfOwner } from '../value/owner-values.js';
import { placeAsSealed } from '../value/place-as-sealed.js';

const COVERED =
  'For viewers whose grant covers `within`; convener and clerk see their own place only. NOT_FOUND when there ' +
  "is no such place in the viewer's city, " +
  'FORBIDDEN when the grant does not cover it; BAD_USER_INPUT for a period that is not of whole months';

const valuesAt = (
  ctx: RequestContext,
  at: PlaceAt,
  metrics: readonly string[],
): MetricValue[] | Promise<MetricValue[]> => valuesOfOwner(ctx, at.owner, metrics);
@Resolver(() => Trend)
export class TrendResolver {
  @Query(() => Trend, {
    description:
      `The numbers of a room's place, a street or a city over time, step by step, from the sums over its ` +
      `rooms. ${COVERED} or that has more than ${MOST_POINTS} steps.`,
  })
  @SignedIn('COMPARISON_READ')
  @Extensions({ boundsBelow: 'metrics' })
  trend(
    @Args(() => TrendArgs) args: TrendArgs,
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Trend> {
    return trend(ctx, args, askedAt(askedBelow(info), ['points'], ['values']).length > 0);
  }

  @FieldResolver(() => Place, { description: 'The place.' })
  place(@Root() answer: Trend, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return placeAsSealed(ctx, answer.placeId, answer.points.at(-1)?.at);
  }

  @FieldResolver(() => [TrendPoint], { description: 'The steps that have begun, the earliest first.' })
  @Extensions({ listSize: MOST_POINTS })
  points(@Root() answer: Trend): readonly TrendPoint[] {
    return answer.points;
  }
}

@Resolver(() => TrendPoint)
export class TrendPointResolver {
  @FieldResolver(() => ComparisonCoverage, { description: 'How many places and rooms the step covers.' })
  coverage(@Root() point: TrendPoint, @Ctx() ctx: RequestContext): Promise<ComparisonCoverage> {
    return point.at.coverage(ctx);
  }

  @FieldResolver(() => [MetricValue], { description: 'The values of the requested metrics, in that order.' })
  @Extensions({ listSize: 'metrics' })
  values(@Root() point: TrendPoint, @Ctx() ctx: RequestContext): MetricValue[] | Promise<MetricValue[]> {
    return valuesAt(ctx, point.at, point.at.metrics);
  }
}

@Resolver(() => PlaceSummary)
export class PlaceSummaryResolver {
  @Query(() => PlaceSummary, {
    description:
      `Any place with the places directly below it, e.g. the streets of a city or the ` +
      `communities of a street. ${COVERED}.`,
  })
  @SignedIn('COMPARISON_READ')
  @Extensions({ boundsBelow: 'metrics' })
  summary(@Args(() => SummaryArgs) args: SummaryArgs, @Ctx() ctx: RequestContext): Promise<PlaceSummary> {
    return summary(ctx, args);
  }

  @FieldResolver(() => Place, { description: 'The place.' })
  place(@Root() answer: PlaceSummary, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return placeAsSealed(ctx, answer.placeId, answer.at);
  }

  @FieldResolver(() => ComparisonCoverage, { description: 'How many places and rooms are covered.' })
  coverage(@Root() answer: PlaceSummary, @Ctx() ctx: RequestContext): Promise<ComparisonCoverage> {
    return answer.at.coverage(ctx);
  }

  @FieldResolver(() => [MetricValue], { description: 'Its own values of the requested metrics, in that order.' })
  @Extensions({ listSize: 'metrics' })
  values(@Root() answer: PlaceSummary, @Ctx() ctx: RequestContext): MetricValue[] | Promise<MetricValue[]> {
    return valuesAt(ctx, answer.at, answer.at.metrics);
  }

  @FieldResolver(() => PlaceNumbers, {
    description: 'The rooms of the place itself 本级, without those below it.',
  })
  own(@Root() answer: PlaceSummary): PlaceNumbers {
    return answer.own;
  }

  @FieldResolver(() => [PlaceNumbers], {
    description: 'The places directly below, by code. A closed one is included only if it has rooms.',
  })
  @Extensions({ listSize: 100 })
  children(@Root() answer: PlaceSummary): readonly PlaceNumbers[] {
    return answer.children;
  }

  @FieldResolver(() => String, { description: 'One sentence on what must not be concluded from it.' })
  async caution(@InLang() lang: Lang, @Root() answer: PlaceSummary, @Ctx() ctx: RequestContext): Promise<string> {
    return inLang(coverageCaution(await answer.at.coverage(ctx)), lang);
  }
}

@Resolver(() => PlaceNumbers)
export class PlaceNumbersResolver {
  @FieldResolver(() => Place, { description: 'The place.' })
  place(@Root() row: PlaceNumbers, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return placeAsSealed(ctx, row.placeId, row.at);
  }

  @FieldResolver(() => ComparisonCoverage, { description: 'How many places and rooms below it are covered.' })
  coverage(@Root() row: PlaceNumbers, @Ctx() ctx: RequestContext): Promise<ComparisonCoverage> {
    return row.at.coverage(ctx);
  }

  @FieldResolver(() => [MetricValue], { description: 'Its values of the requested metrics, in that order.' })
  @Extensions({ listSize: 'metrics' })
  values(@Root() row: PlaceNumbers, @Ctx() ctx: RequestContext): MetricValue[] | Promise<MetricValue[]> {
    return valuesAt(ctx, row.at, row.at.metrics);
  }
}

@Resolver(() => StreetComparison)
export class StreetComparisonResolver {
  @Query(() => StreetComparison, {
    description: `Streets at or below a place, side by side over a period, from the sums over their rooms. ${COVERED}.`,
  })
  @SignedIn('COMPARISON_READ')
  @Extensions({ pageMax: MOST_ROOMS, work: RELATIVE_POSITION_COST })
  async compareStreets(
    @Args(() => CompareStreetsArgs) args: CompareStreetsArgs,
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<StreetComparison> {
    return { ...(await compareStreets(ctx, args)), asked: requestedFieldsOf(info).metrics };
  }

  @FieldResolver(() => [ComparisonColumn], {
    description: 'Each metric over all rows, for charts and footers.',
  })
  @Extensions({ listSize: 'metrics' })
  columns(
    @Arg('metrics', () => [MetricId], { description: 'The metrics.' }) metrics: string[],
    @Root() answer: StreetComparison,
    @Ctx() ctx: RequestContext,
  ): Promise<ComparisonColumn[]> {
    return Promise.all(metrics.map((id) => columnOfPlaces(ctx, answer, answer.nodes, id)));
  }

  @FieldResolver(() => [ComparedStreet], {
    description:
      'Rooms that belong to no street 本级: one row for each city or district with a room of its own, by code. ' +
      'They are in the totals of `columns`, and are compared with no street.',
  })
  @Extensions({ listSize: 10 })
  own(@Root() answer: StreetComparison): readonly ComparedStreet[] {
    return answer.own;
  }

  @FieldResolver(() => String, { description: CAUTION_DESCRIPTION })
  @Extensions({ work: RELATIVE_POSITION_COST, workEach: 'metrics', workUnsaid: MOST_CAUTION_METRICS })
  async caution(
    @InLang() lang: Lang,
    @OfMetrics() metrics: string[] | null,
    @Root() answer: StreetComparison,
    @Ctx() ctx: RequestContext,
  ): Promise<string> {
    const covered = inLang(coverageCaution(await answer.coverage()), lang);
    if (answer.isSealed) return covered;
    const paths = new Set(answer.all.map(({ path }) => path));
    return joinCautions(
      await metricCaution(ctx, {
        span: answer.period,
        by: ComparedUnit.STREET,
        against: answer.against,
        metricIds: cautionMetrics(metrics, answer.asked ?? []),
        isAsked: (path) => paths.has(path),
        resultsOf: (id) => Promise.all(answer.all.map(({ owner }) => owner.result(ctx, id))),
      }),
      covered,
      lang,
    );
  }
}

@Resolver(() => ComparedStreet)
export class ComparedStreetResolver {
  @FieldResolver(() => Place, { description: 'The street; of a row of `own`, the city or district.' })
  place(@Root() row: ComparedStreet, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return placeAsSealed(ctx, row.placeId, row.at);
  }

  @FieldResolver(() => ComparisonCoverage, { description: 'How many places and rooms of the street are covered.' })
  coverage(@Root() row: ComparedStreet, @Ctx() ctx: RequestContext): Promise<ComparisonCoverage> {
    return row.at.coverage(ctx);
  }

  @FieldResolver(() => [MetricValue], { description: 'Its values of the requested metrics, in that order.' })
  @Extensions({ listSize: 'metrics' })
  values(
    @Arg('metrics', () => [MetricId], { description: 'The metrics.' }) metrics: string[],
    @Root() row: ComparedStreet,
    @Ctx() ctx: RequestContext,
  ): MetricValue[] | Promise<MetricValue[]> {
    return valuesAt(ctx, row.at, metrics);
  }

  @FieldResolver(() => MetricValue, { description: 'Its value of one metric.' })
  value(
    @Arg('metric', () => MetricId, { description: 'The metric.' }) metric: string,
    @Root() row: ComparedStreet,
    @Ctx() ctx: RequestContext,
  ): MetricValue | Promise<MetricValue> {
    return valueOfOwner(ctx, row.at.owner, metric);
  }
}
