import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { ImpreciseDate, impreciseDate } from '../../kernel/imprecise-date.js';
import type { Page } from '../../kernel/page.js';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import { Reads, fromRow, toOne, toPageOf } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { ViewerCan } from '../../kernel/viewer-can.js';
import { Topic } from '../topics/topic.entity.js';
import { ResearchRecord } from './research.entity.js';
import { ResearchRecordInput } from './research.inputs.js';
import { researchOfTopic } from './research.loaders.js';
import { researchPolicy } from './research.policy.js';
import { recordResearch } from './research.service.js';

const ResearchRecordConnection = connectionOf(ResearchRecord, 'ResearchRecord');
const recordTopic = toOne(Topic, 'topicId');
const topicResearch = toPageOf(researchOfTopic);
const ResearchRecordPayload = payloadOf(ResearchRecord, 'researchRecord', 'researchRecord');

@Resolver(() => ResearchRecord)
export class ResearchResolver {
  @Writes(ResearchRecordPayload, {
    description:
      'Records research done for a topic 商前调研. Errors: TOPIC_CLOSED, DATE_IN_FUTURE, DATE_AFTER_SOURCE, ' +
      'TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID, NUMBER_OUT_OF_RANGE.',
  })
  @Requires(researchPolicy, 'record')
  async researchRecord(
    @Arg('input', () => ResearchRecordInput, { description: 'The research.' }) input: ResearchRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'researchRecord', ResearchRecord>> {
    return ResearchRecordPayload.of(await recordResearch(ctx, input));
  }

  @FieldResolver(() => ImpreciseDate, { description: 'When it was done.' })
  @Reads(fromRow('doneFrom', 'doneTo', 'donePrecision'))
  doneOn(@Root() record: ResearchRecord): ImpreciseDate {
    return impreciseDate(record.doneFrom, record.doneTo, record.donePrecision);
  }

  @FieldResolver(() => Topic, {
    nullable: true,
    description: 'The topic it was done for; null when the viewer does not see it.',
  })
  @Reads(recordTopic)
  topic(@Root() record: ResearchRecord, @Ctx() ctx: RequestContext): Promise<Topic | null> {
    return recordTopic.load(ctx, record);
  }
}

@Resolver(() => Topic)
@ViewerCan(Topic, researchPolicy, ['placePath'], {
  viewerCanRecordResearch: ['record', 'Whether the viewer may use researchRecord on it.'],
})
export class TopicResearchResolver {
  @FieldResolver(() => ResearchRecordConnection, {
    description: 'Research done for it, in the order it was done. Not published.',
  })
  @Reads(topicResearch)
  research(
    @Root() topic: Topic,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<ResearchRecord>> {
    return topicResearch.load(ctx, topic, { ...args });
  }
}
