import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import { ruleOf } from '../../src/graphql/enforce-rules.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import type { Action, Located, Policy } from '../../src/kernel/policy.js';
import type { Rule } from '../../src/kernel/rule.js';
import { PlanKind } from '../../src/modules/implementation/implementation.enums.js';
import { itemPolicyOf } from '../../src/modules/implementation/implementation.policy.js';

export type AnyPolicy = Policy<Located, string>;
/** One fault in a rule of a `*.policy.ts`, or in the rule of a root field. */
export interface RuleFault {
  readonly name: string;
  readonly action: string;
  readonly kind: 'roles' | 'reach';
  readonly seed: () => () => void;
}

const isPolicy = (value: unknown): value is AnyPolicy =>
  typeof value === 'object' && value !== null && 'actions' in value && 'assert' in value;

/** Every policy of the modules this process runs. The name of its file does not matter. */
export async function everyPolicy(): Promise<AnyPolicy[]> {
  const folder = new URL('../../src/modules/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.policy.js'))
    .sort();
  const modules = await Promise.all(
    files.map((file) => import(new URL(file, folder).href) as Promise<Record<string, unknown>>),
  );
  return [
    ...new Set([
      ...modules.flatMap((module) => Object.values(module).filter(isPolicy)),
      ...Object.values(PlanKind).map((kind) => itemPolicyOf(kind) as AnyPolicy),
    ]),
  ];
}

/** Every action with another reach, every role it names left out, and all roles let in. */
export function faultsOf({ name, actions }: AnyPolicy): RuleFault[] {
  return Object.entries(actions).flatMap(([key, action]): RuleFault[] => {
    const fault = (what: string, kind: RuleFault['kind'], changed: Partial<Action<Located>>): RuleFault => ({
      name: `rule ${name}.${key}: ${what}`,
      action: `${name}.${key}`,
      kind,
      seed: () => replaced(actions, key, { ...action, ...changed }),
    });
    const all = Object.values(GrantRole);
    return [
      ...(action.roles.length < all.length ? [fault('every role', 'roles', { roles: all })] : []),
      ...action.roles.map((role) =>
        fault(`without ${role}`, 'roles', { roles: action.roles.filter((other) => other !== role) }),
      ),
      fault(action.at === 'CITY' ? 'at its own place alone' : 'anywhere in the city', 'reach', {
        at: action.at === 'CITY' ? 'OWN_PLACE' : 'CITY',
      }),
    ];
  });
}

function replaced(actions: AnyPolicy['actions'], key: string, action: Action<Located>): () => void {
  const open = actions as Record<string, Action<Located>>;
  const former = open[key]!;
  open[key] = action;
  return () => {
    open[key] = former;
  };
}

export interface Door {
  readonly field: string;
  readonly action: string | null;
  readonly open: () => () => void;
}

/** Every root field with a rule: `open` takes the rule away. */
export function doorsOf(schema: GraphQLSchema): Door[] {
  return [schema.getQueryType()!, schema.getMutationType()!]
    .flatMap((type) => Object.values(type.getFields()))
    .flatMap((field): Door[] => {
      const rule = ruleOf(field as GraphQLField<never, never>) as {
        kind: Rule['kind'];
        policy?: AnyPolicy;
        action?: string;
      };
      const { kind } = rule;
      if (kind === 'anyone') return [];
      const open = (): (() => void) => {
        rule.kind = 'anyone';
        return () => {
          rule.kind = kind;
        };
      };
      return [{ field: field.name, action: kind === 'policy' ? `${rule.policy!.name}.${rule.action}` : null, open }];
    });
}
