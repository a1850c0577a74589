/**
 * Kills: a root field whose `@Requires` or `@SignedIn` is weaker or stronger than docs/rights.md.
 * Nothing runs but the rule itself, so neither a service nor row security can stand in for it.
 */
import type { GraphQLField, GraphQLSchema } from 'graphql';
import { assertRule, ruleOf } from '../../../src/graphql/enforce-rules.js';
import { CodedError } from '../../../src/kernel/errors.js';
import { GrantRole } from '../../../src/kernel/grant-role.js';
import type { RequestContext } from '../../../src/kernel/request-context.js';
import { PUBLIC_VIEWER, type Scope, type Viewer } from '../../../src/kernel/viewer.js';
import { World } from '../../support/world.js';
import { mutationOf } from './matrix.js';
import { EVERYONE, type Line, type Who, readRights } from './rights.js';

/** Open to every role and scope by their rule. Which of them, their service says by the kind that is asked for. */
const DECIDED_BY_SERVICE: ReadonlySet<string> = new Set(['exportRequest']);

/** About the session that asks, and no record: no scope is asked for. */
const OF_THE_SESSION: ReadonlySet<string> = new Set(['signOut', 'grantChoose']);

const viewerOf = (who: Who, scopes: readonly Scope[] | null = null): Viewer =>
  who === 'public' ? PUBLIC_VIEWER : { ...PUBLIC_VIEWER, grantId: 'grant', accountId: 'account', role: who, scopes };

describe('the rules of root fields alone', () => {
  let world: World;
  let schema: GraphQLSchema;
  const rights = readRights();

  beforeAll(async () => {
    world = await World.start();
    ({ schema } = world.server);
  });
  afterAll(() => world?.stop());

  function codeOf(name: string, viewer: Viewer): string | null {
    const field = schema.getMutationType()!.getFields()[name] ?? schema.getQueryType()!.getFields()[name]!;
    try {
      assertRule(ruleOf(field as GraphQLField<never, never>)!, { viewer } as RequestContext);
      return null;
    } catch (error) {
      if (error instanceof CodedError) return String(error.extensions['code']);
      throw error;
    }
  }

  const mayAtAll = (lines: readonly Line[], who: Who): boolean => lines.some((line) => !line.cells[who].has('–'));

  it('let in the roles that some line of docs/rights.md allows, and refuse every other', () => {
    const wrong: string[] = [];
    let refused = 0;
    const all = [...rights.mutations, ...rights.queries.filter(({ name }) => name === 'auditEvents')];
    for (const name of new Set(all.map(mutationOf))) {
      const lines = all.filter((line) => mutationOf(line) === name);
      for (const who of EVERYONE) {
        const expected = mayAtAll(lines, who) ? null : who === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
        if (expected) refused += 1;
        const code = codeOf(name, viewerOf(who));
        if (code !== expected) wrong.push(`${name} by ${who}: ${code ?? 'let in'}, should be ${expected ?? 'let in'}`);
      }
    }
    expect(wrong.filter((line) => !DECIDED_BY_SERVICE.has(line.split(' ')[0]!))).toEqual([]);
    expect(refused).toBeGreaterThan(200);
  });

  it('refuse the public every question that docs/rights.md does not answer for it', () => {
    const wrong = rights.queries.filter(
      ({ name, cells }) => (codeOf(name, viewerOf('public')) === null) === cells.public.has('–'),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(rights.queries.filter(({ cells }) => cells.public.has('–')).length).toBeGreaterThan(5);
  });

  it('refuse a service token without the scope to write, and let one with it in', () => {
    const lines = rights.mutations.filter(
      ({ name, cells }) =>
        cells.public.has('–') && !OF_THE_SESSION.has(name) && !DECIDED_BY_SERVICE.has(name.split(':')[0]!),
    );
    const wrong: string[] = [];
    for (const name of new Set(lines.map(mutationOf))) {
      const who = Object.values(GrantRole).find((role) =>
        mayAtAll(
          lines.filter((line) => mutationOf(line) === name),
          role,
        ),
      )!;
      const scopes: readonly Scope[] = ['COMPARISON_READ', 'RECORD_READ'];
      const [reading, writing] = [codeOf(name, viewerOf(who, scopes)), codeOf(name, viewerOf(who, ['RECORD_WRITE']))];
      if (reading !== 'FORBIDDEN' || writing !== null)
        wrong.push(`${name}: ${reading ?? 'let in'} / ${writing ?? 'let in'}`);
    }
    expect(wrong).toEqual([]);
  });
});
