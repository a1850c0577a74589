import { rmSync } from 'node:fs';
import type { OwnPostgres } from '../../src/own-postgres.js';

export default async function teardown(): Promise<void> {
  const { own, dir } = (globalThis as unknown as { hslTestPostgres: { own: OwnPostgres; dir: string } })
    .hslTestPostgres;
  await own.server.stop();
  rmSync(dir, { recursive: true, force: true });
}
