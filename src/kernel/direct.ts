import { Extensions } from 'type-graphql';
import type { RequestContext } from './request-context.js';

type Call<Resolver, Row, Args> = (resolver: Resolver, row: Row, args: Args, ctx: RequestContext) => unknown;

/**
 * Calls a field's resolver with its row, arguments and context as they are: only for fields of hundreds of rows.
 * Otherwise type-graphql makes an instance of the row's class, and a promise for every argument.
 * The resolver's class must have no state, and arguments no class of their own.
 */
export const Direct =
  <Resolver extends object, Row, Args = Record<string, never>>(call: Call<Resolver, Row, Args>) =>
  (target: Resolver, key: string, descriptor: PropertyDescriptor): void => {
    Extensions({ direct: (row: Row, args: Args, ctx: RequestContext) => call(target, row, args, ctx) })(
      target,
      key,
      descriptor,
    );
  };
