import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { createExecutor } from '../../../src/graphql/executor.js';
import type { Statement } from '../../../src/kernel/database.js';
import { GrantRole } from '../../../src/kernel/grant-role.js';
import { nodeLoader } from '../../../src/kernel/journal.js';
import { Lang } from '../../../src/kernel/message.js';
import { RequestContext } from '../../../src/kernel/request-context.js';
import { fixedText } from '../../../src/kernel/statement-text.js';
import { PUBLIC_VIEWER, type Viewer, readerFor } from '../../../src/kernel/viewer.js';
import { loadNode, tableOfType, typeOf } from '../../../src/modules/registry.js';
import { seeded } from '../../graphql/query-generator.js';
import { PlantedWorld } from '../../support/planted-world.js';
import { idsOf, rowsOf } from '../isolation/object-scan.js';
import { RandomShapes } from './random-shapes.js';

const REQUESTS = 500;
const OWN_TEXTS = 100;
const MOST_MB = 20;
/** Of one kind. A text for each selection of columns takes 11 MB, for a connection keeps 300. */
const MOST_OF_A_KIND_MB = 8;
/** With all that is prepared at the end; the fixed shapes count too. */
const MOST_WHOLE_MB = 50;
const SEED = 20261201;

/**
 * Memory that requests take of one PostgreSQL process for good. The server has one connection for reading.
 * One fixed shape goes first: it carries what the connection takes for its first answers of the kind.
 */
describe('the memory of a connection', () => {
  let planted: PlantedWorld;
  let viewer: Viewer;
  let place: { code: string };
  let pid: number;
  let shapes: RandomShapes;
  let execute: ReturnType<typeof createExecutor>;
  let answered = 0;

  beforeAll(async () => {
    planted = await PlantedWorld.start(undefined, { poolSize: 1, keptRows: 0 });
    const at = planted.places.find((one) => one.place.level === 'CITY')!.place;
    place = at;
    viewer = {
      ...PUBLIC_VIEWER,
      cityId: at.cityId,
      accountId: at.id,
      grantId: at.id,
      role: GrantRole.CITY_COMMITTEE,
      placeId: at.id,
      placePath: at.path,
      reader: readerFor(GrantRole.CITY_COMMITTEE, at.level),
    };
    const { schema } = planted.world.server;
    shapes = new RandomShapes(schema, seeded(SEED));
    const onPlanFault = (error: unknown): never => {
      throw error;
    };
    execute = createExecutor({ schema, types: { typeOf, tableOfType }, onPlanFault });
    await ask(`{ city(code: "${place.code}") { name } }`);
    const processes = await planted.asSuperuser<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'haoshangliang-read'`,
    );
    expect(processes).toHaveLength(1);
    ({ pid } = processes[0]!);
  });
  afterAll(() => planted?.stop());

  async function ask(query: string): Promise<void> {
    const origin = { address: '127.0.0.1', requestId: 'r', lang: Lang.ZH_HANS, idempotencyKey: null };
    const services = new Map([[nodeLoader.symbol, loadNode]]);
    const context = new RequestContext(planted.world.server.database, viewer, origin, services);
    const document = parse(query);
    const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition');
    const { data, errors } = await execute({ document, operation, operationName: undefined, variables: {}, context });
    if (!data || Object.values(data).includes(null)) throw new Error(`${query}\n${JSON.stringify({ data, errors })}`);
    answered += 1;
  }

  function memory(): number {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Private_Dirty:\s+(\d+) kB/m.exec(rollup)![1]) / 1024;
  }

  /** Megabytes that some work adds to the process. */
  async function growth(work: (turn: number) => Promise<unknown>, turns = REQUESTS): Promise<number> {
    const before = memory();
    for (let turn = 0; turn < turns; turn += 1) await work(turn);
    return memory() - before;
  }

  const of = (type: string): string => idsOf(type, rowsOf(planted, type))[0]!;
  const node = (type: string, body: string): string => `node(id: "${of(type)}") { ... on ${type} { ${body} } }`;
  const city = (body: string): string => `city(code: "${place.code}") { ${body} }`;
  const rooms = (body: string): string =>
    `compareRooms(within: "${place.code}", period: {year: 2022}, first: 1) { nodes { ${body} } }`;
  const KINDS: Readonly<Record<string, () => string>> = {
    'fields of Room': () => `{ ${node('Room', shapes.fields('Room'))} }`,
    'fields of Topic': () => `{ ${node('Topic', shapes.fields('Topic'))} }`,
    'fields of Session': () => `{ ${node('Session', shapes.fields('Session'))} }`,
    filters: () => `{ ${node('Room', shapes.filters('Room'))} ${city(shapes.filters('City'))} }`,
    'fields of places': () => `{ ${city(shapes.fields('City'))} ${node('Community', shapes.fields('Community'))} }`,
    // Last, for they are the largest: what is closed to make room for others would hide how those grow.
    metrics: () => `{ ${rooms(`values(metrics: [${shapes.metrics().join(' ')}]) { value }`)} }`,
  };

  it(`grows by less than ${MOST_MB} MB, for all subsets that requests ask for`, async () => {
    const lines: string[] = [];
    const wrong: string[] = [];
    let whole = 0;
    for (const [kind, make] of Object.entries(KINDS)) {
      const fixed = make();
      const control = await growth(() => ask(fixed));
      const asked = new Set<string>();
      const grown = await growth(() => {
        const query = make();
        asked.add(query);
        return ask(query);
      });
      whole += grown;
      const before = `${control.toFixed(1)} MB for one shape before`;
      lines.push(`${kind}: ${grown.toFixed(1)} MB for ${asked.size} shapes, ${before}`);
      if (grown >= MOST_OF_A_KIND_MB || asked.size < REQUESTS / 5) wrong.push(lines.at(-1)!);
    }
    lines.push(`all kinds: ${whole.toFixed(1)} MB`);
    console.log(`${answered} requests on one connection, ${memory().toFixed(1)} MB at the end\n${lines.join('\n')}`);
    expect(wrong).toEqual([]);
    expect(whole).toBeLessThan(MOST_MB);
    expect(memory()).toBeLessThan(MOST_WHOLE_MB);
    expect(planted.world.unlisted).toEqual(new Set());
  });

  it('is seen to grow where each request has a text of its own', async () => {
    const longer = (one: Statement, other: Statement): Statement => (other.text.length > one.text.length ? other : one);
    const statement = planted.world.statements.reduce(longer);
    const grown = await growth(
      (turn) =>
        planted.world.server.database.read(viewer, [
          { ...statement, text: fixedText(`own ${turn}`, `${statement.text} /* ${turn} */`) },
        ]),
      OWN_TEXTS,
    );
    console.log(`${OWN_TEXTS} texts of their own: ${grown.toFixed(1)} MB`);
    expect(grown).toBeGreaterThan(MOST_MB);
  });
});
