import { toInterval } from '../../kernel/imprecise-date.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import { provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { numberWithin, requiredText } from '../../kernel/text-input.js';
import { getOpenTopic } from '../topics/topic-progress.service.js';
import { ResearchRecord } from './research.entity.js';
import type { ResearchRecordInput } from './research.inputs.js';
import { researchPolicy } from './research.policy.js';

const MOST_HOUSEHOLDS = 100_000;

/** @throws UserError TOPIC_CLOSED, DATE_IN_FUTURE, DATE_AFTER_SOURCE, TEXT_EMPTY, TEXT_TOO_LONG, NUMBER_OUT_OF_RANGE */
export async function recordResearch(ctx: RequestContext, input: ResearchRecordInput): Promise<ResearchRecord> {
  const topic = await getOpenTopic(ctx, input.topicId);
  researchPolicy.assert('record', ctx, topic);
  const done = toInterval(input.doneOn, ['input', 'doneOn']);
  const households = input.householdsVisited ?? null;
  const id = await ctx.insert(ResearchRecord, {
    ...atPlaceOf(topic),
    topicId: topic.id,
    kind: input.kind,
    doneFrom: done.from,
    doneTo: done.to,
    donePrecision: done.precision,
    findings: requiredText(input.findings, 2000, ['input', 'findings']),
    householdsVisited:
      households === null ? null : numberWithin(households, 0, MOST_HOUSEHOLDS, ['input', 'householdsVisited']),
    ...provenance(input.provenance),
  });
  return ctx.reread(ResearchRecord, id);
}
