import { type Json, TopicWorld } from './topic-world.js';

const LIST = `id version noAffectedPartyReason breadth missingEvidence { code } participants {
  id role basis headcount organisation origin persons { name phone } }`;

describe('the participants of a topic', () => {
  let w: TopicWorld;
  let topic: Json;
  beforeAll(async () => {
    w = await TopicWorld.start();
    const approved = await w.approved();
    topic = await w.do(w.clerk, 'topicAdvance', { id: approved.id, expectedVersion: approved.version });
  });
  afterAll(() => w.stop());

  const designate = (participants: object[], more = {}): Record<string, unknown> => ({
    id: topic.id,
    expectedVersion: topic.version,
    participants,
    ...more,
  });
  const AFFECTED = { role: 'AFFECTED_PARTY', names: [{ name: '甲乙丙', phone: '000-0000' }, { name: '丁戊己' }] };

  it('are named by role; a headcount is as good as names', async () => {
    topic = await w.do(
      w.clerk,
      'participantsDesignate',
      designate(
        [
          AFFECTED,
          { role: 'DEPARTMENT', headcount: 2, organisation: '水务局' },
          { role: 'DEPARTMENT', headcount: 1, basis: 'LINKED' },
        ],
        { provenance: { paperReference: '签到表' } },
      ),
      LIST,
    );
    expect(topic).toMatchObject({ breadth: 2, missingEvidence: [] });
    expect(topic.participants).toMatchObject([
      {
        role: 'AFFECTED_PARTY',
        basis: 'INVITED',
        headcount: 2,
        origin: 'RECORDED_FROM_PAPER',
        persons: [
          { name: '甲乙丙', phone: '000-0000' },
          { name: '丁戊己', phone: null },
        ],
      },
      { role: 'DEPARTMENT', basis: 'INVITED', headcount: 2, organisation: '水务局', persons: [] },
      { role: 'DEPARTMENT', basis: 'LINKED', headcount: 1, persons: [] },
    ]);
  });

  it('have names that only the people of their own room see', async () => {
    const query = `{ topic(id: "${topic.id}") { participants { role headcount persons { name } } } }`;
    expect((await w.convener.must(query)).topic.participants[0].persons).toHaveLength(2);
    const [{ id } = { id: '' }] = await w.sql('SELECT id FROM participant_person LIMIT 1');
    const person = w.id('ParticipantPerson', id);
    for (const [who, api] of Object.entries(w.others)) {
      const seen = (await api.must(query)).topic;
      const readsTopics = [
        'an observer at the community',
        "the street's liaison",
        "the street's Party office",
        "the city's committee",
        "the city's administrator",
      ].includes(who);
      expect([who, seen?.participants.map((item: Json) => [item.headcount, item.persons])]).toEqual([
        who,
        readsTopics
          ? [
              [2, null],
              [2, null],
              [1, null],
            ]
          : undefined,
      ]);
      const answer = await api.ask(`{ node(id: "${person}") { id ... on ParticipantPerson { name } } }`);
      expect([who, answer.data?.node, answer.text.includes('甲乙丙')]).toEqual([who, null, false]);
      expect([who, answer.codes.includes('INTERNAL_SERVER_ERROR')]).toEqual([who, false]);
    }
    expect((await w.clerk.must(`{ node(id: "${person}") { ... on ParticipantPerson { name } } }`)).node.name).toBe(
      '甲乙丙',
    );
  });

  it('are replaced as a whole; without an affected party a reason is missed', async () => {
    topic = await w.do(w.convener, 'participantsDesignate', designate([{ role: 'EXPERT', headcount: 1 }]), LIST);
    expect(topic).toMatchObject({
      breadth: 1,
      participants: [{ role: 'EXPERT' }],
      missingEvidence: [{ code: 'NO_AFFECTED_PARTY' }],
    });
    expect(await w.sql('SELECT count(*)::int AS n FROM participant_person')).toEqual([{ n: 0 }]);
    topic = await w.do(
      w.convener,
      'participantsDesignate',
      designate([{ role: 'EXPERT', headcount: 1 }], { noAffectedPartyReason: '全体居民均受影响' }),
      LIST,
    );
    expect(topic).toMatchObject({ noAffectedPartyReason: '全体居民均受影响', missingEvidence: [] });
  });

  it('are refused where the numbers cannot be; the list before stays', async () => {
    const before = await w.snapshot();
    const refused = async (participants: object[]): Promise<string[]> =>
      (await w.refused(w.clerk, 'participantsDesignate', designate(participants))).codes;
    expect(await refused([AFFECTED, { role: 'OTHER' }])).toEqual(['HEADCOUNT_MISSING']);
    expect(await refused([{ ...AFFECTED, headcount: 1 }])).toEqual(['MORE_NAMES_THAN_PEOPLE']);
    expect(await refused([{ role: 'OTHER', headcount: 0 }])).toEqual(['NUMBER_OUT_OF_RANGE']);
    expect(await refused([{ role: 'OTHER', names: [{ name: ' ' }] }])).toEqual(['TEXT_EMPTY']);
    expect(await refused(Array.from({ length: 51 }, () => ({ role: 'OTHER', headcount: 1 })))).toEqual(['TOO_MANY']);
    topic.version -= 1;
    expect(await refused([AFFECTED])).toEqual(['CONFLICT']);
    topic.version += 1;
    expect(await w.snapshot()).toBe(before);
  });
});
