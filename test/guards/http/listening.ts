import type { AddressInfo } from 'node:net';
import { World } from '../../support/world.js';

/** A test server that listens on loopback, for tests that need a real socket. */
export async function listening(): Promise<{ world: World; url: string }> {
  const world = await World.start();
  await world.server.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = world.server.app.server.address() as AddressInfo;
  return { world, url: `http://127.0.0.1:${port}/graphql` };
}
