import { GrantRole } from '../../src/kernel/grant-role.js';
import { DatabaseLevels, LET_THROUGH, REFUSED } from './database-levels.js';
import {
  LoopWorld,
  type Person,
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

const TABLES = ['outcome', 'outcome_report', 'outcome_decision', 'suggestion_answer', 'audit_event'];

describe('who writes outcomes, reports and decisions', () => {
  let w: LoopWorld;
  let topic: PlantedTopic;
  let outcomeId: string;
  let reportId: string;
  beforeAll(async () => {
    w = await LoopWorld.start();
    topic = await w.topic(1);
    outcomeId = await recordOutcome(w, topic.id);
    reportId = await report(w, outcomeId);
  });
  afterAll(() => w.stop());

  const inputs = (): Record<string, [string, object]> => ({
    outcomeRecord: [
      outcomeRecord,
      { topicId: topic.id, route: 'COMMUNITY_LIST', summary: '改路线', reachedOn: { value: '2025-02-01' } },
    ],
    outcomeReport: [outcomeReport, { outcomeId, reportedOn: { value: '2025-02-10' } }],
    suggestionAnswer: [suggestionAnswer, { suggestionId: topic.suggestions[0]!.id, result: 'ADOPTED' }],
    outcomeDecide: [
      outcomeDecide,
      {
        reportId,
        body: '党工委',
        metOn: '2025-02-20',
        suggestions: [{ suggestionId: topic.suggestions[0]!.id, result: 'ADOPTED' }],
      },
    ],
    outcomeReturn: [outcomeReturn, { reportId, body: '党工委', reason: '材料不全' }],
  });
  const STREETS: readonly [Person, string][] = [
    ['convener', 'FORBIDDEN'],
    ['clerk', 'FORBIDDEN'],
    ['liaison', 'FORBIDDEN'],
    ['committee', 'FORBIDDEN'],
    ['admin', 'FORBIDDEN'],
    ['observer', 'FORBIDDEN'],
    ['otherConvener', 'FORBIDDEN'],
    ['otherOffice', 'NOT_FOUND'],
  ];
  const ROOMS: readonly [Person, string][] = [
    ['office', 'FORBIDDEN'],
    ['liaison', 'FORBIDDEN'],
    ['committee', 'FORBIDDEN'],
    ['admin', 'FORBIDDEN'],
    ['observer', 'FORBIDDEN'],
    ['otherOffice', 'FORBIDDEN'],
    ['otherConvener', 'NOT_FOUND'],
  ];
  const cells = [
    ...['outcomeDecide', 'outcomeReturn'].flatMap((name) =>
      STREETS.map(([person, code]) => [name, person, code] as const),
    ),
    ...['outcomeRecord', 'outcomeReport', 'suggestionAnswer'].flatMap((name) =>
      ROOMS.map(([person, code]) => [name, person, code] as const),
    ),
  ];

  it.each(cells)('%s by %s is refused with %s, and no row changes', async (name, person, code) => {
    const before = await w.rows(...TABLES);
    const [query, input] = inputs()[name]!;
    expect(await refusalOf(w.as(person), query, input)).toBe(code);
    expect(await w.rows(...TABLES)).toEqual(before);
  });

  it('is refused without a sign-in, and a report of another city is not there', async () => {
    const before = await w.rows(...TABLES);
    for (const [query, input] of Object.values(inputs()))
      expect(await refusalOf(w.world.anonymous, query, input)).toBe('UNAUTHENTICATED');
    const elsewhere = await w.world.city('乙市');
    const foreigner = await w.world.account(GrantRole.STREET_PARTY_OFFICE, await w.world.street(elsewhere));
    for (const name of ['outcomeDecide', 'outcomeReturn'])
      expect(await refusalOf(foreigner, ...inputs()[name]!)).toBe('NOT_FOUND');
    expect(await w.rows(...TABLES)).toEqual(before);
  });

  describe('in the database itself, below every rule of the server', () => {
    let levels: DatabaseLevels;
    beforeAll(async () => {
      levels = await DatabaseLevels.open(w);
    });
    afterAll(() => levels.close());

    const decision = async (): Promise<Record<string, unknown>> => ({
      topic_id: topic.uuid,
      report_id: (await w.sql('SELECT id FROM outcome_report'))[0]!['id'],
      result: 'RETURNED',
      body: '党工委',
      reason: '退回',
    });

    it('a decision is inserted by the street alone', async () => {
      for (const who of [levels.room, levels.otherStreet, levels.city])
        expect(await levels.insert(who, 'outcome_decision', await decision())).toMatch(REFUSED);
      expect(await levels.insert(levels.street, 'outcome_decision', await decision())).toBe(LET_THROUGH);
    });

    it('outcomes and reports are inserted by the room alone', async () => {
      const day = '2025-02-01';
      const outcome = {
        topic_id: topic.uuid,
        route: 'ESCALATED',
        summary: '成果',
        reached_from: day,
        reached_to: day,
        reached_precision: 'DAY',
      };
      const itsReport = {
        topic_id: topic.uuid,
        outcome_id: (await w.sql('SELECT id FROM outcome'))[0]!['id'],
        reported_from: day,
        reported_to: day,
        reported_precision: 'DAY',
      };
      for (const [table, row] of [
        ['outcome', outcome],
        ['outcome_report', itsReport],
      ] as const) {
        for (const who of [levels.street, levels.otherStreet, levels.city])
          expect(await levels.insert(who, table, row)).toMatch(REFUSED);
        expect(await levels.insert(levels.room, table, row)).toBe(LET_THROUGH);
      }
    });

    it("an answer with a decision is the street's, one without is the room's", async () => {
      const decisionId = await w.world.insert(w.city.cityId, 'outcome_decision', {
        place_id: w.community.id,
        place_path: w.community.path,
        ...(await decision()),
      });
      const rooms = { topic_id: topic.uuid, suggestion_id: topic.suggestions[0]!.uuid, result: 'ADOPTED' };
      const streets = { ...rooms, decision_id: decisionId };
      expect(await levels.insert(levels.room, 'suggestion_answer', streets)).toMatch(REFUSED);
      expect(await levels.insert(levels.room, 'suggestion_answer', rooms)).toBe(LET_THROUGH);
      expect(await levels.insert(levels.street, 'suggestion_answer', rooms)).toMatch(REFUSED);
      expect(await levels.insert(levels.street, 'suggestion_answer', streets)).toBe(LET_THROUGH);
      expect(await levels.insert(levels.otherStreet, 'suggestion_answer', streets)).toMatch(REFUSED);
    });

    it('nobody changes or removes what was written', async () => {
      for (const who of [levels.room, levels.street, levels.city]) {
        for (const table of ['outcome', 'outcome_report', 'outcome_decision', 'suggestion_answer']) {
          expect(await levels.run(who, `UPDATE ${table} SET version = 9`)).toMatch('permission denied');
          expect(await levels.run(who, `DELETE FROM ${table}`)).toMatch('permission denied');
        }
      }
    });

    it("without its policy and grant the wall is gone: a room's decision goes through", async () => {
      await w.sql('GRANT INSERT ON outcome_decision TO app_room');
      await w.sql('CREATE POLICY broken ON outcome_decision FOR INSERT TO app_room WITH CHECK (true)');
      await w.sql('DELETE FROM outcome_decision');
      expect(await levels.insert(levels.room, 'outcome_decision', await decision())).toBe(LET_THROUGH);
      await w.sql('DROP POLICY broken ON outcome_decision');
      expect(await levels.insert(levels.room, 'outcome_decision', await decision())).toMatch(REFUSED);
      await w.sql('REVOKE INSERT ON outcome_decision FROM app_room');
    });
  });
});
