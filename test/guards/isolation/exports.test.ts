import type { Server } from '../../../src/assemble.js';
import { GrantRole } from '../../../src/kernel/grant-role.js';
import { snakeCase, tableOf } from '../../../src/kernel/columns.js';
import { ExportKind } from '../../../src/modules/exports/export.enums.js';
import { exportPolicy } from '../../../src/modules/exports/export.policy.js';
import { RECORD_KINDS } from '../../../src/modules/exports/kinds/record-kinds.js';
import type { RecordExport } from '../../../src/modules/exports/record-source.js';
import { type PlantedPlace, PlantedWorld, TOKEN } from '../../support/planted-world.js';
import { serveExports, tokenOf } from '../../exports/export-world.js';
import { type Relation, reaches, readRights, relationOf } from './rights.js';
import { Scanner, summary } from './scanner.js';
import { type MatrixViewer, everyViewer } from './viewers.js';
import { Visibility } from './visibility.js';

const REQUEST =
  'mutation ($input: ExportRequestInput!) { exportRequest(input: $input) { export { id downloadPath } errors { ' +
  'code } } }';
type Kind = keyof typeof RECORD_KINDS;
/** Residents' data: in no list but the one that is made of it, not even for those who may see it. */
const PERSONAL = new Set(['concern_contact', 'participant_person', 'attendance_person']);

/**
 * Every list as a file, asked for by everyone: what the file holds is checked with docs/rights.md, as every answer of
 * the API is.
 */
describe('taking away, by everyone, of everything', () => {
  let planted: PlantedWorld;
  let viewers: MatrixViewer[];
  let server: Server;
  let stop: () => Promise<void>;
  const visibility = new Visibility();
  const lines = new Map(readRights().mutations.map((line) => [line.name, line]));

  beforeAll(async () => {
    planted = await PlantedWorld.start();
    viewers = await everyViewer(planted);
    ({ server, stop } = await serveExports(planted.world));
  });
  afterAll(async () => {
    await stop?.();
    await planted?.stop();
  });

  /** One place for each relation of the viewer. */
  const targetsOf = (viewer: MatrixViewer): [Relation, PlantedPlace][] => {
    const found = new Map<Relation, PlantedPlace>();
    for (const target of planted.places) {
      const relation = viewer.place ? relationOf(viewer.place, target.place) : 'other city';
      if (!found.has(relation)) found.set(relation, target);
    }
    return [...found];
  };
  const isAllowed = (kind: RecordExport, viewer: MatrixViewer, relation: Relation): boolean =>
    viewer.place !== null && reaches(lines.get(`exportRequest: ${kind.right}`)!.cells[viewer.who], relation);

  /** The result of a viewer: the error code, or the text of the file. */
  async function take(
    viewer: MatrixViewer,
    kind: Kind,
    target: PlantedPlace,
  ): Promise<{ refused: string } | { text: string }> {
    const { data, codes } = await viewer.api.ask(REQUEST, {
      input: { kind, within: target.place.code, format: 'JSONL' },
    });
    const { export: asked, errors } = data?.exportRequest ?? { export: null, errors: [] };
    if (!asked) return { refused: [...codes, ...errors.map((error: { code: string }) => error.code)].join() };
    await server.exports.drain();
    const answer = await server.app.inject({
      method: 'GET',
      url: asked.downloadPath,
      headers: { authorization: `Bearer ${tokenOf(viewer.api)}` },
    });
    return answer.statusCode === 200 ? { text: answer.payload } : { refused: `fetched with ${answer.statusCode}` };
  }

  /** Texts of the list that the viewer must find in the file but does not. */
  function missing(kind: RecordExport, viewer: MatrixViewer, target: PlantedPlace, text: string): string[] {
    const columns = new Set(
      kind.columns
        .map(({ key }) => snakeCase(key))
        .filter((column) => kind.columns.some(({ sql }) => sql === `t.${column}`)),
    );
    const ofRoom = kind.right !== 'register' && (viewer.who === GrantRole.CONVENER || viewer.who === GrantRole.CLERK);
    const isWithin = (path: string): boolean =>
      kind.path === null || (ofRoom ? path === target.place.path : path.startsWith(target.place.path));
    return [...planted.canaries.values()]
      .filter(
        (canary) =>
          canary.table === tableOf(kind.entity) &&
          columns.has(canary.column) &&
          canary.row.place.cityId === target.place.cityId &&
          isWithin(canary.row.place.path) &&
          visibility.text(viewer, canary) &&
          !text.includes(canary.token),
      )
      .map((canary) => `${viewer.label} does not get ${canary.table}.${canary.column} at ${canary.row.place.code}`);
  }

  const namesIn = (text: string): string[] =>
    (text.match(TOKEN) ?? []).flatMap((token) => {
      const canary = planted.canaries.get(token)!;
      return PERSONAL.has(canary.table) ? [`${canary.table}.${canary.column}`] : [];
    });

  async function run(
    kinds: readonly Kind[],
    among: readonly MatrixViewer[],
  ): Promise<{ cells: number; files: number; scanner: Scanner; wrong: string[]; denials: string[]; names: string[] }> {
    const found = {
      cells: 0,
      files: 0,
      scanner: new Scanner(planted, visibility),
      wrong: [] as string[],
      denials: [] as string[],
      names: [] as string[],
    };
    for (const name of kinds) {
      const kind = RECORD_KINDS[name];
      for (const viewer of among) {
        for (const [relation, target] of targetsOf(viewer)) {
          const taken = await take(viewer, name, target);
          found.cells += 1;
          const where = `${name} of ${relation}`;
          if ('text' in taken !== isAllowed(kind, viewer, relation))
            found.wrong.push(`${where} by ${viewer.label}: ${'text' in taken ? 'taken' : taken.refused}`);
          if (!('text' in taken)) continue;
          found.files += 1;
          found.scanner.scan(viewer, { text: taken.text, headers: {}, errors: [] } as never, where);
          if (kind.right !== 'names')
            found.names.push(...namesIn(taken.text).map((what) => `${where} by ${viewer.label}: ${what}`));
          found.denials.push(...missing(kind, viewer, target, taken.text));
        }
      }
    }
    return found;
  }

  it('hands each viewer the lists docs/rights.md says, with all of what is theirs, and nothing else', async () => {
    const { cells, files, scanner, wrong, denials, names } = await run(Object.keys(RECORD_KINDS) as Kind[], viewers);
    console.log(
      `isolation, files: ${cells} cells (list × viewer × relation), ${files} files, ${wrong.length} against ` +
        `docs/rights.md, ${scanner.leaks.length} leaks, ${denials.length} false denials`,
    );
    expect(wrong.slice(0, 40)).toEqual([]);
    expect(summary(scanner.leaks)).toBe('');
    expect(denials.slice(0, 40)).toEqual([]);
    expect(names).toEqual([]);
    expect([cells > 1_500, files > 500]).toEqual([true, true]);
  });

  it(
    'finds a wall that is down: a policy, a rule, a column not masked, names in a list that is not of names ' +
      '(controls)',
    async () => {
      const committee = viewers.filter((viewer) => viewer.who === GrantRole.CITY_COMMITTEE);
      const observer = viewers.filter(
        (viewer) => viewer.who === GrantRole.OBSERVER && viewer.place?.level === 'COMMUNITY',
      );
      await planted.asSuperuser('CREATE POLICY slip ON topic AS RESTRICTIVE FOR SELECT TO app_city USING (false)');
      const { names, addresses } = exportPolicy.actions;
      Object.assign(exportPolicy.actions, {
        names: { ...names, roles: [GrantRole.OBSERVER] },
        addresses: { ...addresses, roles: [GrantRole.CITY_COMMITTEE] },
      });
      try {
        const widened = await run([ExportKind.ATTENDEES], observer);
        expect(widened.wrong).toContainEqual(expect.stringContaining('ATTENDEES of own by OBSERVER'));
        Object.assign(RECORD_KINDS.ATTENDEES, { right: 'records' });
        const room = viewers.filter((viewer) => viewer.who === GrantRole.CLERK && viewer.place?.level === 'COMMUNITY');
        expect((await run([ExportKind.ATTENDEES], room)).names).toContainEqual(
          expect.stringContaining('attendance_person.name'),
        );
        const unmasked = await run([ExportKind.AUDIT_EVENTS, ExportKind.TOPICS], committee);
        expect(summary(unmasked.scanner.leaks)).toMatch(/audit_event\.address/);
        expect(unmasked.denials).toContainEqual(expect.stringContaining('does not get topic.title'));
      } finally {
        Object.assign(RECORD_KINDS.ATTENDEES, { right: 'names' });
        Object.assign(exportPolicy.actions, { names, addresses });
        await planted.asSuperuser('DROP POLICY slip ON topic');
      }
    },
  );

  it('writes no canary into the log', () => {
    expect(
      [...planted.canaries.keys()].filter((token) => planted.world.logLines.some((line) => line.includes(token))),
    ).toEqual([]);
  });
});
