// Writes docs/metrics.md from the catalogue of metrics. `--check` compares it with the committed file instead of
// writing it; `--stdout` only prints.
import { built, emit } from './emitted-file.mjs';

const of = (path) => built(process.env.METRICS_DIST ?? 'dist', `src/modules/comparison/catalogue/${path}`);
const [{ CATALOGUE }, { CATALOGUE_VERSION }] = await Promise.all([
  of('catalogue.js'),
  of('catalogue-version.service.js'),
]);

const KINDS = {
  COUNT: '计数 count',
  RATE: '比率 rate',
  PROPORTION: '比例 proportion',
  DURATION: '时长 duration',
  SCORE: '评分 score',
  MIX: '构成 mix',
};
const DIRECTIONS = {
  HIGHER_IS_BETTER: '越高越好 higher is better',
  LOWER_IS_BETTER: '越低越好 lower is better',
  NEITHER: '仅作描述 neither: it describes',
};
const both = ({ zh, en }) => [zh, '', `*${en}*`];
const yes = (condition, text) => (condition ? [text] : []);

function madeOf({ numerator, denominator, per, cases, marks }) {
  if (numerator)
    return [
      `- 计算依据 made of: \`${numerator}\`${denominator ? ` ÷ \`${denominator}\`` : ''}` +
        `${per ? ` × ${per.toLocaleString('en')}` : ''}`,
    ];
  return [
    `- 计算依据 made of: 逐件 single cases \`${cases}\``,
    ...yes(
      marks,
      `- 记分 marks: ${Object.entries(marks ?? {})
        .map(([key, mark]) => `${key} ${mark}`)
        .join(', ')}`,
    ),
  ];
}

function section(metric) {
  const { id, name, kind, direction, unit, decimals, minimum, people, isOutcome, ofRegister, spread, parts, changes } =
    metric;
  return [
    `## ${name.zh} ${name.en}`,
    '',
    `\`${id}\` · ${KINDS[kind]} · ${DIRECTIONS[direction]} · ${unit.zh} ${unit.en} · ${decimals} 位小数 decimals`,
    '',
    ...both(metric.explanation),
    '',
    '**算什么 what counts.** ' + metric.counts.zh,
    '',
    `*${metric.counts.en}*`,
    '',
    '**不算什么 what does not.** ' + metric.countsNot.zh,
    '',
    `*${metric.countsNot.en}*`,
    '',
    '**公式 formula.** ' + metric.formula.zh,
    '',
    `*${metric.formula.en}*`,
    '',
    ...madeOf(metric),
    ...yes((minimum ?? 1) > 1, `- 至少 ${minimum} 件才给出数值 at least ${minimum} cases, else TOO_FEW`),
    ...yes(
      people,
      '- 涉及个人：人数少的不显示，其余取整 of people: small groups are hidden, other numbers are rounded',
    ),
    ...yes(
      isOutcome,
      '- 成效指标；市里开启后才可能排名 an outcome metric: can be ranked where the city turns ranks on',
    ),
    ...yes(
      ofRegister,
      '- 按建室登记计：没有记录的议事室也有数值 counted from the register: a room without records has a value too',
    ),
    ...yes(spread, `- 控制限按过度离散放宽 funnel limits widened for over-dispersion: ${spread}`),
    ...yes(
      parts,
      `- 构成 parts: ${(parts ?? []).map((part) => `${part.name.zh} ${part.name.en} (\`${part.key}\`)`).join(', ')}`,
    ),
    `- 版本 version ${changes.at(-1).version}`,
    ...changes.map(({ version, on, change }) => `  - ${version} (${on}): ${change.zh} ${change.en}`),
    '',
  ];
}

const printed = [
  '# 指标 Metrics',
  '',
  '本文件由指标目录生成（`npm run docs:metrics`），请勿手改。比较、趋势、汇总、导出和封存都按这里的定义计算。',
  '',
  '*Generated from the catalogue (`npm run docs:metrics`): do not edit. Comparisons, trends, summaries, ' +
    'exports and seals all compute from these definitions.*',
  '',
  `目录版本 catalogue version \`${CATALOGUE_VERSION}\` · ${CATALOGUE.length} 个指标 metrics`,
  '',
  '时段都由整月组成。日期只知到月或年、可能跨越时段边界的记录，使数值无法拆分，不按猜测计入。0 是事实，“暂无记录”是另一回事。',
  '',
  '*Periods are whole months. If a record may be in or outside the period, the number is unknown and is not ' +
    'guessed. 0 is a fact. NO_DATA is something else.*',
  '',
  '| 指标 | metric | id |',
  '|---|---|---|',
  ...CATALOGUE.map(({ id, name }) => `| ${name.zh} | ${name.en} | \`${id}\` |`),
  '',
  ...CATALOGUE.flatMap(section),
].join('\n');
emit({
  file: 'docs/metrics.md',
  printed,
  what: 'the built catalogue',
  command: 'docs:metrics',
  size: `${CATALOGUE.length} metrics`,
});
