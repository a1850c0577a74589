import 'reflect-metadata';
import pg from 'pg';
import { NO_DATA, type MetricResult } from '../../../src/modules/comparison/values/compute-metric.js';
import { ValueBound } from '../../../src/modules/comparison/catalogue/comparison.enums.js';
import { defaultSettings } from '../../../src/modules/comparison/settings/settings.loaders.js';
import { drawnSizes, pointsOf, quantilesOf } from '../../../src/modules/comparison/fairness/distribution.js';
import { ComparisonBase } from '../../../src/modules/comparison/settings/fairness.enums.js';
import type { PeerGroup } from '../../../src/modules/comparison/fairness/peer-group.js';
import { RelativePositions } from '../../../src/modules/comparison/fairness/relative-positions.js';
import type { Peer } from '../../../src/modules/comparison/fairness/relative-position.js';
import { getMetric } from '../../../src/modules/comparison/catalogue/catalogue.js';
import type { SumMetric } from '../../../src/modules/comparison/catalogue/metric-definition.js';
import { type TestDatabase, createTestDatabase } from '../../support/database.js';

const K = 5;
const settings = Object.assign(defaultSettings('00000000-0000-0000-0000-000000000000'), {
  smallestGroup: K,
  smallestPeerGroup: K,
});
const metric = getMetric('COMPLETION_RATE') as SumMetric;

const resultOf = (numerator: number, denominator: number): MetricResult => ({
  ...NO_DATA,
  suppressedReason: null,
  value: numerator / denominator,
  bound: ValueBound.EXACT,
  numerator,
  denominator,
});

/** Rooms of one street a letter; each of a kind and a population band. */
const city = (shape: readonly (readonly [street: string, kind: string, band: string, count: number])[]): Peer[] =>
  shape.flatMap(([street, kind, band, count]) =>
    Array.from({ length: count }, (_, index) => ({
      key: `${street}${kind}${band}${index}`,
      placeId: '',
      path: `T${street}${kind}${band}${index}`,
      classes: [kind, band, 'WHOLE', '1'],
      street: `T${street}`,
      isWhole: true,
    })),
  );

function standings(
  units: readonly Peer[],
  base: ComparisonBase,
  isVisible: (path: string) => boolean,
): RelativePositions {
  const values = new Map(units.map(({ key }, index) => [key, resultOf(5 + (index % 5), 10 + index)]));
  return new RelativePositions({ metric, peers: units, base, settings, isVisible, valueOf: (key) => values.get(key) });
}

/** Every sum and difference of the groups that speaks of some hidden members, but of fewer than k. */
function leaksOf(groups: readonly PeerGroup[], isVisible: (path: string) => boolean): string[] {
  const shown = groups
    .map((group) => new Set(group.members.filter(({ path }) => !isVisible(path)).map(({ key }) => key)))
    .filter(({ size }) => size > 0)
    .filter(
      (keys, index, all) =>
        all.findIndex((other) => other.size === keys.size && [...keys].every((key) => other.has(key))) === index,
    )
    .slice(0, 8);
  // Members in the same groups always go together: what counts is how many are in which.
  const cells = new Map<string, number>();
  for (const key of new Set(shown.flatMap((keys) => [...keys]))) {
    const cell = shown.map((keys) => (keys.has(key) ? '1' : '0')).join('');
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  return Array.from({ length: 3 ** shown.length }, (_, index) =>
    shown.map((__, at) => (Math.floor(index / 3 ** at) % 3) - 1),
  ).flatMap((signs) => {
    const left = [...cells].reduce(
      (sum, [cell, count]) =>
        signs.reduce((total, sign, at) => total + sign * Number(cell[at]), 0) === 0 ? sum : sum + count,
      0,
    );
    return left > 0 && left < K
      ? [`${signs.join(' ')} of ${shown.map(({ size }) => size).join(', ')} leaves ${left}`]
      : [];
  });
}

const memberKeys = (group: PeerGroup | null): string[] => group?.members.map(({ key }) => key) ?? [];

describe('what a group may tell', () => {
  it('is nothing while fewer than k of it are hidden, and everything of what is seen', () => {
    const units = city([
      ['A', 'V', '1', 4],
      ['B', 'V', '1', 20],
    ]);
    const own = units[0]!;
    const ofRoom = (path: string): boolean => path === own.path;
    expect(standings(units, ComparisonBase.STREET, ofRoom).groupOf(own.key)).toBeNull();
    const five = city([
      ['A', 'V', '1', 5],
      ['B', 'V', '1', 20],
    ]);
    expect(standings(five, ComparisonBase.STREET, (path) => path === five[0]!.path).groupOf(five[0]!.key)).toBeNull();
    const six = city([
      ['A', 'V', '1', 6],
      ['B', 'V', '1', 20],
    ]);
    expect(
      memberKeys(standings(six, ComparisonBase.STREET, (path) => path === six[0]!.path).groupOf(six[0]!.key)),
    ).toHaveLength(6);
    expect(
      memberKeys(standings(five, ComparisonBase.STREET, (path) => path.startsWith('TA')).groupOf(five[0]!.key)),
    ).toHaveLength(5);
  });

  it('is nothing where the city less the group would be fewer than k', () => {
    const units = city([
      ['A', 'V', '1', 20],
      ['B', 'N', '1', 3],
    ]);
    const own = units[0]!;
    const isOwn = (path: string): boolean => path === own.path;
    // Villages are 20, the city 23: their difference would tell of three neighbourhoods. The city itself may be shown.
    expect(memberKeys(standings(units, ComparisonBase.PEERS, isOwn).groupOf(own.key))).toHaveLength(23);
    expect(standings(units, ComparisonBase.STREET, isOwn).groupOf(own.key)).toBeNull();
    // The control: to whom all are known nothing is revealed by subtracting.
    expect(memberKeys(standings(units, ComparisonBase.PEERS, () => true).groupOf(own.key))).toHaveLength(20);
  });

  it('is nothing where a narrower group differs from a wider one of the same viewer by fewer than k', () => {
    const units = city([
      ['A', 'V', '1', 6],
      ['D', 'V', '1', 6],
      ['B', 'V', '2', 2],
      ['C', 'N', '1', 20],
    ]);
    const own = units[0]!;
    const group = standings(units, ComparisonBase.PEERS, (path) => path === own.path).groupOf(own.key)!;
    expect(group.name.level).toBe('KIND');
    expect(standings(units, ComparisonBase.PEERS, () => true).groupOf(own.key)!.name.level).toBe('AGE');
  });

  it('shows no sum and no difference of groups that is of fewer than k hidden, over two hundred cities', () => {
    let state = 20260101;
    const draw = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state % below;
    };
    let shown = 0;
    const leaks: string[] = [];
    for (let round = 0; round < 200; round += 1) {
      const units = city(
        Array.from(
          { length: 2 + draw(7) },
          (_, index) =>
            [
              String.fromCharCode(65 + draw(4)),
              'VN'[draw(2)]!,
              `${draw(3)}${index}`.slice(0, 1),
              1 + draw(12),
            ] as const,
        ),
      ).filter((unit, index, all) => all.findIndex(({ key }) => key === unit.key) === index);
      const own = units[draw(units.length)]!;
      const ofStreet = draw(2) === 0;
      const isVisible = (path: string): boolean => (ofStreet ? path.startsWith(own.street!) : path === own.path);
      const asked = ofStreet ? units.filter(({ street }) => street === own.street) : [own];
      const groups = Object.values(ComparisonBase).flatMap((base) => {
        const of = standings(units, base, isVisible);
        return [...new Set(asked.flatMap(({ key }) => of.groupOf(key) ?? []))];
      });
      leaks.push(...leaksOf(groups, isVisible));
      shown += groups.length;
    }
    expect(leaks).toEqual([]);
    expect(shown).toBeGreaterThan(200);
  });

  it('is not the wider group where that less all narrower ones shown would be fewer than k', () => {
    const aged = (count: number, age: string, street: string): Peer[] =>
      city([[street, 'V', '1', count]]).map((unit, index) => ({
        ...unit,
        key: `${unit.key}${age}`,
        path: `${unit.path}${age}${index}`,
        classes: ['V', '1', 'WHOLE', age],
      }));
    // A street of three rooms, one of each age; of others there are six, six and one: shown all but the ones alone, the
    // six and six would leave the one.
    const units = [
      ...aged(1, '0', 'A'),
      ...aged(1, '1', 'A'),
      ...aged(1, '2', 'A'),
      ...aged(1, '0', 'B'),
      ...aged(6, '1', 'B'),
      ...aged(6, '2', 'B'),
      ...city([['C', 'N', '1', 20]]),
    ];
    const ofStreet = (path: string): boolean => path.startsWith('TA');
    const of = standings(units, ComparisonBase.PEERS, ofStreet);
    const groups = [...new Set(units.slice(0, 3).flatMap(({ key }) => of.groupOf(key) ?? []))];
    expect(groups.length).toBeGreaterThan(1);
    expect(leaksOf(groups, ofStreet)).toEqual([]);
    // The control: the three together do leak.
    const open = standings(units, ComparisonBase.PEERS, () => true);
    expect(
      leaksOf(
        [
          open.groupOf(units[1]!.key)!,
          open.groupOf(units[2]!.key)!,
          standings(units, ComparisonBase.PEERS, ofStreet).groupOf(units[0]!.key)!,
        ],
        ofStreet,
      ),
    ).not.toEqual([]);
  });

  it('is nothing where group and street share all but a few', () => {
    // Eight villages, six of them in street A; with its one neighbourhood street A has seven: villages less street
    // would tell of two villages and one neighbourhood.
    const units = city([
      ['A', 'V', '1', 6],
      ['A', 'N', '1', 1],
      ['B', 'V', '1', 2],
      ['C', 'N', '1', 20],
    ]);
    const isOwn = (path: string): boolean => path === units[0]!.path;
    const [ofStreet, ofPeers] = [ComparisonBase.STREET, ComparisonBase.PEERS].map((base) =>
      standings(units, base, isOwn).groupOf(units[0]!.key)!,
    );
    expect([ofStreet!.name.level, ofPeers!.name.level]).toEqual(['STREET', 'CITY']);
    expect(leaksOf([ofStreet!, ofPeers!], isOwn)).toEqual([]);
    // The control: the villages beside the street would have leaked.
    const villages = standings(units, ComparisonBase.PEERS, () => true).groupOf(units[0]!.key)!;
    expect(leaksOf([ofStreet!, villages], isOwn)).not.toEqual([]);
  });

  it("is, where some are hidden, no exact figure, so that periods subtracted leave no room's number", () => {
    const units = city([
      ['A', 'V', '1', 1],
      ['B', 'V', '1', 30],
    ]);
    const own = units[0]!;
    const shown = (rooms: readonly Peer[], isVisible: (path: string) => boolean): PeerGroup =>
      standings(rooms, ComparisonBase.CITY, isVisible).groupOfCity()!;
    const figure = (isVisible: (path: string) => boolean): number => {
      const [all, fewer] = [shown(units, isVisible), shown(units.slice(0, -1), isVisible)];
      const sum = (group: PeerGroup): number =>
        group.centre! * group.members.reduce((total, { size }) => total + size, 0);
      return sum(all) - sum(fewer);
    };
    const last = units.length - 1;
    expect(Math.abs(figure(() => true) - (5 + (last % 5)))).toBeLessThan(1e-6);
    expect(Math.abs(figure((path) => path === own.path) - (5 + (last % 5)))).toBeGreaterThan(0.4);
    const [closed, open] = [shown(units, (path) => path === own.path), shown(units, () => true)];
    expect(closed.centre).toBe(Number(open.centre!.toPrecision(2)));
    const shrunk = closed.shrunkOf(closed.members[0]!);
    for (const value of shrunk ? [shrunk.value, shrunk.low, shrunk.high] : [])
      expect(value).toBe(Number(value.toFixed(metric.decimals)));
    expect(closed.bandOf(closed.members[0]!)).toBe(open.bandOf(open.members[0]!));
  });

  it('shows who stands together by size and key alone, for all values', () => {
    const units = city([
      ['A', 'V', '1', 1],
      ['B', 'V', '1', 43],
    ]);
    const isOwn = (path: string): boolean => path === units[0]!.path;
    const cells = (shift: number): string[][] => {
      const values = new Map(
        units.map(({ key }, index) => [key, resultOf(1 + ((index * 7 + shift * (index % 3)) % 9), 10)]),
      );
      const of = new RelativePositions({
        metric,
        peers: units,
        base: ComparisonBase.CITY,
        settings,
        isVisible: isOwn,
        valueOf: (key) => values.get(key),
      });
      return pointsOf(of, of.groupOfCity()!, K).map(({ members }) => members.map(({ key }) => key));
    };
    for (const period of [1, 2, 3]) expect(cells(period)).toEqual(cells(0));
  });

  it('takes hidden points together by k of like size, and rounds the ends of what is drawn', () => {
    const units = city([
      ['A', 'V', '1', 1],
      ['B', 'V', '1', 43],
    ]);
    const all = standings(units, ComparisonBase.CITY, (path) => path === units[0]!.path);
    const group = all.groupOfCity()!;
    const points = pointsOf(all, group, K);
    expect(points.filter(({ isNamed }) => isNamed).map(({ members }) => members.map(({ key }) => key))).toEqual([
      [units[0]!.key],
    ]);
    expect(points.filter(({ isNamed }) => !isNamed).every(({ members }) => members.length >= K)).toBe(true);
    expect(points.flatMap(({ members }) => members)).toHaveLength(44);
    expect(drawnSizes(group)).toEqual({ smallest: 10, largest: 60 });
    for (const { value } of quantilesOf(group)) expect(value).toBe(Number(value.toFixed(metric.decimals)));
    const open = standings(units, ComparisonBase.CITY, () => true);
    expect(quantilesOf(open.groupOfCity()!).some(({ value }) => value !== Number(value.toFixed(metric.decimals)))).toBe(
      true,
    );
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

  it.each([
    'SELECT name FROM room',
    'SELECT name FROM place',
    'SELECT source FROM place_fact',
    'SELECT measure FROM implementation_item',
    'SELECT 1 FROM session',
    'SELECT 1 FROM account',
    'SELECT 1 FROM concern_contact',
    'SELECT 1 FROM access_token',
  ])('may not: %s', async (statement) => {
    expect(await asPeers(statement)).toBe('42501');
  });

  it('may ask for numbers, and without a city sees none (control)', async () => {
    expect(await asPeers('SELECT room_id, sessions FROM room_month_stat')).toBe('0 rows');
    expect(await asPeers('SELECT id, place_path FROM room')).toBe('0 rows');
  });
});
