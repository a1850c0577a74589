import { PlantedWorld } from '../support/planted-world.js';
import { type MatrixViewer, everyViewer } from './isolation/viewers.js';
import { AS_IT_SHOULD, answersToVersions, versioned } from './versions.js';

describe('a stale expectedVersion', () => {
  let planted: PlantedWorld;
  let viewers: MatrixViewer[];

  beforeAll(async () => {
    planted = await PlantedWorld.start();
    viewers = await everyViewer(planted);
  });
  afterAll(() => planted?.stop());

  it(
    'is CONFLICT at input.expectedVersion in every mutation that takes one, and changes no row; the right one ' +
      'goes through (control)',
    async () => {
      const names = versioned(planted.world.server.schema);
      const found: Record<string, unknown> = {};
      for (const name of names) found[name] = await answersToVersions(planted, viewers, name);
      expect(found).toEqual(Object.fromEntries(names.map((name) => [name, AS_IT_SHOULD])));
      expect(names.length).toBeGreaterThanOrEqual(20);
    },
  );
});
