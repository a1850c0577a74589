import 'reflect-metadata';
import pg from 'pg';
import { NO_DATA, type Evaluation } from '../../../src/modules/comparison/evaluate.js';
import { ValueBound } from '../../../src/modules/comparison/comparison.enums.js';
import { defaultSettings } from '../../../src/modules/comparison/fairness/settings.loaders.js';
import { drawnSizes, pointsOf, quantilesOf } from '../../../src/modules/comparison/fairness/distribution.js';
import { ComparisonBase } from '../../../src/modules/comparison/fairness/fairness.enums.js';
import type { PeerGroup } from '../../../src/modules/comparison/fairness/peer-group.js';
import { Standings, type Unit } from '../../../src/modules/comparison/fairness/standings.js';
import { getMetric } from '../../../src/modules/comparison/metrics/catalogue.js';
import type { SumMetric } from '../../../src/modules/comparison/metrics/metric-definition.js';
import { type TestDatabase, createTestDatabase } from '../../support/database.js';

const K = 5;
const settings = Object.assign(defaultSettings('00000000-0000-0000-0000-000000000000'), { smallestGroup: K, smallestPeerGroup: K });
const metric = getMetric('COMPLETION_RATE') as SumMetric;

const evaluation = (numerator: number, denominator: number): Evaluation => ({ ...NO_DATA, suppressedReason: null, value: numerator / denominator, bound: ValueBound.EXACT, numerator, denominator });

/** Rooms of one street a letter; each of a kind and a population band. */
const city = (shape: readonly (readonly [street: string, kind: string, band: string, count: number])[]): Unit[] => shape.flatMap(([street, kind, band, count]) =>
  Array.from({ length: count }, (_, index) => ({ key: `${street}${kind}${band}${index}`, placeId: '', path: `T${street}${kind}${band}${index}`, classes: [kind, band, 'WHOLE', '1'], street: `T${street}`, isWhole: true })));

function standings(units: readonly Unit[], base: ComparisonBase, isVisible: (path: string) => boolean): Standings {
  const values = new Map(units.map(({ key }, index) => [key, evaluation(5 + (index % 5), 10 + index)]));
  return new Standings({ metric, units, base, settings, isVisible, valueOf: (key) => values.get(key) });
}

const memberKeys = (group: PeerGroup | null): string[] => group?.members.map(({ key }) => key) ?? [];

describe('what a group may tell', () => {
  it('is nothing while fewer than k of it are hidden, and everything of what is seen', () => {
    const units = city([['A', 'V', '1', 4], ['B', 'V', '1', 20]]);
    const own = units[0]!;
    const ofRoom = (path: string): boolean => path === own.path;
    expect(standings(units, ComparisonBase.STREET, ofRoom).groupOf(own.key)).toBeNull();
    const five = city([['A', 'V', '1', 5], ['B', 'V', '1', 20]]);
    expect(standings(five, ComparisonBase.STREET, (path) => path === five[0]!.path).groupOf(five[0]!.key)).toBeNull();
    const six = city([['A', 'V', '1', 6], ['B', 'V', '1', 20]]);
    expect(memberKeys(standings(six, ComparisonBase.STREET, (path) => path === six[0]!.path).groupOf(six[0]!.key))).toHaveLength(6);
    expect(memberKeys(standings(five, ComparisonBase.STREET, (path) => path.startsWith('TA')).groupOf(five[0]!.key))).toHaveLength(5);
  });

  it('is nothing where the city less the group would be fewer than k', () => {
    const units = city([['A', 'V', '1', 20], ['B', 'N', '1', 3]]);
    const own = units[0]!;
    const isOwn = (path: string): boolean => path === own.path;
    // Villages are 20, the city 23: their difference would tell of three neighbourhoods. The city itself may be told.
    expect(memberKeys(standings(units, ComparisonBase.PEERS, isOwn).groupOf(own.key))).toHaveLength(23);
    expect(standings(units, ComparisonBase.STREET, isOwn).groupOf(own.key)).toBeNull();
    // The control: to whom all are known nothing is told by subtracting.
    expect(memberKeys(standings(units, ComparisonBase.PEERS, () => true).groupOf(own.key))).toHaveLength(20);
  });

  it('is nothing where a narrower group differs from a wider one of the same viewer by fewer than k', () => {
    const units = city([['A', 'V', '1', 12], ['B', 'V', '2', 2], ['C', 'N', '1', 20]]);
    const own = units[0]!;
    const group = standings(units, ComparisonBase.PEERS, (path) => path === own.path).groupOf(own.key)!;
    expect(group.name.level).toBe('KIND');
    expect(standings(units, ComparisonBase.PEERS, () => true).groupOf(own.key)!.name.level).toBe('AGE');
  });

  it('never leaves fewer than k hidden between any two groups one viewer is told of, over two hundred cities', () => {
    let state = 20260101;
    const draw = (below: number): number => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state % below; };
    let told = 0;
    const leaks: string[] = [];
    for (let round = 0; round < 200; round += 1) {
      const units = city(Array.from({ length: 2 + draw(5) }, (_, index) => [String.fromCharCode(65 + draw(4)), 'VN'[draw(2)]!, `${draw(3)}${index}`.slice(0, 1), 1 + draw(12)] as const))
        .filter((unit, index, all) => all.findIndex(({ key }) => key === unit.key) === index);
      const own = units[draw(units.length)]!;
      const ofStreet = draw(2) === 0;
      const isVisible = (path: string): boolean => (ofStreet ? path.startsWith(own.street!) : path === own.path);
      const asked = ofStreet ? units.filter(({ street }) => street === own.street) : [own];
      const groups = Object.values(ComparisonBase).flatMap((base) => {
        const of = standings(units, base, isVisible);
        return [...new Set(asked.flatMap(({ key }) => of.groupOf(key) ?? []))];
      });
      for (const a of groups) {
        for (const b of groups) {
          const [ours, theirs] = [a, b].map((group) => new Set(group.members.filter(({ path }) => !isVisible(path)).map(({ key }) => key))) as [Set<string>, Set<string>];
          const difference = theirs.size - ours.size;
          if ([...ours].every((key) => theirs.has(key)) && difference > 0 && difference < K) leaks.push(`${a.name.level} in ${b.name.level}: ${difference}`);
        }
      }
      told += groups.length;
    }
    expect(leaks).toEqual([]);
    expect(told).toBeGreaterThan(200);
  });

  it('takes hidden points together by k of like size and value, and rounds the ends of what is drawn', () => {
    const units = city([['A', 'V', '1', 1], ['B', 'V', '1', 43]]);
    const all = standings(units, ComparisonBase.CITY, (path) => path === units[0]!.path);
    const group = all.groupOfCity()!;
    const points = pointsOf(all, group, K);
    expect(points.filter(({ isNamed }) => isNamed).map(({ members }) => members.map(({ key }) => key))).toEqual([[units[0]!.key]]);
    expect(points.filter(({ isNamed }) => !isNamed).every(({ members }) => members.length >= K)).toBe(true);
    expect(points.flatMap(({ members }) => members)).toHaveLength(44);
    expect(drawnSizes(group)).toEqual({ smallest: 10, largest: 60 });
    for (const { value } of quantilesOf(all, group)) expect(value).toBe(Number(value.toFixed(metric.decimals)));
    const open = standings(units, ComparisonBase.CITY, () => true);
    expect(quantilesOf(open, open.groupOfCity()!).some(({ value }) => value !== Number(value.toFixed(metric.decimals)))).toBe(true);
  });
});

describe('the eyes of the peers', () => {
  let db: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    db = await createTestDatabase();
    client = new pg.Client({ connectionString: db.appUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await db.drop();
  });

  const asPeers = async (statement: string): Promise<string> => {
    await client.query('BEGIN');
    try {
      await client.query(`SELECT set_config('role', 'app_peers', true)`);
      return `${(await client.query(statement)).rowCount} rows`;
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await client.query('ROLLBACK');
    }
  };

  it.each(['SELECT name FROM room', 'SELECT name FROM place', 'SELECT source FROM place_fact', 'SELECT measure FROM implementation_item', 'SELECT 1 FROM session', 'SELECT 1 FROM account', 'SELECT 1 FROM concern_contact', 'SELECT 1 FROM access_token'])('may not: %s', async (statement) => {
    expect(await asPeers(statement)).toBe('42501');
  });

  it('may ask for numbers, and without a city sees none (control)', async () => {
    expect(await asPeers('SELECT room_id, sessions FROM room_month_stat')).toBe('0 rows');
    expect(await asPeers('SELECT id, place_path FROM room')).toBe('0 rows');
  });
});
