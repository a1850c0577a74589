import { STREETS_OWN, type Target, attempts } from './attempts.js';
import { DemoCity, type RoomAt } from './city.js';
import type { HttpApi, Json } from './http-api.js';

const BODY = '晨光街道（虚构）党工委';
interface Step {
  kind: string;
  fromStage: string | null;
  toStage: string;
  reason: string | null;
  missing: string[];
  actor: string;
  role: string;
  onBehalfOf: string | null;
  happenedOn: { value: string };
}

describe('the closed loop, over HTTP, by the people who do it', () => {
  let city: DemoCity;
  let rooms: RoomAt[];
  let convener: HttpApi;
  let clerk: HttpApi;
  let office: HttpApi;
  let liaison: HttpApi;
  let it1: Target;

  beforeAll(async () => {
    city = await DemoCity.start();
    rooms = await city.rooms();
    convener = await city.signIn('yanshi-c01-convener');
    clerk = await city.signIn('yanshi-c01-clerk');
    office = await city.signIn('yanshi-street1-office');
    liaison = await city.signIn('yanshi-street1-liaison');
    it1 = { today: city.today, room: rooms.find((room) => room.placeCode === '990100001001')!.roomId } as Target;
  });
  afterAll(() => city.stop());

  const day = (): { value: string } => ({ value: city.today });
  const later = (days: number): string =>
    new Date(Date.parse(city.today) + days * 86_400_000).toISOString().slice(0, 10);
  const topicOf = async (api: HttpApi, id: string, selection: string): Promise<Json> =>
    (await api.must(`query ($id: ID!) { topic(id: $id) { ${selection} } }`, { id })).topic;
  const gaps = async (id = it1.topic): Promise<string[]> => {
    const { trace } = await topicOf(convener, id, 'trace { isUnbroken brokenLinks { code } }');
    expect(trace.isUnbroken).toBe(trace.brokenLinks.length === 0);
    return trace.brokenLinks.map((link: { code: string }) => link.code);
  };
  /** A move of the topic, against the version it has now. */
  const move = async (mutation: string, more: object = {}, id = it1.topic, api = convener): Promise<Json> =>
    api.do(
      mutation,
      { id, expectedVersion: (await topicOf(api, id, 'version')).version, ...more },
      'id stage state round',
    );
  const learn = (found: Partial<Target>): void => {
    it1 = { ...it1, ...found };
  };

  describe('a convener walks a new topic through the seven stages, the street decides', () => {
    it('chooses it from a concern heard on the reception day', async () => {
      const concern = await clerk.do('concernRecord', {
        roomId: it1.room,
        text: '河边的路夜里太黑',
        source: 'RECEPTION_DAY',
        receivedOn: day(),
      });
      const topic = await convener.do(
        'topicPropose',
        { roomId: it1.room, title: '河边步道照明', track: 'MAJOR', concernIds: [concern.id] },
        'id state stage concerns { state }',
      );
      learn({ concern: concern.id, topic: topic.id });
      expect(topic).toMatchObject({ state: 'PROPOSED', stage: 'TOPIC_SELECTION', concerns: [{ state: 'TAKEN_UP' }] });
      expect(await move('topicApprove')).toMatchObject({ state: 'APPROVED' });
      expect(await gaps()).toEqual([]);
    });

    it('names who should be at the table', async () => {
      expect(await move('topicAdvance')).toMatchObject({ stage: 'PARTICIPANT_DESIGNATION' });
      await move('participantsDesignate', {
        participants: [
          { role: 'AFFECTED_PARTY', headcount: 4 },
          { role: 'CPPCC_MEMBER', basis: 'LINKED', headcount: 1 },
          { role: 'DEPARTMENT', headcount: 2, organisation: '市政养护所（虚构）' },
        ],
      });
      expect(await topicOf(convener, it1.topic, 'breadth missingEvidence { code }')).toEqual({
        breadth: 3,
        missingEvidence: [],
      });
    });

    it('does its research', async () => {
      expect(await move('topicAdvance')).toMatchObject({ stage: 'RESEARCH' });
      await clerk.do('researchRecord', {
        topicId: it1.topic,
        kind: 'HOUSEHOLD_VISIT',
        doneOn: day(),
        findings: '多数住户希望装灯。',
        householdsVisited: 30,
        provenance: { onBehalfOf: '调研小组' },
      });
    });

    it('goes on too early, is reminded, and steps back with a reason', async () => {
      expect(await move('topicAdvance')).toMatchObject({ stage: 'DELIBERATION' });
      expect(await move('topicAdvance')).toMatchObject({ stage: 'OUTCOME_REPORTING' });
      expect(await gaps()).toEqual(['NO_SESSION']);
      expect(await move('topicStepBack', { to: 'DELIBERATION', reason: '还没有开会' })).toMatchObject({
        stage: 'DELIBERATION',
      });
      expect(await gaps()).toEqual([]);
    });

    it('holds a session, whose record follows', async () => {
      const session = await convener.do(
        'sessionSchedule',
        { topicId: it1.topic, scheduledFor: city.today, venue: '协商议事室' },
        'id version',
      );
      const held = await convener.do(
        'sessionHold',
        {
          id: session.id,
          expectedVersion: session.version,
          heldOn: day(),
          consensus: 'BROAD',
          attendance: [
            { role: 'AFFECTED_PARTY', headcount: 4 },
            { role: 'DEPARTMENT', headcount: 2 },
          ],
          suggestions: [
            { text: '沿河装十二盏灯', proposedBy: 'AFFECTED_PARTY' },
            { text: '把步道拓宽', proposedBy: 'AFFECTED_PARTY' },
          ],
        },
        'version state attendanceTotal suggestions { nodes { id text } }',
      );
      learn({ session: session.id, suggestion: held.suggestions.nodes[0].id });
      expect(held).toMatchObject({ state: 'HELD', attendanceTotal: 6 });
      expect(await gaps()).toEqual(['SESSION_WITHOUT_RECORD']);
      await clerk.do('minutesRecord', {
        id: session.id,
        expectedVersion: held.version,
        minutes: '会议同意装灯，拓宽一事由街道研究。',
      });
      expect(await gaps()).toEqual([]);
    });

    it('reports the outcome to the street, again after it came back', async () => {
      expect(await move('topicAdvance')).toMatchObject({ stage: 'OUTCOME_REPORTING' });
      const outcome = await convener.do('outcomeRecord', {
        topicId: it1.topic,
        route: 'STREET_DECISION',
        summary: '请街道装灯并研究拓宽',
        reachedOn: day(),
      });
      learn({ outcome: outcome.id });
      expect(await gaps()).toEqual([
        'SUGGESTION_WITHOUT_ANSWER',
        'SUGGESTION_WITHOUT_ANSWER',
        'OUTCOME_WITHOUT_REPORT',
      ]);
      const first = await convener.do('outcomeReport', { outcomeId: outcome.id, reportedOn: day() });
      expect(await gaps()).toContain('REPORT_WITHOUT_DECISION');
      await office.do('outcomeReturn', { reportId: first.id, body: BODY, reason: '请附平面图' });
      expect(await gaps()).toContain('REPORT_RETURNED');
      learn({
        report: (
          await convener.do('outcomeReport', { outcomeId: outcome.id, reportedOn: day(), request: '已附平面图' })
        ).id,
      });
      expect(await gaps()).toEqual([
        'SUGGESTION_WITHOUT_ANSWER',
        'SUGGESTION_WITHOUT_ANSWER',
        'REPORT_WITHOUT_DECISION',
      ]);
    });

    it("sees the street's Party office find the report and record the decision, suggestion by suggestion", async () => {
      const { street } = await office.must(
        '{ street(code: "990100001") { outcomeReports(state: PENDING, first: 100) { nodes { id viewerCanDecide } } } }',
      );
      expect(street.outcomeReports.nodes).toContainEqual({ id: it1.report, viewerCanDecide: true });
      const { suggestions } = await topicOf(office, it1.topic, 'suggestions { nodes { id } }');
      const decision = await office.do(
        'outcomeDecide',
        {
          reportId: it1.report,
          body: BODY,
          metOn: city.today,
          documentNumber: '演示〔1〕号',
          suggestions: [
            { suggestionId: suggestions.nodes[0].id, result: 'ADOPTED' },
            { suggestionId: suggestions.nodes[1].id, result: 'EXPLAINED', reason: '用地尚未落实' },
          ],
        },
        'id result body metOn documentNumber answers { result reason }',
      );
      expect(decision).toMatchObject({
        result: 'DECIDED',
        body: BODY,
        metOn: city.today,
        documentNumber: '演示〔1〕号',
      });
      expect(decision.answers).toHaveLength(2);
      expect(await gaps()).toEqual(['ADOPTED_SUGGESTION_WITHOUT_ITEM']);
      const items = [{ measure: '沿河装灯', suggestionId: it1.suggestion, responsibleUnitName: '市政养护所（虚构）' }];
      const plan = await office.do(
        'implementationPlanHandOut',
        { decisionId: decision.id, title: '河边步道照明落实计划', items },
        'id items { id }',
      );
      expect(await gaps()).toEqual(['ITEM_WITHOUT_DUE_DATE']);
      await office.do('itemCancel', { itemId: plan.items[0].id, reason: '漏填时限，重新交办' });
      const item = await office.do('itemAdd', { planId: plan.id, item: { ...items[0], dueOn: later(30) } });
      learn({ plan: plan.id, item: item.id });
      expect(await gaps()).toEqual([]);
    });

    it('follows the work and goes to look for itself', async () => {
      expect(await move('topicAdvance')).toMatchObject({ stage: 'IMPLEMENTATION' });
      await office.do('itemEventRecord', {
        itemId: it1.item,
        kind: 'SITE_SURVEY',
        happenedOn: day(),
        state: 'UNDER_WAY',
      });
      await office.do('itemEventRecord', {
        itemId: it1.item,
        kind: 'ACCEPTANCE',
        happenedOn: day(),
        state: 'DONE',
        note: '已亮灯',
      });
      expect(await gaps()).toEqual(['ITEM_DONE_NOT_VERIFIED']);
      await convener.do('itemVerify', {
        itemId: it1.item,
        result: 'NOT_DONE',
        verifiedOn: day(),
        note: '还有两盏不亮',
      });
      await clerk.do('itemEventRecord', {
        itemId: it1.item,
        kind: 'REPLY',
        happenedOn: day(),
        state: 'DONE',
        note: '已补装',
        provenance: { onBehalfOf: '市政养护所（虚构）' },
      });
      await convener.do('itemVerify', { itemId: it1.item, result: 'CONFIRMED', verifiedOn: day() });
      expect(await gaps()).toEqual([]);
    });
  });

  describe("every other room's convener", () => {
    let others: HttpApi[];
    beforeAll(async () => {
      others = [
        ...(await city.convenersOf(rooms.filter((room) => room.roomId !== it1.room))),
        await city.signIn('shili-convener'),
      ];
      expect(others.length).toBeGreaterThan(20);
    });

    const reading = `query ($room: ID!, $topic: ID!, $session: ID!, $ids: [ID!]!) { room(id: $room) { id }
      topic(id: $topic) { id } session(id: $session) { id } nodes(ids: $ids) { id } }`;
    const read = async (api: HttpApi): Promise<Json> => {
      const { today: _today, ...ids } = it1;
      return api.must(reading, { room: it1.room, topic: it1.topic, session: it1.session, ids: Object.values(ids) });
    };

    it('gets nothing: no room, topic or session by id, no record behind it', async () => {
      for (const api of others)
        expect(await read(api)).toEqual({ room: null, topic: null, session: null, nodes: Array(9).fill(null) });
      // control: the room's own convener gets each of them
      expect(JSON.stringify(await read(convener))).not.toContain('null');
    });

    it("gets empty lists of the street's work, and only its own room of the street", async () => {
      const street = `{ street(code: "990100001") { outcomeReports(first: 100) { nodes { id } }
        implementationItems(first: 100) { nodes { id } } } rooms(within: "990100001", first: 100) { nodes { id } }
        community(code: "990100001001") { room { id } } }`;
      for (const api of others.slice(0, -1)) {
        const { text } = await api.ask(street);
        for (const id of [it1.room, it1.report, it1.item]) expect(text).not.toContain(id);
        const { data } = await api.ask(street);
        expect(data.community).toEqual({ room: null });
        expect(data.rooms.nodes.length).toBeLessThanOrEqual(1);
      }
      // control
      expect((await convener.must(street)).street).toMatchObject({
        outcomeReports: { nodes: expect.arrayContaining([{ id: it1.report }]) },
        implementationItems: { nodes: expect.arrayContaining([{ id: it1.item }]) },
      });
    });

    it('changes nothing with any mutation', async () => {
      const before = await city.everything();
      await Promise.all(
        others.map(async (api) => {
          for (const [mutation, input] of attempts(it1)) {
            const answer = await api.try(mutation, input);
            expect([mutation, answer.codes]).toEqual([
              mutation,
              STREETS_OWN.includes(mutation) ? [expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/)] : ['NOT_FOUND'],
            ]);
          }
        }),
      );
      expect(await city.everything()).toEqual(before);
    });
  });

  describe('at the end', () => {
    it('it is evaluated by residents and by the committee, and closed', async () => {
      expect(await move('topicAdvance')).toMatchObject({ stage: 'EVALUATION' });
      expect(await topicOf(convener, it1.topic, 'missingEvidence { code }')).toEqual({
        missingEvidence: [{ code: 'NOT_EVALUATED' }],
      });
      await clerk.do('evaluationRecord', {
        topicId: it1.topic,
        evaluator: 'PUBLIC',
        satisfaction: 'SATISFIED',
        doneOn: day(),
        respondents: 28,
      });
      await liaison.do('evaluationRecord', {
        topicId: it1.topic,
        evaluator: 'COMMITTEE',
        satisfaction: 'BASICALLY_SATISFIED',
        doneOn: day(),
      });
      expect(await topicOf(convener, it1.topic, 'missingEvidence { code }')).toEqual({ missingEvidence: [] });
      expect(await move('topicClose')).toMatchObject({ state: 'CLOSED', stage: 'EVALUATION', round: 1 });
    });

    it('its history says who, on whose behalf, when, from where to where, and why', async () => {
      const { history } = await topicOf(
        convener,
        it1.topic,
        'history(first: 100) { nodes { kind fromStage toStage reason missing actor role onBehalfOf happenedOn ' +
          '{ value } } }',
      );
      const steps = history.nodes as Step[];
      expect(steps.map((step) => `${step.kind} ${step.fromStage ?? '-'} ${step.toStage}`)).toEqual([
        'PROPOSED - TOPIC_SELECTION',
        'APPROVED TOPIC_SELECTION TOPIC_SELECTION',
        'ADVANCED TOPIC_SELECTION PARTICIPANT_DESIGNATION',
        'ADVANCED PARTICIPANT_DESIGNATION RESEARCH',
        'ADVANCED RESEARCH DELIBERATION',
        'ADVANCED DELIBERATION OUTCOME_REPORTING',
        'STEPPED_BACK OUTCOME_REPORTING DELIBERATION',
        'ADVANCED DELIBERATION OUTCOME_REPORTING',
        'ADVANCED OUTCOME_REPORTING IMPLEMENTATION',
        'ADVANCED IMPLEMENTATION EVALUATION',
        'CLOSED EVALUATION EVALUATION',
      ]);
      expect(steps.filter((step) => step.missing.length > 0).map((step) => [step.toStage, step.missing])).toEqual([
        ['OUTCOME_REPORTING', ['NO_SESSION_HELD']],
      ]);
      expect(steps.map((step) => step.reason).filter(Boolean)).toEqual(['还没有开会']);
      for (const step of steps)
        expect(step).toMatchObject({
          actor: expect.stringContaining('演示账号'),
          role: 'CONVENER',
          onBehalfOf: null,
          happenedOn: { value: city.today },
        });
    });

    it('its trace is whole, from the concern to both evaluations', async () => {
      const { trace } = await topicOf(
        convener,
        it1.topic,
        'trace { isUnbroken links { kind from broken node { id } } }',
      );
      expect(trace.isUnbroken).toBe(true);
      expect(trace.links.map((link: { kind: string }) => link.kind)).toEqual([
        'CONCERN',
        'TOPIC',
        'SESSION',
        'SUGGESTION',
        'SUGGESTION',
        'OUTCOME',
        'ITEM',
        'ITEM',
        'EVALUATION',
        'EVALUATION',
      ]);
      const from = new Map<string, string[]>(
        trace.links.map((link: { from: string[]; node: { id: string } }) => [link.node.id, link.from]),
      );
      const behind = (id: string): string[] => [id, ...(from.get(id) ?? []).flatMap(behind)];
      for (const { kind, node } of trace.links)
        if (kind === 'EVALUATION')
          expect(behind(node.id)).toEqual(
            expect.arrayContaining([it1.item, it1.suggestion, it1.outcome, it1.session, it1.topic, it1.concern]),
          );
    });

    it('every write of it is in the audit, with who did it', async () => {
      const events = await city.world.sql<{ action: string; actor: string }>(
        city.cityId,
        `SELECT action, actor FROM audit_event
          WHERE action IN ('topicApprove', 'outcomeDecide', 'evaluationRecord') AND request_id <> '' ORDER BY at, id`,
      );
      expect(events.map((event) => event.action)).toEqual(
        expect.arrayContaining(['topicApprove', 'outcomeDecide', 'evaluationRecord', 'evaluationRecord']),
      );
      expect(events.find((event) => event.action === 'outcomeDecide')!.actor).toContain('党政办公室');
    });

    it('the public sees it once it is published, and no gaps and no concern', async () => {
      expect(await topicOf(city.nobody, it1.topic, 'id')).toBeNull();
      const { room } = await convener.must('query ($id: ID!) { room(id: $id) { version } }', { id: it1.room });
      await convener.do('roomPublish', { id: it1.room, expectedVersion: room.version });
      await move('topicPublish');
      const shown = await topicOf(
        city.nobody,
        it1.topic,
        'title concerns { id } evaluations { id } trace { isUnbroken brokenLinks { code } links { kind } }',
      );
      expect(shown).toMatchObject({
        title: '河边步道照明',
        concerns: [],
        evaluations: [],
        trace: { isUnbroken: null, brokenLinks: [] },
      });
      expect(shown.trace.links.map((link: { kind: string }) => link.kind)).toEqual(
        expect.arrayContaining(['TOPIC', 'SESSION', 'SUGGESTION', 'OUTCOME', 'ITEM']),
      );
    });

    it(
      "the attempts of the others were refused for who they were: the room's own convener is not refused one of " +
        'them (control)',
      async () => {
        const before = await city.everything();
        for (const [mutation, input] of attempts(it1)) {
          if (STREETS_OWN.includes(mutation)) continue;
          expect([mutation, (await convener.try(mutation, input)).codes]).toEqual([mutation, []]);
        }
        expect(await city.everything()).not.toEqual(before);
      },
    );
  });
});
