import { DemoCity } from './city.js';
import type { HttpApi, Json } from './http-api.js';

describe('shorter ways through, over HTTP', () => {
  let city: DemoCity;
  let neighbour: HttpApi;
  let convener: HttpApi;
  let clerk: HttpApi;
  let liaison: HttpApi;
  let room: string;

  beforeAll(async () => {
    city = await DemoCity.start();
    neighbour = await city.signIn('yanshi-c01-convener');
    convener = await city.signIn('yanshi-c02-convener');
    clerk = await city.signIn('yanshi-c02-clerk');
    liaison = await city.signIn('yanshi-street1-liaison');
    room = (await city.rooms()).find(({ placeCode }) => placeCode === '990100001002')!.roomId;
  });
  afterAll(() => city.stop());

  const day = (): { value: string } => ({ value: city.today });
  const topicOf = async (api: HttpApi, id: string, selection: string): Promise<Json> =>
    (await api.must(`query ($id: ID!) { topic(id: $id) { ${selection} } }`, { id })).topic;
  const gaps = async (id: string): Promise<string[]> =>
    (await topicOf(convener, id, 'trace { brokenLinks { code } }')).trace.brokenLinks.map(
      (link: { code: string }) => link.code,
    );
  const move = async (api: HttpApi, mutation: string, id: string, more: object = {}): Promise<Json> =>
    api.do(mutation, { id, expectedVersion: (await topicOf(api, id, 'version')).version, ...more }, 'id stage state');

  describe('the clerk of another room enters one paper', () => {
    let topic: string;

    it('in one go: title, day, heads, suggestions, result', async () => {
      const session = await clerk.do(
        'sessionRecord',
        {
          topicTitle: '楼道堆物清理',
          heldOn: { value: city.today, precision: 'MONTH' },
          headcount: 11,
          suggestions: ['设临时堆放点', '每月清理一次'],
          result: '同意由社区列清单落实。',
          provenance: { onBehalfOf: '第三居民小组', paperReference: '会议记录本第12页' },
        },
        'state origin onBehalfOf attendanceTotal heldOn { precision } suggestions { nodes { text } } topic { ' +
          'id title state stage origin history { nodes { kind onBehalfOf paperReference missing } } }',
      );
      expect(session).toMatchObject({
        state: 'HELD',
        origin: 'RECORDED_FROM_PAPER',
        onBehalfOf: '第三居民小组',
        attendanceTotal: 11,
        heldOn: { precision: 'MONTH' },
        topic: { title: '楼道堆物清理', state: 'APPROVED', stage: 'DELIBERATION', origin: 'RECORDED_FROM_PAPER' },
      });
      expect(session.suggestions.nodes).toEqual([{ text: '设临时堆放点' }, { text: '每月清理一次' }]);
      expect(session.topic.history.nodes.map((step: { kind: string }) => step.kind)).toEqual([
        'PROPOSED',
        'APPROVED',
        'ADVANCED',
      ]);
      for (const step of session.topic.history.nodes)
        expect(step).toMatchObject({ onBehalfOf: '第三居民小组', paperReference: '会议记录本第12页' });
      topic = session.topic.id;
    });

    it('what the paper does not say stays visible, and nothing else is asked', async () => {
      expect(await gaps(topic)).toEqual(['TOPIC_WITHOUT_CONCERN']);
      expect(
        (await topicOf(clerk, topic, 'missingEvidence { code }')).missingEvidence.map(
          (row: { code: string }) => row.code,
        ),
      ).toEqual(['NO_AFFECTED_PARTY', 'NO_RESEARCH_RECORD']);
    });

    it('and the room next door sees and changes none of it', async () => {
      const before = await city.everything();
      expect(await topicOf(neighbour, topic, 'id')).toBeNull();
      expect(
        (await neighbour.must('query ($id: ID!) { room(id: $id) { id topics { nodes { id } } } }', { id: room })).room,
      ).toBeNull();
      expect((await neighbour.try('sessionRecord', { topicId: topic, heldOn: day(), headcount: 2 })).codes).toEqual([
        'NOT_FOUND',
      ]);
      expect((await neighbour.try('topicAdvance', { id: topic, expectedVersion: 1 })).codes).toEqual(['NOT_FOUND']);
      expect(await city.everything()).toEqual(before);
    });

    it('the community carries it out by its own list, without the street', async () => {
      await move(clerk, 'topicAdvance', topic);
      await clerk.do('outcomeRecord', {
        topicId: topic,
        route: 'COMMUNITY_LIST',
        summary: '社区自行落实',
        reachedOn: day(),
      });
      expect(await gaps(topic)).toEqual([
        'TOPIC_WITHOUT_CONCERN',
        'SUGGESTION_WITHOUT_ANSWER',
        'SUGGESTION_WITHOUT_ANSWER',
      ]);
      const { suggestions } = await topicOf(clerk, topic, 'suggestions { nodes { id } }');
      await convener.do('suggestionAnswer', { suggestionId: suggestions.nodes[1].id, result: 'ADOPTED' });
      const plan = await clerk.do(
        'responsibilityListRecord',
        {
          topicId: topic,
          items: suggestions.nodes.map(({ id }: { id: string }, index: number) => ({
            measure: `第${index + 1}项`,
            suggestionId: id,
            responsibleUnitName: '甲二社区（虚构）',
            dueOn: city.today,
          })),
        },
        'kind items { id state }',
      );
      expect(plan.kind).toBe('RESPONSIBILITY_LIST');
      await move(clerk, 'topicAdvance', topic);
      for (const { id } of plan.items) {
        await clerk.do('itemEventRecord', { itemId: id, kind: 'PROGRESS', happenedOn: day(), state: 'DONE' });
        await convener.do('itemVerify', { itemId: id, result: 'CONFIRMED', verifiedOn: day() });
      }
      await move(clerk, 'topicAdvance', topic);
      await clerk.do('evaluationRecord', {
        topicId: topic,
        evaluator: 'PROPOSER',
        satisfaction: 'SATISFIED',
        doneOn: day(),
      });
      expect(await move(convener, 'topicClose', topic)).toMatchObject({ state: 'CLOSED', stage: 'EVALUATION' });
      expect(await gaps(topic)).toEqual(['TOPIC_WITHOUT_CONCERN']);
    });
  });

  describe('a small thing is solved on the spot', () => {
    let topic: string;

    it('needs no report, no answer and no item', async () => {
      const concern = await clerk.do('concernRecord', { roomId: room, text: '公告栏的锁坏了', source: 'VISIT' });
      topic = (await convener.do('topicPropose', { roomId: room, title: '公告栏', concernIds: [concern.id] })).id;
      await move(convener, 'topicApprove', topic);
      await move(convener, 'topicAdvance', topic, { to: 'DELIBERATION' });
      await clerk.do('sessionRecord', {
        topicId: topic,
        heldOn: day(),
        headcount: 3,
        suggestions: ['换一把锁'],
        result: '当场换好。',
      });
      await clerk.do('outcomeRecord', {
        topicId: topic,
        route: 'SOLVED_ON_SPOT',
        summary: '锁已换好',
        reachedOn: day(),
      });
      expect(await gaps(topic)).toEqual([]);
    });

    it("closed without an evaluation, it says so until the committee's liaison evaluates it", async () => {
      expect(await move(convener, 'topicClose', topic)).toMatchObject({ state: 'CLOSED' });
      const { history } = await topicOf(convener, topic, 'history { nodes { kind missing } }');
      expect(history.nodes.at(-1)).toEqual({ kind: 'CLOSED', missing: ['NOT_EVALUATED'] });
      expect(await gaps(topic)).toEqual(['TOPIC_CLOSED_WITHOUT_EVALUATION']);
      await liaison.do('evaluationRecord', {
        topicId: topic,
        evaluator: 'COMMITTEE',
        satisfaction: 'SATISFIED',
        doneOn: day(),
      });
      expect(await gaps(topic)).toEqual([]);
    });

    it('opened again with a reason, it asks for an evaluation of the new round', async () => {
      expect(await move(convener, 'topicReopen', topic, { to: 'EVALUATION', reason: '锁又坏了' })).toMatchObject({
        state: 'APPROVED',
        stage: 'EVALUATION',
      });
      expect(await topicOf(convener, topic, 'round missingEvidence { code }')).toMatchObject({
        round: 2,
        missingEvidence: expect.arrayContaining([{ code: 'NOT_EVALUATED' }]),
      });
      await clerk.do('evaluationRecord', {
        topicId: topic,
        evaluator: 'HANDLER',
        satisfaction: 'NOT_SATISFIED',
        doneOn: day(),
      });
      expect((await topicOf(convener, topic, 'missingEvidence { code }')).missingEvidence).not.toContainEqual({
        code: 'NOT_EVALUATED',
      });
    });
  });

  describe('what was there already', () => {
    const traces = (room: string): string =>
      `{ ${room} { room { topics(first: 100) { nodes { origin trace { isUnbroken links { kind } brokenLinks { code } } }
        } } } }`;

    it('of Shili, taken over from an article, is asked no more than the article says', async () => {
      const { community } = await (
        await city.signIn('rugao-committee')
      ).must(traces('community(code: "320682001021")'));
      expect(community.room.topics.nodes.length).toBeGreaterThan(0);
      for (const { origin, trace } of community.room.topics.nodes)
        expect([origin, trace.brokenLinks]).toEqual([expect.stringMatching(/^(TAKEN_OVER|DERIVED)$/), []]);
    });

    it('of the invented city, with rooms good and bad, shows both whole chains and broken ones', async () => {
      const codes = ['001', '002', '003', '004'].map(
        (serial) =>
          `c${serial}: community(code: "990100001${serial}") { room { topics(first: 100) { nodes { trace { isUnbroken }
            } } } }`,
      );
      const answer = await (await city.signIn('yanshi-committee')).must(`{ ${codes.join(' ')} }`);
      const topics = Object.values(answer as Record<string, Json>).flatMap(
        (place) => place.room?.topics.nodes ?? [],
      ) as { trace: { isUnbroken: boolean } }[];
      expect(new Set(topics.map((topic) => topic.trace.isUnbroken))).toEqual(new Set([true, false]));
    });
  });
});
