import type { Answer, Api } from '../support/api.js';
import { TopicWorld } from '../topics/topic-world.js';

const RECORD = `mutation ($input: RoomEventRecordInput!) { roomEventRecord(input: $input) {
  roomEvent { id version kind venue attendedBy lessons origin onBehalfOf paperReference
    heldOn { from to precision } room { id } } errors { code path } } }`;

describe('a room event', () => {
  let w: TopicWorld;
  let roomId: string;
  beforeAll(async () => {
    w = await TopicWorld.start();
    roomId = w.roomId;
  });
  afterAll(() => w?.stop());

  const input = (fields: object = {}): object => ({
    roomId,
    kind: 'STUDY_VISIT',
    heldOn: { value: '2025-04-02' },
    venue: '邻近街道的示范议事室',
    attendedBy: '社区工作人员、村民小组代表',
    lessons: '会前先把议题材料送到参会代表手中。',
    ...fields,
  });
  const record = (api: Api, fields: object = {}): Promise<Answer> => api.ask(RECORD, { input: input(fields) });
  const stored = (): Promise<object[]> => w.sql('SELECT id FROM room_event ORDER BY id');

  it('is recorded by its own room and stands on the room, the latest first', async () => {
    const { roomEventRecord } = (await record(w.clerk)).data;
    expect(roomEventRecord).toMatchObject({
      errors: [],
      roomEvent: {
        version: 1,
        kind: 'STUDY_VISIT',
        venue: '邻近街道的示范议事室',
        attendedBy: '社区工作人员、村民小组代表',
        lessons: '会前先把议题材料送到参会代表手中。',
        origin: 'ENTERED',
        room: { id: roomId },
        heldOn: { from: '2025-04-02', to: '2025-04-02', precision: 'DAY' },
      },
    });
    await record(w.convener, { kind: 'TRAINING', heldOn: { value: '2025-05-01', precision: 'MONTH' } });
    const { node } = await w.clerk.must(
      `query ($id: ID!) { node(id: $id) { ... on Room { viewerCanRecordRoomEvent
        events { totalCount nodes { kind } } } } }`,
      { id: roomId },
    );
    expect(node).toMatchObject({ viewerCanRecordRoomEvent: true, events: { totalCount: 2 } });
    expect(node.events.nodes).toEqual([{ kind: 'TRAINING' }, { kind: 'STUDY_VISIT' }]);
  });

  it('may come from paper, with a date known to the year and no venue and no lessons', async () => {
    const { roomEventRecord } = (
      await record(w.clerk, {
        kind: 'MOBILISATION',
        heldOn: { value: '2019-06-01', precision: 'YEAR', notAfter: '2019-11-20' },
        venue: null,
        lessons: ' ',
        provenance: { onBehalfOf: '街道党工委', paperReference: '会议通知第3号' },
      })
    ).data;
    expect(roomEventRecord).toMatchObject({
      errors: [],
      roomEvent: {
        venue: null,
        lessons: null,
        origin: 'RECORDED_FROM_PAPER',
        onBehalfOf: '街道党工委',
        paperReference: '会议通知第3号',
        heldOn: { from: '2019-01-01', to: '2019-11-20', precision: 'YEAR' },
      },
    });
  });

  it.each([
    ['an event where nobody took part', { attendedBy: ' ' }, 'TEXT_EMPTY', ['input', 'attendedBy']],
    ['too long a list of who took part', { attendedBy: '长'.repeat(501) }, 'TEXT_TOO_LONG', ['input', 'attendedBy']],
    ['too long a venue', { venue: '长'.repeat(201) }, 'TEXT_TOO_LONG', ['input', 'venue']],
    ['too long a text of lessons', { lessons: '长'.repeat(2001) }, 'TEXT_TOO_LONG', ['input', 'lessons']],
    ['a day that has not come', { heldOn: { value: '2999-01-01' } }, 'DATE_IN_FUTURE', ['input', 'heldOn']],
    [
      'a day after the date of its source',
      { heldOn: { value: '2021-12-01', notAfter: '2021-10-28' } },
      'DATE_AFTER_SOURCE',
      ['input', 'heldOn'],
    ],
  ])('refuses %s and stores nothing', async (_what, wrong, code, path) => {
    const before = await stored();
    const { roomEventRecord } = (await record(w.clerk, wrong)).data;
    expect(roomEventRecord).toEqual({ roomEvent: null, errors: [{ code, path }] });
    expect(await stored()).toEqual(before);
  });

  it('is refused to everybody else, and nothing changes', async () => {
    const before = await stored();
    for (const [who, api] of Object.entries(w.others)) {
      const expected =
        who === 'nobody' ? 'UNAUTHENTICATED' : who.endsWith("room's convener") ? 'NOT_FOUND' : 'FORBIDDEN';
      expect([who, (await record(api)).codes]).toEqual([who, [expected]]);
    }
    expect(await stored()).toEqual(before);
  });
});
