import {
  LoopWorld,
  type PlantedTopic,
  outcomeDecide,
  outcomeReturn,
  recordOutcome,
  refusalOf,
  report,
  suggestionAnswer,
} from './loop-world.js';

const advance =
  'mutation ($input: TopicAdvanceInput!) { topicAdvance(input: $input) { topic { stage version } errors { code } } }';

describe('the gate to leave OUTCOME_REPORTING', () => {
  let w: LoopWorld;
  let topic: PlantedTopic;
  beforeAll(async () => {
    w = await LoopWorld.start();
  });
  beforeEach(async () => {
    topic = await w.topic(1);
  });
  afterAll(() => w.stop());

  /** Goes on to IMPLEMENTATION. @returns what the step says was missing. */
  const missing = async (): Promise<string[]> => {
    const [{ version }] = (await w.sql('SELECT version FROM topic WHERE id = $1', [topic.uuid])) as [
      { version: number },
    ];
    const moved = await w.as('clerk').must(advance, { input: { id: topic.id, expectedVersion: version } });
    expect(moved.topicAdvance.topic.stage).toBe('IMPLEMENTATION');
    const [step] = await w.sql<{ missing: string[] }>(
      'SELECT missing FROM topic_step WHERE topic_id = $1 ORDER BY recorded_at DESC LIMIT 1',
      [topic.uuid],
    );
    return step!.missing;
  };
  const decide = async (reportId: string) =>
    w.as('office').must(outcomeDecide, { input: { reportId, body: '党工委', metOn: '2025-02-20', suggestions: [] } });
  const reopenStep = (): Promise<string> =>
    w.world.insert(w.city.cityId, 'topic_step', {
      place_id: w.community.id,
      place_path: w.community.path,
      topic_id: topic.uuid,
      kind: 'REOPENED',
      to_stage: 'OUTCOME_REPORTING',
      happened_from: '2025-04-01',
      happened_to: '2025-04-01',
      happened_precision: 'DAY',
      reason: '效果不好',
      actor: '测试',
    });

  it('asks for an outcome', async () => {
    expect(await missing()).toEqual(['NO_OUTCOME']);
  });

  it.each(['SOLVED_ON_SPOT', 'COMMUNITY_LIST'])('asks for nothing more on the route %s', async (route) => {
    await recordOutcome(w, topic.id, route);
    expect(await missing()).toEqual([]);
  });

  it.each(['STREET_DECISION', 'ESCALATED'])('asks for the report on the route %s', async (route) => {
    await recordOutcome(w, topic.id, route);
    expect(await missing()).toEqual(['OUTCOME_NOT_REPORTED']);
  });

  it('asks for the decision on a report', async () => {
    await report(w, await recordOutcome(w, topic.id));
    expect(await missing()).toEqual(['DECISION_NOT_RECORDED']);
  });

  it('asks for another report where one came back', async () => {
    const reportId = await report(w, await recordOutcome(w, topic.id));
    await w.as('office').must(outcomeReturn, { input: { reportId, body: '党工委', reason: '退回' } });
    expect(await missing()).toEqual(['OUTCOME_NOT_REPORTED']);
  });

  it('opens with the decision, and follows the outcome entered last', async () => {
    const reportId = await report(w, await recordOutcome(w, topic.id));
    await decide(reportId);
    expect(await missing()).toEqual([]);
    const changed = (topic = await w.topic(0));
    await recordOutcome(w, changed.id, 'STREET_DECISION');
    await recordOutcome(w, changed.id, 'COMMUNITY_LIST');
    expect(await missing()).toEqual([]);
  });

  it("asks again in a new round, where the earlier round's suggestions stay the street's to answer", async () => {
    await decide(await report(w, await recordOutcome(w, topic.id)));
    await reopenStep();
    const [later] = await w.session(topic, 1, 2);
    expect(
      await refusalOf(w.as('clerk'), suggestionAnswer, { suggestionId: topic.suggestions[0]!.id, result: 'ADOPTED' }),
    ).toBe('ANSWER_IS_THE_STREETS');
    expect(await refusalOf(w.as('clerk'), suggestionAnswer, { suggestionId: later!.id, result: 'ADOPTED' })).toBeNull();
    expect(await missing()).toEqual(['NO_OUTCOME']);
  });

  describe('after a reopening', () => {
    const codes = async (): Promise<string[]> =>
      (
        await w.as('clerk').must(`{ node(id: "${topic.id}") { ... on Topic { missingEvidence { code } } } }`)
      ).node.missingEvidence.map(({ code }: { code: string }) => code);
    const closeAndReopenAt = async (stage: string): Promise<string[]> => {
      const step = {
        place_id: w.community.id,
        place_path: w.community.path,
        topic_id: topic.uuid,
        happened_precision: 'DAY',
        actor: '测试',
      };
      const day = (on: string) => ({ happened_from: on, happened_to: on });
      const add = (fields: Record<string, unknown>) =>
        w.world.insert(w.city.cityId, 'topic_step', { ...step, ...fields });
      await add({ kind: 'ADVANCED', from_stage: 'OUTCOME_REPORTING', to_stage: 'EVALUATION', ...day('2025-03-01') });
      await add({ kind: 'CLOSED', from_stage: 'EVALUATION', to_stage: 'EVALUATION', ...day('2025-03-02') });
      const before = await codes();
      await add({ kind: 'REOPENED', to_stage: stage, reason: '效果不好', ...day('2025-04-01') });
      expect(await w.sql('SELECT round, stage FROM topic WHERE id = $1', [topic.uuid])).toEqual([{ round: 2, stage }]);
      return before;
    };

    it('a stage that the new round leaves out is asked of the round that had it, as its history says', async () => {
      await decide(await report(w, await recordOutcome(w, topic.id)));
      const before = await closeAndReopenAt('EVALUATION');
      expect(before).not.toContain('NO_OUTCOME');
      expect(await codes()).toEqual(before);
    });

    it('what was missing in that round is still missing', async () => {
      const before = await closeAndReopenAt('EVALUATION');
      expect(before).toContain('NO_OUTCOME');
      expect(await codes()).toEqual(before);
    });

    it('a stage that the new round goes through is asked again', async () => {
      await decide(await report(w, await recordOutcome(w, topic.id)));
      expect(await closeAndReopenAt('OUTCOME_REPORTING')).not.toContain('NO_OUTCOME');
      expect(await codes()).toContain('NO_OUTCOME');
    });
  });

  it('blocks where the city set it to block, and names what is missing', async () => {
    await w.sql(`UPDATE procedure_stage SET gate_mode = 'BLOCK' WHERE kind = 'OUTCOME_REPORTING'`);
    expect(await refusalOf(w.as('clerk'), advance, { id: topic.id, expectedVersion: 1 })).toBe('GATE_BLOCKED');
    expect(await w.sql('SELECT stage, version FROM topic WHERE id = $1', [topic.uuid])).toEqual([
      { stage: 'OUTCOME_REPORTING', version: 1 },
    ]);
    await recordOutcome(w, topic.id, 'COMMUNITY_LIST');
    expect(await refusalOf(w.as('clerk'), advance, { id: topic.id, expectedVersion: 1 })).toBeNull();
    await w.sql(`UPDATE procedure_stage SET gate_mode = 'REMIND'`);
  });
});
