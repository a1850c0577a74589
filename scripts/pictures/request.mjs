// The way of one request, as a test traced it (test/guards/way-of-a-request.test.ts): each file in the order in which
// the request comes to it, in the lane of its floor, with the file that called it first.
import { readFileSync } from 'node:fs';
import { FLOORS, STEPS } from './words.mjs';
import { GREY, box, label, line, picture } from './svg.mjs';

const TRACE = 'test/guards/way-of-a-request.json';
const LANES = {
  http: '#e0f2fe',
  graphql: '#ede9fe',
  modules: '#f0fdf4',
  kernel: '#fee2e2',
  db: '#fef3c7',
};
const [LEFT, TOP, LANE, ROW, BOX] = [16, 92, 194, 56, 184];
/** Lanes from left to right, as requests go; modules are wide enough for the longest name. */
const laneOf = (file) => Object.keys(LANES).indexOf(file.split('/')[0]);
const nameOf = (file) => file.split('/').slice(file.startsWith('modules/') ? 1 : 0);

export function requestPicture() {
  const { files, calls } = JSON.parse(readFileSync(TRACE, 'utf8'));
  const at = new Map(
    files.map((file, row) => [file, { x: LEFT + laneOf(file) * LANE, y: TOP + row * ROW, row: row + 1 }]),
  );
  const bottom = TOP + files.length * ROW;
  const lanes = Object.entries(LANES).map(([name, fill], index) => {
    const x = LEFT + index * LANE;
    return [
      box(x - 4, 44, BOX + 8, bottom - 44 + 6, { fill, stroke: 'none', radius: 8 }),
      label(x + BOX / 2, 64, FLOORS[name], { size: 14, bold: true, anchor: 'middle' }),
      label(x + BOX / 2, 80, `src/${name}/`, { size: 11, fill: GREY, anchor: 'middle' }),
    ];
  });
  const arrows = calls.map((call) => arrow(...call.split(' > ').map((file) => at.get(file))));
  const steps = files.map((file) => step(file, at.get(file)));
  const end = bottom + 22;
  return picture({
    height: end + 58,
    title: '一次请求的路径 The way of a request',
    description: files.join(' → '),
    parts: [
      label(LEFT, 26, '记录一次协商议事会（sessionRecord），从网络到数据库：箭头指向第一次用到的文件', {
        size: 14,
        bold: true,
      }),
      lanes,
      arrows,
      steps,
      box(LEFT - 4, end, 5 * LANE - 2, 38, { fill: '#f1f5f9', radius: 8 }),
      label(
        LEFT + 8,
        end + 24,
        'PostgreSQL：一个事务，行级安全按读者的角色检查每一行 / one transaction; row security checks each row',
        {
          size: 13,
        },
      ),
      line(
        [
          [LEFT + 4 * LANE + BOX / 2, bottom - 4],
          [LEFT + 4 * LANE + BOX / 2, end],
        ],
        { arrow: true },
      ),
    ],
  });
}

/** From below the caller, down to the row of the called, and into its side. */
function arrow(from, to) {
  if (to.x === from.x) {
    const x = from.x + 12;
    return line(
      [
        [x, from.y + 46],
        [x, to.y],
      ],
      { arrow: true },
    );
  }
  const isRight = to.x > from.x;
  const x = isRight ? from.x + BOX - 14 : from.x + 14;
  return line(
    [
      [x, from.y + 46],
      [x, to.y + 23],
      [isRight ? to.x : to.x + BOX, to.y + 23],
    ],
    { arrow: true },
  );
}

function step(file, { x, y, row }) {
  const [zh, en] = STEPS[file] ?? [];
  const name = nameOf(file).at(-1);
  return [
    box(x, y, BOX, 46),
    label(x + 8, y + 15, `${row}  ${name}`, { size: 11, bold: true }),
    zh ? label(x + 8, y + 29, zh, { size: 12 }) : [],
    en ? label(x + 8, y + 41, en, { size: 9.5, fill: GREY }) : [],
  ];
}
