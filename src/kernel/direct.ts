import { Extensions } from 'type-graphql';
import type { RequestContext } from './request-context.js';

type Call<Resolver, Row, Args> = (resolver: Resolver, row: Row, args: Args, ctx: RequestContext) => unknown;

/**
 * Has a field's resolver called with its row, arguments and context as they are: for fields asked of hundreds of rows at once. The usual way makes an instance of the row's class and a promise for every
 * argument. The resolver's class must have no state, and arguments no class of their own.
 */
export const Direct = <Resolver extends object, Row, Args = Record<string, never>>(call: Call<Resolver, Row, Args>) =>
  (target: Resolver, key: string, descriptor: PropertyDescriptor): void => {
    Extensions({ direct: (row: Row, args: Args, ctx: RequestContext) => call(target, row, args, ctx) })(target, key, descriptor);
  };
