// npm run new:noun -- <name> --zh <中文名> [--on room|topic] [--kinds A,B]: writes the module of a new kind of record
// and lists it wherever it must be listed. FILL_IN marks the words that are left to choose.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { filesOf } from './new-noun/module-files.mjs';
import { changed, linesOf, placesOf } from './new-noun/registrations.mjs';
import { PARENTS, wordsOf } from './new-noun/words.mjs';

const USAGE = `npm run new:noun -- <name> --zh <中文名> [--on ${Object.keys(PARENTS).join('|')}] [--kinds A,B]
  例如 e.g.: npm run new:noun -- room-repair --zh 修缮 --on room --kinds FURNITURE,EQUIPMENT
  <name>   小写英文单数，连字符分开 / lower-case singular, with hyphens: room-repair → RoomRepair
  --zh     中文名，用于说明、导出表头和术语表 / the Chinese name, for descriptions, export headers and the glossary
  --on     挂在哪类记录下，默认 room / what it belongs to; room when left out
  --kinds  种类的枚举值，可不填 / values of an enum of kinds, if it has any`;

function refuse(...lines) {
  console.error([...lines, '', USAGE].join('\n'));
  process.exit(2);
}

function askedFor() {
  const options = {
    zh: { type: 'string' },
    on: { type: 'string', default: 'room' },
    kinds: { type: 'string', default: '' },
  };
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return refuse(error.message);
  }
}

const { values, positionals } = askedFor();
const kinds = values.kinds.split(',').filter(Boolean);
if (positionals.length !== 1 || !/^[a-z]+(-[a-z]+)*$/.test(positionals[0]))
  refuse('请给出一个英文名 / one name is needed: lower case and hyphens');
if (!/\p{Script=Han}/u.test(values.zh ?? '')) refuse('请用 --zh 给出中文名 / --zh must give the Chinese name');
if (!Object.hasOwn(PARENTS, values.on))
  refuse(`--on ${values.on}: 只能是 / must be ${Object.keys(PARENTS).join(', ')}`);
if (!kinds.every((kind) => /^[A-Z]+(_[A-Z]+)*$/.test(kind)))
  refuse('--kinds: 用大写字母和下划线，逗号分开 / upper case and underscores, separated by commas');

const words = wordsOf(positionals[0], { on: values.on, zh: values.zh, kinds });
if (existsSync(words.module)) refuse(`${words.module} 已存在 / is there already`);

// All changes are worked out before the first file is written: a list that is not found leaves nothing half done.
let lists;
try {
  lists = placesOf(words).map((place) => {
    const before = readFileSync(place.file, 'utf8');
    return { ...place, before, after: changed(before, place) };
  });
} catch (error) {
  console.error(`${error.message}\n什么也没有写 / nothing was written: mend scripts/new-noun/registrations.mjs`);
  process.exit(1);
}
const files = filesOf(words);
for (const [file, text] of Object.entries(files)) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
for (const { file, after } of lists) writeFileSync(file, after);

const code = [...Object.keys(files), ...lists.map(({ file }) => file)].filter((file) => file.endsWith('.ts'));
const { status } = spawnSync(process.execPath, ['node_modules/oxfmt/bin/oxfmt', ...code], { stdio: 'inherit' });

console.log('新文件 new files:');
for (const file of Object.keys(files)) console.log(`  ${file}`);
console.log('已列入 listed in:');
for (const { file, what, before } of lists) {
  const lines = linesOf(before, readFileSync(file, 'utf8')).join(', ');
  console.log(`  ${file}:${lines}  ${what}`);
}
console.log(`接下来 next:
  1. 补全字段，替换 FILL_IN / add the fields, replace each FILL_IN:  npm run check:files
  2. 生成迁移 / the migration:  npm run migration:generate -- ${words.folder}
     其中填写 / and fill in who writes:  { insert: { app_room: OF_THE_ROOM } }
     然后 / then:  npm run migration:freeze
  3. npm run schema:emit；npm run docs:pictures
  4. npm run test:one -- ${words.folder}；npm run check；npm run test:guards；npm run test:one -- exports`);
process.exitCode = status === 0 ? 0 : 1;
