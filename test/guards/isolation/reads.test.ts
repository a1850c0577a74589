import { toGlobalId } from '../../../src/kernel/global-id.js';
import { uuidv7 } from '../../../src/kernel/uuid.js';
import { CATALOGUE } from '../../../src/modules/comparison/catalogue/catalogue.js';
import { type MetricDefinition, isOfCases } from '../../../src/modules/comparison/catalogue/metric-definition.js';
import { PlantedWorld } from '../../support/planted-world.js';
import { METRIC_TURNS, TURNS } from './arguments.js';
import { rowsOf, scanObjects } from './object-scan.js';
import { bodyOfRoot, nodeTypes } from './selections.js';
import { readRights, reaches, relationOf } from './rights.js';
import { rootQuestions } from './root-questions.js';
import { Scanner, summary } from './scanner.js';
import { type MatrixViewer, everyViewer } from './viewers.js';
import { Visibility } from './visibility.js';

/** No district in the planted tree: a county-level city has none. */
const NOT_PLANTED = new Set(['District']);
/** Turns between one viewer and the next: other metrics together, and another alone. */
const AHEAD = 7;
const MUST_BE_REFUSED = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND']);

describe('reading, by everyone, of everything', () => {
  let planted: PlantedWorld;
  let viewers: MatrixViewer[];
  const visibility = new Visibility();

  beforeAll(async () => {
    planted = await PlantedWorld.start();
    viewers = await everyViewer(planted);
  });
  afterAll(() => planted?.stop());

  it('knows every table, and every type with an identity was planted', () => {
    expect(
      [...new Set([...planted.rows.values()].map((row) => row.table))].filter(
        (table) => !visibility.tables.includes(table),
      ),
    ).toEqual([]);
    const types = nodeTypes(planted.world.server.schema);
    expect(
      types
        .filter((type) => !NOT_PLANTED.has(type.name) && rowsOf(planted, type.name).length === 0)
        .map((type) => type.name),
    ).toEqual([]);
    expect(types.length).toBeGreaterThanOrEqual(10);
  });

  it('asks with a metric of every kind and every source', () => {
    const way = (metric: MetricDefinition): string => {
      if (isOfCases(metric)) return `${metric.kind} of ${metric.cases}`;
      if (metric.ofRegister) return `${metric.kind} of the register`;
      const facts = ['residents', 'households'].find((fact) => fact === metric.denominator);
      return `${metric.kind} of ${metric.people ? 'people' : 'records'}${facts ? ` by ${facts}` : ''}`;
    };
    const asked = CATALOGUE.filter(({ id }) => METRIC_TURNS.flat().includes(id)).map(way);
    expect([...new Set(CATALOGUE.map(way))].filter((each) => !asked.includes(each))).toEqual([]);
  });

  it('shows each viewer all of what is theirs by docs/rights.md, and nothing else', async () => {
    const { cells, scanner, denials } = await scanObjects(planted, viewers, visibility);
    console.log(
      `isolation, objects: ${cells} cells (field × object × viewer), ${scanner.leaks.length} leaks, ` +
        `${denials.length} false denials, ${scanner.failures.length} internal errors`,
    );
    expect(summary(scanner.leaks)).toBe('');
    expect(denials.slice(0, 40)).toEqual([]);
    expect(summary(scanner.failures)).toBe('');
    expect(cells).toBeGreaterThan(10_000);
  });

  it('answers every root field to whom docs/rights.md says, refuses the others, and leaks nothing', async () => {
    const { schema } = planted.world.server;
    const scanner = new Scanner(planted, visibility);
    const { queries } = readRights();
    const wrong: string[] = [];
    let cells = 0;
    for (const field of Object.values(schema.getQueryType()!.getFields())) {
      const line = queries.find((candidate) => candidate.name === field.name);
      if (!line) throw new Error(`docs/rights.md, "Queries": no line for ${field.name}`);
      // Metrics take turns over places, and every other viewer is a turn ahead; more texts would take longer to
      // validate than to answer.
      const turns = Array.from({ length: TURNS }, (_, turn) => ({
        questions: rootQuestions(field, planted, turn),
        body: bodyOfRoot(field, turn),
      }));
      for (const at of turns[0]!.questions.keys()) {
        for (const [nth, viewer] of viewers.entries()) {
          const { questions, body } = turns[(at + (nth % 2) * AHEAD) % TURNS]!;
          const question = questions[at]!;
          const answer = await viewer.api.ask(`{${field.name}${question.text}${body}}`);
          cells += 1;
          scanner.scan(viewer, answer, field.name);
          const cell = line.cells[viewer.who];
          const allowed =
            cell.has('anyone') ||
            (question.place && viewer.place
              ? reaches(cell, relationOf(viewer.place, question.place))
              : cell.size > 0 && !cell.has('–') && !question.place);
          const refused = answer.errors.some(
            (error) => error.path?.length === 1 && MUST_BE_REFUSED.has(error.extensions['code'] as string),
          );
          if (answer.codes.includes('BAD_USER_INPUT'))
            throw new Error(`${field.name}${question.text}: ${answer.text.slice(0, 500)}`);
          if (allowed === refused)
            wrong.push(
              `${field.name}${question.text} by ${viewer.label}: ` +
                `${refused ? 'refused' : 'answered'} (${answer.codes.join(' ')})`,
            );
        }
      }
    }
    console.log(
      `isolation, root fields: ${cells} cells (question × viewer), ${scanner.leaks.length} leaks, ` +
        `${wrong.length} answers or refusals against docs/rights.md`,
    );
    expect(summary(scanner.leaks)).toBe('');
    expect(wrong.slice(0, 40)).toEqual([]);
    expect(summary(scanner.failures)).toBe('');
  });

  it('answers for what is foreign exactly as for what is missing', async () => {
    const differing: string[] = [];
    let pairs = 0;
    const nameless = (text: string): string => text.replace(/"requestId":"[^"]*"/g, '"requestId":""');
    for (const type of nodeTypes(planted.world.server.schema)) {
      for (const viewer of viewers) {
        const foreign = rowsOf(planted, type.name).find((row) => !visibility.row(viewer, row));
        if (!foreign) continue;
        pairs += 1;
        const [hidden, missing] = await Promise.all(
          [foreign.id, uuidv7()].map((id) =>
            viewer.api.ask('query($id:ID!){node(id:$id){__typename id}}', {
              id: toGlobalId(type.name, foreign.place.cityId, id),
            }),
          ),
        );
        if (
          nameless(hidden!.text) !== nameless(missing!.text) ||
          hidden!.status !== missing!.status ||
          hidden!.data?.node !== null
        )
          differing.push(`${type.name} for ${viewer.label}: ${hidden!.text} / ${missing!.text}`);
      }
    }
    console.log(`isolation, foreign and missing: ${pairs} pairs, ${differing.length} differences`);
    expect(differing).toEqual([]);
    expect(pairs).toBeGreaterThan(100);
  });

  it('writes no canary into the log', () => {
    expect(
      [...planted.canaries.keys()].filter((token) => planted.world.logLines.some((line) => line.includes(token))),
    ).toEqual([]);
  });
});
