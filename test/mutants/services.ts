import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { knock } from '../guards/isolation/doors.js';
import { builders } from '../guards/isolation/inputs.js';
import { MutationMatrix } from '../guards/isolation/matrix.js';
import {
  CITY_WIDE,
  GUARDED_TYPES,
  askedByEverybody,
  changedByEverybody,
  papersByEverybody,
  shownToEverybody,
} from '../guards/isolation/opened-checks.js';
import { openDatabase, openRules } from '../guards/isolation/opened.js';
import { readRights } from '../guards/isolation/rights.js';
import { everyViewer } from '../guards/isolation/viewers.js';
import { Visibility } from '../guards/isolation/visibility.js';
import { addressesTaken } from '../exports/addresses.js';
import { serveExports } from '../exports/export-world.js';
import { AS_IT_SHOULD, answersToVersions, versioned } from '../guards/versions.js';
import { PlantedWorld } from '../support/planted-world.js';
import { EQUIVALENT } from './equivalent.js';
import { type Check, assertQuiet, judge, report } from './judge.js';
import { ChecksByCall } from './checks-by-call.js';
import { type AnyPolicy, doorsOf, everyPolicy, faultsOf } from './rules.js';
import type { Site } from './sites.js';

/**
 * Every rule of every policy, every rule of a root field, and every call that asserts one, on a copy whose calls can be
 * left out.
 * First the doors; then the services alone, with row security and the doors opened, as test/guards/isolation has it.
 */
const [sitesFile = '', only = ''] = process.argv.slice(2);
const sites = JSON.parse(readFileSync(sitesFile, 'utf8')) as Site[];
/** Actions that show something and write nothing. */
const SHOWS = /\.(read|see)\w+$/;

const planted = await PlantedWorld.start([
  [2, 1],
  [1, 0],
]);
const { schema } = planted.world.server;
const visibility = new Visibility();
const viewers = (await everyViewer(planted)).filter(({ label }) => !label.includes('('));
const home = planted.places[0]!.place.cityId;
const targets = planted.places.filter(({ place }) => place.cityId === home || place.level !== 'STREET');

const doorOf = (field: string): Check => ({
  test: 'guards/isolation/doors',
  run: async () => (await knock(schema, field)).wrong,
});
const line = (name: string): Check => ({
  test: `guards/isolation/services-alone, ${name}`,
  run: async () => {
    const matrix = new MutationMatrix(planted, viewers, targets, visibility, false);
    await matrix.run(
      readRights().mutations.find((one) => one.name === name)!,
      builders[name]!,
    );
    return [...matrix.outcome.broken, ...matrix.outcome.falseDenials];
  },
});
const objects = (type: string): Check => ({
  test: `guards/isolation/services-alone, ${type}`,
  run: async () => (await shownToEverybody(planted, viewers, visibility, type)).wrong,
});
const cityWide = (name: string): Check => ({
  test: `guards/isolation/services-alone, ${name}`,
  run: async () => (await changedByEverybody(planted, viewers, name)).wrong,
});
const papers: Check = {
  test: 'guards/isolation/services-alone, a paper on a new topic',
  run: async () => (await papersByEverybody(planted, viewers)).wrong,
};
/** A server with a folder of its own writes the files. */
const exports = await serveExports(planted.world);
const addresses: Check = {
  test: 'exports/audit',
  run: () => addressesTaken(planted, exports.server),
};
const question = (name: string): Check => ({
  test: `guards/isolation/services-alone, ${name}`,
  run: async () => (await askedByEverybody(planted, viewers, name)).wrong,
});
const version = (name: string): Check => ({
  test: `guards/versions, ${name}`,
  run: async () => {
    const answers = await answersToVersions(planted, viewers, name);
    return JSON.stringify(answers) === JSON.stringify(AS_IT_SHOULD) ? [] : [JSON.stringify(answers)];
  },
});
/** Root questions whose service asks a policy. */
const QUESTIONS = ['compareRooms', 'compareStreets', 'auditEvents'];
const isWriting = ({ test }: Check): boolean => !GUARDED_TYPES.some((type) => test.endsWith(`, ${type}`));
const wanted = ({ name }: { name: string }): boolean => name.includes(only);
const undo = (takeBack: () => void) => async (): Promise<void> => takeBack();

async function doors(): Promise<Set<string>> {
  await assertQuiet([{ test: 'guards/isolation/doors', run: async () => (await knock(schema)).wrong }]);
  const all = doorsOf(schema);
  for (const { field, open } of all.filter(({ field: name }) => name.includes(only)))
    await report(judge(`door of ${field} open to all`, [doorOf(field)], async () => undo(open())));
  // Roles that a door asks for are found at the door; those that a service alone asks for, behind it.
  const known = new Set<string>();
  for (const fault of (await everyPolicy())
    .flatMap(faultsOf)
    .filter(({ kind }) => kind === 'roles')
    .filter(wanted)) {
    const checks = all.filter(({ action }) => action === fault.action).map(({ field }) => doorOf(field));
    if (checks.length === 0) continue;
    known.add(fault.name);
    await report(judge(fault.name, checks, async () => undo(fault.seed())));
  }
  return known;
}

/**
 * Who is shown residents' data and addresses. Asked before anything is written, which would make more objects than one
 * request may name.
 */
async function shown(byCall: ChecksByCall, policies: readonly AnyPolicy[]): Promise<void> {
  for (const type of GUARDED_TYPES) await byCall.learn(objects(type));
  for (const fault of policies
    .flatMap(faultsOf)
    .filter(({ action }) => SHOWS.test(action))
    .filter(wanted)) {
    if (byCall.checksOf(fault.action).length > 0)
      await report(judge(fault.name, byCall.checksOf(fault.action), async () => undo(fault.seed())));
  }
}

async function services(known: ReadonlySet<string>): Promise<void> {
  const policies = await everyPolicy();
  const byCall = new ChecksByCall(policies);
  await openDatabase(planted);
  openRules(schema);
  await shown(byCall, policies);
  const checks = [
    ...QUESTIONS.map(question),
    ...CITY_WIDE.map(cityWide),
    addresses,
    papers,
    ...Object.keys(builders).map(line),
  ];
  for (const check of [...versioned(schema).map(version), ...checks]) await byCall.learn(check);
  await report(
    judge('control: no call left out', checks.slice(0, 3), async () => undo(byCall.leaveOut('none of them')), true),
  );
  for (const { id, kind } of sites.filter(({ id: name }) => name.includes(only))) {
    const fitting = byCall
      .checksOf(id)
      .filter(isWriting)
      .filter(({ test }) => test.startsWith('guards/versions') === (kind === 'version'));
    await report(judge(`call ${id} left out`, fitting, async () => undo(byCall.leaveOut(id)), id in EQUIVALENT));
  }
  const left = policies
    .flatMap(faultsOf)
    .filter(({ name, action }) => !known.has(name) && !SHOWS.test(action))
    .filter(wanted);
  for (const fault of left)
    await report(
      judge(
        fault.name,
        byCall.checksOf(fault.action).filter(isWriting),
        async () => undo(fault.seed()),
        fault.name in EQUIVALENT,
      ),
    );
}

try {
  await services(await doors());
} finally {
  await exports.stop();
  await planted.stop();
}
