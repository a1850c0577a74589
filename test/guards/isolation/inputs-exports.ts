import type { PlantedPlace, PlantedWorld } from '../../support/planted-world.js';
import type { Builder, Prepared } from './attempt.js';

/** Few exports may wait at a time, and the matrix asks for many: those before are put aside. */
async function asked(planted: PlantedWorld, { place }: PlantedPlace, input: Record<string, unknown>): Promise<Prepared> {
  await planted.asSuperuser(`UPDATE export_job SET state = 'EXPIRED' WHERE state = 'QUEUED'`);
  return { input: { within: place.code, format: 'JSONL', ...input } };
}

export const exportInputs: Readonly<Record<string, Builder>> = {
  'exportRequest: records': (planted, target) => asked(planted, target, { kind: 'TOPICS' }),
  'exportRequest: comparison': (planted, target) => asked(planted, target, { kind: 'COMPARISON', period: { year: 2020 }, metrics: ['SESSIONS_HELD'] }),
  'exportRequest: names': (planted, target) => asked(planted, target, { kind: 'ATTENDEES' }),
};
