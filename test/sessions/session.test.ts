import { type SessionWorld, counts, plantTopic, startSessionWorld } from './session-world.js';

const SESSION =
  'id version round ordinal state scheduledFor venue agenda consensus minutes cancelReason origin ' +
  'attendanceTotal heldOn { from to precision }';
const mutation = (name: string, input: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { session { ${SESSION} } errors { code message path } } }`;
const schedule = mutation('sessionSchedule', 'SessionScheduleInput');
const reschedule = mutation('sessionReschedule', 'SessionRescheduleInput');
const cancel = mutation('sessionCancel', 'SessionCancelInput');
const hold = mutation('sessionHold', 'SessionHoldInput');
const minutes = mutation('minutesRecord', 'MinutesRecordInput');
const suggest = `mutation ($input: SuggestionRecordInput!) { suggestionRecord(input: $input) { suggestion {
  id ordinal text proposedBy session { id } topic { id } room { id } } errors { code message path } } }`;

describe('a deliberation session', () => {
  let w: SessionWorld;
  let topicId: string;
  beforeAll(async () => {
    w = await startSessionWorld();
  });
  beforeEach(async () => {
    topicId = await plantTopic(w);
  });
  afterAll(() => w.world.stop());

  const scheduled = async (fields: Record<string, unknown> = {}) =>
    (await w.clerk.must(schedule, { input: { topicId, scheduledFor: '2025-05-08', ...fields } })).sessionSchedule
      .session;
  const held = async (fields: Record<string, unknown> = {}) => {
    const { id, version } = await scheduled();
    return (
      await w.clerk.must(hold, { input: { id, expectedVersion: version, heldOn: { value: '2025-05-08' }, ...fields } })
    ).sessionHold.session;
  };

  it('is scheduled with the next number of its topic, set for another day, and called off with a reason', async () => {
    const first = await scheduled({ venue: '社区议事厅', agenda: '照明方案' });
    expect(first).toMatchObject({
      round: 1,
      ordinal: 1,
      state: 'SCHEDULED',
      scheduledFor: '2025-05-08',
      venue: '社区议事厅',
      heldOn: null,
      attendanceTotal: null,
    });
    expect((await scheduled()).ordinal).toBe(2);
    const moved = (
      await w.convener.must(reschedule, {
        input: { id: first.id, expectedVersion: 1, scheduledFor: '2025-05-15', agenda: null },
      })
    ).sessionReschedule.session;
    expect(moved).toMatchObject({ version: 2, scheduledFor: '2025-05-15', venue: '社区议事厅', agenda: null });
    const off = (await w.clerk.must(cancel, { input: { id: first.id, expectedVersion: 2, reason: '暴雨' } }))
      .sessionCancel.session;
    expect(off).toMatchObject({ state: 'CANCELLED', cancelReason: '暴雨' });
    expect(
      (await w.clerk.ask(hold, { input: { id: first.id, expectedVersion: 3, heldOn: { value: '2025-05-15' } } })).data
        .sessionHold.errors[0].code,
    ).toBe('SESSION_NOT_SCHEDULED');
  });

  it('is neither set for another day nor called off once it was held', async () => {
    const { id, version } = await held();
    const input = { id, expectedVersion: version };
    const later = (await w.clerk.ask(reschedule, { input: { ...input, scheduledFor: '2025-06-01' } })).data;
    const off = (await w.clerk.ask(cancel, { input: { ...input, reason: '暴雨' } })).data;
    expect([later.sessionReschedule.errors[0].code, off.sessionCancel.errors[0].code]).toEqual([
      'SESSION_NOT_SCHEDULED',
      'SESSION_NOT_SCHEDULED',
    ]);
    const stored = (await w.clerk.must(`{ session(id: "${id}") { state version scheduledFor } }`)).session;
    expect(stored).toEqual({ state: 'HELD', version, scheduledFor: '2025-05-08' });
  });

  it('gets numbers without a gap or a double when many are scheduled at once', async () => {
    const sessions = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        (index % 2 ? w.clerk : w.convener).must(schedule, { input: { topicId, scheduledFor: '2025-05-08' } }),
      ),
    );
    expect(sessions.map((data) => data.sessionSchedule.session.ordinal).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is held with headcounts by role, names, suggestions, consensus and minutes', async () => {
    const { id, version } = await scheduled();
    const session = (
      await w.clerk.must(hold, {
        input: {
          id,
          expectedVersion: version,
          heldOn: { value: '2025-05-09' },
          consensus: 'BROAD',
          minutes: '一致同意先装一栋试用。',
          attendance: [
            { role: 'RESIDENT_REPRESENTATIVE', headcount: 9 },
            { role: 'AFFECTED_PARTY', names: ['测试人甲', '测试人乙'] },
            { role: 'DEPARTMENT', headcount: 2, names: ['测试人丙'] },
          ],
          suggestions: [{ text: '装声控灯', proposedBy: 'AFFECTED_PARTY' }, { text: '先装一栋' }, {}],
        },
      })
    ).sessionHold.session;
    expect(session).toMatchObject({
      state: 'HELD',
      version: 2,
      consensus: 'BROAD',
      attendanceTotal: 13,
      heldOn: { from: '2025-05-09', to: '2025-05-09', precision: 'DAY' },
    });
    const read = (
      await w.convener.must(
        `{ session(id: "${id}") { attendance { role headcount } attendees { role name } suggestions { totalCount nodes {
          ordinal text proposedBy } } topic { id } room { id } } }`,
      )
    ).session;
    expect(read).toMatchObject({
      attendance: [
        { role: 'AFFECTED_PARTY', headcount: 2 },
        { role: 'DEPARTMENT', headcount: 2 },
        { role: 'RESIDENT_REPRESENTATIVE', headcount: 9 },
      ],
      attendees: [
        { role: 'AFFECTED_PARTY', name: '测试人甲' },
        { role: 'AFFECTED_PARTY', name: '测试人乙' },
        { role: 'DEPARTMENT', name: '测试人丙' },
      ],
      suggestions: {
        totalCount: 3,
        nodes: [
          { ordinal: 1, text: '装声控灯', proposedBy: 'AFFECTED_PARTY' },
          { ordinal: 2, text: '先装一栋', proposedBy: null },
          { ordinal: 3, text: null, proposedBy: null },
        ],
      },
      topic: { id: topicId },
      room: { id: w.roomId },
    });
  });

  it('keeps a day known to the year within the year and not after its source', async () => {
    const session = await held({ heldOn: { value: '2021-03-03', precision: 'YEAR', notAfter: '2021-10-28' } });
    expect(session.heldOn).toEqual({ from: '2021-01-01', to: '2021-10-28', precision: 'YEAR' });
  });

  it.each<[string, Record<string, unknown>, string, string[]]>([
    [
      'a role given twice',
      {
        attendance: [
          { role: 'OTHER', headcount: 1 },
          { role: 'OTHER', headcount: 2 },
        ],
      },
      'ROLE_REPEATED',
      ['input', 'attendance', '1', 'role'],
    ],
    [
      'a role with nobody',
      { attendance: [{ role: 'OTHER' }] },
      'HEADCOUNT_MISSING',
      ['input', 'attendance', '0', 'headcount'],
    ],
    [
      'fewer people than names',
      { attendance: [{ role: 'OTHER', headcount: 1, names: ['甲', '乙'] }] },
      'HEADCOUNT_BELOW_NAMES',
      ['input', 'attendance', '0', 'headcount'],
    ],
    [
      'a negative headcount',
      { attendance: [{ role: 'OTHER', headcount: -4 }] },
      'NUMBER_OUT_OF_RANGE',
      ['input', 'attendance', '0', 'headcount'],
    ],
    [
      'an impossible crowd',
      { attendance: [{ role: 'OTHER', headcount: 10_001 }] },
      'NUMBER_OUT_OF_RANGE',
      ['input', 'attendance', '0', 'headcount'],
    ],
    [
      'a name too long',
      { attendance: [{ role: 'OTHER', names: ['甲', '乙'.repeat(51)] }] },
      'TEXT_TOO_LONG',
      ['input', 'attendance', '0', 'names', '1'],
    ],
    [
      'a suggestion too long',
      { suggestions: [{ text: '好' }, { text: '长'.repeat(1001) }] },
      'TEXT_TOO_LONG',
      ['input', 'suggestions', '1', 'text'],
    ],
    [
      'more suggestions than a session has',
      { suggestions: Array.from({ length: 101 }, () => ({})) },
      'TOO_MANY_SUGGESTIONS',
      ['input', 'suggestions'],
    ],
    ['a day that has not come', { heldOn: { value: '2999-01-01' } }, 'DATE_IN_FUTURE', ['input', 'heldOn']],
    ['another version than the present one', { expectedVersion: 7 }, 'CONFLICT', ['input', 'expectedVersion']],
  ])('is not held with %s, and stays as it was', async (_what, wrong, code, path) => {
    const { id } = await scheduled();
    const before = await counts(w);
    const { sessionHold } = (
      await w.clerk.ask(hold, { input: { id, expectedVersion: 1, heldOn: { value: '2025-05-08' }, ...wrong } })
    ).data;
    expect(sessionHold.errors).toMatchObject([{ code, path }]);
    expect(await counts(w)).toEqual(before);
    expect((await w.clerk.must(`{ session(id: "${id}") { state version } }`)).session).toEqual({
      state: 'SCHEDULED',
      version: 1,
    });
  });

  it('takes its minutes and further suggestions later, minutes even after its topic was closed', async () => {
    const { id, version } = await held({ suggestions: [{ text: '一' }] });
    const added = await Promise.all(
      ['二', '三', '四'].map(
        async (text) => (await w.clerk.must(suggest, { input: { sessionId: id, text } })).suggestionRecord.suggestion,
      ),
    );
    expect(added.map((item) => item.ordinal).sort()).toEqual([2, 3, 4]);
    expect(added[0]).toMatchObject({ session: { id }, topic: { id: topicId }, room: { id: w.roomId } });
    await w.world.sql(w.city.cityId, `UPDATE topic SET state = 'CLOSED'`);
    expect(
      (await w.clerk.ask(suggest, { input: { sessionId: id, text: '五' } })).data.suggestionRecord.errors[0].code,
    ).toBe('TOPIC_CLOSED');
    expect(
      (await w.clerk.must(minutes, { input: { id, expectedVersion: version, minutes: '会议记录' } })).minutesRecord
        .session,
    ).toMatchObject({ minutes: '会议记录', consensus: null });
  });

  it('takes neither minutes nor suggestions before it was held, and none is scheduled on a closed topic', async () => {
    const { id } = await scheduled();
    expect(
      (await w.clerk.ask(minutes, { input: { id, expectedVersion: 1, minutes: '早了' } })).data.minutesRecord.errors[0]
        .code,
    ).toBe('SESSION_NOT_HELD');
    expect(
      (await w.clerk.ask(suggest, { input: { sessionId: id, text: '早了' } })).data.suggestionRecord.errors[0].code,
    ).toBe('SESSION_NOT_HELD');
    const closed = await plantTopic(w, { state: 'CLOSED' });
    expect(
      (await w.clerk.ask(schedule, { input: { topicId: closed, scheduledFor: '2025-05-08' } })).data.sessionSchedule
        .errors[0].code,
    ).toBe('TOPIC_CLOSED');
  });

  it("belongs to its topic's present round, and counts on", async () => {
    await scheduled();
    await w.world.sql(w.city.cityId, 'UPDATE topic SET round = 2');
    expect(await scheduled()).toMatchObject({ round: 2, ordinal: 2 });
  });

  it('is changed by its own room alone', async () => {
    const session = await held();
    const before = await counts(w);
    const tries: [string, Record<string, unknown>][] = [
      [schedule, { topicId, scheduledFor: '2025-05-08' }],
      [reschedule, { id: session.id, expectedVersion: 2, scheduledFor: '2025-06-01' }],
      [cancel, { id: session.id, expectedVersion: 2, reason: '无' }],
      [hold, { id: session.id, expectedVersion: 2, heldOn: { value: '2025-05-08' } }],
      [minutes, { id: session.id, expectedVersion: 2, minutes: '改' }],
      [suggest, { sessionId: session.id, text: '改' }],
    ];
    for (const [query, input] of tries) {
      for (const api of [w.siblingClerk, w.siblingConvener])
        expect((await api.ask(query, { input })).codes).toEqual(['NOT_FOUND']);
      for (const api of [w.streetOffice, w.liaison, w.committee, w.admin, w.observer])
        expect((await api.ask(query, { input })).codes).toEqual(['FORBIDDEN']);
      expect((await w.world.anonymous.ask(query, { input })).codes).toEqual(['UNAUTHENTICATED']);
    }
    expect(await counts(w)).toEqual(before);
    expect((await w.clerk.must(`{ session(id: "${session.id}") { ${SESSION} } }`)).session).toEqual(session);
  });
});
