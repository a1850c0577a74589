import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const MODULES = 'src/modules';

/** The codes of all gates, as their files say them. */
export const GATE_CODES: readonly string[] = readdirSync(MODULES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('-gate.service.ts'))
  .flatMap((name) =>
    [...readFileSync(join(MODULES, name), 'utf8').matchAll(/code: '([A-Z_]+)'/g)].map(([, code]) => code!),
  );
