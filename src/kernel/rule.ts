import { Extensions } from 'type-graphql';
import type { Policy } from './policy.js';
import type { Scope } from './viewer.js';

/** Who may call a root field. The service checks the row itself, with the same policy. */
export type Rule =
  | { readonly kind: 'anyone'; readonly because: string }
  | { readonly kind: 'signedIn'; readonly scope: Scope | null }
  | { readonly kind: 'policy'; readonly policy: Policy<never, string>; readonly action: string; readonly scope: Scope };

export interface RootOptions {
  /**
   * Runs without transaction, idempotency key and audit event. Only for signing in and out, which use the login role.
   */
  readonly outsideTransaction?: boolean;
}

const rule = (value: Rule, options: RootOptions = {}): MethodDecorator =>
  Extensions({ rule: value, root: options }) as MethodDecorator;

/** Everyone may call the field. `because` is the reason. */
export const Anyone = (because: string, options?: RootOptions): MethodDecorator =>
  rule({ kind: 'anyone', because }, options);

/** `null`: which scope a service token needs depends on the input, and the service checks it. */
export const SignedIn = (scope: Scope | null = 'RECORD_READ', options?: RootOptions): MethodDecorator =>
  rule({ kind: 'signedIn', scope }, options);

/**
 * Only for the roles the policy's action names.
 * On a mutation the rule is checked first. Its transaction then begins, before the resolver is called
 * (graphql/mutation-runner.ts).
 */
export const Requires = <A extends string>(
  policy: Policy<never, A>,
  action: A,
  scope: Scope = 'RECORD_WRITE',
): MethodDecorator => rule({ kind: 'policy', policy: policy as Policy<never, string>, action, scope });
