// npm run release [-- --platform linux-x64,linux-arm64] [--postgres embedded,none] [--modules <node_modules>]
//   [--out <folder>] [--again]
// Writes release/<version>/ and one archive for each platform and choice of PostgreSQL. The version is package.json's.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { archive } from './release/archive.mjs';
import { messages } from './release/messages.mjs';
import { PLATFORMS } from './release/modules.mjs';
import { releaseFiles } from './release/release-files.mjs';
import { stage } from './release/stage.mjs';

const { values } = parseArgs({
  options: {
    platform: { type: 'string', default: 'linux-x64' },
    postgres: { type: 'string', default: 'embedded,none' },
    modules: { type: 'string' },
    out: { type: 'string', default: 'dist-release' },
    again: { type: 'boolean', default: false },
  },
});

async function release() {
  const platforms = values.platform.split(',');
  const kinds = values.postgres.split(',');
  for (const platform of platforms)
    if (!Object.hasOwn(PLATFORMS, platform))
      throw new Error(messages.platformUnknown(platform, Object.keys(PLATFORMS)));
  for (const word of kinds) if (!['embedded', 'none'].includes(word)) throw new Error(messages.postgresUnknown(word));
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  await releaseFiles(version, values.again);
  const moment = execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' }).trim();
  const temporary = mkdtempSync(join(tmpdir(), 'haoshangliang-archive-'));
  try {
    for (const platform of platforms)
      for (const postgres of kinds) {
        const name = `haoshangliang-${version}-${platform}${postgres === 'none' ? '-no-postgres' : ''}`;
        const folder = join(temporary, name);
        const packages = stage(folder, { version, platform, postgres, modules: values.modules });
        const path = archive(folder, values.out, moment);
        console.log(messages.made(path, Math.round(statSync(path).size / 2 ** 20), packages.length));
      }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

release().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
