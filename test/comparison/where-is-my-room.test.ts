import { readFileSync } from 'node:fs';
import { todayInShanghai } from '../../src/kernel/imprecise-date.js';
import { CommonGround } from './ground.js';

const PAGE = readFileSync(new URL('../../../docs/where-is-my-room.md', import.meta.url), 'utf8');
const QUERY = /```graphql\n([\s\S]*?)```/.exec(PAGE)![1]!;
const THEN = { year: 2022 };

describe('the page that says where a room is', () => {
  let ground: CommonGround;
  beforeAll(async () => {
    ground = await CommonGround.start();
  });
  afterAll(() => ground.stop());

  const ask = (code: string, period: object = THEN) => ground.committee.must(QUERY, { code, period });

  it('walks from the register to the numbers: each step shows what the page says', async () => {
    const { world, records, street } = ground;
    const place = await world.community(street, 41);
    expect((await ask(place.code)).community).toMatchObject({ kind: 'NEIGHBOURHOOD', closedOn: null, room: null });

    const room = await world.room(place, { enrolled_on: '2022-02-01' });
    const enrolled = await ask(place.code);
    expect(enrolled.community.room).toMatchObject({ enrolledOn: '2022-02-01', sessions: { totalCount: 0 } });
    expect(enrolled.compareRooms.coverage).toMatchObject({ enrolled: 1, withData: 0 });
    expect(enrolled.compareRooms.nodes[0].values[0]).toMatchObject({ value: null, suppressedReason: 'NO_DATA' });
    expect((await ask(place.code, { year: 2021 })).compareRooms.coverage.enrolled).toBe(1);

    const topic = await records.topic(room, { from: '2022-03-05' });
    await records.session(room, topic, { from: '2022-03-10' }, { suggestions: 2 });
    const counted = await ask(place.code);
    expect(counted.community.room.sessions).toMatchObject({ totalCount: 1 });
    expect(counted.compareRooms.nodes[0].values.map(({ value }: { value: number }) => value)).toEqual([1, 2]);

    const next = Number(todayInShanghai().slice(0, 4)) + 1;
    const future = await ask(place.code, { year: next });
    expect(future.compareRooms.nodes[0].values[0].suppressedReason).toBe('NOT_YET');
  });

  it('shows a unit of the statistics, and a code that the city has not', async () => {
    const unit = await ground.world.community(ground.street, 42);
    await ground.sql(`UPDATE place SET kind = 'STATISTICAL_ONLY' WHERE id = $1`, [unit.id]);
    expect((await ask(unit.code)).community).toMatchObject({ kind: 'STATISTICAL_ONLY' });
    const unknown = await ground.committee.ask(QUERY, { code: '999999999999', period: THEN });
    expect([unknown.data, unknown.codes]).toEqual([null, ['NOT_FOUND']]);
  });
});
