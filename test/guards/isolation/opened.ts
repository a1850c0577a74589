import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import { ruleOf } from '../../../src/graphql/enforce-rules.js';
import type { Located, Policy } from '../../../src/kernel/policy.js';
import type { PlantedWorld } from '../../support/planted-world.js';

/**
 * Takes away every line of defence of one test file's database but the tenant policy.
 * The reader roles get permissive policies and table grants. Of restrictive policies tenant, published and peers stay.
 * Functions that run as the owner (SECURITY DEFINER) ask for the administrator's role too. They are no row security,
 * but would hide a missing line of a service, so their question is taken out. Triggers only derive state and stay.
 */
const OPEN = `DO $open$ DECLARE t text; p record; f record; BEGIN
  FOR t IN SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND policyname = 'tenant' LOOP
    EXECUTE format('CREATE POLICY opened ON %I TO app_city, app_street, app_room, app_public
      USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO app_city, app_street, app_room', t);
  END LOOP;
  FOR p IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' AND permissive = 'RESTRICTIVE'
    AND policyname NOT IN ('tenant', 'published', 'peers') LOOP
    EXECUTE format('DROP POLICY %I ON %I', p.policyname, p.tablename);
  END LOOP;
  FOR f IN SELECT oid, pg_get_functiondef(oid) AS text, oid::regprocedure::text AS name FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND prosecdef AND prosrc LIKE '%insufficient_privilege%' LOOP
    EXECUTE regexp_replace(f.text, 'IF [^;]*THEN RAISE insufficient_privilege; END IF;', '', 'g');
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO app_city, app_street, app_room', f.name);
  END LOOP;
END $open$`;

export async function openDatabase(planted: PlantedWorld): Promise<void> {
  await planted.asSuperuser(OPEN);
}

/** Root fields then need only a sign-in, not the roles of their policy. */
export function openRules(schema: GraphQLSchema): void {
  for (const root of [schema.getQueryType()!, schema.getMutationType()!]) {
    for (const field of Object.values(root.getFields())) {
      const rule = ruleOf(field as GraphQLField<never, never>)!;
      if (rule.kind === 'policy') Object.assign(rule, { kind: 'signedIn' });
    }
  }
}

/** Every policy of src/modules, found in its file. A new one is found too. */
export async function everyPolicy(): Promise<Policy<Located, string>[]> {
  const folder = join(process.cwd(), 'dist/src/modules');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.policy.js'),
  );
  const found: Policy<Located, string>[] = [];
  for (const file of files.sort()) {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as Record<string, unknown>;
    found.push(...Object.values(module).filter(isPolicy));
  }
  return found;
}

const isPolicy = (value: unknown): value is Policy<Located, string> =>
  typeof value === 'object' && value !== null && 'actions' in value && 'assert' in value;

/** While `work` runs, no policy refuses: `assert` and `can` allow everything. */
export async function withoutPolicies<T>(
  policies: readonly Policy<Located, string>[],
  work: () => Promise<T>,
): Promise<T> {
  const former = policies.map(({ assert, can }) => ({ assert, can }));
  for (const policy of policies) Object.assign(policy, { assert: () => undefined, can: () => true });
  try {
    return await work();
  } finally {
    policies.forEach((policy, index) => Object.assign(policy, former[index]));
  }
}
