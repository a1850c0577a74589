import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import type { Api } from '../support/api.js';
import { topicFixture } from '../trace/fixture.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';

const RECORD = `mutation ($input: EvaluationRecordInput!) { evaluationRecord(input: $input) {
  evaluation { id evaluator satisfaction respondents comment origin onBehalfOf topic { id } doneOn {
  value precision to } } errors { code path } } }`;

describe('an evaluation', () => {
  let world: World;
  let city: PlaceRef;
  let community: PlaceRef;
  let room: RoomRef;
  let people: Record<
    'convener' | 'clerk' | 'liaison' | 'office' | 'committee' | 'admin' | 'observer' | 'elsewhere' | 'sibling',
    Api
  >;
  let topicId: string;

  beforeAll(async () => {
    world = await World.start();
    city = await world.city();
    const street = await world.street(city);
    const other = await world.street(city, 2);
    community = await world.community(street);
    room = await world.room(community);
    people = {
      convener: await world.account(GrantRole.CONVENER, community),
      clerk: await world.account(GrantRole.CLERK, community),
      liaison: await world.account(GrantRole.STREET_CPPCC_LIAISON, street),
      office: await world.account(GrantRole.STREET_PARTY_OFFICE, street),
      committee: await world.account(GrantRole.CITY_COMMITTEE, city),
      admin: await world.account(GrantRole.CITY_ADMIN, city),
      observer: await world.account(GrantRole.OBSERVER, street),
      elsewhere: await world.account(GrantRole.STREET_CPPCC_LIAISON, other),
      sibling: await world.account(GrantRole.CONVENER, await world.community(street, 2)),
    };
  });
  afterAll(() => world.stop());

  beforeEach(async () => {
    topicId = await topicFixture(world, room);
  });

  const globalTopic = (): string => toGlobalId('Topic', city.cityId, topicId);
  const input = (evaluator: string, fields: object = {}): Record<string, unknown> => ({
    input: {
      topicId: globalTopic(),
      evaluator,
      satisfaction: 'BASICALLY_SATISFIED',
      doneOn: { value: '2026-04-15', precision: 'MONTH' },
      ...fields,
    },
  });
  const stored = (): Promise<Record<string, unknown>[]> =>
    world.sql(city.cityId, 'SELECT evaluator FROM evaluation WHERE topic_id = $1 ORDER BY id', [topicId]);

  it('is recorded by the room, for residents who were asked, from paper', async () => {
    const { evaluationRecord } = await people.clerk.must(
      RECORD,
      input('PUBLIC', { respondents: 42, comment: ' 路灯亮了 ', provenance: { onBehalfOf: '居民小组' } }),
    );
    expect(evaluationRecord.evaluation).toMatchObject({
      evaluator: 'PUBLIC',
      satisfaction: 'BASICALLY_SATISFIED',
      respondents: 42,
      comment: '路灯亮了',
      origin: 'RECORDED_FROM_PAPER',
      onBehalfOf: '居民小组',
      topic: { id: globalTopic() },
      doneOn: { value: '2026-04-01', precision: 'MONTH', to: '2026-04-30' },
    });
  });

  it('is listed on its topic, the newest first, for everyone who sees the topic', async () => {
    await people.convener.must(RECORD, input('PROPOSER', { doneOn: { value: '2026-04-01' } }));
    await people.convener.must(RECORD, input('HANDLER', { doneOn: { value: '2026-05-01' } }));
    await people.liaison.must(RECORD, input('COMMITTEE', { doneOn: { value: '2026-03-01' } }));
    for (const api of [people.convener, people.office, people.committee, people.observer]) {
      const { node } = await api.must(
        `{ node(id: "${globalTopic()}") { ... on Topic { evaluations { evaluator } } } }`,
      );
      expect(node.evaluations.map((row: { evaluator: string }) => row.evaluator)).toEqual([
        'HANDLER',
        'PROPOSER',
        'COMMITTEE',
      ]);
    }
  });

  it(
    "of the committee is the liaison's, and the room's are the room's: the wrong pair is refused and stores " +
      'nothing',
    async () => {
      const refused = [
        [people.convener, 'COMMITTEE'],
        [people.clerk, 'COMMITTEE'],
        [people.liaison, 'PUBLIC'],
        [people.liaison, 'HANDLER'],
        [people.liaison, 'PROPOSER'],
      ] as const;
      for (const [api, evaluator] of refused) {
        const answer = await api.ask(RECORD, input(evaluator));
        expect(answer.data.evaluationRecord).toEqual({
          evaluation: null,
          errors: [{ code: 'EVALUATOR_NOT_YOURS', path: ['input', 'evaluator'] }],
        });
      }
      expect(await stored()).toEqual([]);
    },
  );

  it("is nobody else's: those who see the topic are forbidden, those who do not find nothing", async () => {
    for (const api of [people.office, people.committee, people.admin, people.observer])
      expect((await api.ask(RECORD, input('PUBLIC'))).codes).toEqual(['FORBIDDEN']);
    for (const api of [people.elsewhere, people.sibling])
      expect((await api.ask(RECORD, input('COMMITTEE'))).codes).toEqual(['NOT_FOUND']);
    expect((await world.anonymous.ask(RECORD, input('PUBLIC'))).codes).toEqual(['UNAUTHENTICATED']);
    expect(await stored()).toEqual([]);
  });

  it('is kept to its side by the database as well', async () => {
    const [row] = await world.sql<{ qual: string }>(
      city.cityId,
      `SELECT string_agg(with_check, ' ') AS qual FROM pg_policies WHERE tablename = 'evaluation' AND cmd = 'INSERT'`,
    );
    expect(row!.qual).toContain(`evaluator <> 'COMMITTEE'`);
    expect(row!.qual).toContain(`evaluator = 'COMMITTEE'`);
  });

  it('counts people only where the public was asked, and at least one', async () => {
    expect(
      (await people.convener.ask(RECORD, input('HANDLER', { respondents: 3 }))).data.evaluationRecord.errors,
    ).toEqual([{ code: 'RESPONDENTS_NOT_PUBLIC', path: ['input', 'respondents'] }]);
    expect(
      (await people.convener.ask(RECORD, input('PUBLIC', { respondents: 0 }))).data.evaluationRecord.errors[0].code,
    ).toBe('NUMBER_OUT_OF_RANGE');
    expect(
      (await people.convener.ask(RECORD, input('PUBLIC', { doneOn: { value: '2999-01-01' } }))).data.evaluationRecord
        .errors[0].code,
    ).toBe('DATE_IN_FUTURE');
    expect(await stored()).toEqual([]);
  });

  const ANSWERS = {
    issued: 120,
    collected: 118,
    valid: 116,
    satisfied: 90,
    basicallySatisfied: 15,
    notSatisfied: 6,
    doNotKnow: 3,
  };
  const RECORD_ANSWERS = `mutation ($input: EvaluationRecordInput!) { evaluationRecord(input: $input) { evaluation {
    satisfaction answers { issued collected valid satisfied basicallySatisfied notSatisfied doNotKnow abstained } }
    errors { code path message } } }`;

  it('counts what each person answered; who made no mark abstained', async () => {
    const { evaluationRecord } = await people.clerk.must(
      RECORD_ANSWERS,
      input('PUBLIC', { answers: ANSWERS, satisfaction: null }),
    );
    expect(evaluationRecord.evaluation).toEqual({ satisfaction: null, answers: { ...ANSWERS, abstained: 2 } });
    const overall = await people.clerk.must(RECORD_ANSWERS, input('PUBLIC'));
    expect(overall.evaluationRecord.evaluation).toEqual({ satisfaction: 'BASICALLY_SATISFIED', answers: null });
  });

  it.each([
    ['more collected than issued', { collected: 121 }, 'ANSWERS_DO_NOT_FIT', ['collected']],
    ['more valid than collected', { valid: 119 }, 'ANSWERS_DO_NOT_FIT', ['valid']],
    ['more answers than valid', { notSatisfied: 9 }, 'ANSWERS_DO_NOT_FIT', []],
    ['a negative number', { doNotKnow: -1 }, 'NUMBER_OUT_OF_RANGE', ['doNotKnow']],
  ])('refuses %s, and so does the database', async (_, change, code, path) => {
    const answers = { ...ANSWERS, ...change };
    const { data } = await people.clerk.ask(RECORD_ANSWERS, input('PUBLIC', { answers }));
    expect(data.evaluationRecord.errors).toEqual([
      { code, path: ['input', 'answers', ...path], message: expect.stringContaining('') },
    ]);
    const row = (numbers: typeof ANSWERS): Promise<string> =>
      world.insert(city.cityId, 'evaluation', {
        place_id: community.id,
        place_path: community.path,
        topic_id: topicId,
        evaluator: 'PUBLIC',
        issued: numbers.issued,
        collected: numbers.collected,
        valid: numbers.valid,
        satisfied: numbers.satisfied,
        basically_satisfied: numbers.basicallySatisfied,
        not_satisfied: numbers.notSatisfied,
        do_not_know: numbers.doNotKnow,
        done_from: '2026-05-01',
        done_to: '2026-05-01',
        done_precision: 'DAY',
      });
    await expect(row(answers)).rejects.toThrow('ck_evaluation_answers');
    await row(ANSWERS);
    expect(await stored()).toHaveLength(1);
  });

  it('needs the answers or an overall level, and takes answers of the public only', async () => {
    const none = await people.clerk.ask(RECORD, input('PUBLIC', { satisfaction: null }));
    expect(none.data.evaluationRecord.errors[0].code).toBe('SATISFACTION_MISSING');
    const handler = await people.clerk.ask(RECORD, input('HANDLER', { answers: ANSWERS }));
    expect(handler.data.evaluationRecord.errors[0].code).toBe('ANSWERS_NOT_PUBLIC');
    expect(await stored()).toEqual([]);
  });

  it('may follow after the topic was closed', async () => {
    await world.insert(city.cityId, 'topic_step', {
      place_id: community.id,
      place_path: community.path,
      topic_id: topicId,
      kind: 'CLOSED',
      to_stage: 'EVALUATION',
      happened_from: '2026-05-01',
      happened_to: '2026-05-01',
      happened_precision: 'DAY',
      actor: '测试',
    });
    await people.liaison.must(RECORD, input('COMMITTEE'));
    expect(await stored()).toEqual([{ evaluator: 'COMMITTEE' }]);
  });

  it('shows each side what it may record', async () => {
    const query = `{ node(id: "${globalTopic()}") { ... on Topic {
      viewerCanEvaluateForRoom viewerCanEvaluateForCommittee } } }`;
    expect((await people.convener.must(query)).node).toEqual({
      viewerCanEvaluateForRoom: true,
      viewerCanEvaluateForCommittee: false,
    });
    expect((await people.liaison.must(query)).node).toEqual({
      viewerCanEvaluateForRoom: false,
      viewerCanEvaluateForCommittee: true,
    });
    expect((await people.committee.must(query)).node).toEqual({
      viewerCanEvaluateForRoom: false,
      viewerCanEvaluateForCommittee: false,
    });
  });
});
