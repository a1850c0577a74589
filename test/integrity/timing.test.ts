import type { RoomRef } from '../support/world.js';
import { Planting } from './planting.js';

describe('days that do not go together', () => {
  let planting: Planting;
  let room: RoomRef;
  beforeAll(async () => {
    planting = await Planting.alone();
  });
  afterAll(() => planting.stop());
  beforeEach(async () => {
    room = await planting.room();
  });

  const asked = () => planting.signals(room.place, 'IMPOSSIBLE_TIMING');
  const signal = (
    timing: string,
    count: number,
    of: number,
    ids: readonly string[],
    against: readonly (string | null)[],
  ) => expect.objectContaining({ kind: 'IMPOSSIBLE_TIMING', timing, count, of, ids, against });

  it('a session before its topic was proposed', async () => {
    const topic = await planting.topic(room, '2024-08-10', { entered: '2024-08-11T00:00:00Z' });
    const early = await planting.session(room, topic, '2024-08-09');
    await planting.session(room, topic, '2024-08-10');
    expect(await asked()).toEqual([signal('HELD_BEFORE_PROPOSED', 1, 2, [early], [topic])]);
  });

  it('no session that may have been held on the day, nor before a topic that was taken over', async () => {
    const topic = await planting.topic(room, ['2024-08-01', '2024-08-31', 'MONTH']);
    await planting.session(room, topic, '2024-08-02');
    await planting.session(room, await planting.topic(room, '2024-08-10'), ['2024-07-01', '2024-08-12', 'MONTH']);
    await planting.session(room, await planting.topic(room, '2024-08-10', { origin: 'DERIVED' }), '2024-08-02');
    await planting.session(room, await planting.topic(room, '2024-08-10'), '2024-08-02', { origin: 'TAKEN_OVER' });
    expect(await asked()).toEqual([]);
  });

  it('an item verified before it was handed out', async () => {
    const topic = await planting.topic(room);
    const [item, other, vague] = [
      await planting.item(room, topic, '2024-08-10'),
      await planting.item(room, topic, '2024-08-10'),
      await planting.item(room, topic, '2024-08-10'),
    ];
    const early = await planting.verification(room, item, '2024-08-09');
    await planting.verification(room, other, '2024-08-10');
    await planting.verification(room, vague, ['2024-08-01', '2024-08-20', 'MONTH']);
    expect(await asked()).toEqual([signal('VERIFIED_BEFORE_ASSIGNED', 1, 3, [early], [item])]);
  });

  it('a decision before the report', async () => {
    const topic = await planting.topic(room);
    const report = await planting.report(room, topic, '2024-08-10');
    const early = await planting.decision(room, topic, report, '2024-08-09');
    await planting.decision(room, topic, await planting.report(room, topic, '2024-08-10'), '2024-08-10');
    await planting.decision(
      room,
      topic,
      await planting.report(room, topic, ['2024-08-01', '2024-08-31', 'MONTH']),
      '2024-08-02',
    );
    expect(await asked()).toEqual([signal('DECIDED_BEFORE_REPORTED', 1, 3, [early], [report])]);
  });

  it('more than four sessions on one day', async () => {
    const topic = await planting.topic(room);
    for (let count = 0; count < 4; count += 1) await planting.session(room, topic, '2024-08-10');
    const crowd: string[] = [];
    for (let count = 0; count < 5; count += 1) crowd.push(await planting.session(room, topic, '2024-09-10'));
    expect(await asked()).toEqual([
      signal(
        'MANY_ON_ONE_DAY',
        5,
        9,
        crowd,
        crowd.map(() => null),
      ),
    ]);
  });

  it('not five that were in one month, though its first day is all that is left of it', async () => {
    const topic = await planting.topic(room);
    for (let count = 0; count < 4; count += 1) await planting.session(room, topic, '2024-08-01');
    for (let count = 0; count < 5; count += 1)
      await planting.session(room, topic, ['2024-08-01', '2024-08-01', 'MONTH']);
    expect(await asked()).toEqual([]);
  });

  it('something dated later than it was entered, a mistyped year among it', async () => {
    const topic = await planting.topic(room, '2024-07-01', { entered: '2024-07-02T00:00:00Z' });
    const entered = '2024-08-09T15:59:00Z';
    const ahead = await planting.research(room, topic, '2024-08-10', { entered });
    const mistyped = await planting.evaluation(room, topic, '2042-08-09', 'SATISFIED', { entered });
    const held = await planting.session(room, topic, '2024-08-12', { entered });
    expect(await asked()).toEqual([signal('DATED_AFTER_ENTRY', 3, 4, [ahead, held, mistyped], [null, null, null])]);
  });

  it('nothing dated the very day, set beforehand and held later, or known to a month that had begun', async () => {
    const topic = await planting.topic(room, '2024-07-01', { entered: '2024-07-02T00:00:00Z' });
    await planting.research(room, topic, '2024-08-10', { entered: '2024-08-09T16:01:00Z' });
    await planting.session(room, topic, '2024-08-20', {
      entered: '2024-08-01T00:00:00Z',
      changed: '2024-08-20T10:00:00Z',
    });
    await planting.evaluation(room, topic, ['2024-08-01', '2024-08-31', 'MONTH'], 'SATISFIED', {
      entered: '2024-08-09T00:00:00Z',
    });
    await planting.evaluation(room, topic, '2024-09-09', 'SATISFIED', {
      entered: '2024-08-09T00:00:00Z',
      origin: 'TAKEN_OVER',
    });
    expect(await asked()).toEqual([]);
  });
});
