import { uuidv7 } from '../../../src/kernel/uuid.js';
import type { PlantedWorld } from '../../support/planted-world.js';
import { contentHash, mutationText, verdictOf } from './attempt.js';
import { scanObjects } from './object-scan.js';
import { reaches, readRights, relationOf } from './rights.js';
import { rootQuestions } from './root-questions.js';
import { selfInputs } from './self.js';
import type { MatrixViewer } from './viewers.js';
import type { Visibility } from './visibility.js';

/** Calls to services while all other protections are removed, in addition to the matrix of mutations. */
export interface Answers {
  allowed: number;
  denied: number;
  readonly wrong: string[];
}

/** Fields without a place that are not open to every role. Their service asks its policy. */
export const CITY_WIDE = ['unitRecord', 'procedureAdopt', 'comparisonSettingsAdopt'];
/** Where a policy decides in a service what is read, and not row security alone: a type, and whose text hangs on it. */
const GUARDED: Readonly<Record<string, string>> = {
  Concern: 'concern_contact',
  Participant: 'participant_person',
  Session: 'attendance_person.name',
  AuditEvent: 'audit_event.address',
};
export const GUARDED_TYPES = Object.keys(GUARDED);
const REFUSED = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND']);

const answers = (): Answers => ({ allowed: 0, denied: 0, wrong: [] });

/** Objects of the whole city that everybody may change. */
export async function changedByEverybody(
  planted: PlantedWorld,
  viewers: readonly MatrixViewer[],
  name: string,
): Promise<Answers> {
  const found = answers();
  const line = readRights().mutations.find((one) => one.name === name)!;
  for (const viewer of viewers) {
    const answer = await viewer.api.ask(mutationText(planted.world.server.schema, name), {
      input: await selfInputs[name]!(planted, viewer),
    });
    const expected = line.cells[viewer.who].has('–') ? 'denied' : 'allowed';
    found[expected] += 1;
    if (verdictOf(name, answer) !== expected)
      found.wrong.push(`${name} by ${viewer.label}: ${answer.text.slice(0, 200)}`);
  }
  return found;
}

/** A paper whose topic is new belongs to the room of the person who enters it: everybody enters one. */
export async function papersByEverybody(planted: PlantedWorld, viewers: readonly MatrixViewer[]): Promise<Answers> {
  const found = answers();
  const line = readRights().mutations.find(({ name }) => name === 'sessionRecord')!;
  const text = mutationText(planted.world.server.schema, line.name);
  for (const viewer of viewers.filter(({ place }) => place)) {
    const input = { topicTitle: `新议题 ${uuidv7()}`, heldOn: { value: '2021-05-08' }, headcount: 8 };
    const before = await contentHash(planted);
    const answer = await viewer.api.ask(text, { input });
    const isWritten = (await contentHash(planted)) !== before;
    const expected = line.cells[viewer.who].has('own') ? 'allowed' : 'denied';
    found[expected] += 1;
    const verdict = verdictOf(line.name, answer);
    if (verdict === expected && isWritten === (expected === 'allowed')) continue;
    found.wrong.push(
      `a paper by ${viewer.label}: ${verdict}, ` +
        `${isWritten ? 'written' : 'nothing written'}: ${answer.text.slice(0, 200)}`,
    );
  }
  return found;
}

/** A root question, or every one, put about every place by everybody who is signed in. */
export async function askedByEverybody(
  planted: PlantedWorld,
  viewers: readonly MatrixViewer[],
  only?: string,
): Promise<Answers> {
  const found = answers();
  const { queries } = readRights();
  for (const field of Object.values(planted.world.server.schema.getQueryType()!.getFields()).filter(
    ({ name }) => !only || name === only,
  )) {
    const line = queries.find(({ name }) => name === field.name)!;
    for (const question of rootQuestions(field, planted)) {
      if (!question.place) continue;
      for (const viewer of viewers.filter(({ place }) => place)) {
        const expected = reaches(line.cells[viewer.who], relationOf(viewer.place!, question.place))
          ? 'allowed'
          : 'denied';
        const answer = await viewer.api.ask(`{${field.name}${question.text}{__typename}}`);
        found[expected] += 1;
        const isRefused = answer.codes.some((code) => REFUSED.has(code));
        if (isRefused !== (expected === 'denied'))
          found.wrong.push(`${field.name}${question.text} by ${viewer.label}: ${answer.text.slice(0, 200)}`);
      }
    }
  }
  return found;
}

/**
 * Residents' data and addresses that hang on one type of object: shown to whom docs/rights.md says, and to nobody else.
 */
export async function shownToEverybody(
  planted: PlantedWorld,
  viewers: readonly MatrixViewer[],
  visibility: Visibility,
  type: string,
): Promise<Answers> {
  const found = answers();
  const { scanner } = await scanObjects(planted, viewers, visibility, [type]);
  const isGuarded = (text: string): boolean => text.startsWith(GUARDED[type]!);
  for (const { viewer, what } of scanner.leaks) if (isGuarded(what)) found.wrong.push(`${viewer} is shown ${what}`);
  for (const { token, table, column, row } of planted.canaries.values()) {
    if (!isGuarded(`${table}.${column}`)) continue;
    for (const viewer of viewers) {
      const isTheirs = visibility.text(viewer, planted.canaries.get(token)!);
      found[isTheirs ? 'allowed' : 'denied'] += 1;
      if (isTheirs && !scanner.seen.get(viewer.label)?.has(token))
        found.wrong.push(`${viewer.label} is not shown ${table}.${column} at ${row.place.code}`);
    }
  }
  return found;
}
