import { type SessionWorld, plantTopic, startSessionWorld } from './session-world.js';

const advance = `mutation ($input: TopicAdvanceInput!) { topicAdvance(input: $input) { topic {
  id version stage missingEvidence { code } } errors { code message } } }`;
const schedule = `mutation ($input: SessionScheduleInput!) { sessionSchedule(input: $input) { session { id version }
  errors { code } } }`;
const hold = `mutation ($input: SessionHoldInput!) { sessionHold(input: $input) { session { id version } errors { code }
  } }`;
const minutes = `mutation ($input: MinutesRecordInput!) { minutesRecord(input: $input) { session { id } errors { code }
  } }`;
const research = `mutation ($input: ResearchRecordInput!) { researchRecord(input: $input) { researchRecord { id }
  errors { code } } }`;

describe('the gates of research and deliberation', () => {
  let w: SessionWorld;
  let topicId: string;
  beforeAll(async () => {
    w = await startSessionWorld();
  });
  beforeEach(async () => {
    await w.world.sql(w.city.cityId, `UPDATE procedure_stage SET gate_mode = 'REMIND'`);
    topicId = await plantTopic(w, { stage: 'RESEARCH', no_affected_party_reason: '全体居民' });
  });
  afterAll(() => w.world.stop());

  const missing = async (): Promise<string[]> => {
    const { node } = await w.convener.must(`{ node(id: "${topicId}") { ... on Topic { missingEvidence { code } } } }`);
    return node.missingEvidence.map((item: { code: string }) => item.code);
  };
  const go = async () => {
    const { node } = await w.convener.must(`{ node(id: "${topicId}") { ... on Topic { version } } }`);
    return (await w.convener.ask(advance, { input: { id: topicId, expectedVersion: node.version } })).data.topicAdvance;
  };
  const block = (stage: string) =>
    w.world.sql(w.city.cityId, `UPDATE procedure_stage SET gate_mode = 'BLOCK' WHERE kind = $1`, [stage]);
  const hasResearch = () =>
    w.clerk.must(research, {
      input: { topicId, kind: 'SITE_VISIT', doneOn: { value: '2025-04-01' }, findings: '路面破损' },
    });
  const holdOne = async (fields: Record<string, unknown> = {}): Promise<{ id: string; version: number }> => {
    const { id, version } = (await w.clerk.must(schedule, { input: { topicId, scheduledFor: '2025-05-08' } }))
      .sessionSchedule.session;
    return (
      await w.clerk.must(hold, { input: { id, expectedVersion: version, heldOn: { value: '2025-05-08' }, ...fields } })
    ).sessionHold.session;
  };

  it('remind of research that was not done, and are quiet once it is', async () => {
    expect(await missing()).toEqual(['NO_RESEARCH_RECORD']);
    expect((await go()).topic).toMatchObject({ stage: 'DELIBERATION' });
    await hasResearch();
    expect(await missing()).toEqual(['NO_SESSION_HELD']);
  });

  it('hold a topic back without research where the city says so, and let it pass with it', async () => {
    await block('RESEARCH');
    const refused = await go();
    expect(refused.errors[0]).toMatchObject({ code: 'GATE_BLOCKED' });
    expect(refused.errors[0].message).toContain('NO_RESEARCH_RECORD');
    await hasResearch();
    expect((await go()).topic).toMatchObject({ stage: 'DELIBERATION' });
  });

  it('ask for a session that was held, and for the record of one', async () => {
    await hasResearch();
    await go();
    await block('DELIBERATION');
    await w.clerk.must(schedule, { input: { topicId, scheduledFor: '2025-05-01' } });
    expect((await go()).errors[0].message).toContain('NO_SESSION_HELD');
    const { id, version } = await holdOne();
    expect(await missing()).toEqual(['SESSION_WITHOUT_RECORD']);
    expect((await go()).errors[0].message).toContain('SESSION_WITHOUT_RECORD');
    await w.clerk.must(minutes, { input: { id, expectedVersion: version, minutes: '会议记录' } });
    expect((await go()).topic).toMatchObject({ stage: 'OUTCOME_REPORTING' });
  });

  it('count a paper that is named as the record', async () => {
    await hasResearch();
    await go();
    await holdOne({ provenance: { paperReference: '会议记录本第 7 页' } });
    expect(await missing()).toEqual([]);
  });

  it('ask for a new session in another round, where the research still holds', async () => {
    await hasResearch();
    await go();
    await holdOne({ minutes: '第一轮' });
    await w.world.sql(w.city.cityId, 'UPDATE topic SET round = 2');
    expect(await missing()).toEqual(['NO_SESSION_HELD']);
    await holdOne({ minutes: '第二轮' });
    expect(await missing()).toEqual([]);
  });
});
