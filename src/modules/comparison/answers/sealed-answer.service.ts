import { badInput } from '../../../kernel/errors.js';
import { todayInShanghai } from '../../../kernel/imprecise-date.js';
import type { RequestContext } from '../../../kernel/request-context.js';
import { answerMessages } from '../messages/answers.js';
import { type PeriodInput, resolvePeriod } from '../period/period.service.js';
import { type SealedAnswer, sealReaders } from '../reading/as-of.port.js';
import type { Order } from './rooms/comparison-order.js';

interface SealedAsk {
  readonly within: string;
  readonly asOf?: string | null;
  readonly period?: PeriodInput | null;
}

export const sealReader = () => sealReaders.all()[0]!;

/**
 * What a seal holds of a place. A period that is given must be the seal's.
 * @throws BAD_USER_INPUT when the seal is of another period, or when shrunken values are to order it
 */
export async function sealedAt(ctx: RequestContext, ask: SealedAsk, order?: Order): Promise<SealedAnswer> {
  if (order?.isShrunk) throw badInput(answerMessages.sealedNotShrunk, { argument: 'orderBy' });
  const answer = await sealReader().read(ctx, ask.asOf!, ask.within);
  const period = ask.period ? resolvePeriod(ask.period, todayInShanghai()) : answer.span;
  if (answer.span.from !== period.from || answer.span.to !== period.to) {
    throw badInput(answerMessages.sealOfOtherPeriod(answer.span.from, answer.span.to), {
      argument: 'period',
      reason: 'SEAL_PERIOD',
    });
  }
  return answer;
}
