import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Lang, inLang } from '../../kernel/message.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { partyBodyAt } from '../places/party-body.service.js';
import { Topic } from '../topics/topic.entity.js';
import { brokenLinkMessages } from './messages.js';
import { traceOfTopic } from './trace.loaders.js';
import { BrokenLink, TopicTrace } from './trace.types.js';

@Resolver(() => Topic)
export class TopicTraceResolver {
  @FieldResolver(() => TopicTrace, {
    description: 'The chain behind it, from the concerns to the evaluation, with every broken link.',
  })
  trace(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<TopicTrace | null> {
    return ctx.load(traceOfTopic, topic.id);
  }
}

@Resolver(() => BrokenLink)
export class BrokenLinkResolver {
  @FieldResolver(() => String, { description: 'What is missing and what would mend it, in a sentence.' })
  async message(
    @Root() link: BrokenLink,
    @Arg('lang', () => Lang, {
      nullable: true,
      description: 'The language; by default the one asked for by Accept-Language.',
    })
    lang: Lang | null,
    @Ctx() ctx: RequestContext,
  ): Promise<string> {
    const text = brokenLinkMessages[link.code];
    const said = typeof text === 'function' ? text(await partyBodyAt(ctx, link.node.placeId)) : text;
    return inLang(said, lang ?? ctx.origin.lang);
  }
}
