import type { PlantedPlace, PlantedWorld } from '../../support/planted-world.js';
import type { Builder, Prepared } from './attempt.js';
import { gid } from './inputs-rooms.js';

/** Only few exports may wait, and the matrix requests many. So earlier ones are removed first. */
async function asked(
  planted: PlantedWorld,
  { place }: PlantedPlace,
  input: Record<string, unknown>,
): Promise<Prepared> {
  await planted.asSuperuser(`UPDATE export_job SET state = 'EXPIRED' WHERE state = 'QUEUED'`);
  return { input: { within: place.code, format: 'JSONL', ...input } };
}

/** A seal that holds the target, under the code it has today. */
async function sealed(planted: PlantedWorld, target: PlantedPlace): Promise<string> {
  const id = await planted.fresh('seal', target, { period_from: '2021-03-01', period_to: '2021-03-31' });
  await planted.fresh('sealed_place', target, { seal_id: id, code: target.place.code });
  return gid('Seal', target, id);
}

export const exportInputs: Readonly<Record<string, Builder>> = {
  'exportRequest: records': (planted, target) => asked(planted, target, { kind: 'TOPICS' }),
  'exportRequest: comparison': (planted, target) =>
    asked(planted, target, { kind: 'COMPARISON', period: { year: 2020 }, metrics: ['SESSIONS_HELD'] }),
  'exportRequest: as sealed': async (planted, target) =>
    asked(planted, target, { kind: 'COMPARISON', asOf: await sealed(planted, target), metrics: ['SESSIONS_HELD'] }),
  'exportRequest: register': (planted, target) => asked(planted, target, { kind: 'PLACES' }),
  'exportRequest: audit': (planted, target) => asked(planted, target, { kind: 'AUDIT_EVENTS' }),
  'exportRequest: names': (planted, target) => asked(planted, target, { kind: 'ATTENDEES' }),
};
