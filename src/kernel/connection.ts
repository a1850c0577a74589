import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { Edge, Page } from './page.js';

@ObjectType('PageInfo', {
  simpleResolvers: true,
  description: 'Position of a page within its list: whether items come before or after it.',
})
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether items come before this page. True if `after` was given.' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  startCursor!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item. Pass it as `after` to get the next page. Null on an empty page.',
  })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    defaultValue: 20,
    description: 'Number of items to return: 0 to 100. They start after the cursor `after`, or at the first item.',
  })
  first!: number;
  @Field(() => String, {
    nullable: true,
    description: 'Return the items after this cursor: the `pageInfo.endCursor` of the previous page.',
  })
  after?: string | null;
}

type NodeClass = abstract new (...args: never[]) => object;

/** Makes the Relay connection type of a type. `nodes` is a shortcut for `edges { node }`. */
export function connectionOf(node: NodeClass, name: string): new () => Page<never> {
  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: `An item of a list of ${name}, with its cursor.`,
  })
  class ItemEdge {
    @Field(() => node as never, { description: 'The item.' })
    node!: unknown;
    @Field(() => String, { description: 'Opaque position of the item in the order. Pass it as `after`.' })
    cursor!: string;
  }
  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${name}.` })
  class ItemConnection {
    @Field(() => [ItemEdge], { description: "The items with their cursors, in the list's order." })
    edges!: readonly Edge<never>[];
    @Field(() => [node as never], { description: "The items alone, in the list's order." })
    nodes!: readonly never[];
    @Field(() => PageInfo, { description: 'Whether items come before or after this page.' })
    pageInfo!: Page<never>['pageInfo'];
    @Field(() => Int, { description: 'Number of items on all pages that this viewer may see.' })
    totalCount!: Page<never>['totalCount'];
  }
  return ItemConnection as never;
}
