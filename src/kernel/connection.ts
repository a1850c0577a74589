import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { Edge, Page } from './page.js';

@ObjectType('PageInfo', { simpleResolvers: true, description: 'Where a page of a list stands.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether items came before (true whenever `after` was given).' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  startCursor!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item, to be given as `after`; null on an empty page.',
  })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many items, from the start of the order: 0 to 100.' })
  first!: number;
  @Field(() => String, {
    nullable: true,
    description: 'Start behind this cursor (`pageInfo.endCursor` of the page before).',
  })
  after?: string | null;
}

type NodeClass = abstract new (...args: never[]) => object;

/** The Relay connection of a type. `nodes` is a shortcut to `edges { node }`. */
export function connectionOf(node: NodeClass, name: string): new () => Page<never> {
  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: `An item of a list of ${name}, with its place in the order.`,
  })
  class ItemEdge {
    @Field(() => node as never, { description: 'The item.' })
    node!: unknown;
    @Field(() => String, { description: "Marks the item's place in the order; opaque." })
    cursor!: string;
  }
  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${name}.` })
  class ItemConnection {
    @Field(() => [ItemEdge], { description: "The items with their cursors, in the list's order." })
    edges!: readonly Edge<never>[];
    @Field(() => [node as never], { description: "The items alone, in the list's order." })
    nodes!: readonly never[];
    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: Page<never>['pageInfo'];
    @Field(() => Int, { description: 'How many items the list has for this viewer, all pages together.' })
    totalCount!: Page<never>['totalCount'];
  }
  return ItemConnection as never;
}
