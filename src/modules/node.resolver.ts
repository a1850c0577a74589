import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { badInput } from '../kernel/errors.js';
import { parseGlobalId } from '../kernel/global-id.js';
import { nodeLoader } from '../kernel/journal.js';
import { kernelMessages } from '../kernel/messages.js';
import { Node } from '../kernel/record.js';
import { RootReads } from '../kernel/relation.js';
import type { RequestContext } from '../kernel/request-context.js';
import { Anyone } from '../kernel/rule.js';

const MAX_NODES = 100;
const SAME_AS_ELSEWHERE = 'answers what the viewer would see of the object anywhere else, and null for the rest';

async function loadNode(ctx: RequestContext, globalId: string): Promise<object | null> {
  const { type, id } = parseGlobalId(globalId);
  const row = await ctx.service(nodeLoader)(ctx, type, id);
  return row ? { ...row, __typename: type } : null;
}

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "Anything by its id; null when it is missing or not the viewer's to see.",
  })
  @Anyone(SAME_AS_ELSEWHERE)
  @RootReads({ kind: 'anyById', argument: 'id' })
  node(
    @Arg('id', () => ID, { description: 'The id.' }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<object | null> {
    return loadNode(ctx, id);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description:
      'Several objects by their ids, in the order of the ids, up to 100. ' +
      'Null for each that is missing or hidden from the viewer.',
  })
  @Anyone(SAME_AS_ELSEWHERE)
  nodes(
    @Arg('ids', () => [ID], { description: 'The ids; up to 100.' }) ids: string[],
    @Ctx() ctx: RequestContext,
  ): Promise<(object | null)[]> {
    if (ids.length > MAX_NODES) throw badInput(kernelMessages.tooManyIds(MAX_NODES), { argument: 'ids' });
    return Promise.all(ids.map((id) => loadNode(ctx, id)));
  }
}
