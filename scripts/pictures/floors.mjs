// The floors, from the lists that check:floors checks.
import { createRequire } from 'node:module';
import { COMPARISON, FLOORS, MODULES } from './words.mjs';
import { GREY, WIDTH, box, label, line, picture, widthOf } from './svg.mjs';

const LEFT = 60;
const INSIDE = WIDTH - LEFT - 20;
const FILLS = {
  wiring: '#f1f5f9',
  http: '#e0f2fe',
  graphql: '#ede9fe',
  modules: '#f0fdf4',
  db: '#fef3c7',
  kernel: '#fee2e2',
};
const HOLDS = {
  wiring: 'main · cli · assemble · prepare · own-postgres',
  http: 'fastify · Apollo Server · explorer · health',
  graphql: 'plan → graphql-jit → graphql-js · limits · mutation runner',
  db: 'pools · roles · one round trip · one transaction',
  kernel: 'viewer · policy · loader · page · errors；只引用程序库 imports libraries only',
};

/** Boxes in rows, left to right. @returns the shapes, and where the last row ends. */
function inRows(names, words, { x, y, width }) {
  const [height, gap] = [34, 8];
  const parts = [];
  let [left, top] = [x, y];
  for (const name of names) {
    const word = words[name];
    const wide = Math.ceil(Math.max(widthOf(word ?? '', 13), widthOf(name, 11))) + 18;
    if (left + wide > x + width) [left, top] = [x, top + height + gap];
    parts.push(box(left, top, wide, height));
    if (word) parts.push(label(left + wide / 2, top + 15, word, { anchor: 'middle' }));
    parts.push(label(left + wide / 2, top + (word ? 28 : 21), name, { size: 11, fill: GREY, anchor: 'middle' }));
    left += wide + gap;
  }
  return { parts, bottom: top + height };
}

/** The folders of comparison/ as steps: those of one floor side by side. */
function comparisonSteps({ comparison, base }, { x, y, width }) {
  const floors = comparison
    .filter((name) => !base.slice(1).includes(name))
    .map((name) => (name === base[0] ? base : [name]));
  const wide = (width - 8 * (floors.length - 1)) / floors.length;
  return floors.map((names, index) =>
    names.map((name, nth) => {
      const [left, top] = [x + index * (wide + 8), y + nth * 42];
      return [
        box(left, top, wide, 34),
        label(left + wide / 2, top + 15, COMPARISON[name] ?? name, { anchor: 'middle' }),
        label(left + wide / 2, top + 28, `${name}/`, { size: 11, fill: GREY, anchor: 'middle' }),
        index > 0 && nth === 0
          ? line(
              [
                [left - 8, top + 17],
                [left, top + 17],
              ],
              { arrow: true },
            )
          : [],
      ];
    }),
  );
}

export function floorsPicture() {
  const { order } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
  const parts = [];
  let y = 20;
  for (const { name } of order.floors) {
    const top = y;
    const title = [
      label(LEFT + 14, top + 22, FLOORS[name] ?? name, { size: 15, bold: true }),
      label(
        LEFT + 14 + widthOf(FLOORS[name] ?? name, 15) + 10,
        top + 22,
        name === 'wiring' ? 'src/*.ts' : `src/${name}/`,
        {
          fill: GREY,
        },
      ),
    ];
    let inside = [];
    let bottom = top + 52;
    if (name === 'modules') {
      const rows = inRows(order.modules, MODULES, { x: LEFT + 14, y: top + 58, width: INSIDE - 28 });
      const at = { x: LEFT + 14, y: rows.bottom + 40, width: INSIDE - 28 };
      inside = [
        label(
          LEFT + 14,
          top + 46,
          '上层在前：前面的可引用后面的，反之不可 / upper ones first; each may import those after it',
          {
            size: 12,
            fill: GREY,
          },
        ),
        rows.parts,
        label(LEFT + 14, rows.bottom + 26, '比较模块内部，左上右下 / inside comparison, upper floors on the left', {
          size: 12,
          fill: GREY,
        }),
        comparisonSteps(order, at),
      ];
      bottom = at.y + order.base.length * 42 + 8;
    } else inside = label(LEFT + 14, top + 43, HOLDS[name] ?? '', { size: 12, fill: GREY });
    parts.push(box(LEFT, top, INSIDE, bottom - top, { fill: FILLS[name] ?? '#ffffff', radius: 8 }), title, inside);
    y = bottom + 10;
  }
  const workspace =
    'packages/embedded-postgres：自带 PostgreSQL，只由 src/own-postgres.ts 引用 / only own-postgres.ts imports it';
  const down = label(0, 0, '引用只能向下 imports go down only', { anchor: 'middle' });
  parts.push(
    box(LEFT, y, INSIDE, 34, { dashed: true, radius: 8 }),
    label(LEFT + 14, y + 22, workspace, { size: 12 }),
    line(
      [
        [34, 24],
        [34, y - 10],
      ],
      { arrow: true, width: 2 },
    ),
    `<g transform="translate(24 ${y / 2}) rotate(-90)">${down}</g>`,
  );
  return picture({
    height: y + 54,
    title: '楼层 Floors',
    description: `各文件夹自上而下 the folders from the top down: ${order.floors.map(({ name }) => name).join(', ')}`,
    parts,
  });
}
