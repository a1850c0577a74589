import { Arg } from 'type-graphql';
import type { LoadingContext } from '../../../kernel/loader-definition.js';
import { Lang, type Message, message } from '../../../kernel/message.js';
import { CATALOGUE, MetricId, getMetric } from '../catalogue/catalogue.js';
import type { Span } from '../period/period.service.js';
import { ROOMS, STREETS, funnelCaution, missingValues } from '../statistics/funnel-caution.js';
import { ComparedUnit, type ComparisonBase } from '../settings/fairness.enums.js';
import { hasFunnel } from './peer-group.js';
import type { GroupTally } from './peer-group.js';
import type { MetricResult } from '../values/compute-metric.js';
import { countReasons, mayBeSaid } from './uncompared.js';
import { cautionMessages, uncomparedMessages } from '../messages/caution.js';
import { relativePositionsOf } from './relative-positions.loaders.js';

/**
 * The sentence for one metric: how many are outside the limits, and how many would be by chance. Then why others are
 * not compared, and what may be said of them.
 */
export function sentenceOf({ bands, uncompared, expected }: GroupTally, by: ComparedUnit): Message {
  const { zh, en } = funnelCaution({
    bands,
    uncompared: [...uncompared].map(([reason, count]) => ({ count, why: uncomparedMessages[reason] })),
    expected,
    name: by === ComparedUnit.ROOM ? ROOMS : STREETS,
  });
  const also = mayBeSaid(uncompared.keys());
  return message(`${zh}${also.zh}`, `${en}${also.en}`);
}

export interface CautionAsk {
  readonly span: Span;
  readonly by: ComparedUnit;
  readonly against: ComparisonBase;
  readonly metricIds: readonly string[];
  readonly isAsked: (path: string) => boolean;
  /** The results of a metric for everything that is asked about. Metrics without a funnel have no others. */
  readonly resultsOf: (metricId: string) => Promise<readonly MetricResult[]>;
}

/** The metric of the caution when none is requested: the first outcome with a funnel (limits of chance). */
const FIRST_OUTCOME = CATALOGUE.find((metric) => metric.isOutcome && hasFunnel(metric))!.id;

/** One sentence per metric, each preceded by the metric's name. Metrics without a funnel share a sentence. */
export async function metricCaution(
  ctx: LoadingContext,
  { span, by, against, metricIds, isAsked, resultsOf }: CautionAsk,
): Promise<Message> {
  const asked = [...new Set(metricIds.length > 0 ? metricIds : [FIRST_OUTCOME])].map(getMetric);
  const described = asked.filter((metric) => !hasFunnel(metric)).map(({ name }) => name);
  const spoken = await Promise.all(
    asked.filter(hasFunnel).map(async ({ id: metricId, name }) => {
      const { zh, en } = sentenceOf(
        (await ctx.load(relativePositionsOf, { span, by, against, metricId }))!.tally(isAsked),
        by,
      );
      return message(`${name.zh}：${zh}`, `${name.en}: ${en}`);
    }),
  );
  spoken.push(
    ...(await Promise.all(
      asked
        .filter((metric) => !hasFunnel(metric))
        .map(async ({ id, name }) => missingOf(name, await resultsOf(id), by)),
    ).then((sentences) => sentences.flat())),
  );
  if (described.length > 0) spoken.push(cautionMessages.onlyDescribe(described));
  return message(spoken.map(({ zh }) => zh).join(''), spoken.map(({ en }) => en).join(' '));
}

/** Why some have no value of a metric that is only described, and what may be said; nothing where all have one. */
export function missingOf(name: Message, results: readonly MetricResult[], by: ComparedUnit): Message[] {
  const missing = countReasons(results.flatMap(({ suppressedReason }) => suppressedReason ?? []));
  if (missing.size === 0) return [];
  const counted = [...missing].map(([reason, count]) => ({ count, why: uncomparedMessages[reason] }));
  return [
    cautionMessages.describedMissing(
      name,
      missingValues(counted, by === ComparedUnit.ROOM ? ROOMS : STREETS),
      mayBeSaid(missing.keys()),
    ),
  ];
}

export const CAUTION_DESCRIPTION =
  'What must not be concluded from the answer. For each metric with a funnel plot: how many are outside the ' +
  'limits, and how many would be by chance. The metrics are those of `metrics`, else those of the answer, else ' +
  'the first outcome. A metric without a funnel is only described. For those not compared or without a value it ' +
  'gives the reason, ' +
  'and what may be said. Then: how many places are covered. Sealed numbers are not compared.';

/** The argument that names the metrics of a caution. */
export const OfMetrics = () =>
  Arg('metrics', () => [MetricId], {
    nullable: true,
    description: 'The metrics of the caution, up to 8. By default the first 8 of the answer.',
  }) as ParameterDecorator;

export const joinCautions = (fair: Message, covered: string, lang: Lang): string =>
  lang === Lang.EN ? `${fair.en} ${covered}` : `${fair.zh}${covered}`;
