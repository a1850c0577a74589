import type { GraphQLField, GraphQLSchema } from 'graphql';
import { CodedError } from '../../../src/kernel/errors.js';
import type { GrantRole } from '../../../src/kernel/grant-role.js';
import { PUBLIC_VIEWER, type Scope, type Viewer } from '../../../src/kernel/viewer.js';
import { mutationOf } from './matrix.js';
import { EVERYONE, type Line, type Who, readRights } from './rights.js';

/**
 * Mutations that a service token needs no RECORD_WRITE for. Two concern its own sign-in alone.
 * For an export the service asks for the scope of its kind (test/exports/rights.test.ts).
 */
const WITHOUT_RECORD_WRITE = ['signOut', 'grantChoose', 'exportRequest'];
const WITHOUT_WRITING: readonly Scope[] = ['COMPARISON_READ', 'RECORD_READ'];

type RootField = GraphQLField<unknown, unknown>;
export type Door = 'open' | 'UNAUTHENTICATED' | 'FORBIDDEN';

const viewerOf = (who: Who, scopes: readonly Scope[] | null = null): Viewer =>
  who === 'public'
    ? PUBLIC_VIEWER
    : {
        ...PUBLIC_VIEWER,
        accountId: 'account',
        grantId: 'grant',
        cityId: 'city',
        placeId: 'place',
        placePath: 'T001',
        tokenId: 'token',
        reader: 'app_city',
        role: who as GrantRole,
        scopes,
      };

/** The answer of a root field's rule for a viewer. No service and no row is reached. */
export async function doorOf(field: RootField, viewer: Viewer): Promise<Door> {
  const nothing = new Proxy(
    { viewer },
    {
      get: (target, key) => {
        if (key === 'viewer') return target.viewer;
        throw new Error('the door was passed');
      },
    },
  );
  try {
    await field.resolve!(undefined, {}, nothing, { path: { key: field.name } } as never);
  } catch (error) {
    if (error instanceof CodedError && (error.code === 'UNAUTHENTICATED' || error.code === 'FORBIDDEN'))
      return error.code;
  }
  return 'open';
}

/** Refused to roles that docs/rights.md does not name. The service checks the place later. */
function expected(lines: readonly Line[], who: Who): Door {
  if (lines.some(({ cells }) => !cells[who].has('–'))) return 'open';
  return who === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
}

export interface DoorFindings {
  readonly asked: number;
  readonly closed: number;
  readonly wrong: string[];
}

/**
 * Calls every root field, or the named ones, with every role and with tokens that may not write. Compares with
 * docs/rights.md.
 */
export async function knock(schema: GraphQLSchema, only?: string): Promise<DoorFindings> {
  const rights = readRights();
  const found = { asked: 0, closed: 0, wrong: [] as string[] };
  const check = async (field: RootField, viewer: Viewer, door: Door, label: string): Promise<void> => {
    const answer = await doorOf(field, viewer);
    found.asked += 1;
    if (door !== 'open') found.closed += 1;
    if (answer !== door) found.wrong.push(`${field.name} for ${label}: ${answer}, should be ${door}`);
  };
  const fields = (type: 'getQueryType' | 'getMutationType'): RootField[] =>
    (Object.values(schema[type]()!.getFields()) as RootField[]).filter(({ name }) => !only || name === only);
  for (const field of fields('getQueryType')) {
    const lines = rights.queries.filter(({ name }) => name === field.name);
    for (const who of EVERYONE) await check(field, viewerOf(who), expected(lines, who), who);
  }
  for (const field of fields('getMutationType')) {
    const lines = rights.mutations.filter((line) => mutationOf(line) === field.name);
    for (const who of EVERYONE) {
      await check(field, viewerOf(who), expected(lines, who), who);
      if (who === 'public') continue;
      const isOpen =
        lines[0]!.cells.public.has('anyone') ||
        (WITHOUT_RECORD_WRITE.includes(field.name) && expected(lines, who) === 'open');
      await check(
        field,
        viewerOf(who, WITHOUT_WRITING),
        isOpen ? 'open' : 'FORBIDDEN',
        `${who} [${WITHOUT_WRITING.join(' ')}]`,
      );
    }
  }
  return found;
}
