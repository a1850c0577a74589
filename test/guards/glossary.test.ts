import { readFileSync } from 'node:fs';
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
});
