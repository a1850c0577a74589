import { readFileSync, readdirSync } from 'node:fs';
import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { serverSchema } from '../../src/assemble.js';

const LATER = '\n## Words kept for later';

/** Every name the schema uses: of types, fields, arguments and enum values. */
function namesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    names.add(type.name);
    if (isEnumType(type)) for (const value of type.getValues()) names.add(value.name);
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
      for (const field of Object.values(type.getFields())) names.add(field.name);
  }
  return names;
}

/** The names in the second column of the glossary's tables. */
const namesIn = (part: string): string[] =>
  [...part.matchAll(/^\| [^|]+ \| ([^|]+) \|/gm)].flatMap((row) =>
    [...row[1]!.matchAll(/`(\w+)`/g)].map((name) => name[1]!),
  );

/** Words the glossary has replaced: 登记, 建系统前累计数, 推算, 党政办公室, 村（社区）, 街道（镇）. */
const RETIRED = /结转|推得|党工委办公室|社区（村）|(?<!（)社区清单|本街道(?!（镇）)|入网|入册/;

/** The files that people read or that hold texts for them. */
const pages = (): string[] =>
  [
    'schema.graphql',
    'README.md',
    'README.zh-CN.md',
    'CONTRIBUTING.md',
    ...['src', 'docs'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    ),
  ].filter((name) => /\.(ts|md|graphql)$/.test(name));
const retiredIn = (text: string): string | null => RETIRED.exec(text)?.[0] ?? null;

describe('docs/glossary.md', () => {
  const [built, later] = readFileSync('docs/glossary.md', 'utf8').split(LATER) as [string, string];
  let names: ReadonlySet<string>;
  beforeAll(async () => {
    names = namesOf(await serverSchema());
  });

  it('gives each thing the one name the schema gives it', () => {
    const given = [...new Set(namesIn(built))];
    expect(given.length).toBeGreaterThan(100);
    expect(given.filter((name) => !names.has(name))).toEqual([]);
  });

  it('keeps no name for later that is built already', () => {
    const kept = [...later.matchAll(/`([A-Z][a-z]\w+)`/g)].map((name) => name[1]!);
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.filter((name) => names.has(name))).toEqual([]);
  });

  it('notices a name the schema does not know (control)', () => {
    expect(namesIn('| 会议 | `Session`, `Meeting` | meaning |\n').filter((name) => !names.has(name))).toEqual([
      'Meeting',
    ]);
  });

  it('has replaced its retired words everywhere', () => {
    const files = pages();
    expect(files.length).toBeGreaterThan(400);
    const found = files.map((name) => [name, retiredIn(readFileSync(name, 'utf8'))]).filter(([, word]) => word);
    expect(found).toEqual([]);
  });

  it.each(['期内结转次数', '党工委办公室', '列入社区清单的', '本街道', '期末未入册'])(
    'finds a retired word (control): %s',
    (text) => {
      expect(retiredIn(text)).not.toBeNull();
    },
  );
  it.each(['村（社区）清单', '本街道（镇）', '党政办公室'])('lets its present word pass (control): %s', (text) => {
    expect(retiredIn(text)).toBeNull();
  });
});
