import 'reflect-metadata';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { byHand } from './by-hand/all.js';
import { isHeldByHand } from './by-hand/calls.js';
import { KeptCluster } from './kept-cluster.js';
import { runLane } from './lane.js';
import type { Mutant, Verdict } from './mutant.js';
import { lineOf, summary } from './report.js';
import { makeSwitchable } from './sites.js';
import { stateMutants } from './states.js';
import { Suite } from './suite.js';

/** As many as the machine has cores that the limit of time is for. */
const SLOTS = 2;
const { values: options } = parseArgs({
  options: {
    ci: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    lane: { type: 'string', default: 'all' },
  },
});
/** Of this run alone: two may go on at once. */
const COPY = `dist-mutants-${process.pid}`;
const SWITCHABLE = `${COPY}-services`;

type Tell = (verdict: Verdict) => void;
type Job = (suite: Suite, tell: Tell) => Promise<void>;

const runs = (lane: string): boolean => !options.ci && (options.lane === 'all' || options.lane === lane);

/** Long ones first, so that both slots end at about the same time. */
async function jobs(cluster: KeptCluster): Promise<Job[]> {
  const queue: Job[] = [];
  if (runs('services')) queue.push((_suite, tell) => services(cluster, tell));
  if (runs('database'))
    queue.push((_suite, tell) => runLane('dist/test/mutants/database.js', [options.only], cluster.dir, tell));
  const wanted = (mutant: Mutant): boolean =>
    (options.ci ? mutant.inGate === true : runs('suite')) && mutant.name.includes(options.only);
  return [
    ...queue,
    ...[...byHand, ...(await stateMutants())].filter(wanted).map(
      (mutant): Job =>
        async (suite, tell) =>
          tell(await suite.judge(mutant)),
    ),
  ];
}

async function services(cluster: KeptCluster, tell: Tell): Promise<void> {
  rmSync(SWITCHABLE, { recursive: true, force: true });
  cpSync('dist', SWITCHABLE, { recursive: true });
  try {
    const sites = makeSwitchable(SWITCHABLE).filter(({ id }) => !isHeldByHand(id));
    writeFileSync(join(SWITCHABLE, 'sites.json'), JSON.stringify(sites));
    await runLane(
      join(SWITCHABLE, 'test/mutants/services.js'),
      [join(SWITCHABLE, 'sites.json'), options.only],
      cluster.dir,
      tell,
    );
  } finally {
    rmSync(SWITCHABLE, { recursive: true, force: true });
  }
}

async function work(queue: Job[], suite: Suite, tell: Tell): Promise<void> {
  for (let job = queue.shift(); job; job = queue.shift()) await job(suite, tell);
}

const begun = Date.now();
const cluster = await KeptCluster.start();
const suites = Array.from({ length: SLOTS }, (_, slot) => Suite.create(`${COPY}-${slot}`, cluster));
const verdicts: Verdict[] = [];
const tell: Tell = (verdict) => {
  verdicts.push(verdict);
  console.log(lineOf(verdict));
};
try {
  const queue = await jobs(cluster);
  await Promise.all(suites.map((suite) => work(queue, suite, tell)));
} finally {
  for (const suite of suites) suite.remove();
  await cluster.stop();
}
const { text, isSound } = summary(verdicts, Date.now() - begun);
console.log(`\n${text}`);
process.exitCode = isSound ? 0 : 1;
