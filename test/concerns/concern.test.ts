import { type Json, TopicWorld } from '../topics/topic-world.js';
import type { Answer, Api } from '../support/api.js';

const CONCERN = `id version text source state triageReason rejectGround transferredTo mergedInto { id } receivedOn {
  from to precision } contact { name phone } viewerCanTriage`;
const INPUTS = {
  concernRecord: 'ConcernRecordInput',
  concernMerge: 'ConcernMergeInput',
  concernTransfer: 'ConcernTransferInput',
  concernReject: 'ConcernRejectInput',
} as const;
type ConcernMutation = keyof typeof INPUTS;

describe('a concern', () => {
  let w: TopicWorld;
  beforeAll(async () => {
    w = await TopicWorld.start();
  });
  afterAll(() => w.stop());

  const ask = (api: Api, field: ConcernMutation, input: object): Promise<Answer> =>
    api.ask(
      `mutation ($input: ${INPUTS[field]}!) { ${field}(input: $input) { concern { ${CONCERN} } errors { code path } }
        }`,
      { input },
    );
  const codes = async (field: ConcernMutation, input: object, api = w.clerk): Promise<string[]> =>
    (await ask(api, field, input)).data[field].errors.map((error: Json) => error.code);
  const done = async (field: ConcernMutation, input: object, api = w.clerk): Promise<Json> => {
    const answer = await ask(api, field, input);
    expect([answer.errors, answer.data[field].errors]).toEqual([[], []]);
    return answer.data[field].concern;
  };
  const record = (fields = {}): Promise<Json> =>
    done('concernRecord', { roomId: w.roomId, text: '路灯不亮', source: 'HOTLINE', ...fields });

  it('is recorded in as few words as its text', async () => {
    expect(await done('concernRecord', { roomId: w.roomId, text: '  路灯不亮 ' })).toMatchObject({
      text: '路灯不亮',
      source: 'OTHER',
      state: 'OPEN',
      version: 1,
      contact: null,
      viewerCanTriage: true,
      receivedOn: { precision: 'DAY' },
    });
  });

  it('keeps whom to tell apart, for the people of its own room alone', async () => {
    const concern = await record({
      receivedOn: { value: '2021-05-20', precision: 'MONTH' },
      contact: { name: '甲乙丙', phone: '000-0000' },
    });
    expect(concern).toMatchObject({
      receivedOn: { from: '2021-05-01', to: '2021-05-31', precision: 'MONTH' },
      contact: { name: '甲乙丙', phone: '000-0000' },
    });
    const [{ id } = { id: '' }] = await w.sql('SELECT id FROM concern_contact');
    for (const [who, api] of Object.entries(w.others)) {
      const answer = await api.ask(
        `{ concern: node(id: "${concern.id}") { ... on Concern { text contact { name phone } } }
          contact: node(id: "${w.id('ConcernContact', id)}") { ... on ConcernContact { name phone } } }`,
      );
      const readsConcern = ![
        "another room's convener",
        "the street room's convener",
        "another city's administrator",
        'nobody',
      ].includes(who);
      expect([who, answer.data]).toEqual([
        who,
        { concern: readsConcern ? { text: '路灯不亮', contact: null } : null, contact: null },
      ]);
      expect([who, answer.text.includes('甲乙丙') || answer.text.includes('000-0000')]).toEqual([who, false]);
    }
  });

  it("is joined to one that says the same, never to itself, to a joined one or to another room's", async () => {
    const [kept, same, third] = [await record(), await record(), await record()];
    const merged = await done('concernMerge', { id: same.id, expectedVersion: 1, into: kept.id, reason: '同一处路灯' });
    expect(merged).toMatchObject({
      state: 'MERGED',
      mergedInto: { id: kept.id },
      triageReason: '同一处路灯',
      version: 2,
      viewerCanTriage: false,
    });
    const foreign = (
      await ask(w.others["another room's convener"]!, 'concernRecord', {
        roomId: w.id('Room', w.otherRoom.id),
        text: '别处',
      })
    ).data.concernRecord.concern;
    const before = await w.snapshot();
    expect(await codes('concernMerge', { id: third.id, expectedVersion: 1, into: third.id })).toEqual([
      'MERGE_TARGET_UNFIT',
    ]);
    expect(await codes('concernMerge', { id: third.id, expectedVersion: 1, into: same.id })).toEqual([
      'MERGE_TARGET_UNFIT',
    ]);
    expect(await codes('concernMerge', { id: third.id, expectedVersion: 1, into: foreign.id })).toEqual([
      'CONCERN_UNKNOWN',
    ]);
    expect(await w.snapshot()).toBe(before);
  });

  it('is handed to where it belongs, or rejected on one of the grounds', async () => {
    const [handed, refused] = [await record(), await record()];
    expect(await done('concernTransfer', { id: handed.id, expectedVersion: 1, to: '供电所' })).toMatchObject({
      state: 'TRANSFERRED',
      transferredTo: '供电所',
    });
    const before = await w.snapshot();
    expect(await codes('concernReject', { id: refused.id, expectedVersion: 1, ground: 'OTHER', reason: ' ' })).toEqual([
      'REASON_MISSING',
    ]);
    expect(await codes('concernReject', { id: refused.id, expectedVersion: 7, ground: 'SETTLED_BY_LAW' })).toEqual([
      'CONFLICT',
    ]);
    expect(await w.snapshot()).toBe(before);
    expect(
      await done('concernReject', {
        id: refused.id,
        expectedVersion: 1,
        ground: 'SETTLED_BY_LAW',
        reason: '物业条例已有规定',
      }),
    ).toMatchObject({ state: 'REJECTED', rejectGround: 'SETTLED_BY_LAW', triageReason: '物业条例已有规定' });
  });

  it('is sifted once', async () => {
    const concern = await done('concernTransfer', { id: (await record()).id, expectedVersion: 1, to: '供电所' });
    const before = await w.snapshot();
    expect(await codes('concernReject', { id: concern.id, expectedVersion: 2, ground: 'PURELY_PRIVATE' })).toEqual([
      'CONCERN_SIFTED',
    ]);
    expect(await codes('concernTransfer', { id: concern.id, expectedVersion: 2, to: '别处' })).toEqual([
      'CONCERN_SIFTED',
    ]);
    expect(await w.snapshot()).toBe(before);
  });

  it('is recorded and sifted by its own room alone; for everybody else nothing changes', async () => {
    const concern = await record();
    const before = await w.snapshot();
    const attempts: [ConcernMutation, object][] = [
      ['concernRecord', { roomId: w.roomId, text: '他人所记' }],
      ['concernMerge', { id: concern.id, expectedVersion: 1, into: concern.id }],
      ['concernTransfer', { id: concern.id, expectedVersion: 1, to: '别处' }],
      ['concernReject', { id: concern.id, expectedVersion: 1, ground: 'PURELY_PRIVATE' }],
    ];
    for (const [who, api] of Object.entries(w.others)) {
      const expected =
        who === 'nobody' ? 'UNAUTHENTICATED' : who.endsWith("room's convener") ? 'NOT_FOUND' : 'FORBIDDEN';
      for (const [field, input] of attempts)
        expect([who, field, (await ask(api, field, input)).codes]).toEqual([who, field, [expected]]);
    }
    expect(await w.snapshot()).toBe(before);
    expect(
      await codes('concernReject', { id: concern.id, expectedVersion: 1, ground: 'PURELY_PRIVATE' }, w.convener),
    ).toEqual([]);
  });

  it('is listed by its room, those received last first; the public sees none', async () => {
    await w.sql('UPDATE room SET published_at = now() WHERE id = $1', [w.otherRoom.id]);
    const convener = w.others["another room's convener"]!;
    const roomId = w.id('Room', w.otherRoom.id);
    for (const value of ['2024-02-01', '2024-04-01', '2024-03-01'])
      await done('concernRecord', { roomId, text: value, receivedOn: { value } }, convener);
    const list = async (api: Api, args: string): Promise<Json> =>
      (
        await api.must(
          `{ room(id: "${roomId}") { viewerCanRecordConcern concerns${args} { totalCount nodes { text } } } }`,
        )
      ).room;
    const all = await list(convener, '(state: OPEN, first: 4)');
    expect(all.viewerCanRecordConcern).toBe(true);
    expect(all.concerns.nodes.map((node: Json) => node.text)).toEqual([
      '别处',
      '2024-04-01',
      '2024-03-01',
      '2024-02-01',
    ]);
    expect((await list(convener, '(state: REJECTED)')).concerns).toEqual({ totalCount: 0, nodes: [] });
    expect(await list(w.world.anonymous, '(first: 10)')).toEqual({
      viewerCanRecordConcern: false,
      concerns: { totalCount: 0, nodes: [] },
    });
  });
});
