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
import { scanObjects } from './object-scan.js';
import { type Line, RELATIONS, reaches, readRights, relationOf } from './rights.js';
import { rootQuestions } from './root-questions.js';
import { selfInputs } from './self.js';
import { type MatrixViewer, everyViewer } from './viewers.js';
import { Visibility } from './visibility.js';

/** Of no place, yet not open to every role: their service asks its policy. */
const CITY_WIDE = ['unitRecord', 'procedureAdopt', 'comparisonSettingsAdopt'];
/** Where a policy decides in a service what is read, and not row security alone. */
const GUARDED_TEXT = new Set(['concern_contact', 'participant_person', 'attendance_person', 'audit_event.address']);
const GUARDED_TYPES = ['Concern', 'Participant', 'Session', 'AuditEvent'];
const REFUSED = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND']);

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
    // A token that is no longer good is the public, which the whole matrix (mutations.test.ts) holds.
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

  it("show residents' data and addresses to whom docs/rights.md says alone", async () => {
    const { scanner } = await scanObjects(planted, viewers, visibility, GUARDED_TYPES);
    const guarded = (what: string): boolean => [...GUARDED_TEXT].some((text) => what.startsWith(text));
    expect(
      scanner.leaks
        .filter(({ what }) => guarded(what))
        .map(({ viewer, what, where }) => `${viewer}: ${what} [${where}]`),
    ).toEqual([]);
    const seen = [...scanner.seen.values()]
      .flatMap((tokens) => [...tokens])
      .map((token) => planted.canaries.get(token)!);
    // The positive control: each of these texts is shown to somebody.
    const shown = new Set(seen.flatMap(({ table, column }) => [table, `${table}.${column}`]));
    expect([...GUARDED_TEXT].filter((text) => !shown.has(text))).toEqual([]);
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

  it("let what is the whole city's be changed by whom docs/rights.md says", async () => {
    const wrong: string[] = [];
    let allowed = 0;
    for (const line of rights.mutations.filter(({ name }) => CITY_WIDE.includes(name))) {
      for (const viewer of viewers) {
        const input = await selfInputs[line.name]!(planted, viewer);
        const answer = await viewer.api.ask(mutationText(planted.world.server.schema, line.name), { input });
        const expected = line.cells[viewer.who].has('–') ? 'denied' : 'allowed';
        if (expected === 'allowed') allowed += 1;
        if (verdictOf(line.name, answer) !== expected)
          wrong.push(`${line.name} by ${viewer.label}: ${answer.text.slice(0, 200)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(allowed).toBeGreaterThanOrEqual(3);
  });

  it('refuse every root question about a place that docs/rights.md denies', async () => {
    const wrong: string[] = [];
    let refused = 0;
    for (const field of Object.values(planted.world.server.schema.getQueryType()!.getFields())) {
      const line = rights.queries.find(({ name }) => name === field.name)!;
      for (const question of rootQuestions(field, planted)) {
        for (const viewer of viewers.filter(({ place }) => place)) {
          const cell = line.cells[viewer.who];
          if (!question.place || reaches(cell, relationOf(viewer.place!, question.place))) continue;
          const answer = await viewer.api.ask(`{${field.name}${question.text}{__typename}}`);
          refused += 1;
          if (!answer.codes.some((code) => REFUSED.has(code)))
            wrong.push(`${field.name}${question.text} by ${viewer.label}: ${answer.text.slice(0, 200)}`);
        }
      }
    }
    expect(wrong.slice(0, 30)).toEqual([]);
    expect(refused).toBeGreaterThan(100);
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

  /** Whom of the city the line denies: one for the role, at the place of the grant; one for the place alone. */
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
