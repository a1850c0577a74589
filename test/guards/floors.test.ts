import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const script = resolve('scripts/check-floors.mjs');

/** A small tree that keeps every rule; each test below breaks one. */
const sound: Record<string, string> = {
  'src/main.ts':
    "import { start } from './http/app.js';\nimport { resolvers } from './modules/registry.js';\nstart(resolvers);\n",
  'src/http/app.ts':
    "import { execute } from '../graphql/executor.js';\nexport function start(resolvers: unknown): void { " +
    'execute(resolvers); }\n',
  'src/graphql/executor.ts':
    "import type { Viewer } from '../kernel/viewer.js';\nexport function execute(_: unknown): Viewer | null { " +
    'return null; }\n',
  'src/modules/registry.ts':
    "import { TopicResolver } from './topics/topic.resolver.js';\nexport const resolvers = [TopicResolver];\n",
  'src/modules/topics/topic.resolver.ts':
    "import type { Room } from '../rooms/room.entity.js';\nexport class TopicResolver { room!: Room; }\n",
  'src/modules/rooms/room.entity.ts': 'export class Room {}\n',
  'src/modules/rooms/room.resolver.ts':
    "import { Room } from './room.entity.js';\nexport class RoomResolver { room = new Room(); }\n",
  'src/db/data-source.ts':
    "import type { Viewer } from '../kernel/viewer.js';\nexport function read(_: Viewer): void {}\n",
  'src/kernel/viewer.ts': 'export interface Viewer { id: string }\n',
  'src/own-postgres.ts': "export { startEmbedded } from '@haoshangliang/embedded-postgres';\n",
  'migrations/first.ts': 'export class First {}\n',
  'packages/embedded-postgres/src/launch.ts': 'export const startEmbedded = 1;\n',
};

interface Report {
  code: number;
  text: string;
}

async function check(files: Record<string, string>, least = 5): Promise<Report> {
  const root = await mkdtemp(join(tmpdir(), 'floors-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), content);
    }
    return await run('--root', root, '--least', String(least));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const run = (...args: string[]): Promise<Report> =>
  new Promise((done) => {
    execFile(process.execPath, [script, ...args], (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), text: stdout + stderr }),
    );
  });

const planted: [what: string, rule: string, files: Record<string, string>][] = [
  [
    'a kernel that knows a module',
    'floor-kernel',
    {
      'src/kernel/viewer.ts':
        "export { Room } from '../modules/rooms/room.entity.js';\nexport interface Viewer { id: string }\n",
    },
  ],
  [
    'an arrow upwards that carries only a type',
    'floor-db',
    { 'src/db/types.ts': "import type { Room } from '../modules/rooms/room.entity.js';\nexport type Row = Room;\n" },
  ],
  [
    'a module that knows a higher one',
    'module-rooms',
    {
      'src/modules/rooms/room.service.ts':
        "import { topics } from '../topics/topic.service.js';\nexport const rooms = topics;\n",
      'src/modules/topics/topic.service.ts': 'export const topics = 1;\n',
    },
  ],
  [
    "another module's resolver",
    'module-published',
    {
      'src/modules/topics/topic.service.ts':
        "import { RoomResolver } from '../rooms/room.resolver.js';\nexport const r = RoomResolver;\n",
    },
  ],
  [
    'a module without a place in the list',
    'module-unknown',
    {
      'src/modules/novelties/novelty.service.ts':
        "import type { Room } from '../rooms/room.entity.js';\nexport type Novelty = Room;\n",
    },
  ],
  [
    'the registry used below the wiring',
    'registry-wiring-only',
    {
      'src/http/app.ts':
        "import { resolvers } from '../modules/registry.js';\nexport function start(_: unknown): void { void " +
        'resolvers; }\n',
    },
  ],
  [
    'a cycle',
    'no-cycle',
    {
      'src/kernel/a.ts': "import { b } from './b.js';\nexport const a = (): unknown => b;\n",
      'src/kernel/b.ts': "import { a } from './a.js';\nexport const b = (): unknown => a;\n",
    },
  ],
  ['an index file', 'no-barrel', { 'src/modules/rooms/index.ts': "export * from './room.entity.js';\n" }],
  [
    'a drawer',
    'no-drawer',
    {
      'src/kernel/utils/text.ts': 'export const t = 1;\n',
      'src/kernel/words.ts': "export { t } from './utils/text.js';\n",
    },
  ],
  ['pg outside db/', 'pg-in-db', { 'src/http/health.ts': "import pg from 'pg';\nexport const p = pg;\n" }],
  [
    'typeorm in a service',
    'typeorm-in-db',
    { 'src/modules/rooms/room.service.ts': "import { DataSource } from 'typeorm';\nexport const d = DataSource;\n" },
  ],
  [
    'a migration that imports the source',
    'migrations-alone',
    {
      'migrations/first.ts':
        "import { Room } from '../src/modules/rooms/room.entity.js';\nexport const first = Room;\n",
    },
  ],
  [
    'a page that imports the server',
    'web-not-src',
    {
      'web/explorer/page.tsx':
        "import { Room } from '../../src/modules/rooms/room.entity.js';\nexport const page = <p>{String(Room)}</p>;\n",
    },
  ],
  [
    'the embedded PostgreSQL started elsewhere',
    'embedded-in-one-file',
    {
      'src/db/roles.ts':
        "import { startEmbedded } from '@haoshangliang/embedded-postgres';\nexport const s = startEmbedded;\n",
    },
  ],
  [
    'the embedded PostgreSQL by its path',
    'embedded-in-one-file',
    { 'src/db/roles.ts': "export { startEmbedded } from '../../packages/embedded-postgres/src/launch.js';\n" },
  ],
  [
    'a workspace that imports the server',
    'packages-alone',
    { 'packages/embedded-postgres/src/launch.ts': "export type { Viewer } from '../../../src/kernel/viewer.js';\n" },
  ],
  [
    'a test of a workspace that imports the server',
    'packages-alone',
    { 'packages/embedded-postgres/test/a.test.ts': "export type { Viewer } from '../../../src/kernel/viewer.js';\n" },
  ],
  [
    'an import of nothing',
    'unresolved',
    { 'src/kernel/lost.ts': "import { gone } from './gone.js';\nexport const lost = gone;\n" },
  ],
];

describe('the check of the floors', () => {
  it('finds nothing in a tree that keeps the rules (control)', async () => {
    expect(await check(sound)).toEqual({ code: 0, text: 'floors: 12 modules, 0 violations\n' });
  });

  it.each(planted)('catches %s', async (_what, rule, files) => {
    const { code, text } = await check({ ...sound, ...files });
    expect(code).toBe(1);
    expect(text).toMatch(new RegExp(`^${rule}(-itself)?: `, 'm'));
  });

  it('names a module without a floor once, and says what to do', async () => {
    const word = "import { Room } from '../rooms/room.entity.js';\nexport const room = Room;\n";
    const { text } = await check({ ...sound, 'src/modules/events/a.ts': word, 'src/modules/events/b.ts': word });
    expect(text.match(/^module-unknown: .*$/gm)).toEqual(['module-unknown: src/modules/events/']);
    expect(text).toContain('a new module takes its place in the list of this file (.dependency-cruiser.cjs)');
  });

  it('fails when nothing, or next to nothing, was read', async () => {
    expect(await check({}, 1)).toMatchObject({ code: 1, text: expect.stringContaining('0 modules') });
    const { code, text } = await check(sound, 13);
    expect(code).toBe(1);
    expect(text).toContain('too few modules were read: 12');
  });
});
