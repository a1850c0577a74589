import { GrantRole } from '../../../src/kernel/grant-role.js';
import { uuidv7 } from '../../../src/kernel/uuid.js';
import { parseGlobalId, toGlobalId } from '../../../src/kernel/global-id.js';
import { PlantedWorld, type PlantedPlace } from '../../support/planted-world.js';
import { mutationText } from './attempt.js';
import { builders } from './inputs.js';
import { MutationMatrix, mutationOf } from './matrix.js';
import { idsOf, rowsOf } from './object-scan.js';
import { type Cell, type Line, EVERYONE, readRights, relationOf } from './rights.js';
import { rootQuestions } from './root-questions.js';
import { bodyOfRoot, documentsFor, nodeTypes } from './selections.js';
import { Scanner } from './scanner.js';
import { type MatrixViewer, viewerAt } from './viewers.js';
import { Visibility } from './visibility.js';

/** Exports of numbers: their service asks for COMPARISON_READ. */
const FIGURES: ReadonlySet<string> = new Set(['exportRequest: comparison', 'exportRequest: as sealed']);

describe('narrower and foreign', () => {
  let planted: PlantedWorld;
  let community: PlantedPlace;
  let city: PlantedPlace;
  const rights = readRights();
  const visibility = new Visibility();

  beforeAll(async () => {
    planted = await PlantedWorld.start();
    city = planted.places[0]!;
    community = planted.places.find(({ place }) => place.level === 'COMMUNITY')!;
  });
  afterAll(() => planted?.stop());

  const tablesSeen = async (viewer: MatrixViewer): Promise<Set<string>> => {
    const { schema } = planted.world.server;
    const scanner = new Scanner(planted, visibility);
    for (const type of nodeTypes(schema)) {
      const ids = idsOf(type.name, rowsOf(planted, type.name));
      // One field for each document, so that the refusal of one does not hide another.
      for (const { query } of documentsFor(schema, type, ids, 0))
        scanner.scan(viewer, await viewer.api.ask(query, { ids }), type.name);
    }
    for (const field of Object.values(schema.getQueryType()!.getFields())) {
      for (const { text } of rootQuestions(field, planted))
        scanner.scan(viewer, await viewer.api.ask(`{${field.name}${text}${bodyOfRoot(field)}}`), field.name);
    }
    // The purpose of such a token: comparing places and rooms.
    for (const { place } of planted.places) {
      scanner.scan(
        viewer,
        await viewer.api.ask(
          `{ city(code: "${place.code}") { name } compareRooms(within: "${place.code}", period: {year: 2021}) { nodes {
            place { name } room { name conveners { name } } } } }`,
        ),
        'comparison',
      );
    }
    expect(scanner.leaks).toEqual([]);
    return new Set([...(scanner.seen.get(viewer.label) ?? [])].map((token) => planted.canaries.get(token)!.table));
  };

  it('shows a service token for comparisons no record that its grant would show', async () => {
    const allowed = rights.scopes.find(({ name }) => name === 'COMPARISON_READ')!.extra['tables read']!.split(' ');
    for (const [role, here] of [
      [GrantRole.CONVENER, community],
      [GrantRole.CITY_ADMIN, city],
    ] as const) {
      const narrow = await tablesSeen(await viewerAt(planted, role, here.place, 'valid', ['COMPARISON_READ']));
      expect([...narrow].filter((table) => !allowed.includes(table))).toEqual([]);
      expect(narrow).toContain('place');
      // Control: with the other scope the same grant shows much more.
      expect(
        (await tablesSeen(await viewerAt(planted, role, here.place, 'valid', ['COMPARISON_READ', 'RECORD_READ']))).size,
      ).toBeGreaterThan(narrow.size + 10);
    }
  });

  it('lets a service token without RECORD_WRITE change nothing, and one with it what its grant may', async () => {
    const denied: Cell = new Set(['–']);
    const nowhere = Object.fromEntries(EVERYONE.map((who) => [who, denied])) as Line['cells'];
    const readers = [
      await viewerAt(planted, GrantRole.CONVENER, community.place, 'valid', ['COMPARISON_READ', 'RECORD_READ']),
      await viewerAt(planted, GrantRole.CITY_ADMIN, city.place, 'valid', ['RECORD_READ']),
    ];
    const matrix = new MutationMatrix(planted, readers, [community], visibility);
    for (const line of rights.mutations)
      if (builders[line.name] && !FIGURES.has(line.name))
        await matrix.run({ ...line, cells: nowhere }, builders[line.name]!);
    expect(matrix.outcome).toMatchObject({ broken: [], falseDenials: [], allowed: 0 });
    expect(matrix.outcome.cells).toBeGreaterThan(80);
    // A file of numbers needs the scope of the comparison alone. The second reader does not have it.
    for (const line of rights.mutations.filter(({ name }) => FIGURES.has(name))) {
      const figures = new MutationMatrix(planted, readers.slice(0, 1), [community], visibility);
      await figures.run(line, builders[line.name]!);
      expect(figures.outcome).toMatchObject({ broken: [], falseDenials: [] });
      expect(figures.outcome.allowed).toBeGreaterThan(0);
      const refused = new MutationMatrix(planted, readers.slice(1), [community], visibility);
      await refused.run({ ...line, cells: nowhere }, builders[line.name]!);
      expect(refused.outcome).toMatchObject({ broken: [], falseDenials: [], allowed: 0 });
    }
    const writer = await viewerAt(planted, GrantRole.CONVENER, community.place, 'valid', [
      'RECORD_READ',
      'RECORD_WRITE',
    ]);
    const control = new MutationMatrix(planted, [writer], [community], visibility);
    await control.run(
      rights.mutations.find(({ name }) => name === 'researchRecord')!,
      builders['researchRecord']!,
    );
    expect(control.outcome).toMatchObject({ broken: [], falseDenials: [], allowed: 1 });
  });

  /** The same input with every id replaced by one that never was. */
  const forged = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(forged);
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, forged(item)]));
    if (typeof value !== 'string') return value;
    try {
      const { type, cityId } = parseGlobalId(value);
      return toGlobalId(type, cityId, uuidv7());
    } catch {
      return value;
    }
  };

  it('refuses a mutation on what is out of sight exactly as one on what never was', async () => {
    const differing: string[] = [];
    let pairs = 0;
    const viewers = [
      await viewerAt(planted, GrantRole.CITY_ADMIN, city.place),
      await viewerAt(planted, GrantRole.STREET_PARTY_OFFICE, planted.places[1]!.place),
      await viewerAt(planted, GrantRole.CONVENER, community.place),
    ];
    const nameless = (text: string): string => text.replace(/"requestId":"[^"]*"/g, '"requestId":""');
    const targets = planted.places.filter(({ place }) => place.level === 'COMMUNITY');
    for (const line of rights.mutations.filter(({ name }) => builders[name])) {
      for (const viewer of viewers) {
        const target = targets.find(({ place }) =>
          viewer.who === GrantRole.CONVENER
            ? relationOf(viewer.place!, place) === 'sibling'
            : relationOf(viewer.place!, place) === 'other city',
        )!;
        const { input, at } = await builders[line.name]!(planted, target);
        const missing = forged(input);
        if (
          JSON.stringify(missing) === JSON.stringify(input) ||
          visibility.row(viewer, {
            table: 'room',
            id: '',
            place: at ?? target.place,
            published: false,
            accountId: null,
          })
        )
          continue;
        // The whole city sees places, so neighbours have nothing to hide.
        if (line.name.startsWith('place') && viewer.who === GrantRole.CONVENER) continue;
        pairs += 1;
        const text = mutationText(planted.world.server.schema, mutationOf(line));
        const [hidden, absent] = [
          await viewer.api.ask(text, { input }),
          await viewer.api.ask(text, { input: missing }),
        ];
        if (nameless(hidden.text) !== nameless(absent.text) || hidden.status !== absent.status)
          differing.push(
            `${line.name} by ${viewer.label}: ${hidden.text.slice(0, 200)} / ${absent.text.slice(0, 200)}`,
          );
      }
    }
    console.log(
      `isolation, mutations on the foreign and on the missing: ${pairs} pairs, ${differing.length} differences`,
    );
    expect(differing).toEqual([]);
    expect(pairs).toBeGreaterThan(80);
  });
});
