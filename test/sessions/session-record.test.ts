import { toGlobalId } from '../../src/kernel/global-id.js';
import { uuidv7 } from '../../src/kernel/uuid.js';
import { type SessionWorld, counts, plantTopic, startSessionWorld } from './session-world.js';

const record = `mutation ($input: SessionRecordInput!) { sessionRecord(input: $input) {
  session { id ordinal round state origin onBehalfOf paperReference consensus minutes scheduledFor heldOn {
  from to precision } attendanceTotal attendance { role headcount } attendees { name }
    suggestions { nodes { ordinal text origin } } topic { id title stage state origin } }
  errors { code message path } } }`;

const MOST_REQUIRED = 6;

describe('a paper record entered in one go', () => {
  let w: SessionWorld;
  let titles = 0;
  beforeAll(async () => {
    w = await startSessionWorld();
  });
  afterAll(() => w.world.stop());

  const newTitle = (): string => `第 ${(titles += 1)} 个议题`;
  const paper = (fields: Record<string, unknown> = {}) => ({
    topicTitle: newTitle(),
    heldOn: { value: '2025-05-08' },
    ...fields,
  });
  const enter = async (fields: Record<string, unknown> = {}) =>
    (await w.clerk.must(record, { input: paper(fields) })).sessionRecord.session;
  const refused = async (fields: Record<string, unknown>) =>
    (await w.clerk.ask(record, { input: paper(fields) })).data.sessionRecord;
  const steps = (topicId: string) =>
    w.clerk.must(`{ node(id: "${topicId}") { ... on Topic { id sessions { nodes { ordinal } } } } }`);
  const history = (title: string): Promise<Record<string, unknown>[]> =>
    w.world.sql(
      w.city.cityId,
      `SELECT s.kind, s.from_stage, s.to_stage, s.happened_from, s.missing, s.on_behalf_of, s.paper_reference, s.role
        FROM topic_step s JOIN topic t ON t.id = s.topic_id WHERE t.title = $1 ORDER BY s.recorded_at, s.id`,
      [title],
    );

  it('makes the topic, leads it to deliberation and stores the session with all the paper says', async () => {
    const topicTitle = newTitle();
    const session = await enter({
      topicTitle,
      headcount: 14,
      attendance: [
        { role: 'CPPCC_MEMBER', headcount: 2 },
        { role: 'AFFECTED_PARTY', names: ['测试人甲'] },
      ],
      suggestions: ['拓宽路口', '加装路灯'],
      consensus: 'FULL',
      result: '同意先拓宽路口。',
      provenance: { onBehalfOf: '社区居委会', paperReference: '会议记录本 2025 第 4 页' },
    });
    expect(session).toMatchObject({
      ordinal: 1,
      round: 1,
      state: 'HELD',
      origin: 'RECORDED_FROM_PAPER',
      onBehalfOf: '社区居委会',
      paperReference: '会议记录本 2025 第 4 页',
      consensus: 'FULL',
      minutes: '同意先拓宽路口。',
      scheduledFor: null,
      heldOn: { from: '2025-05-08', to: '2025-05-08', precision: 'DAY' },
      attendanceTotal: 14,
      attendees: [{ name: '测试人甲' }],
      attendance: [
        { role: 'AFFECTED_PARTY', headcount: 1 },
        { role: 'CPPCC_MEMBER', headcount: 2 },
        { role: 'OTHER', headcount: 11 },
      ],
      suggestions: {
        nodes: [
          { ordinal: 1, text: '拓宽路口', origin: 'RECORDED_FROM_PAPER' },
          { ordinal: 2, text: '加装路灯', origin: 'RECORDED_FROM_PAPER' },
        ],
      },
      topic: { stage: 'DELIBERATION', state: 'APPROVED', origin: 'RECORDED_FROM_PAPER' },
    });
    const common = {
      happened_from: '2025-05-08',
      on_behalf_of: '社区居委会',
      paper_reference: '会议记录本 2025 第 4 页',
      role: 'CLERK',
    };
    expect(await history(topicTitle)).toMatchObject([
      { kind: 'PROPOSED', from_stage: null, to_stage: 'TOPIC_SELECTION', missing: [], ...common },
      { kind: 'APPROVED', to_stage: 'TOPIC_SELECTION', missing: [], ...common },
      {
        kind: 'ADVANCED',
        from_stage: 'TOPIC_SELECTION',
        to_stage: 'DELIBERATION',
        missing: ['NO_AFFECTED_PARTY', 'NO_RESEARCH_RECORD'],
        ...common,
      },
    ]);
  });

  it('asks for no more than a title, a day and a number, and takes them as they are', async () => {
    const session = await enter({ headcount: 11 });
    expect(session).toMatchObject({
      origin: 'RECORDED_FROM_PAPER',
      paperReference: null,
      attendance: [{ role: 'OTHER', headcount: 11 }],
      suggestions: { nodes: [] },
      minutes: null,
    });
    const { __type } = await w.clerk.must(
      '{ __type(name: "SessionRecordInput") { inputFields { name type { kind } defaultValue } } }',
    );
    const required = (
      __type.inputFields as { name: string; type: { kind: string }; defaultValue: string | null }[]
    ).filter((field) => field.type.kind === 'NON_NULL' && field.defaultValue === null);
    expect(required.map((field) => field.name)).toEqual(['heldOn']);
    expect(required.length + 1).toBeLessThanOrEqual(MOST_REQUIRED);
  });

  it('finds the topic of the second paper by its title, without regard to width and spaces', async () => {
    const first = await enter({ topicTitle: '河道（北段） A1 整治' });
    const second = await enter({ topicTitle: '  河道(北段)　Ａ１整治 ', heldOn: { value: '2025-06-08' } });
    expect(second).toMatchObject({ ordinal: 2, topic: { id: first.topic.id, title: '河道（北段） A1 整治' } });
    expect((await enter({ topicTitle: '河道（南段） A1 整治' })).topic.id).not.toBe(first.topic.id);
    const third = await enter({ topicTitle: null, topicId: first.topic.id });
    expect(third).toMatchObject({ ordinal: 3, topic: { id: first.topic.id } });
  });

  it("never finds a sibling room's topic, nor one that is closed", async () => {
    const title = newTitle();
    const own = await enter({ topicTitle: title });
    const theirs = (await w.siblingClerk.must(record, { input: paper({ topicTitle: title }) })).sessionRecord.session;
    expect(theirs.topic.id).not.toBe(own.topic.id);
    expect(
      (await w.siblingClerk.ask(record, { input: paper({ topicTitle: null, topicId: own.topic.id }) })).codes,
    ).toEqual(['NOT_FOUND']);
    await w.world.sql(w.city.cityId, `UPDATE topic SET state = 'CLOSED' WHERE title = $1`, [title]);
    expect((await enter({ topicTitle: title })).topic.id).not.toBe(own.topic.id);
    expect((await refused({ topicTitle: null, topicId: own.topic.id })).errors[0].code).toBe('TOPIC_CLOSED');
  });

  it('leaves a topic that is past its deliberation where it is', async () => {
    const topicId = await plantTopic(w, { title: newTitle(), stage: 'IMPLEMENTATION' });
    expect((await enter({ topicTitle: null, topicId })).topic).toMatchObject({ id: topicId, stage: 'IMPLEMENTATION' });
  });

  it('finds the older one when two open topics share the title, and the other by its id', async () => {
    const title = newTitle();
    const older = await plantTopic(w, { title: ` ${title}` });
    const younger = await plantTopic(w, { title: `${title} ` });
    expect((await enter({ topicTitle: title })).topic.id).toBe(older);
    expect((await enter({ topicTitle: null, topicId: younger })).topic.id).toBe(younger);
  });

  it('keeps a day known to the year within the year and not after its source', async () => {
    const session = await enter({ heldOn: { value: '2021-05-05', precision: 'YEAR', notAfter: '2021-10-28' } });
    expect(session.heldOn).toEqual({ from: '2021-01-01', to: '2021-10-28', precision: 'YEAR' });
    const [topic] = await w.world.sql(
      w.city.cityId,
      'SELECT proposed_from, proposed_to, proposed_precision FROM topic ORDER BY id DESC LIMIT 1',
    );
    expect(topic).toEqual({ proposed_from: '2021-01-01', proposed_to: '2021-10-28', proposed_precision: 'YEAR' });
  });

  it.each<[string, Record<string, unknown>, string, string[]]>([
    [
      'a suggestion line that is too long',
      { suggestions: ['好', '也好', '长'.repeat(1001)] },
      'TEXT_TOO_LONG',
      ['input', 'suggestions', '2'],
    ],
    ['an empty suggestion line', { suggestions: ['好', '　'] }, 'TEXT_EMPTY', ['input', 'suggestions', '1']],
    ['no topic', { topicTitle: null }, 'TOPIC_NOT_NAMED', ['input', 'topicTitle']],
    ['a title that is too long', { topicTitle: '长'.repeat(101) }, 'TEXT_TOO_LONG', ['input', 'topicTitle']],
    [
      'fewer people than the roles have together',
      { headcount: 3, attendance: [{ role: 'EXPERT', headcount: 4 }] },
      'HEADCOUNT_BELOW_ROLES',
      ['input', 'headcount'],
    ],
    ['nobody', { headcount: 0 }, 'NUMBER_OUT_OF_RANGE', ['input', 'headcount']],
    ['a result that is too long', { result: '长'.repeat(20_001) }, 'TEXT_TOO_LONG', ['input', 'result']],
    ['a day that has not come', { heldOn: { value: '2999-01-01' } }, 'DATE_IN_FUTURE', ['input', 'heldOn']],
  ])('refuses %s and stores nothing at all', async (_what, wrong, code, path) => {
    const before = await counts(w);
    const keyed = w.clerk.with({ 'idempotency-key': `wrong-${code}-${path.join('-')}` });
    const { sessionRecord } = (await keyed.ask(record, { input: paper(wrong) })).data;
    expect(sessionRecord).toMatchObject({ session: null, errors: [{ code, path }] });
    expect(await counts(w)).toEqual(before);
  });

  it('is refused to everyone who is no clerk or convener of a room, and nothing changes', async () => {
    const before = await counts(w);
    for (const api of [w.streetOffice, w.liaison, w.committee, w.admin, w.observer])
      expect((await api.ask(record, { input: paper() })).codes).toEqual(['FORBIDDEN']);
    expect((await w.world.anonymous.ask(record, { input: paper() })).codes).toEqual(['UNAUTHENTICATED']);
    expect(await counts(w)).toEqual(before);
  });

  it('is stored once when the same key comes several times', async () => {
    const before = await counts(w);
    const keyed = w.clerk.with({ 'idempotency-key': 'paper-1' });
    const input = paper({ suggestions: ['一', '二'] });
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await keyed.must(record, { input })).sessionRecord.session.id),
    );
    expect(new Set(ids).size).toBe(1);
    const after = await counts(w);
    expect([
      after['session']! - before['session']!,
      after['topic']! - before['topic']!,
      after['suggestion']! - before['suggestion']!,
    ]).toEqual([1, 1, 2]);
    expect((await keyed.ask(record, { input: { ...input, headcount: 9 } })).codes).toEqual(['CONFLICT']);
  });

  it('is stored once each time its document comes again, though another mutation in it fails', async () => {
    const both = `mutation ($input: SessionRecordInput!, $wrong: SessionRecordInput!) {
      a: sessionRecord(input: $input) { session { ordinal } errors { code } } b: sessionRecord(input: $wrong) {
      session { id } errors { code } } }`;
    const wrong = paper({ topicTitle: null, topicId: toGlobalId('Topic', w.city.cityId, uuidv7()) });
    const before = await counts(w);
    for (let turn = 1; turn <= 3; turn += 1)
      expect((await w.clerk.ask(both, { input: paper({ topicTitle: '同一份文稿' }), wrong })).codes).toEqual([
        'NOT_FOUND',
      ]);
    expect((await counts(w))['session']! - before['session']!).toBe(3);
  });

  it('gives papers entered at once for one new topic the numbers 1 to n of one topic', async () => {
    const title = newTitle();
    const sessions = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (day) => {
        const api = day % 2 ? w.clerk : w.convener;
        return (
          await api.must(record, {
            input: paper({ topicTitle: title, heldOn: { value: `2025-05-0${day}` }, suggestions: ['一条'] }),
          })
        ).sessionRecord.session;
      }),
    );
    expect(new Set(sessions.map((session) => session.topic.id)).size).toBe(1);
    expect(sessions.map((session) => session.ordinal).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    const { node } = await steps(sessions[0].topic.id);
    expect(node.sessions.nodes).toHaveLength(6);
    expect((await history(title)).map((step) => step['kind'])).toEqual(['PROPOSED', 'APPROVED', 'ADVANCED']);
  });

  it('is held back where the city blocks a gate, names what is missing, and stores nothing', async () => {
    await w.world.sql(w.city.cityId, `UPDATE procedure_stage SET gate_mode = 'BLOCK' WHERE kind = 'RESEARCH'`);
    const before = await counts(w);
    const { session, errors } = await refused({});
    expect(session).toBeNull();
    expect(errors[0].code).toBe('GATE_BLOCKED');
    expect(errors[0].message).toContain('NO_RESEARCH_RECORD');
    expect(await counts(w)).toEqual(before);
    await w.world.sql(w.city.cityId, `UPDATE procedure_stage SET gate_mode = 'REMIND'`);
  });
});
