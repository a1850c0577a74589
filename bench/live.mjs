// What the kept sums gain: the product's own statement against the same counted from the records by hand (live-sql.mjs) and against the hand-written one over the sums, one after the other on one connection.
import { deepStrictEqual } from 'node:assert';
import pg from 'pg';
import { aggregatesOf, pageStatement } from '../dist/src/modules/comparison/comparison-sql.js';
import { getMetric } from '../dist/src/modules/comparison/metrics/catalogue.js';
import { stepTotalsStatement } from '../dist/src/modules/comparison/place-steps-sql.js';
import { COMPARE } from './compare-sql.mjs';
import { LIVE_COMPARE, LIVE_TREND } from './live-sql.mjs';
import { TREND } from './trend-sql.mjs';
import { METRICS, STEPS } from './values.mjs';

const WARM = 6;

/** @returns per question the milliseconds of every round: `live`, `ours` and `hand`. */
export async function againstLive({ own, world }, keys, rounds) {
  const app = new pg.Client({ connectionString: own.appUrl });
  app.on('error', () => undefined);
  await app.connect();
  const { cityId, path, role, reader } = world.viewers.city;
  await app.query(`SELECT set_config('role', $1, false), set_config('app.city_id', $2, false), set_config('app.path', $3, false), set_config('app.path_end', $4, false), set_config('app.grant_role', $5, false)`, [reader, cityId, path, `${path}~`, role]);
  const rows = {};
  for (const [title, key, period, live, hand, ours] of questions(path)) {
    if (!keys.includes(key)) continue;
    deepStrictEqual((await app.query(live, period)).rows, (await app.query(hand, period)).rows);
    const took = { live: [], ours: [], hand: [] };
    for (let round = -WARM; round < rounds; round += 1) {
      for (const [way, statement] of [['live', { text: live, values: period }], ['ours', { ...ours, name: `ours ${title}` }], ['hand', { text: hand, values: period, name: `hand ${title}` }]]) {
        // Counting needs no warming of a prepared statement: it is planned for its values each time, which is best for it.
        if (way === 'live' && round < -1) continue;
        if (way === 'ours') await app.query(`SET plan_cache_mode = force_generic_plan`);
        const began = performance.now();
        await app.query({ name: statement.name, text: statement.text, values: [...statement.values] });
        if (round >= 0) took[way].push(performance.now() - began);
        if (way === 'ours') await app.query('RESET plan_cache_mode');
      }
    }
    rows[title] = { key, ...took };
  }
  await app.end();
  return rows;
}

function questions(path) {
  const range = { from: path, end: `${path}~`, isCity: true };
  const compared = (from, to) => pageStatement({
    days: { from, to, dueBy: to }, range, metric: getMetric('SUGGESTIONS_PER_1000'), direction: 'DESC', after: null, limit: 51, names: aggregatesOf(METRICS.map(getMetric)), place: ['cityId', 'id', 'level', 'code', 'name'],
  });
  const months = Array.from({ length: 24 }, (_, index) => { const day = (month) => new Date(Date.UTC(2024, 6 + month, 1)); return { from: day(index).toISOString().slice(0, 10), to: new Date(day(index + 1) - 86_400_000).toISOString().slice(0, 10) }; });
  const trend = stepTotalsStatement({ key: '', days: months.map((month) => ({ ...month, dueBy: month.to })), range, groups: [path] }, STEPS.map(getMetric));
  const [half, two] = [['2025-07-01', '2025-12-31'], ['2024-07-01', '2026-06-30']];
  return [
    ['Q3, 6 months', 'Q3', half, LIVE_COMPARE, COMPARE.text, compared(...half)],
    ['Q3, 24 months', 'Q3', two, LIVE_COMPARE, COMPARE.text, compared(...two)],
    ['Q4, 24 months', 'Q4', two, LIVE_TREND, TREND.text, trend],
  ];
}
