import { Arg, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { Lang, inLang } from '../../kernel/message.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { StageKind } from '../procedure/procedure.enums.js';
import type { MissingAtStage } from './topic-missing.service.js';

@ObjectType('MissingEvidence', {
  simpleResolvers: true,
  description:
    'What a topic should have before it leaves a stage, and has not. Where the city only reminds, it stays ' +
    'visible until it is there.',
})
export class MissingEvidenceView {
  @Field(() => StageKind, { description: 'The stage whose gate asks for it.' })
  stage!: StageKind;
  @Field(() => String, { description: 'A stable code, e.g. NO_RESEARCH_RECORD; the codes stand in docs/errors.md.' })
  code!: string;
}

@Resolver(() => MissingEvidenceView)
export class MissingEvidenceResolver {
  @FieldResolver(() => String, { description: 'What is missing, in words.' })
  message(
    @Root() missing: MissingAtStage,
    @Arg('lang', () => Lang, { nullable: true, description: "The language; the request's own when left out." })
    lang: Lang | null,
    @Ctx() ctx: RequestContext,
  ): string {
    return inLang(missing.text, lang ?? ctx.origin.lang);
  }
}
