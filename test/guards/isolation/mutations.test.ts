import { GrantRole } from '../../../src/kernel/grant-role.js';
import { PlantedWorld } from '../../support/planted-world.js';
import { contentHash, mutationText, verdictOf } from './attempt.js';
import { builders } from './inputs.js';
import { MutationMatrix, mutationOf } from './matrix.js';
import { EVERYONE, RELATIONS, readRights, relationOf } from './rights.js';
import { summary } from './scanner.js';
import { WRITES_NOTHING, selfInputs } from './self.js';
import { type MatrixViewer, everyViewer, viewerAt } from './viewers.js';
import { Visibility } from './visibility.js';

describe('writing, by everyone, everywhere', () => {
  let planted: PlantedWorld;
  let viewers: MatrixViewer[];
  const visibility = new Visibility();
  const lines = readRights().mutations;

  beforeAll(async () => {
    planted = await PlantedWorld.start();
    viewers = await everyViewer(planted);
  });
  afterAll(() => planted?.stop());

  it('has every mutation of the schema in docs/rights.md and an input for every line', () => {
    const names = Object.keys(planted.world.server.schema.getMutationType()!.getFields());
    const named = new Set(lines.map(mutationOf));
    expect({
      'not in docs/rights.md': names.filter((name) => !named.has(name)),
      'no such mutation': [...named].filter((name) => !names.includes(name)),
      'without an input builder (test/guards/isolation/inputs*.ts)': lines
        .map((line) => line.name)
        .filter((name) => !builders[name] && !selfInputs[name]),
      'an input for no line': [...Object.keys(builders), ...Object.keys(selfInputs)].filter(
        (name) => !lines.some((line) => line.name === name),
      ),
    }).toEqual({
      'not in docs/rights.md': [],
      'no such mutation': [],
      'without an input builder (test/guards/isolation/inputs*.ts)': [],
      'an input for no line': [],
    });
    for (const line of lines) expect(Object.keys(line.cells).sort()).toEqual([...EVERYONE].sort());
  });

  it('has a target at every relation', () => {
    const found = new Set(
      viewers.flatMap((viewer) =>
        viewer.place ? planted.places.map(({ place }) => relationOf(viewer.place!, place)) : [],
      ),
    );
    expect([...found].sort()).toEqual([...RELATIONS].sort());
    expect(new Set(viewers.map((viewer) => viewer.who))).toEqual(new Set(EVERYONE));
  });

  it('lets through what docs/rights.md allows, and nothing else; what is denied changes nothing', async () => {
    // Each relation once or twice. The home city has two streets with at most two communities each; the other city has
    // one place of each level.
    const home = planted.places[0]!.place.cityId;
    const targets = planted.places.filter(({ place, published }, index) =>
      place.cityId === home
        ? index < 4 || planted.places[index - 1]!.place.level === 'STREET' || place.level === 'STREET'
        : published || place.level === 'CITY',
    );
    expect(
      new Set(
        targets.flatMap(({ place }) =>
          viewers.filter((viewer) => viewer.place).map((viewer) => relationOf(viewer.place!, place)),
        ),
      ).size,
    ).toBe(RELATIONS.length);
    const matrix = new MutationMatrix(planted, viewers, targets, visibility);
    for (const line of lines) if (builders[line.name]) await matrix.run(line, builders[line.name]!);
    const { cells, allowed, broken, falseDenials } = matrix.outcome;
    console.log(
      `isolation, mutations: ${cells} cells (mutation × viewer × target), ${allowed} of them allowed, ` +
        `${broken.length} broken, ${falseDenials.length} false denials, ${matrix.scanner.leaks.length} leaks ` +
        `in answers`,
    );
    expect(broken.slice(0, 30)).toEqual([]);
    expect(falseDenials.slice(0, 30)).toEqual([]);
    expect(summary(matrix.scanner.leaks)).toBe('');
    expect(cells).toBeGreaterThan(4_000);
    expect(allowed).toBeGreaterThan(100);
  });

  it('lets every account do to itself what docs/rights.md says, and nobody without a sign-in', async () => {
    const wrong: string[] = [];
    for (const line of lines.filter(({ name }) => selfInputs[name])) {
      for (const former of viewers) {
        const viewer = former.place ? await viewerAt(planted, former.who as GrantRole, former.place) : former;
        const input = await selfInputs[line.name]!(planted, viewer);
        const before = await contentHash(planted);
        const answer = await viewer.api.ask(
          mutationText(planted.world.server.schema, line.name),
          input ? { input } : {},
        );
        const expected = line.cells[viewer.who].has('–') ? 'denied' : 'allowed';
        const written = (await contentHash(planted)) !== before;
        if (
          verdictOf(line.name, answer) !== expected ||
          written !== (expected === 'allowed' && !WRITES_NOTHING.has(line.name))
        )
          wrong.push(`${line.name} by ${viewer.label}: ${answer.text.slice(0, 200)}, written: ${written}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('writes no canary into the log', () => {
    expect(
      [...planted.canaries.keys()].filter((token) => planted.world.logLines.some((line) => line.includes(token))),
    ).toEqual([]);
  });
});
