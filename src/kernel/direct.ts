import { Extensions } from 'type-graphql';
import type { RequestContext } from './request-context.js';

type Call<Resolver, Row, Args> = (resolver: Resolver, row: Row, args: Args, ctx: RequestContext) => unknown;

/**
 * Calls the resolver of a field without type-graphql. Use it only for fields of hundreds of rows.
 * type-graphql would create an instance of the row's class for each row, and a promise for each argument.
 * The resolver class must have no state, and its arguments must be plain values.
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
