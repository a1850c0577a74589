import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { nodeLoader } from '../../kernel/journal.js';
import { byId } from '../../kernel/loader.js';
import type { Page } from '../../kernel/page.js';
import { Node } from '../../kernel/record.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { SignedIn } from '../../kernel/rule.js';
import { Place } from '../places/place.entity.js';
import { PrivacyFinding, PrivacyFindings, PrivacyFindingsArgs } from './private-numbers.answer.js';
import { privacyFindings } from './private-numbers.service.js';

@Resolver(() => PrivacyFinding)
export class PrivateNumbersResolver {
  @Query(() => PrivacyFindings, {
    description:
      'Texts that hold telephone or identity numbers 文字中的个人号码, by which the room can take them out. For ' +
      'those whose grant covers `within`; convener and clerk see their own room alone. NOT_FOUND when there is no ' +
      "such place in the viewer's city; FORBIDDEN when the grant does not cover it.",
  })
  @SignedIn('COMPARISON_READ')
  privacyFindings(
    @Args(() => PrivacyFindingsArgs) args: PrivacyFindingsArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<PrivacyFinding>> {
    return privacyFindings(ctx, args);
  }

  @FieldResolver(() => Node, { nullable: true, description: 'The record.' })
  async record(@Root() { type, id }: PrivacyFinding, @Ctx() ctx: RequestContext): Promise<object | null> {
    const found = await ctx.service(nodeLoader)(ctx, type, id);
    return found && { ...found, __typename: type };
  }

  @FieldResolver(() => Place, { nullable: true, description: 'The place of the record.' })
  place(@Root() { placeId }: PrivacyFinding, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ctx.load(byId(Place), placeId);
  }
}
