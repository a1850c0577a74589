import { whileRowsAreHeld } from '../support/held-row.js';
import { type Json, TopicWorld } from './topic-world.js';

const KINDS = [
  'TOPIC_SELECTION',
  'PARTICIPANT_DESIGNATION',
  'RESEARCH',
  'DELIBERATION',
  'OUTCOME_REPORTING',
  'IMPLEMENTATION',
  'EVALUATION',
];

describe('the steps of a topic', () => {
  let w: TopicWorld;
  beforeAll(async () => {
    w = await TopicWorld.start();
  });
  afterAll(() => w.stop());

  const codes = (topic: Json): string[] => topic.missingEvidence.map((missing: Json) => missing.code);
  const step = (topic: Json, more: Record<string, unknown> = {}): Record<string, unknown> => ({
    id: topic.id,
    expectedVersion: topic.version,
    ...more,
  });
  const adopt = async (stages: { kind: string; gateMode?: string; deadlineDays?: number }[]): Promise<void> => {
    await w.others["the city's administrator"]!.must(
      'mutation ($input: ProcedureAdoptInput!) { procedureAdopt(input: $input) { procedure { number } errors { ' +
        'code message } } }',
      {
        input: {
          title: '程序',
          inForceFrom: '2020-01-01',
          stages: stages.map((stage) => ({ title: stage.kind, titleEn: stage.kind, ...stage })),
        },
      },
    );
  };

  it('lead through every stage the procedure has, in its order', async () => {
    let topic = await w.approved();
    const stages = [topic.stage];
    for (let left = KINDS.length - 1; left > 0; left -= 1) {
      topic = await w.do(w.clerk, 'topicAdvance', step(topic));
      stages.push(topic.stage);
    }
    expect(stages).toEqual(KINDS);
    expect((await w.refused(w.clerk, 'topicAdvance', step(topic))).codes).toEqual(['STAGE_NOT_LATER']);
  });

  it('only remind by default: the topic goes on, and what is missing stays visible on it and on the step', async () => {
    const proposed = await w.propose();
    expect(codes(proposed)).toEqual(['NOT_APPROVED']);
    const topic = await w.do(w.clerk, 'topicAdvance', step(proposed));
    expect(topic).toMatchObject({ stage: 'PARTICIPANT_DESIGNATION', state: 'PROPOSED' });
    expect(topic.missingEvidence).toMatchObject([
      { stage: 'TOPIC_SELECTION', code: 'NOT_APPROVED', message: 'The topic has not been approved' },
      { stage: 'PARTICIPANT_DESIGNATION', code: 'NO_AFFECTED_PARTY' },
    ]);
    expect(
      await w.sql(`SELECT kind, missing FROM topic_step WHERE topic_id = $1 ORDER BY recorded_at`, [w.uuid(topic.id)]),
    ).toEqual([
      { kind: 'PROPOSED', missing: [] },
      { kind: 'ADVANCED', missing: ['NOT_APPROVED'] },
    ]);
    expect(codes(await w.do(w.convener, 'topicApprove', step(topic)))).toEqual(['NO_AFFECTED_PARTY']);
  });

  it('are held back where the city says so, naming the evidence, until it is there', async () => {
    await adopt(KINDS.map((kind) => ({ kind, gateMode: kind === 'PARTICIPANT_DESIGNATION' ? 'BLOCK' : 'REMIND' })));
    const approved = await w.approved();
    const topic = await w.do(w.clerk, 'topicAdvance', step(approved));
    const before = await w.snapshot();
    for (const to of ['RESEARCH', 'DELIBERATION']) {
      const refusal = await w.refused(w.clerk, 'topicAdvance', step(topic, { to }));
      expect(refusal.codes).toEqual(['GATE_BLOCKED']);
      expect(refusal.messages[0]).toContain('NO_AFFECTED_PARTY');
    }
    expect((await w.refused(w.convener, 'topicClose', step(topic))).codes).toEqual(['GATE_BLOCKED']);
    expect(await w.snapshot()).toBe(before);
    const designated = await w.do(
      w.clerk,
      'participantsDesignate',
      step(topic, { participants: [{ role: 'AFFECTED_PARTY', headcount: 3 }] }),
    );
    expect((await w.do(w.clerk, 'topicAdvance', step(designated, { to: 'RESEARCH' }))).stage).toBe('RESEARCH');
  });

  it('skip the stages the city has left out; a topic keeps the procedure it was proposed under', async () => {
    const older = await w.approved();
    await adopt([{ kind: 'TOPIC_SELECTION' }, { kind: 'DELIBERATION' }, { kind: 'EVALUATION' }]);
    const newer = await w.approved();
    expect((await w.refused(w.clerk, 'topicAdvance', step(newer, { to: 'RESEARCH' }))).codes).toEqual([
      'STAGE_NOT_APPLICABLE',
    ]);
    const advanced = await w.do(w.clerk, 'topicAdvance', step(newer), 'stage procedure { stages { kind } }');
    expect(advanced).toEqual({
      stage: 'DELIBERATION',
      procedure: { stages: [{ kind: 'TOPIC_SELECTION' }, { kind: 'DELIBERATION' }, { kind: 'EVALUATION' }] },
    });
    const kept = await w.do(w.clerk, 'topicAdvance', step(older), 'stage procedure { stages { kind } }');
    expect(kept.stage).toBe('PARTICIPANT_DESIGNATION');
    expect(kept.procedure.stages).toHaveLength(KINDS.length);
    await adopt(KINDS.map((kind) => ({ kind })));
  });

  it('go back only with a reason, only to an earlier stage', async () => {
    const topic = await w.do(w.clerk, 'topicAdvance', step(await w.approved(), { to: 'DELIBERATION' }));
    const before = await w.snapshot();
    expect((await w.refused(w.convener, 'topicStepBack', step(topic, { to: 'RESEARCH', reason: '  ' }))).codes).toEqual(
      ['REASON_MISSING'],
    );
    expect(
      (await w.refused(w.convener, 'topicStepBack', step(topic, { to: 'DELIBERATION', reason: '补充调研' }))).codes,
    ).toEqual(['STAGE_NOT_EARLIER']);
    expect(
      (await w.refused(w.convener, 'topicStepBack', step(topic, { to: 'EVALUATION', reason: '补充调研' }))).codes,
    ).toEqual(['STAGE_NOT_EARLIER']);
    expect((await w.refused(w.clerk, 'topicAdvance', step(topic, { to: 'RESEARCH' }))).codes).toEqual([
      'STAGE_NOT_LATER',
    ]);
    expect(await w.snapshot()).toBe(before);
    const back = await w.do(w.convener, 'topicStepBack', step(topic, { to: 'RESEARCH', reason: '补充调研' }));
    expect(back).toMatchObject({ stage: 'RESEARCH', state: 'APPROVED', round: 1 });
  });

  it('close a topic from any stage, saying what was never there; opening it again counts a round', async () => {
    const approved = await w.approved({ proposedOn: { value: '2025-03-01' } });
    const before = await w.snapshot();
    expect(
      (await w.refused(w.convener, 'topicClose', step(approved, { happenedOn: { value: '2025-02-28' } }))).codes,
    ).toEqual(['CLOSED_BEFORE_PROPOSED']);
    expect(
      (await w.refused(w.convener, 'topicReopen', step(approved, { to: 'RESEARCH', reason: '问题反复' }))).codes,
    ).toEqual(['TOPIC_NOT_CLOSED']);
    expect(await w.snapshot()).toBe(before);
    const closed = await w.do(
      w.convener,
      'topicClose',
      step(approved, { happenedOn: { value: '2025-05-20', precision: 'MONTH' } }),
      `id version state stage missingEvidence { code } closedOn { from to precision }`,
    );
    expect(closed).toMatchObject({
      state: 'CLOSED',
      stage: 'TOPIC_SELECTION',
      closedOn: { from: '2025-05-01', to: '2025-05-31', precision: 'MONTH' },
    });
    expect(codes(closed)).toContain('NO_AFFECTED_PARTY');
    const [last] = await w.sql(`SELECT missing FROM topic_step WHERE topic_id = $1 AND kind = 'CLOSED'`, [
      w.uuid(closed.id),
    ]);
    expect(last!['missing']).toEqual(codes(closed));
    for (const [field, more] of [
      ['topicAdvance', {}],
      ['topicStepBack', { to: 'TOPIC_SELECTION', reason: '…' }],
      ['topicClose', {}],
      ['topicRevise', { title: '改' }],
      ['participantsDesignate', { participants: [] }],
    ] as const) {
      expect((await w.refused(w.convener, field, step(closed, more))).codes).toEqual(['TOPIC_CLOSED']);
    }
    const reopened = await w.do(
      w.convener,
      'topicReopen',
      step(closed, { to: 'DELIBERATION', reason: '问题反复' }),
      'state stage round closedOn { from }',
    );
    expect(reopened).toEqual({ state: 'APPROVED', stage: 'DELIBERATION', round: 2, closedOn: null });
  });

  it('show the current state to the second caller, also when both come at once', async () => {
    const topic = await w.approved();
    const both = (): Promise<Json[]> =>
      Promise.all([w.clerk, w.convener].map((api) => w.refused(api, 'topicAdvance', step(topic))));
    const answers = await whileRowsAreHeld(
      w.world.db.superuserUrl,
      'SELECT 1 FROM topic WHERE id = $1',
      [w.uuid(topic.id)],
      2,
      both,
    );
    expect(answers.map((answer) => answer.codes).sort()).toEqual([[], ['CONFLICT']]);
    expect(answers.map((answer) => answer.topic)).toMatchObject([
      { stage: 'PARTICIPANT_DESIGNATION' },
      { stage: 'PARTICIPANT_DESIGNATION' },
    ]);
    expect(await w.sql(`SELECT count(*)::int AS n FROM topic_step WHERE topic_id = $1`, [w.uuid(topic.id)])).toEqual([
      { n: 3 },
    ]);
  });

  it("are due by the procedure's deadline, counted from the day the topic came to its stage", async () => {
    await adopt(KINDS.map((kind) => ({ kind, ...(kind === 'PARTICIPANT_DESIGNATION' ? { deadlineDays: 10 } : {}) })));
    const approved = await w.approved({ proposedOn: { value: '2025-01-01' } });
    const late = await w.do(
      w.clerk,
      'topicAdvance',
      step(approved, { happenedOn: { value: '2025-02-20' } }),
      'id version stageDueOn isOverdue',
    );
    expect(late).toMatchObject({ stageDueOn: '2025-03-02', isOverdue: true });
    expect(await w.do(w.clerk, 'topicAdvance', step(late), 'stageDueOn isOverdue')).toEqual({
      stageDueOn: null,
      isOverdue: false,
    });
  });
});
