import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { parseGlobalId } from '../../src/kernel/global-id.js';
import { ExportKind } from '../../src/modules/exports/export.enums.js';
import { RECORD_KINDS } from '../../src/modules/exports/kinds/record-kinds.js';
import type { Server } from '../../src/assemble.js';
import { viewerAt } from '../guards/isolation/viewers.js';
import type { Api } from '../support/api.js';
import { PlantedWorld } from '../support/planted-world.js';
import { linesOf, serveExports, tokenOf } from './export-world.js';

/** Fields whose value stands in the column of the same name, or in columns made from it. */
function comparable(
  type: GraphQLObjectType,
  keys: ReadonlySet<string>,
): { readonly text: string; readonly of: (answer: any) => Record<string, unknown> }[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const { name } = field;
    const named = getNamedType(field.type);
    if (isLeafType(named))
      return keys.has(name) ? [{ text: name, of: (answer: any) => ({ [name]: answer[name] }) }] : [];
    if (named.name === 'ImpreciseDate') {
      const base = name.replace(/On$/, '');
      return [
        {
          text: `${name} { from to precision }`,
          of: (answer: any) => ({
            [`${base}From`]: answer[name]?.from ?? null,
            [`${base}To`]: answer[name]?.to ?? null,
            [`${base}Precision`]: answer[name]?.precision ?? null,
          }),
        },
      ];
    }
    const isNode = (isObjectType(named) || isInterfaceType(named)) && 'id' in named.getFields();
    return isNode && keys.has(`${name}Id`)
      ? [{ text: `${name} { id }`, of: (answer: any) => ({ [`${name}Id`]: answer[name]?.id ?? null }) }]
      : [];
  });
}

describe('a list as a file', () => {
  let planted: PlantedWorld;
  let server: Server;
  let stop: () => Promise<void>;
  let schema: GraphQLSchema;
  const viewers = new Map<GrantRole, Api>();

  beforeAll(async () => {
    planted = await PlantedWorld.start([[1]]);
    ({ server, stop } = await serveExports(planted.world));
    schema = planted.world.server.schema;
    const [city, community] = [planted.places[0]!.place, planted.places.at(-1)!.place];
    for (const [role, place] of [
      [GrantRole.CONVENER, community],
      [GrantRole.CITY_ADMIN, city],
    ] as const)
      viewers.set(role, (await viewerAt(planted, role, place)).api);
  });
  afterAll(async () => {
    await stop?.();
    await planted?.stop();
  });

  type Kind = keyof typeof RECORD_KINDS;
  const KINDS = Object.values(ExportKind).filter((kind): kind is Kind => kind in RECORD_KINDS);

  /** Of every record in a file: what the file shows, and what the API shows under the same id. */
  async function bothOf(
    kind: Kind,
  ): Promise<{ readonly file: Record<string, unknown>; readonly api: Record<string, unknown> }[]> {
    const { columns, right, path } = RECORD_KINDS[kind];
    const api = viewers.get(right === 'audit' || path === null ? GrantRole.CITY_ADMIN : GrantRole.CONVENER)!;
    const within = planted.places.at(right === 'audit' ? 0 : -1)!.place.code;
    const { exportRequest } = await api.must(
      'mutation ($input: ExportRequestInput!) { exportRequest(input: $input) { export { id downloadPath } } }',
      { input: { kind, within, format: 'JSONL' } },
    );
    await server.exports.drain();
    const answer = await server.app.inject({
      method: 'GET',
      url: exportRequest.export.downloadPath,
      headers: { authorization: `Bearer ${tokenOf(api)}` },
    });
    return Promise.all(
      (linesOf(answer.payload) as Record<string, unknown>[]).map(async (line) => {
        const type = schema.getType(parseGlobalId(line['id'] as string).type) as GraphQLObjectType;
        const fields = comparable(type, new Set(columns.map(({ key }) => key)));
        const { node } = await api.must(
          `query ($id: ID!) { node(id: $id) { ... on ${type.name} { ${fields.map(({ text }) => text).join(' ')} } } }`,
          { id: line['id'] },
        );
        const shown = Object.assign({}, ...fields.map(({ of }) => of(node))) as Record<string, unknown>;
        return { file: Object.fromEntries(Object.keys(shown).map((key) => [key, line[key]])), api: shown };
      }),
    );
  }

  it.each(KINDS)('%s shows of every record what the API shows of it', async (kind) => {
    const both = await bothOf(kind);
    expect(both.length).toBeGreaterThan(0);
    for (const { file, api } of both) {
      expect(Object.keys(api).length).toBeGreaterThan(2);
      expect(file).toEqual(api);
    }
  });

  it('is found out when it shows something else (control)', async () => {
    const title = RECORD_KINDS.TOPICS.columns.find(({ key }) => key === 'title') as { sql: string };
    const { sql } = title;
    title.sql = 't.summary';
    try {
      const [{ file, api }] = (await bothOf(ExportKind.TOPICS)) as [Awaited<ReturnType<typeof bothOf>>[number]];
      expect(Object.keys(api).filter((key) => file[key] !== api[key] && typeof api[key] === 'string')).toEqual([
        'title',
      ]);
    } finally {
      title.sql = sql;
    }
  });
});
