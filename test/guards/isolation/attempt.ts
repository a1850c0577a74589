import type { GraphQLField, GraphQLSchema } from 'graphql';
import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import type { Answer } from '../../support/api.js';
import type { PlantedPlace, PlantedWorld } from '../../support/planted-world.js';
import type { PlaceRef } from '../../support/world.js';

/**
 * What a builder makes of a target: an input nothing but the rights can stand in the way of; `at` when the object
 * stands elsewhere than the target asked for.
 */
export interface Prepared {
  readonly input: Record<string, unknown>;
  readonly at?: PlaceRef;
}
export type Builder = (planted: PlantedWorld, target: PlantedPlace) => Promise<Prepared>;

export function mutationText(schema: GraphQLSchema, name: string): string {
  const field = schema.getMutationType()!.getFields()[name] as GraphQLField<unknown, unknown>;
  const payload = getNamedType(field.type);
  if (!isObjectType(payload)) throw new Error(`${name} answers no object`);
  const parts = Object.values(payload.getFields()).map((part) => {
    const type = getNamedType(part.type);
    if (part.name === 'errors') return 'errors { code message path }';
    return isObjectType(type) || isInterfaceType(type)
      ? `${part.name} { __typename ${'id' in type.getFields() ? 'id' : ''} }`
      : part.name;
  });
  const [input] = field.args;
  return input
    ? `mutation ($input: ${input.type}) { ${name}(input: $input) { ${parts.join(' ')} } }`
    : `mutation { ${name} { ${parts.join(' ')} } }`;
}

const DENIED = new Set(['FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED']);
/** The payload for an object that the viewer cannot see. It equals that of a missing object. */
const MISSING = /_(UNKNOWN|NOT_FOUND|NOT_YOURS)$/;

export type Verdict = 'allowed' | 'denied' | 'neither';

export function verdictOf(name: string, answer: Answer): Verdict {
  if (answer.codes.some((code) => DENIED.has(code))) return 'denied';
  const payload = answer.data?.[name] as { errors?: { code: string }[] } | null | undefined;
  if (answer.errors.length > 0 || !payload) return 'neither';
  const codes = (payload.errors ?? []).map((error) => error.code);
  if (codes.length === 0) return 'allowed';
  return codes.every((code) => MISSING.test(code)) ? 'denied' : 'neither';
}

/** The whole content of the database as one text. Equal texts prove that nothing was written in between. */
export async function contentHash(planted: PlantedWorld): Promise<string> {
  const tables = await planted.asSuperuser<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const parts = tables.map(
    ({ name }) =>
      `SELECT '${name} ' || count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), ''
        ORDER BY md5(t::text))), '') AS line FROM "${name}" t`,
  );
  return (await planted.asSuperuser<{ line: string }>(parts.join(' UNION ALL '))).map(({ line }) => line).join('\n');
}

/** The tables whose lines in two such texts differ. */
export function tablesChanged(before: string, after: string): string[] {
  const known = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => !known.has(line))
    .map((line) => line.split(' ')[0]!);
}
