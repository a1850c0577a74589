import { Arg } from 'type-graphql';
import type { LoadingContext } from '../../../kernel/loader-definition.js';
import { Lang, type Message, message } from '../../../kernel/message.js';
import { CATALOGUE, MetricId, getMetric } from '../catalogue/catalogue.js';
import type { Span } from '../period/period.service.js';
import { ROOMS, STREETS, funnelCaution } from '../statistics/funnel-caution.js';
import { ComparedUnit, type ComparisonBase } from '../settings/fairness.enums.js';
import { hasFunnel } from './peer-group.js';
import type { RelativePositions } from './relative-positions.js';
import { relativePositionsOf } from './relative-positions.loaders.js';

type Tally = ReturnType<RelativePositions['tally']>;

/** The sentence for one metric: how many are outside the limits, and how many would be by chance. */
export const sentenceOf = (tally: Tally, by: ComparedUnit): Message =>
  funnelCaution({ ...tally, name: by === ComparedUnit.ROOM ? ROOMS : STREETS });

export interface CautionAsk {
  readonly span: Span;
  readonly by: ComparedUnit;
  readonly against: ComparisonBase;
  readonly metricIds: readonly string[];
  readonly isAsked: (path: string) => boolean;
}

/**
 * The metric of the caution when no requested metric has a funnel (limits of chance around a centre): the first outcome
 * of the catalogue.
 */
const FIRST_OUTCOME = CATALOGUE.find((metric) => metric.isOutcome && hasFunnel(metric))!.id;

/** One sentence per metric, each preceded by the metric's name. */
export async function metricCaution(
  ctx: LoadingContext,
  { span, by, against, metricIds, isAsked }: CautionAsk,
): Promise<Message> {
  const named = metricIds.filter((id) => hasFunnel(getMetric(id)));
  const spoken = await Promise.all(
    [...new Set(named.length > 0 ? named : [FIRST_OUTCOME])].map(async (metricId) => {
      const { zh, en } = sentenceOf(
        (await ctx.load(relativePositionsOf, { span, by, against, metricId }))!.tally(isAsked),
        by,
      );
      const { name } = getMetric(metricId);
      return message(`${name.zh}：${zh}`, `${name.en}: ${en}`);
    }),
  );
  return message(spoken.map(({ zh }) => zh).join(''), spoken.map(({ en }) => en).join(' '));
}

export const CAUTION_DESCRIPTION =
  'What must not be concluded from the answer. For each metric with a funnel plot: how many are outside the ' +
  'limits, and how many would be by chance. The metrics are those of `metrics`, else those of the answer, else ' +
  'the first outcome. Then: how many places are covered. Sealed numbers are not compared.';

/** The argument that names the metrics of a caution. */
export const OfMetrics = () =>
  Arg('metrics', () => [MetricId], {
    nullable: true,
    description: 'The metrics of the caution, up to 8. By default the first 8 of the answer.',
  }) as ParameterDecorator;

export const joinCautions = (fair: Message, covered: string, lang: Lang): string =>
  lang === Lang.EN ? `${fair.en} ${covered}` : `${fair.zh}${covered}`;
