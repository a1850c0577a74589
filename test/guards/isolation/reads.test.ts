import type { GraphQLObjectType } from 'graphql';
import { defaultLimits } from '../../../src/graphql/limits.js';
import { snakeCase, tableOf } from '../../../src/kernel/columns.js';
import { toGlobalId } from '../../../src/kernel/global-id.js';
import { uuidv7 } from '../../../src/kernel/uuid.js';
import { entities } from '../../../src/modules/registry.js';
import { PlantedWorld, type PlantedRow } from '../../support/planted-world.js';
import { bodyOfRoot, documentsFor, nodeTypes } from './selections.js';
import { readRights, reaches, relationOf } from './rights.js';
import { rootQuestions } from './root-questions.js';
import { Scanner, summary } from './scanner.js';
import { type MatrixViewer, everyViewer } from './viewers.js';
import { Visibility } from './visibility.js';

const LEVELS: Readonly<Record<string, string>> = { City: 'CITY', District: 'DISTRICT', Street: 'STREET', Community: 'COMMUNITY' };
/** No district in the planted tree: a county-level city has none. */
const NOT_PLANTED = new Set(['District']);
const MUST_BE_REFUSED = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND']);

describe('reading, by everyone, of everything', () => {
  let planted: PlantedWorld;
  let viewers: MatrixViewer[];
  const visibility = new Visibility();

  beforeAll(async () => {
    planted = await PlantedWorld.start();
    viewers = await everyViewer(planted);
  }, 120_000);
  afterAll(() => planted?.stop());

  const rowsOf = (type: GraphQLObjectType): PlantedRow[] => {
    const level = LEVELS[type.name];
    const entity = entities.find((candidate) => candidate.name === type.name);
    const table = level ? 'place' : entity && tableOf(entity);
    return [...planted.rows.values()].filter((row) => row.table === table && (!level || row.place.level === level));
  };

  it('knows every table, and every type with an identity was planted', () => {
    expect([...new Set([...planted.rows.values()].map((row) => row.table))].filter((table) => !visibility.tables.includes(table))).toEqual([]);
    const types = nodeTypes(planted.world.server.schema);
    expect(types.filter((type) => !NOT_PLANTED.has(type.name) && rowsOf(type).length === 0).map((type) => type.name)).toEqual([]);
    expect(types.length).toBeGreaterThanOrEqual(10);
  });

  it('shows each viewer all of what is theirs by docs/rights.md, and nothing else', async () => {
    const { schema } = planted.world.server;
    const scanner = new Scanner(planted, visibility);
    const denials: string[] = [];
    let cells = 0;
    for (const type of nodeTypes(schema)) {
      const rows = rowsOf(type);
      const ids = rows.map((row) => toGlobalId(type.name, row.place.cityId, row.id));
      const documents = documentsFor(schema, type, ids, defaultLimits.maxCost * 0.9);
      for (const viewer of viewers) {
        for (const { query, fields } of documents) {
          const answer = await viewer.api.ask(query, { ids });
          scanner.scan(viewer, answer, type.name);
          cells += fields * ids.length;
          if (answer.codes.includes('BAD_USER_INPUT')) throw new Error(`${type.name}: ${answer.text.slice(0, 500)}`);
        }
        for (const canary of planted.canaries.values()) {
          const exposed = Object.keys(type.getFields()).some((name) => snakeCase(name) === canary.column);
          if (exposed && rows.includes(canary.row) && visibility.text(viewer, canary) && !scanner.seen.get(viewer.label)?.has(canary.token)) {
            denials.push(`${viewer.label} does not get ${type.name}.${canary.column} at ${canary.row.place.code}`);
          }
        }
      }
    }
    console.log(`isolation, objects: ${cells} cells (field × object × viewer), ${scanner.leaks.length} leaks, ${denials.length} false denials, ${scanner.failures.length} internal errors`);
    expect(summary(scanner.leaks)).toBe('');
    expect(denials.slice(0, 40)).toEqual([]);
    expect(summary(scanner.failures)).toBe('');
    expect(cells).toBeGreaterThan(10_000);
  }, 300_000);

  it('answers every root field to whom docs/rights.md says, refuses the others, and leaks nothing either way', async () => {
    const { schema } = planted.world.server;
    const scanner = new Scanner(planted, visibility);
    const { queries } = readRights();
    const wrong: string[] = [];
    let cells = 0;
    for (const field of Object.values(schema.getQueryType()!.getFields())) {
      const line = queries.find((candidate) => candidate.name === field.name);
      if (!line) throw new Error(`docs/rights.md, "Queries": no line for ${field.name}`);
      for (const question of rootQuestions(field, planted)) {
        for (const viewer of viewers) {
          const answer = await viewer.api.ask(`{${field.name}${question.text}${bodyOfRoot(field)}}`);
          cells += 1;
          scanner.scan(viewer, answer, field.name);
          const cell = line.cells[viewer.who];
          const allowed = cell.has('anyone') || (question.place && viewer.place ? reaches(cell, relationOf(viewer.place, question.place)) : cell.size > 0 && !cell.has('–') && !question.place);
          const refused = answer.errors.some((error) => error.path?.length === 1 && MUST_BE_REFUSED.has(error.extensions['code'] as string));
          if (answer.codes.includes('BAD_USER_INPUT')) throw new Error(`${field.name}${question.text}: ${answer.text.slice(0, 500)}`);
          if (allowed === refused) wrong.push(`${field.name}${question.text} by ${viewer.label}: ${refused ? 'refused' : 'answered'} (${answer.codes.join(' ')})`);
        }
      }
    }
    console.log(`isolation, root fields: ${cells} cells (question × viewer), ${scanner.leaks.length} leaks, ${wrong.length} answers or refusals against docs/rights.md`);
    expect(summary(scanner.leaks)).toBe('');
    expect(wrong.slice(0, 40)).toEqual([]);
    expect(summary(scanner.failures)).toBe('');
  }, 300_000);

  it('answers for what is foreign exactly as for what is missing', async () => {
    const differing: string[] = [];
    let pairs = 0;
    const nameless = (text: string): string => text.replace(/"requestId":"[^"]*"/g, '"requestId":""');
    for (const type of nodeTypes(planted.world.server.schema)) {
      for (const viewer of viewers) {
        const foreign = rowsOf(type).find((row) => !visibility.row(viewer, row));
        if (!foreign) continue;
        pairs += 1;
        const [hidden, missing] = await Promise.all([foreign.id, uuidv7()].map((id) => viewer.api.ask('query($id:ID!){node(id:$id){__typename id}}', { id: toGlobalId(type.name, foreign.place.cityId, id) })));
        if (nameless(hidden!.text) !== nameless(missing!.text) || hidden!.status !== missing!.status || hidden!.data?.node !== null) differing.push(`${type.name} for ${viewer.label}: ${hidden!.text} / ${missing!.text}`);
      }
    }
    console.log(`isolation, foreign and missing: ${pairs} pairs, ${differing.length} differences`);
    expect(differing).toEqual([]);
    expect(pairs).toBeGreaterThan(100);
  }, 120_000);

  it('writes no canary into the log', () => {
    expect([...planted.canaries.keys()].filter((token) => planted.world.logLines.some((line) => line.includes(token)))).toEqual([]);
  });
});
