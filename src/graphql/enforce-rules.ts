import { type GraphQLField, type GraphQLSchema, defaultFieldResolver } from 'graphql';
import { CodedError, UserError, forbidden, unauthenticated } from '../kernel/errors.js';
import { kernelMessages } from '../kernel/messages.js';
import type { RequestContext } from '../kernel/request-context.js';
import type { RootOptions, Rule } from '../kernel/rule.js';
import { isSignedIn } from '../kernel/viewer.js';
import { mutationRunner } from './mutation-runner.js';

type RootField = GraphQLField<unknown, RequestContext>;

/**
 * Denies by default: the server does not start when a root field has no rule.
 * Only root fields are wrapped, because wrapping every field takes three times as long.
 */
export function enforceRules(schema: GraphQLSchema): void {
  const queries = Object.values(schema.getQueryType()?.getFields() ?? {}) as RootField[];
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}) as RootField[];
  const bare = [...queries, ...mutations].filter((field) => !ruleOf(field as never)).map((field) => field.name);
  if (bare.length > 0)
    throw new Error(`Root fields without a rule (@Anyone, @SignedIn or @Requires): ${bare.join(', ')}`);
  for (const field of queries) guard(field, field.resolve ?? defaultFieldResolver);
  for (const field of mutations) {
    const resolve = field.resolve ?? defaultFieldResolver;
    const { outsideTransaction } = optionsOf(field);
    if (!outsideTransaction && !field.extensions['writes'])
      throw new Error(
        `${field.name}: a mutation is declared by @Writes(payload), so that the compiler checks its payload`,
      );
    guard(field, outsideTransaction ? resolve : mutationRunner(field, resolve));
  }
}

function guard(field: RootField, resolve: NonNullable<RootField['resolve']>): void {
  const rule = ruleOf(field as never)!;
  field.resolve = async (source, args, ctx, info) => {
    assertRule(rule, ctx);
    try {
      return await resolve(source, args, ctx, info);
    } catch (error) {
      // A query has no payload for user errors, so the error becomes a top-level BAD_USER_INPUT.
      if (error instanceof UserError)
        throw new CodedError('BAD_USER_INPUT', error.text, { reason: error.code, path: error.path });
      throw error;
    }
  };
}

export function ruleOf(field: GraphQLField<never, never>): Rule | undefined {
  return field.extensions['rule'] as Rule | undefined;
}

const optionsOf = (field: RootField): RootOptions => (field.extensions['root'] ?? {}) as RootOptions;

/** @throws UNAUTHENTICATED, FORBIDDEN */
export function assertRule(rule: Rule, ctx: RequestContext): void {
  if (rule.kind === 'anyone') return;
  const { viewer } = ctx;
  if (!isSignedIn(viewer)) throw unauthenticated();
  if (rule.scope && viewer.scopes && !viewer.scopes.includes(rule.scope)) {
    throw forbidden(kernelMessages.scopeMissing(rule.scope));
  }
  if (rule.kind === 'policy' && !rule.policy.actions[rule.action]?.roles.includes(viewer.role!)) throw forbidden();
}
