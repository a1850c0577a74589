import type { Server } from '../../src/assemble.js';
import { PlantedWorld } from '../support/planted-world.js';
import { addressesTaken } from './addresses.js';
import { serveExports } from './export-world.js';

describe('the audit as a file', () => {
  let planted: PlantedWorld;
  let server: Server;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    planted = await PlantedWorld.start([[1]]);
    ({ server, stop } = await serveExports(planted.world));
  });
  afterAll(async () => {
    await stop?.();
    await planted?.stop();
  });

  it('gives addresses to the administrator, and to the committee all but those', async () => {
    expect(await addressesTaken(planted, server)).toEqual([]);
  });
});
