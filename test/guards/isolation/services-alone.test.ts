/**
 * Kills: a missing or weakened `policy.assert` (or `can`) in a service, a wider rule in a `*.policy.ts`.
 * Row security, grants, `@Requires` and the role checks of SECURITY DEFINER functions are all taken away first,
 * on a database of this file's own. Only the tenant policy stays. So the services alone must hold docs/rights.md.
 */
import type { Located, Policy } from '../../../src/kernel/policy.js';
import { PlanKind } from '../../../src/modules/implementation/implementation.enums.js';
import { itemPolicyOf } from '../../../src/modules/implementation/implementation.policy.js';
import type { PlantedPlace } from '../../support/planted-world.js';
import { PlantedWorld } from '../../support/planted-world.js';
import { mutationText, verdictOf } from './attempt.js';
import { builders } from './inputs.js';
import { MutationMatrix, mutationOf } from './matrix.js';
import { everyPolicy, openDatabase, openRules, withoutPolicies } from './opened.js';
import {
  CITY_WIDE,
  GUARDED_TYPES,
  askedByEverybody,
  changedByEverybody,
  papersByEverybody,
  shownToEverybody,
} from './opened-checks.js';
import { type Line, RELATIONS, reaches, readRights, relationOf } from './rights.js';
import { type MatrixViewer, everyViewer } from './viewers.js';
import { Visibility } from './visibility.js';

describe('the services alone, with row security and every other line opened', () => {
  let planted: PlantedWorld;
  let viewers: MatrixViewer[];
  let targets: PlantedPlace[];
  let policies: Policy<Located, string>[];
  const visibility = new Visibility();
  const rights = readRights();

  beforeAll(async () => {
    planted = await PlantedWorld.start([
      [2, 1],
      [1, 0],
    ]);
    // An invalid token is treated as the public, which mutations.test.ts covers.
    viewers = (await everyViewer(planted)).filter(({ label }) => !label.includes('('));
    // Of the other city its city and its community: the tenant policy still stands there.
    const home = planted.places[0]!.place.cityId;
    targets = planted.places.filter(({ place }) => place.cityId === home || place.level !== 'STREET');
    policies = [...(await everyPolicy()), ...Object.values(PlanKind).map(itemPolicyOf)];
    await openDatabase(planted);
    openRules(planted.world.server.schema);
  });
  afterAll(() => planted?.stop());

  it('has a target at every relation, and finds every policy', () => {
    const places = viewers.flatMap((viewer) => viewer.place ?? []);
    const found = new Set(places.flatMap((from) => targets.map(({ place }) => relationOf(from, place))));
    expect([...found].sort()).toEqual([...RELATIONS].sort());
    expect(policies.length).toBeGreaterThanOrEqual(15);
  });

  it.each(GUARDED_TYPES)('show what is guarded about a %s to whom docs/rights.md says alone', async (type) => {
    const { wrong, allowed, denied } = await shownToEverybody(planted, viewers, visibility, type);
    expect(wrong.slice(0, 30)).toEqual([]);
    expect(Math.min(allowed, denied)).toBeGreaterThan(0);
  });

  it('let through what docs/rights.md allows, and nothing else; what is denied changes nothing', async () => {
    const matrix = new MutationMatrix(planted, viewers, targets, visibility, false);
    for (const line of rights.mutations) if (builders[line.name]) await matrix.run(line, builders[line.name]!);
    const { cells, allowed, broken, falseDenials } = matrix.outcome;
    console.log(`services alone: ${cells} cells, ${allowed} allowed, ${broken.length + falseDenials.length} wrong`);
    expect(broken.slice(0, 30)).toEqual([]);
    expect(falseDenials.slice(0, 30)).toEqual([]);
    expect(allowed).toBeGreaterThan(100);
    expect(cells).toBeGreaterThan(2_000);
  });

  it.each(CITY_WIDE)("let what is the whole city's be changed by whom docs/rights.md says: %s", async (name) => {
    const { wrong, allowed, denied } = await changedByEverybody(planted, viewers, name);
    expect(wrong).toEqual([]);
    expect(Math.min(allowed, denied)).toBeGreaterThan(0);
  });

  it('let a paper on a new topic be entered by whom docs/rights.md says, and write nothing for others', async () => {
    const { wrong, allowed, denied } = await papersByEverybody(planted, viewers);
    expect(wrong).toEqual([]);
    expect(Math.min(allowed, denied)).toBeGreaterThan(1);
  });

  it('answer every root question about a place that docs/rights.md allows, and refuse all others', async () => {
    const { wrong, allowed, denied } = await askedByEverybody(planted, viewers);
    expect(wrong.slice(0, 30)).toEqual([]);
    expect(Math.min(allowed, denied)).toBeGreaterThan(100);
  });

  it('are what refuses: with the policies silenced as well, each line lets a stranger through', async () => {
    const stubborn: string[] = [];
    let asked = 0;
    await withoutPolicies(policies, async () => {
      for (const line of rights.mutations.filter(({ name }) => builders[name])) {
        const answers: string[] = [];
        for (const { viewer, target } of strangers(line)) {
          const { input } = await builders[line.name]!(planted, target);
          const name = mutationOf(line);
          const answer = await viewer.api.ask(mutationText(planted.world.server.schema, name), { input });
          if (verdictOf(name, answer) !== 'denied') break;
          answers.push(`${line.name} by ${viewer.label}: ${answer.text.slice(0, 200)}`);
        }
        if (answers.length > 0 && answers.length === strangers(line).length) stubborn.push(...answers);
        if (strangers(line).length > 0) asked += 1;
      }
    });
    expect(stubborn).toEqual([]);
    expect(asked).toBeGreaterThanOrEqual(Object.keys(builders).length - 1);
  });

  /** Viewers of the city that the line denies: one because of the role, one because of the place. */
  function strangers(line: Line): { viewer: MatrixViewer; target: PlantedPlace }[] {
    const pairs = viewers
      .flatMap((viewer) => targets.map((target) => ({ viewer, target })))
      .filter(
        ({ viewer, target }) =>
          viewer.place?.cityId === target.place.cityId &&
          !reaches(line.cells[viewer.who], relationOf(viewer.place, target.place)),
      );
    const byRole = pairs.find(
      ({ viewer, target }) => line.cells[viewer.who].has('–') && viewer.place!.id === target.place.id,
    );
    const byPlace = pairs.find(({ viewer }) => !line.cells[viewer.who].has('–'));
    return [byRole, byPlace].filter((pair) => pair !== undefined);
  }
});
