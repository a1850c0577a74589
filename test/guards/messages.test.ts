import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const script = resolve('scripts/check-messages.mjs');

const sound: Record<string, string> = {
  'src/modules/rooms/messages.ts': `export const roomMessages = {
  roomExists: (name: string): string => \`\${name}已有协商议事室。\`,
};
`,
  'src/modules/exports/messages/room-sheets.ts': "export const roomsSheet = { name: '协商议事室' };\n",
  'src/modules/rooms/room.entity.ts': `@ObjectType({ description: 'A room 协商议事室.' })
export class Room {
  @Field(() => String, { description: \`Its name 名称, \${MOST} characters.\` })
  name!: string;
}
registerEnumType(Kind, { name: 'Kind', valuesConfig: { A: { description: 'One 甲.' } } });
describedEnum(Kind, 'Kind', 'The kinds 种类.', { A: 'One 甲.' });
query.description = 'Every query 查询.';
`,
  'src/modules/rooms/room.service.ts': `/** 一地一室 stands in a comment. */
const NAME = /(社区|村)$/;
export const refuse = (name: string): Error => new Error(roomMessages.roomExists(name));
`,
  'src/modules/demo/demo-rows.ts': "export const place = '演示市';\n",
  'test/rooms/room.test.ts': "expect(text).toBe('已有协商议事室');\n",
};

const planted: [what: string, says: string, name: string, line: number, content: string][] = [
  [
    'a text in a call',
    '"已有协商议事室。" is a text in an expression; give it a name in messages.ts',
    'src/modules/rooms/room.service.ts',
    3,
    "/** 一地一室 */\n\nexport const refuse = (): Error => new Error('已有协商议事室。');\n",
  ],
  [
    'a text in both languages',
    '"已有协商议事室。" is a text',
    'src/modules/rooms/room.policy.ts',
    2,
    "const text = {\n  zh: '已有协商议事室。',\n  en: 'There is a room.',\n};\n",
  ],
  [
    'a template',
    '"已有协商议事室。" is a text',
    'src/modules/rooms/room.service.ts',
    1,
    'export const text = (name: string): string => `${name}已有协商议事室。`;\n',
  ],
  [
    'a text beside a description',
    '"协商议事室" is a text',
    'src/modules/rooms/room.entity.ts',
    3,
    "@ObjectType({ description: 'A room 协商议事室.' })\nexport class Room {\n  name = '协商议事室';\n}\n",
  ],
  [
    'a text of the embedded server',
    '"端口被占用。" is a text',
    'packages/embedded-postgres/src/start.ts',
    1,
    "throw new EmbeddedError('端口被占用。');\n",
  ],
  [
    'a file that only looks like a messages file',
    '"端口被占用。" is a text',
    'src/http/limit-messages.ts',
    1,
    "export const busy = '端口被占用。';\n",
  ],
  [
    'a condition in a messages file',
    'a condition in a messages file; write two texts',
    'src/modules/rooms/messages.ts',
    2,
    "export const roomMessages = {\n  rooms: (count: number): string => (count === 1 ? '一个室' : '几个室'),\n};\n",
  ],
  [
    'a fallback in a messages file',
    'a condition in a messages file; write two texts',
    'src/modules/rooms/messages.ts',
    1,
    "export const named = (name?: string): string => `${name ?? '某'}室`;\n",
  ],
];

async function check(files: Record<string, string>): Promise<{ code: number; text: string }> {
  const root = await mkdtemp(join(tmpdir(), 'messages-'));
  try {
    execFileSync('git', ['init', '-q', root]);
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), content);
    }
    return await run(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const run = (root: string): Promise<{ code: number; text: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [script, '--root', root], (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), text: stdout + stderr }),
    );
  });

describe('the check of the messages', () => {
  it('finds nothing in a tree that keeps its texts in messages files (control)', async () => {
    expect(await check(sound)).toEqual({ code: 0, text: 'messages: 5 looked at, 0 problems\n' });
  });

  it.each(planted)('catches %s, with its line', async (_what, says, name, line, content) => {
    const { code, text } = await check({ ...sound, [name]: content });
    expect(code).toBe(1);
    expect(text).toContain('1 problems');
    expect(text).toContain(`${name}:${line}: ${says}`);
  });

  it('fails when there was nothing to look at', async () => {
    expect(await check({})).toMatchObject({ code: 1 });
  });

  it('finds nothing in this project, and needs each of its exceptions', async () => {
    const { code, text } = await run('.');
    expect(text).toMatch(/^messages: \d+ looked at, 0 problems\n$/);
    expect(code).toBe(0);
  });
});
