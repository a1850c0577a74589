import { type SessionWorld, plantTopic, startSessionWorld } from './session-world.js';

const NAME = '张测试丁';
const hold = `mutation ($input: SessionHoldInput!) { sessionHold(input: $input) { session { id version attendees {
  id name } } errors { code } } }`;
const schedule = `mutation ($input: SessionScheduleInput!) { sessionSchedule(input: $input) { session { id } errors {
  code } } }`;

interface Sessions {
  readonly nodes: readonly { scheduledFor: string }[];
  readonly pageInfo: { readonly endCursor: string | null };
}

describe('what is read of sessions', () => {
  let w: SessionWorld;
  let topicId: string;
  let heldId: string;
  let personId: string;
  beforeAll(async () => {
    w = await startSessionWorld();
    topicId = await plantTopic(w);
    heldId = await held('2025-02-01', NAME);
    await held('2025-04-01');
    for (const scheduledFor of ['2025-03-01', '2027-01-01'])
      await w.clerk.must(schedule, { input: { topicId, scheduledFor } });
  });
  afterAll(() => w.world.stop());

  async function held(day: string, ...names: string[]): Promise<string> {
    const { id } = (await w.clerk.must(schedule, { input: { topicId, scheduledFor: day } })).sessionSchedule.session;
    const attendance = [{ role: 'AFFECTED_PARTY', headcount: 3, names }];
    const { session } = (
      await w.clerk.must(hold, {
        input: {
          id,
          expectedVersion: 1,
          heldOn: { value: day },
          attendance,
          suggestions: [{ text: `${day} 的建议` }],
          minutes: '记录',
        },
      })
    ).sessionHold;
    if (names.length > 0) personId = session.attendees[0].id;
    return id;
  }

  const everything = (): string => `{
    room(id: "${w.roomId}") { sessions { nodes { id attendanceTotal attendance { role headcount } attendees { name }
    suggestions { nodes { text } } } } }
    node(id: "${personId}") { __typename ... on AttendancePerson { name } }
  }`;

  it('lists those to come first, then those that were, newest first, page by page', async () => {
    const days: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 4; page += 1) {
      const { room }: { room: { sessions: Sessions } } = await w.committee.must(
        `query ($after: String) { room(id: "${w.roomId}") { sessions(first: 1, after: $after) { totalCount nodes {
          scheduledFor } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
      const { sessions } = room;
      expect(sessions).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: page < 3 } });
      days.push(sessions.nodes[0]!.scheduledFor);
      after = sessions.pageInfo.endCursor;
    }
    expect(days).toEqual(['2027-01-01', '2025-03-01', '2025-04-01', '2025-02-01']);
    const filtered = (
      await w.streetOffice.must(`{ room(id: "${w.roomId}") { sessions(state: HELD) { totalCount nodes { state } } } }`)
    ).room.sessions;
    expect(filtered).toEqual({ totalCount: 2, nodes: [{ state: 'HELD' }, { state: 'HELD' }] });
  });

  it("lists a topic's sessions and suggestions in their order", async () => {
    const { node } = await w.liaison.must(
      `{ node(id: "${topicId}") { ... on Topic { viewerCanScheduleSession sessions { nodes { ordinal } } suggestions {
        totalCount nodes { text session { ordinal } } } } } }`,
    );
    expect(node.sessions.nodes.map((item: { ordinal: number }) => item.ordinal)).toEqual([1, 2, 3, 4]);
    expect(node.suggestions).toEqual({
      totalCount: 2,
      nodes: [
        { text: '2025-02-01 的建议', session: { ordinal: 1 } },
        { text: '2025-04-01 的建议', session: { ordinal: 2 } },
      ],
    });
    expect(node.viewerCanScheduleSession).toBe(false);
  });

  it('reads a page of several with as many statements as a page of one', async () => {
    const cost = async (first: number): Promise<number> => {
      const before = w.world.statements.length;
      await w.clerk.must(
        `{ room(id: "${w.roomId}") { sessions(first: ${first}, state: HELD) { nodes { attendanceTotal attendance {
          role } attendees { name } topic { title research { totalCount } } suggestions { totalCount nodes {
          text session { id } } } } } } }`,
      );
      return w.world.statements.length - before;
    };
    const one = await cost(1);
    expect(one).toBeGreaterThan(0);
    expect(await cost(2)).toBe(one);
  });

  it("shows names to the room's convener and clerk", async () => {
    for (const api of [w.convener, w.clerk])
      expect((await api.must(`{ session(id: "${heldId}") { attendees { name } } }`)).session.attendees).toEqual([
        { name: NAME },
      ]);
  });

  it('shows the headcounts, but no name, to the street, the city and an observer of the community', async () => {
    for (const api of [w.streetOffice, w.liaison, w.committee, w.admin, w.observer]) {
      const answer = await api.ask(`{ session(id: "${heldId}") { attendanceTotal attendees { name } } }`);
      expect(answer.data.session).toEqual({ attendanceTotal: 3, attendees: null });
    }
  });

  it('shows no name to anyone else, asked for in whichever way', async () => {
    for (const api of [
      w.streetOffice,
      w.liaison,
      w.committee,
      w.admin,
      w.siblingClerk,
      w.siblingConvener,
      w.world.anonymous,
    ]) {
      expect((await api.ask(everything())).text).not.toContain(NAME);
    }
    expect(w.world.logLines.join('\n')).not.toContain(NAME);
    // The control: the same query does carry the name for those who may read it.
    expect((await w.clerk.ask(everything())).text).toContain(NAME);
  });

  it('shows a sibling nothing of the session', async () => {
    for (const api of [w.siblingClerk, w.siblingConvener])
      expect((await api.must(`{ session(id: "${heldId}") { id } }`)).session).toBeNull();
  });

  it('says what the viewer can do, by role and by state', async () => {
    const ask = `{ session(id: "${heldId}") {
      viewerCanHold viewerCanReschedule viewerCanCancel viewerCanRecordMinutes viewerCanRecordSuggestion }
      room(id: "${w.roomId}") { viewerCanRecordSession } }`;
    expect(await w.clerk.must(ask)).toEqual({
      session: {
        viewerCanHold: false,
        viewerCanReschedule: false,
        viewerCanCancel: false,
        viewerCanRecordMinutes: true,
        viewerCanRecordSuggestion: true,
      },
      room: { viewerCanRecordSession: true },
    });
    const others = Object.values((await w.committee.must(ask)).session as Record<string, boolean>);
    expect(others).toEqual([false, false, false, false, false]);
  });

  it('is hidden from the public until its topic is published, and then shows no name', async () => {
    const ask = `{ session(id: "${heldId}") { minutes attendanceTotal cancelReason onBehalfOf attendees { name }
      suggestions { nodes { text } } room { id } topic { title } } }`;
    expect((await w.world.anonymous.must(ask)).session).toBeNull();
    await w.world.sql(w.city.cityId, 'UPDATE topic SET published_at = now()');
    const answer = await w.world.anonymous.ask(ask);
    expect(answer.errors).toEqual([]);
    expect(answer.data.session).toEqual({
      minutes: '记录',
      attendanceTotal: 3,
      cancelReason: null,
      onBehalfOf: null,
      attendees: null,
      suggestions: { nodes: [{ text: '2025-02-01 的建议' }] },
      room: null,
      topic: { title: '楼道照明' },
    });
  });
});
