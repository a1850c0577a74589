// node roll-ups.mjs --size 2000 [--rounds 7] [--seconds 3] [--history 1]
// What the kept sums cost when writing, against the same without their triggers; what they gain when reading stands in
// RESULTS.md. One run, in turn; medians with spread.
import { CATALOGUE_SOURCES } from '../dist/migrations/support/catalogue-sources.js';
import { cpuOf, cpuOfTree } from './cpu.mjs';
import { measure } from './load.mjs';
import { queries } from './queries.mjs';
import { PLAIN } from './clients.mjs';
import { NODE24, onStage, option, spread } from './stage.mjs';

const [size, rounds, seconds, history] = [
  Number(option('size', 200)),
  Number(option('rounds', 7)),
  Number(option('seconds', 3)),
  Number(option('history', 1)),
];
const contenders = ['limit', 'ours'].map((script) => ({ key: script, script, node: NODE24 }));

/**
 * The same write with the sums' triggers and without; what is not counted meanwhile is thrown away with the database.
 */
await onStage({ size, history, contenders }, async ({ own, client, world, running, headersOf }) => {
  console.log(
    '\n## Writing\n\n| | without /s | with /s | throughput with ÷ without | CPU with ÷ without ' +
      '|\n|---|---|---|---|---|',
  );
  for (const [title, writers, connections] of [
    ['Q5, 40 rooms', world.clerks, 8],
    ['campaign day', world.campaign, 64],
    ['one hot room', 1, 8],
  ]) {
    for (const contender of running) {
      const took = { without: [], with: [] };
      for (let round = -1; round < rounds; round += 1) {
        for (const way of round % 2 === 0 ? ['without', 'with'] : ['with', 'without']) {
          for (const { table } of CATALOGUE_SOURCES)
            for (const event of ['insert', 'update', 'delete'])
              await client.query(
                `ALTER TABLE ${table} ${way === 'with' ? 'ENABLE' : 'DISABLE'} TRIGGER zz_roll_up_${event}`,
              );
          const before = cpuOf(contender.pid) + cpuOfTree(own.server.pid);
          const result = await measure({
            port: contender.port,
            path: '/graphql',
            connections,
            seconds,
            check: queries.Q5.check[contender.kind],
            nextRequest: () => {
              const variables = world.newSession(writers);
              const headers = Object.entries({ ...PLAIN.headers, ...headersOf(contender, variables.viewer, true) })
                .map(([name, value]) => `${name}: ${value}\r\n`)
                .join('');
              return { body: JSON.stringify(queries.Q5[contender.kind](variables)), headers };
            },
          });
          if (round >= 0)
            took[way].push({
              perSecond: result.perSecond,
              cpu: (cpuOf(contender.pid) + cpuOfTree(own.server.pid) - before) / result.requests,
              failures: result.failures,
            });
        }
      }
      const failures = [...took.with, ...took.without].reduce((sum, row) => sum + row.failures, 0);
      const ratio = (key) =>
        spread(
          took.with.map((row, index) => row[key] / took.without[index][key]),
          2,
        );
      console.log(
        `| ${title}, ${contender.kind}${failures > 0 ? ` (${failures} refused)` : ''} | ${spread(
          took.without.map((row) => row.perSecond),
          0,
        )} | ${spread(
          took.with.map((row) => row.perSecond),
          0,
        )} | ${ratio('perSecond')} | ${ratio('cpu')} |`,
      );
    }
  }
});
