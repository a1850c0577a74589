import {
  LoopWorld,
  type PlantedTopic,
  outcomeDecide,
  outcomeRecord,
  outcomeReport,
  outcomeReturn,
  recordOutcome,
  refusalOf,
  report,
  suggestionAnswer,
} from './loop-world.js';

describe('the outcome of a deliberation', () => {
  let w: LoopWorld;
  let topic: PlantedTopic;
  beforeAll(async () => {
    w = await LoopWorld.start();
  });
  beforeEach(async () => {
    topic = await w.topic();
  });
  afterAll(() => w.stop());

  const decision = (reportId: string, fields: object = {}): object => ({
    reportId,
    body: '第1街道党工委',
    metOn: '2025-02-20',
    documentNumber: '街发〔2025〕8号',
    suggestions: [],
    ...fields,
  });

  it.each(['SOLVED_ON_SPOT', 'COMMUNITY_LIST'])(
    'on the route %s stays in the community: no report, and the room answers',
    async (route) => {
      const outcomeId = await recordOutcome(w, topic.id, route);
      expect(await refusalOf(w.as('clerk'), outcomeReport, { outcomeId, reportedOn: { value: '2025-02-10' } })).toBe(
        'ROUTE_NEEDS_NO_REPORT',
      );
      const answer = (
        await w
          .as('clerk')
          .must(suggestionAnswer, { input: { suggestionId: topic.suggestions[0]!.id, result: 'ADOPTED' } })
      ).suggestionAnswer.answer;
      expect(answer).toMatchObject({ result: 'ADOPTED', decision: null });
      expect(
        (await w.as('clerk').must(`{ topic(id: "${topic.id}") { outcomes { route viewerCanReport report { id } } } }`))
          .topic.outcomes,
      ).toEqual([{ route, viewerCanReport: false, report: null }]);
    },
  );

  it.each(['STREET_DECISION', 'ESCALATED'])(
    'on the route %s goes up, is decided there, and each suggestion gets its answer',
    async (route) => {
      const outcomeId = await recordOutcome(w, topic.id, route);
      expect(
        await refusalOf(w.as('clerk'), suggestionAnswer, { suggestionId: topic.suggestions[0]!.id, result: 'ADOPTED' }),
      ).toBe('ANSWER_IS_THE_STREETS');
      const reportId = await report(w, outcomeId);
      const decided = (
        await w.as('office').must(outcomeDecide, {
          input: decision(reportId, {
            suggestions: [
              { suggestionId: topic.suggestions[0]!.id, result: 'ADOPTED' },
              { suggestionId: topic.suggestions[1]!.id, result: 'DECLINED', reason: '已列入明年计划' },
            ],
          }),
        })
      ).outcomeDecide.decision;
      expect(decided).toMatchObject({
        result: 'DECIDED',
        metOn: '2025-02-20',
        documentNumber: '街发〔2025〕8号',
        answers: [
          { result: 'ADOPTED', suggestion: { id: topic.suggestions[0]!.id } },
          { result: 'DECLINED', reason: '已列入明年计划', suggestion: { id: topic.suggestions[1]!.id } },
        ],
      });
      const read = (
        await w.as('convener').must(
          `{ topic(id: "${topic.id}") { outcomes { report { state number viewerCanDecide room { id } outcome { id }
              topic { id } reportedOn { from to } decision { id body } } } } }`,
        )
      ).topic.outcomes[0].report;
      expect(read).toMatchObject({
        state: 'DECIDED',
        number: '2025-3',
        viewerCanDecide: false,
        room: { id: w.globalId('Room', w.room.id) },
        outcome: { id: outcomeId },
        topic: { id: topic.id },
        decision: { id: decided.id },
      });
    },
  );

  it('goes up once, and again only after it came back', async () => {
    const outcomeId = await recordOutcome(w, topic.id);
    const first = await report(w, outcomeId);
    const again = { outcomeId, reportedOn: { value: '2025-03-10' } };
    expect(await refusalOf(w.as('clerk'), outcomeReport, again)).toBe('REPORT_PENDING');
    const sentBack = (
      await w
        .as('office')
        .must(outcomeReturn, { input: { reportId: first, body: '第1街道党工委', reason: '缺少预算' } })
    ).outcomeReturn.decision;
    expect(sentBack).toMatchObject({ result: 'RETURNED', reason: '缺少预算' });
    const second = await report(w, outcomeId);
    expect(await refusalOf(w.as('office'), outcomeDecide, decision(first))).toBe('REPORT_ALREADY_DECIDED');
    await w.as('office').must(outcomeDecide, { input: decision(second) });
    expect(await refusalOf(w.as('clerk'), outcomeReport, again)).toBe('REPORT_ALREADY_DECIDED');
    const { reports } = (await w.as('clerk').must(`{ topic(id: "${topic.id}") { outcomes { reports { id state } } } }`))
      .topic.outcomes[0];
    expect(reports).toEqual([
      { id: first, state: 'RETURNED' },
      { id: second, state: 'DECIDED' },
    ]);
  });

  it('is reported once by many who report at once, and decided once by many who decide at once', async () => {
    const outcomeId = await recordOutcome(w, topic.id);
    const reports = await Promise.all(
      Array.from({ length: 6 }, () =>
        refusalOf(w.as('clerk'), outcomeReport, { outcomeId, reportedOn: { value: '2025-02-10' } }),
      ),
    );
    expect(reports.sort()).toEqual([...Array(5).fill('REPORT_PENDING'), null]);
    const [row] = await w.sql<{ id: string }>('SELECT id FROM outcome_report WHERE topic_id = $1', [topic.uuid]);
    const reportId = w.globalId('OutcomeReport', row!.id);
    const decisions = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        refusalOf(
          w.as('office'),
          index % 2 ? outcomeDecide : outcomeReturn,
          index % 2 ? decision(reportId) : { reportId, body: '党工委', reason: '退回' },
        ),
      ),
    );
    expect(decisions.sort()).toEqual([...Array(5).fill('REPORT_ALREADY_DECIDED'), null]);
  });

  it.each([
    [
      'an answer declining without a reason',
      { suggestions: [0], result: 'DECLINED' },
      'REASON_MISSING',
      ['input', 'suggestions', '0', 'reason'],
    ],
    [
      'the same suggestion twice',
      { suggestions: [0, 0], result: 'ADOPTED' },
      'SUGGESTION_TWICE',
      ['input', 'suggestions', '1', 'suggestionId'],
    ],
    [
      'a meeting that has not met',
      { suggestions: [0], result: 'ADOPTED', metOn: '2999-01-01' },
      'DATE_IN_FUTURE',
      ['input', 'metOn'],
    ],
    ['no body', { suggestions: [0], result: 'ADOPTED', body: ' ' }, 'TEXT_EMPTY', ['input', 'body']],
    [
      'more answers than a report has',
      { suggestions: Array(201).fill(0), result: 'ADOPTED' },
      'TOO_MANY',
      ['input', 'suggestions'],
    ],
  ])('is not decided with %s, and nothing is stored', async (_what, { suggestions, result, ...fields }, code, path) => {
    const reportId = await report(w, await recordOutcome(w, topic.id));
    const before = await w.rows('outcome_decision', 'suggestion_answer', 'audit_event');
    const input = decision(reportId, {
      ...fields,
      suggestions: suggestions.map((index: number) => ({ suggestionId: topic.suggestions[index]!.id, result })),
    });
    expect((await w.as('office').ask(outcomeDecide, { input })).data.outcomeDecide).toMatchObject({
      decision: null,
      errors: [{ code, path }],
    });
    expect(await w.rows('outcome_decision', 'suggestion_answer', 'audit_event')).toEqual(before);
  });

  it('answers suggestions of its own topic only', async () => {
    const other = await w.topic(1);
    const reportId = await report(w, await recordOutcome(w, topic.id));
    const input = decision(reportId, {
      suggestions: [
        { suggestionId: topic.suggestions[0]!.id, result: 'ADOPTED' },
        { suggestionId: other.suggestions[0]!.id, result: 'ADOPTED' },
      ],
    });
    expect(await refusalOf(w.as('office'), outcomeDecide, input)).toBe('SUGGESTION_OF_OTHER_TOPIC');
    expect(
      await w.sql('SELECT id FROM suggestion_answer WHERE topic_id = ANY($1)', [[topic.uuid, other.uuid]]),
    ).toEqual([]);
  });

  it("shows the street's answer over the room's, and of several the latest", async () => {
    const [suggestion] = topic.suggestions;
    const standing = async () =>
      (
        await w.as('clerk').must(
          `{ topic(id: "${topic.id}") { suggestions { nodes { id answer { result } answers { result }
              viewerCanAnswer } } } }`,
        )
      ).topic.suggestions.nodes.find((node: { id: string }) => node.id === suggestion!.id);
    expect(await standing()).toMatchObject({ answer: null, answers: [], viewerCanAnswer: true });
    await w.as('clerk').must(suggestionAnswer, { input: { suggestionId: suggestion!.id, result: 'FOR_REFERENCE' } });
    await w
      .as('clerk')
      .must(suggestionAnswer, { input: { suggestionId: suggestion!.id, result: 'EXPLAINED', reason: '另有安排' } });
    expect((await standing()).answer).toEqual({ result: 'EXPLAINED' });
    const reportId = await report(w, await recordOutcome(w, topic.id));
    await w.as('office').must(outcomeDecide, {
      input: decision(reportId, { suggestions: [{ suggestionId: suggestion!.id, result: 'PARTLY_ADOPTED' }] }),
    });
    await w.world.insert(w.city.cityId, 'suggestion_answer', {
      place_id: w.community.id,
      place_path: w.community.path,
      topic_id: topic.uuid,
      suggestion_id: suggestion!.uuid,
      result: 'ADOPTED',
    });
    expect(await standing()).toMatchObject({ answer: { result: 'PARTLY_ADOPTED' }, viewerCanAnswer: false });
    expect((await standing()).answers).toHaveLength(4);
  });

  it("is not recorded on a closed topic; the street's paper still is", async () => {
    const reportId = await report(w, await recordOutcome(w, topic.id));
    await w.sql(`UPDATE topic SET state = 'CLOSED' WHERE id = $1`, [topic.uuid]);
    expect(
      await refusalOf(w.as('clerk'), outcomeRecord, {
        topicId: topic.id,
        route: 'COMMUNITY_LIST',
        summary: '自办',
        reachedOn: { value: '2025-03-01' },
      }),
    ).toBe('TOPIC_CLOSED');
    expect(await refusalOf(w.as('office'), outcomeDecide, decision(reportId))).toBeNull();
  });

  it("stands in the street's worklist until it is decided, the longest waiting first", async () => {
    await w.sql('DELETE FROM suggestion_answer');
    await w.sql('DELETE FROM outcome_decision');
    await w.sql('DELETE FROM outcome_report');
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) ids.push(await report(w, await recordOutcome(w, (await w.topic(0)).id)));
    await w.as('office').must(outcomeDecide, { input: decision(ids[1]!) });
    await w.as('office').must(outcomeReturn, { input: { reportId: ids[2]!, body: '党工委', reason: '退回' } });
    const list = async (person: Parameters<LoopWorld['as']>[0], args = ''): Promise<string[]> =>
      (
        await w.as(person).must(
          `{ street(code: "${w.street.code}") { outcomeReports${args} { totalCount nodes { id viewerCanDecide } } }
              }`,
        )
      ).street.outcomeReports.nodes.map((node: { id: string }) => node.id);
    expect(await list('office')).toEqual(ids);
    expect(await list('office', '(state: PENDING)')).toEqual([ids[0]]);
    expect(await list('liaison', '(state: DECIDED)')).toEqual([ids[1]]);
    expect(await list('committee', '(state: RETURNED)')).toEqual([ids[2]]);
    expect(await list('otherOffice')).toEqual([]);
    expect(await list('otherConvener')).toEqual([]);
  });
});
