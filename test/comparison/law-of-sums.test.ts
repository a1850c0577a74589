import type { PlaceRef, RoomRef } from '../support/world.js';
import { CommonGround } from './ground.js';
import { ADDITIVE, addUp, chance, numbersOf } from './sums.js';

const VALUES = `values(metrics: [${ADDITIVE.join(', ')}]) { metric { id } value }`;
/** In a summary the metrics are named above. */
const ASKED_ABOVE = 'values { metric { id } value }';
const PERIOD = '{from: "2022-01-01", to: "2022-12-31"}';
const MONTHS = 12;

describe.each([1, 2, 3])('the law of sums, seed %i', (seed) => {
  let ground: CommonGround;
  const nodes: PlaceRef[] = [];
  const rooms: RoomRef[] = [];

  beforeAll(async () => {
    ground = await CommonGround.start();
    const next = chance(seed);
    const { world, records, city } = ground;
    const districts = [await world.district(city, 11), await world.district(city, 12)];
    const parents = [city, ...districts];
    const streets: PlaceRef[] = [];
    for (let serial = 2; serial < 7; serial += 1) streets.push(await world.street(parents[next(3)]!, serial));
    const communities: PlaceRef[] = [];
    for (let serial = 1; serial < 13; serial += 1)
      communities.push(await world.community(streets[next(streets.length)]!, serial));
    nodes.push(city, ...districts, ...streets, ...communities);
    // Every level has rooms of its own, the city and a district too.
    for (const place of [city, districts[1]!, streets[0]!, ...communities.filter(() => next(3) > 0)])
      rooms.push(await world.room(place));
    for (const room of rooms) {
      const topic = await records.topic(room, { from: '2022-01-05' });
      for (let count = next(4); count > 0; count -= 1) {
        const month = String(1 + next(MONTHS)).padStart(2, '0');
        const has = { suggestions: next(5), heads: { AFFECTED_PARTY: 1 + next(9) } };
        await records.session(room, topic, { from: `2022-${month}-10` }, has);
      }
      const item = await records.item(room, topic, '2022-03-31');
      if (next(2) === 0) await records.itemEvent(room, item, 'PROGRESS', { from: '2022-02-01' }, 'DONE');
    }
  });
  afterAll(() => ground.stop());

  const ask = async (query: string) => ground.committee.must(`{ ${query} }`);

  it('holds in the summary of every place: its own rooms and its children make it up', async () => {
    for (const node of nodes) {
      const { summary } = await ask(
        `summary(within: "${node.code}", period: ${PERIOD}, metrics: [${ADDITIVE.join(', ')}]) {
          ${ASKED_ABOVE} own { ${ASKED_ABOVE} coverage { enrolled } }
          coverage { enrolled } children { ${ASKED_ABOVE} coverage { enrolled } } }`,
      );
      const parts = [summary.own, ...summary.children];
      expect(addUp(parts)).toEqual(numbersOf(summary));
      expect(parts.reduce((total, { coverage }) => total + coverage.enrolled, 0)).toBe(summary.coverage.enrolled);
    }
  });

  it('holds in every comparison of streets, and in the totals of its columns', async () => {
    for (const node of nodes.filter(({ level }) => level !== 'COMMUNITY')) {
      const { compareStreets, summary } = await ask(
        `compareStreets(within: "${node.code}", period: ${PERIOD}, first: 50) { nodes { ${VALUES} }
          own { place { code } ${VALUES} }
          columns(metrics: [${ADDITIVE.join(', ')}]) { metric { id } total { value } } }
        summary(within: "${node.code}", period: ${PERIOD}, metrics: [${ADDITIVE.join(', ')}]) {
          ${ASKED_ABOVE} }`,
      );
      expect(addUp([...compareStreets.nodes, ...compareStreets.own])).toEqual(numbersOf(summary));
      const totals = compareStreets.columns.map((column: { metric: { id: string }; total: { value: number } }) => ({
        metric: column.metric,
        value: column.total.value,
      }));
      expect(numbersOf({ values: totals })).toEqual(numbersOf(summary));
    }
  });

  it('counts every enrolled room in exactly one row of a comparison of rooms', async () => {
    for (const node of nodes) {
      const below = rooms.filter(({ place }) => place.path.startsWith(node.path)).map(({ place }) => place.code);
      const { compareRooms, summary } = await ask(
        `compareRooms(within: "${node.code}", period: ${PERIOD}, first: 100) { nodes { place { code } ${VALUES} } }
        summary(within: "${node.code}", period: ${PERIOD}, metrics: [${ADDITIVE.join(', ')}]) {
          ${ASKED_ABOVE} }`,
      );
      expect(compareRooms.nodes.map(({ place }: { place: { code: string } }) => place.code).toSorted()).toEqual(
        below.toSorted(),
      );
      expect(addUp(compareRooms.nodes)).toEqual(numbersOf(summary));
    }
  });

  it('control: numbers were recorded, and rooms above the streets have some', async () => {
    const { compareStreets } = await ask(
      `compareStreets(within: "${ground.city.code}", period: ${PERIOD}) {
        nodes { ${VALUES} } own { place { code } ${VALUES} } }`,
    );
    expect(compareStreets.own.map(({ place }: { place: { code: string } }) => place.code)).toHaveLength(2);
    expect(addUp(compareStreets.nodes)['SUGGESTIONS']).toBeGreaterThan(0);
  });
});
