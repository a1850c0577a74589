// The data model, from what the entities say to TypeORM. A tree: each table hangs on the nearest of the tables it
// refers to; the others are named in its box.
import { readFileSync } from 'node:fs';
import { TABLES } from './words.mjs';
import { GREY, WIDTH, box, label, line, picture, wrapped } from './svg.mjs';

const [LEFT, STEP, BOX, GAP, TOP] = [14, 198, 178, 6, 126];
const CLASSES = {
  PLACED: ['#f0fdf4', '属于一个地方，按地方可见 of a place, seen by place'],
  CITY: ['#e0f2fe', '全市可见 seen in the whole city'],
  PERSONAL: ['#fee2e2', '个人信息，只有本议事室可见 personal, the own room alone'],
  ACCOUNT: ['#fef3c7', '属于一个账号 of an account'],
};

/** The Chinese word of a table: ours, the glossary's, or the one in the description of its type. */
function wordOf(type) {
  if (TABLES[type]) return TABLES[type];
  const schema = readFileSync('schema.graphql', 'utf8');
  const described = new RegExp(`"""\\n([^"]*?)\\n"""\\n(?:type|interface) ${type} `).exec(schema)?.[1];
  const glossary = new RegExp(`^\\| ([^|]+) \\| (?:role \`\\w+\`; )?\`${type}\``, 'm').exec(
    readFileSync('docs/glossary.md', 'utf8'),
  )?.[1];
  return /^\p{Script=Han}+/u.exec(glossary ?? '')?.[0] ?? /\p{Script=Han}{2,}/u.exec(described ?? '')?.[0] ?? null;
}

/** Tables by name, with the tables they refer to. */
function tablesOf(entities, storage) {
  return entities.map((entity) => {
    const to = storage.foreignKeys
      .filter(({ target }) => target === entity)
      .map(({ type }) => (type.prototype ? type : type()).name);
    const { comment } = storage.tables.find(({ target }) => target === entity);
    return { name: entity.name, kind: comment, refersTo: [...new Set(to)].filter((name) => name !== entity.name) };
  });
}

/** A record hangs on the nearest record it refers to. Only where there is none it hangs on what is the whole city's. */
function asTree(tables) {
  const byName = new Map(tables.map((table) => [table.name, { ...table, children: [] }]));
  const depthOf = (name) => (parentOf(name) ? depthOf(parentOf(name)) + 1 : 0);
  const isCitys = (name) => Number(byName.get(name).kind === 'CITY');
  const parentOf = (name) =>
    byName
      .get(name)
      .refersTo.toSorted(
        (a, b) => isCitys(a) - isCitys(b) || (a === 'Place') - (b === 'Place') || depthOf(a) - depthOf(b),
      )[0];
  const roots = [];
  for (const node of byName.values()) {
    const parent = parentOf(node.name);
    const others = node.refersTo.filter((name) => name !== parent && name !== 'Place');
    node.lines = others.length > 0 ? wrapped(`另引 also: ${others.join(', ')}`, 9.5, BOX - 14) : [];
    node.word = wordOf(node.name);
    node.height = (node.word ? 36 : 24) + node.lines.length * 12;
    (parent ? byName.get(parent).children : roots).push(node);
  }
  return roots;
}

/** Places a node and what hangs on it. @returns where the next one may begin. */
function placed(node, depth, top, out) {
  node.x = LEFT + depth * STEP;
  node.y = top;
  let next = top;
  for (const child of node.children) next = placed(child, depth + 1, next, out);
  out.push(node);
  return Math.max(next, top + node.height + GAP);
}

function drawn(node) {
  const { x, y, word, name, lines } = node;
  const trunk = x + BOX + (STEP - BOX) / 2;
  const last = node.children.at(-1);
  const [fill] = CLASSES[node.kind] ?? ['#ffffff'];
  return [
    node.children.map((child) =>
      line([
        [trunk, child.y + 14],
        [child.x, child.y + 14],
      ]),
    ),
    last
      ? line([
          [x + BOX, y + 14],
          [trunk, y + 14],
          [trunk, last.y + 14],
        ])
      : [],
    box(x, y, BOX, node.height, { fill }),
    word ? label(x + 8, y + 16, word, { bold: true }) : [],
    label(x + 8, y + (word ? 30 : 16), name, { size: 11, fill: word ? GREY : undefined }),
    lines.map((text, nth) => label(x + 8, y + (word ? 42 : 28) + nth * 12, text, { size: 9.5, fill: GREY })),
  ];
}

function legend() {
  return Object.values(CLASSES).map(([fill, text], index) => {
    const x = LEFT + (index % 2) * (WIDTH / 2);
    const y = 56 + Math.floor(index / 2) * 20;
    return [box(x, y, 14, 14, { fill, radius: 3 }), label(x + 20, y + 11, text, { size: 12 })];
  });
}

export function dataPicture({ entities, storage }) {
  const nodes = [];
  let next = TOP;
  for (const root of asTree(tablesOf(entities, storage))) next = placed(root, 0, next, nodes) + GAP;
  return picture({
    height: next + 12,
    title: '数据模型 Data model',
    description: '表与表的引用 tables and what they refer to',
    parts: [
      label(LEFT, 24, '每张表的主键和外键都以 city_id 开头：任何引用都不能越出本市。', { size: 14, bold: true }),
      label(LEFT, 44, 'Every primary and foreign key begins with city_id: no reference can leave its city.', {
        size: 12,
      }),
      legend(),
      label(
        LEFT,
        112,
        '左边是所属的表，几乎每条记录另引地方；最下面的不引用别的表。Parents on the left; nearly all refer to Place too.',
        {
          size: 11,
          fill: GREY,
        },
      ),
      nodes.map(drawn),
    ],
  });
}
