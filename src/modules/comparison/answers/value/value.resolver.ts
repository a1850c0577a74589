import { Arg, Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import { Lang, inLang } from '../../../../kernel/message.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { MOST_CAUTION_METRICS, coverageCaution, cautionMetrics } from '../../fairness/coverage-caution.js';
import { ComparisonColumn, columnOfRooms } from './columns.js';
import { MetricPart, MetricValue, Period, RoomComparison } from './comparison-answer.js';
import { displayText, partName } from '../../values/display.js';
import { InLang } from './display-language.js';
import { CAUTION_DESCRIPTION, OfMetrics, metricCaution, joinCautions } from '../../fairness/metric-caution.js';
import { ComparedUnit, ComparisonBase } from '../../settings/fairness.enums.js';
import { RELATIVE_POSITION_COST } from '../../fairness/relative-position-cost.js';
import { MetricId, getMetric } from '../../catalogue/catalogue.js';
import { PeriodState, stateOf } from '../../period/period-state.js';
import { PreviousBy } from '../../period/period-steps.js';
import { valuesOfRange } from '../../reading/comparison.loaders.js';
import { NOT_YET } from '../../values/metric-result.js';
import { valueOfOwner } from './owner-values.js';

@Resolver(() => MetricValue)
export class MetricValueResolver {
  @FieldResolver(() => String, {
    description: 'The value for display, rounded and with its unit, or the reason why there is none.',
  })
  display(@Root() value: MetricValue, @InLang() lang: Lang): string {
    return displayText(getMetric(value.metric.id), value, lang);
  }

  @FieldResolver(() => [MetricPart], {
    nullable: true,
    description:
      'All parts of a MIX in their order; null for other metrics and where there is no value. Counts of people ' +
      'are rounded, so their sum can differ from the total.',
  })
  @Extensions({ listSize: 3 })
  parts(@Root() value: MetricValue): MetricPart[] | null {
    return value.parts && value.parts.map((part) => ({ ...part, metricId: value.metric.id }));
  }

  @FieldResolver(() => Period, { nullable: true, description: 'The days that the value covers. Null for totals.' })
  period(@Root() value: MetricValue): Period | null {
    return value.owner?.span ?? null;
  }

  @FieldResolver(() => MetricValue, {
    nullable: true,
    description:
      'The same metric of the same room or place over an earlier period, from the records of today. For a period ' +
      'that still runs it covers the same number of days; `period` says which. Null for totals and for sealed numbers.',
  })
  async previous(
    @Arg('by', () => PreviousBy, { description: 'Which earlier period.' }) by: PreviousBy,
    @Root() value: MetricValue,
    @Ctx() ctx: RequestContext,
  ): Promise<MetricValue | null> {
    const before = value.owner?.before(by);
    return before ? valueOfOwner(ctx, before, value.metric.id) : null;
  }
}

@Resolver(() => MetricPart)
export class MetricPartResolver {
  @FieldResolver(() => String, { description: 'Its name.' })
  name(@Root() part: MetricPart, @InLang() lang: Lang): string {
    return inLang(partName(getMetric(part.metricId), part.key), lang);
  }
}

@Resolver(() => RoomComparison)
export class RoomComparisonResolver {
  @FieldResolver(() => [ComparisonColumn], {
    description: 'Each metric over all rows, for charts and footers.',
  })
  @Extensions({ listSize: 'metrics' })
  columns(
    @Arg('metrics', () => [MetricId], { description: 'The metrics.' }) metrics: string[],
    @Root() answer: RoomComparison,
    @Ctx() ctx: RequestContext,
  ): Promise<ComparisonColumn[]> {
    return Promise.all(metrics.map((id) => columnOfRooms(ctx, answer.comparison, answer.nodes, id)));
  }

  @FieldResolver(() => String, { description: CAUTION_DESCRIPTION })
  @Extensions({ work: RELATIVE_POSITION_COST, workEach: 'metrics', workUnsaid: MOST_CAUTION_METRICS })
  async caution(
    @InLang() lang: Lang,
    @OfMetrics() metrics: string[] | null,
    @Root() answer: RoomComparison,
    @Ctx() ctx: RequestContext,
  ): Promise<string> {
    const { span, range, against = ComparisonBase.CITY, asked = [], sealed } = answer.comparison;
    const covered = inLang(coverageCaution(await answer.coverage()), lang);
    if (sealed) return covered;
    const isAsked = (path: string): boolean => path >= range.from && path < range.end;
    const hasBegun = stateOf(span) !== PeriodState.NOT_BEGUN;
    return joinCautions(
      await metricCaution(ctx, {
        span,
        by: ComparedUnit.ROOM,
        against,
        metricIds: cautionMetrics(metrics, asked),
        isAsked,
        resultsOf: async (metricId) => {
          const results = await ctx.load(valuesOfRange, { comparison: answer.comparison, metricId });
          return [...results.values()].map((result) => (hasBegun ? result : NOT_YET));
        },
      }),
      covered,
      lang,
    );
  }
}
