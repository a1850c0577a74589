// What the kept sums gain: the product's own statements against the same counted from the records, and against
// hand-written ones over the sums (live-sql.mjs), one after the other on one connection.
import { deepStrictEqual } from 'node:assert';
import pg from 'pg';
import { HAS_DATA_LIVE, liveCte } from '../dist/src/modules/comparison/counting/base-aggregates-live.js';
import {
  factsStatement,
  pageStatement,
  rangeFactsStatement,
} from '../dist/src/modules/comparison/reading/comparison-sql.js';
import { getMetric } from '../dist/src/modules/comparison/catalogue/catalogue.js';
import { stepTotalsStatement } from '../dist/src/modules/comparison/reading/place-steps-sql.js';
import { createPool, createReadPool } from '../dist/src/db/pools.js';
import { TenantDatabase } from '../dist/src/db/tenant-database.js';
import { PUBLIC_VIEWER } from '../dist/src/kernel/viewer.js';
import { COMPARE } from './compare-sql.mjs';
import { LIVE_COMPARE, LIVE_TREND } from './live-sql.mjs';
import { TREND } from './trend-sql.mjs';

const WARM = 6;
const NUMBERS = ['attendances', 'itemsDue', 'itemsDueDone', 'itemsOverdue', 'sessions', 'suggestions', 'topicsClosed'];

/** The group of metrics that holds all of METRICS, STEPS and NUMBERS: the product reads metrics by groups. */
const GROUP = 'COMMON';

/**
 * @returns per question the milliseconds of every round: `live`, `ours` as it is asked, `kept` where the answer is
 * still good, and `hand` where there is one by hand.
 */
export async function againstLive({ own, world }, keys, rounds) {
  const { cityId, path, role, reader } = world.viewers.city;
  const app = new pg.Client({ connectionString: own.appUrl });
  app.on('error', () => undefined);
  await app.connect();
  await app.query(
    `SELECT set_config('role', $1, false), set_config('app.city_id', $2, false), set_config('app.path', $3, false),
      set_config('app.path_end', $4, false), set_config('app.grant_role', $5, false)`,
    [reader, cityId, path, `${path}~`, role],
  );
  const keeping = new TenantDatabase(createReadPool(own.appUrl, 1), createPool(own.appUrl, 1, 'bench'), {
    keptRows: 100_000,
  });
  const viewer = { ...PUBLIC_VIEWER, cityId, placePath: path, role, reader };
  const rows = {};
  for (const [number, { title, key, live, hand, ours, same }] of questions(path).entries()) {
    if (!keys.includes(key)) continue;
    await same(app);
    const took = { live: [], ours: [], kept: [], hand: [] };
    const ways = {
      // Counting needs no warming of a prepared statement: it is planned for its values each time, which is best for
      // it.
      live: () => app.query(live),
      ours: () => {
        let at = 0;
        return ours(async (statement) => (await app.query(prepared(`ours ${number} ${(at += 1)}`, statement))).rows);
      },
      kept: () => ours(async (statement) => (await keeping.read(viewer, [statement]))[0]),
      ...(hand ? { hand: () => app.query(prepared(`hand ${number}`, hand)) } : {}),
    };
    for (let round = -WARM; round < rounds; round += 1) {
      for (const [way, ask] of Object.entries(ways)) {
        if (way === 'live' && round < -1) continue;
        if (way === 'ours') await app.query('SET plan_cache_mode = force_generic_plan');
        const began = performance.now();
        await ask();
        if (round >= 0) took[way].push(performance.now() - began);
        if (way === 'ours') await app.query('RESET plan_cache_mode');
      }
    }
    rows[title] = { key, ...took };
  }
  await app.end();
  await keeping.close();
  return rows;
}

const prepared = (name, { text, values }) => ({ name, text, values: [...values] });

function questions(path) {
  const range = { from: path, end: `${path}~`, isCity: true };
  const daysOf = ([from, to]) => ({ from, to, dueBy: to });
  const order = (period) =>
    pageStatement({
      days: daysOf(period),
      range,
      metric: getMetric('SUGGESTIONS_PER_1000'),
      direction: 'DESC',
      after: null,
      limit: 51,
    });
  /** The page, and then the numbers of its rooms. */
  const compared = (period) => async (ask) =>
    ask(
      factsStatement(
        daysOf(period),
        (await ask(order(period))).map(({ roomId }) => roomId),
        GROUP,
      ),
    );
  const one = (statement) => (ask) => ask(statement);
  const months = Array.from({ length: 24 }, (_, index) => {
    const day = (month) => new Date(Date.UTC(2024, 6 + month, 1));
    return {
      from: day(index).toISOString().slice(0, 10),
      to: new Date(day(index + 1) - 86_400_000).toISOString().slice(0, 10),
    };
  });
  const trend = stepTotalsStatement(
    { key: '', days: months.map((month) => ({ ...month, dueBy: month.to })), range, groups: [path] },
    GROUP,
  );
  const byHand = (live, hand, values) => ({
    live: { text: live, values },
    hand: { text: hand, values },
    same: async (app) => deepStrictEqual((await app.query(live, values)).rows, (await app.query(hand, values)).rows),
  });
  const everyRoom = (period) => {
    const [live, ours] = [liveStatement(daysOf(period), range), rangeFactsStatement(daysOf(period), range, GROUP)];
    const numbers = (rows) =>
      rows
        .map((row) => [row.roomId, row.hasData, ...NUMBERS.map((name) => row[`${name}.amount`])])
        .sort((x, y) => (x[0] < y[0] ? -1 : 1));
    return {
      live,
      ours: one(ours),
      same: async (app) =>
        deepStrictEqual(
          numbers((await app.query(live.text, live.values)).rows),
          numbers((await app.query(ours.text, ours.values)).rows),
        ),
    };
  };
  const [half, two] = [
    ['2025-07-01', '2025-12-31'],
    ['2024-07-01', '2026-06-30'],
  ];
  return [
    {
      title: 'Q3, 6 months: all rooms by a rate, seven numbers of the first 50',
      key: 'Q3',
      ours: compared(half),
      ...byHand(LIVE_COMPARE, COMPARE.text, half),
    },
    { title: 'Q3, 24 months: the same', key: 'Q3', ours: compared(two), ...byHand(LIVE_COMPARE, COMPARE.text, two) },
    { title: 'Q3, 6 months: seven numbers of every room', key: 'Q3', ...everyRoom(half) },
    { title: 'Q3, 24 months: seven numbers of every room', key: 'Q3', ...everyRoom(two) },
    { title: 'Q4, 24 months', key: 'Q4', ours: one(trend), ...byHand(LIVE_TREND, TREND.text, two) },
  ];
}

/** Counting by the records, as the product does where it explains a number. */
function liveStatement({ from, to, dueBy }, range) {
  const scope = `scope AS (SELECT r.id, r.city_id, r.place_id, r.place_path FROM room r
    WHERE r.place_path >= $4 AND r.place_path < $5 AND $3::date IS NOT NULL)`;
  return {
    text: `WITH ${[scope, ...NUMBERS.map(liveCte)].join(', ')}
      SELECT s.id AS "roomId", ${HAS_DATA_LIVE} AS "hasData",
      ${NUMBERS.map(
        (name) => `coalesce(a_${name}.amount,
      0) AS "${name}.amount"`,
      ).join(', ')}
      FROM scope s ${NUMBERS.map((name) => `LEFT JOIN a_${name} ON a_${name}.room_id = s.id`).join(' ')}`,
    values: [from, to, dueBy, range.from, range.end],
  };
}
