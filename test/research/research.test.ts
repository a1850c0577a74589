import { type SessionWorld, counts, plantTopic, startSessionWorld } from '../sessions/session-world.js';

const record = `mutation ($input: ResearchRecordInput!) { researchRecord(input: $input) { researchRecord {
  id kind findings householdsVisited origin paperReference doneOn { from to precision } topic { id } } errors {
  code message path } } }`;

describe('research before deliberation', () => {
  let w: SessionWorld;
  let topicId: string;
  beforeAll(async () => {
    w = await startSessionWorld();
    topicId = await plantTopic(w, { stage: 'RESEARCH' });
  });
  afterAll(() => w.world.stop());

  const input = (fields: Record<string, unknown> = {}) => ({
    topicId,
    kind: 'HOUSEHOLD_VISIT',
    doneOn: { value: '2025-04-02' },
    findings: '三分之二的住户夜间看不清楼梯',
    ...fields,
  });

  it('is recorded by the clerk and stands on the topic in the order it was done', async () => {
    const first = (
      await w.clerk.must(record, {
        input: input({ householdsVisited: 46, provenance: { paperReference: '调研记录 2025-3' } }),
      })
    ).researchRecord.researchRecord;
    expect(first).toMatchObject({
      kind: 'HOUSEHOLD_VISIT',
      householdsVisited: 46,
      origin: 'RECORDED_FROM_PAPER',
      paperReference: '调研记录 2025-3',
      topic: { id: topicId },
      doneOn: { from: '2025-04-02', to: '2025-04-02', precision: 'DAY' },
    });
    await w.convener.must(record, {
      input: input({ kind: 'SITE_VISIT', doneOn: { value: '2025-03-20' }, findings: '每层缺一盏灯' }),
    });
    const { node } = await w.committee.must(
      `{ node(id: "${topicId}") { ... on Topic { viewerCanRecordResearch research { totalCount nodes { kind findings } }
        } } }`,
    );
    expect(node).toEqual({
      viewerCanRecordResearch: false,
      research: {
        totalCount: 2,
        nodes: [
          { kind: 'SITE_VISIT', findings: '每层缺一盏灯' },
          { kind: 'HOUSEHOLD_VISIT', findings: '三分之二的住户夜间看不清楼梯' },
        ],
      },
    });
  });

  it('keeps a date known to the year within the year and not after its source', async () => {
    const { researchRecord } = (
      await w.clerk.must(record, {
        input: input({ doneOn: { value: '2021-06-01', precision: 'YEAR', notAfter: '2021-10-28' } }),
      })
    ).researchRecord;
    expect(researchRecord.doneOn).toEqual({ from: '2021-01-01', to: '2021-10-28', precision: 'YEAR' });
  });

  it.each([
    ['an empty finding', { findings: '  ' }, 'TEXT_EMPTY', ['input', 'findings']],
    ['too long a finding', { findings: '长'.repeat(2001) }, 'TEXT_TOO_LONG', ['input', 'findings']],
    [
      'a negative number of households',
      { householdsVisited: -1 },
      'NUMBER_OUT_OF_RANGE',
      ['input', 'householdsVisited'],
    ],
    ['a day that has not come', { doneOn: { value: '2999-01-01' } }, 'DATE_IN_FUTURE', ['input', 'doneOn']],
  ])('refuses %s and stores nothing', async (_what, wrong, code, path) => {
    const before = await counts(w);
    const { researchRecord } = (await w.clerk.ask(record, { input: input(wrong) })).data;
    expect(researchRecord).toMatchObject({ researchRecord: null, errors: [{ code, path }] });
    expect(await counts(w)).toEqual(before);
  });

  it('is refused to everyone but the own room, and nothing changes', async () => {
    const before = await counts(w);
    for (const api of [w.siblingClerk, w.siblingConvener])
      expect((await api.ask(record, { input: input() })).codes).toEqual(['NOT_FOUND']);
    for (const api of [w.streetOffice, w.liaison, w.committee, w.admin, w.observer])
      expect((await api.ask(record, { input: input() })).codes).toEqual(['FORBIDDEN']);
    expect((await w.world.anonymous.ask(record, { input: input() })).codes).toEqual(['UNAUTHENTICATED']);
    expect(await counts(w)).toEqual(before);
  });

  it('is refused for a topic that is closed', async () => {
    const closed = await plantTopic(w, { state: 'CLOSED', stage: 'EVALUATION' });
    const { researchRecord } = (await w.clerk.ask(record, { input: input({ topicId: closed }) })).data;
    expect(researchRecord.errors[0].code).toBe('TOPIC_CLOSED');
  });

  it('is stored once when the same key comes twice', async () => {
    const before = await counts(w);
    const keyed = w.clerk.with({ 'idempotency-key': 'research-1' });
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await keyed.must(record, { input: input() })).researchRecord.researchRecord.id),
    );
    expect(new Set(ids).size).toBe(1);
    expect((await counts(w))['research_record']).toBe(before['research_record']! + 1);
  });
});
