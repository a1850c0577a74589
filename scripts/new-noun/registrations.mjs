// Where a new noun is listed. Each place is found by a line that is there today; a place that is gone is an error that
// names the file, so that no list is forgotten silently.

const IMPORTS = /^(?:import [^;]*;\n)+/m;
const END_OF_LIST = /\n\];/;
const END_OF_OBJECT = /\n\};\n$/;
/** Up to its list of what was added. After a release it has no such list. The lists of releases stay as they are. */
const UNRELEASED = /## Unreleased\n(?:(?!\n## )[\s\S])*?### Added\n|## Unreleased\n/;

const after = (text) => (found) => found + text;
const before = (text) => (found) => text + found;

/** The lists: the file, and for each change the text that is sought there and what becomes of it. */
export const placesOf = (w) => {
  const kind = w.kinds.length > 0 ? `kind: '${w.firstKind}',` : '';
  const entityFile = `./${w.folder}/${w.name}.entity.js`;
  const resolverFile = `./${w.folder}/${w.name}.resolver.js`;
  const ofParent = `${w.Type}${w.Noun}Resolver`;
  const described = `'FILL_IN: what this file lists, by the day it happened ${w.zh}.'`;
  const news = `- \`${w.Noun}\` ${w.zh}: FILL_IN: what users can do now.\n`;
  const builder = `{ ${w.parent}Id: gid('${w.Type}', target, target.refs['${w.parent}']!), ${kind}
    happenedOn: { value: '2021-03-01' }, text: '有记录' }`;
  return [
    {
      file: 'src/modules/entities.ts',
      what: '表 the table',
      change: [
        [IMPORTS, after(`import { ${w.Noun} } from '${entityFile}';\n`)],
        [END_OF_LIST, before(`\n  ${w.Noun},`)],
      ],
    },
    {
      file: 'src/modules/resolvers.ts',
      what: '解析器 the resolvers',
      change: [
        [IMPORTS, after(`import { ${w.Noun}Resolver, ${ofParent} } from '${resolverFile}';\n`)],
        [END_OF_LIST, before(`\n  ${w.Noun}Resolver,\n  ${ofParent},`)],
      ],
    },
    {
      file: '.dependency-cruiser.cjs',
      what: '模块的层次，在所属模块之上 the floor of the module, above its parent',
      change: [[new RegExp(`'${w.parentFolder}',`), before(`'${w.folder}', `)]],
    },
    {
      file: 'src/modules/exports/export.enums.ts',
      what: '导出种类 the kind of export',
      change: [
        [/\n {2}ATTENDEES = /, before(`\n  ${w.exportKind} = '${w.exportKind}',`)],
        [/\n {2}ATTENDEES: /, before(`\n  ${w.exportKind}: ${described},`)],
      ],
    },
    {
      file: 'src/modules/exports/kinds/record-kinds.ts',
      what: '导出的列 the columns of that kind',
      change: [
        [IMPORTS, after(`import { ${w.nouns} } from './${w.name}-kind.js';\n`)],
        [END_OF_OBJECT, before(`\n  ${w.exportKind}: ${w.nouns},`)],
      ],
    },
    {
      file: 'src/modules/exports/messages/audit-words.ts',
      what: '操作记录里的中文 the words of audit events',
      change: [
        [/\n {2}researchRecord: /, before(`\n  ${w.noun}Record: '登记${w.zh}',`)],
        [/\n {2}ResearchRecord: /, before(`\n  ${w.Noun}: '${w.zh}',`)],
      ],
    },
    {
      file: 'test/exports/coverage.test.ts',
      what: '所属记录的列表另有导出 the list of the parent has its own export',
      change: [[/\n {2}'Procedure\.stages': OWN_LIST,/, before(`\n  '${w.Type}.${w.nouns}': OWN_LIST,`)]],
    },
    {
      file: 'docs/rights.md',
      what: '谁能看、谁能记 who reads the table, who uses the mutation',
      change: [
        [/\n\| records never published [^|]+\|[^|]+/, (row) => `${row.trimEnd()} ${w.table} `],
        [/\n\| evaluationRecord: room \|/, before(`\n| ${w.noun}Record | – | – | – | – | own | own | – | – |`)],
      ],
    },
    {
      file: 'test/support/planting-recipes.ts',
      what: '测试世界里的一行 how the planted world makes a row',
      change: [
        [
          /\n {2}comparison_setting: /,
          before(`\n  ${w.table}: at((refs) => ({ ...ORIGIN, ${w.parent}_id: refs['${w.parent}'], ${kind} })),`),
        ],
      ],
    },
    {
      file: w.builders,
      what: '隔离矩阵怎样提交 how the isolation matrix asks for the mutation',
      change: [
        [END_OF_OBJECT, before(`\n  ${w.noun}Record: async (_planted, target) => ({\n input: ${builder},\n }),`)],
      ],
    },
    {
      file: 'test/guards/row-security/writes.ts',
      what: '哪项操作写这张表 which mutation writes the table',
      change: [[/\n {2}evaluation: \{/, before(`\n  ${w.table}: { insert: any('${w.noun}Record') },`)]],
    },
    {
      file: 'docs/glossary.md',
      what: '术语 the word',
      change: [
        [
          new RegExp(`\\n\\| [^|]+ \\| \`${w.Type}\` \\|[^\\n]*`),
          after(`\n| ${w.zh} | \`${w.Noun}\` | FILL_IN: what it is, in one sentence. |`),
        ],
      ],
    },
    {
      file: 'CHANGELOG.md',
      what: '更新说明 the news',
      change: [[UNRELEASED, (found) => `${found}${found.includes('### Added') ? '' : '\n### Added\n'}${news}`]],
    },
  ];
};

/** The text with every change made. @throws where a line that is sought is not there. */
export function changed(text, { file, change }) {
  return change.reduce((now, [sought, put]) => {
    if (!sought.test(now)) throw new Error(`${file}: 找不到插入处 / nothing here matches ${sought}`);
    return now.replace(sought, put);
  }, text);
}

/** The numbers of the lines that are new. */
export function linesOf(old, text) {
  const known = new Set(old.split('\n'));
  return text.split('\n').flatMap((line, index) => (known.has(line) ? [] : [index + 1]));
}
