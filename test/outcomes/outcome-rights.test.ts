import { TenantDatabase, createReadPool } from '../../src/db/tenant-database.js';
import { createDataSource } from '../../src/db/data-source.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { uuidv7 } from '../../src/kernel/uuid.js';
import { PUBLIC_VIEWER, type ReaderRole, type Viewer } from '../../src/kernel/viewer.js';
import { entities } from '../../src/modules/registry.js';
import { LoopWorld, type Person, type PlantedTopic, outcomeDecide, outcomeRecord, outcomeReport, outcomeReturn, recordOutcome, refusalOf, report, suggestionAnswer } from './loop-world.js';

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
    outcomeRecord: [outcomeRecord, { topicId: topic.id, route: 'COMMUNITY_LIST', summary: '改路线', reachedOn: { value: '2025-02-01' } }],
    outcomeReport: [outcomeReport, { outcomeId, reportedOn: { value: '2025-02-10' } }],
    suggestionAnswer: [suggestionAnswer, { suggestionId: topic.suggestions[0]!.id, result: 'ADOPTED' }],
    outcomeDecide: [outcomeDecide, { reportId, body: '党工委', metOn: '2025-02-20', suggestions: [{ suggestionId: topic.suggestions[0]!.id, result: 'ADOPTED' }] }],
    outcomeReturn: [outcomeReturn, { reportId, body: '党工委', reason: '材料不全' }],
  });
  const STREETS: readonly [Person, string][] = [
    ['convener', 'FORBIDDEN'], ['clerk', 'FORBIDDEN'], ['liaison', 'FORBIDDEN'], ['committee', 'FORBIDDEN'], ['admin', 'FORBIDDEN'], ['observer', 'FORBIDDEN'], ['otherConvener', 'FORBIDDEN'], ['otherOffice', 'NOT_FOUND'],
  ];
  const ROOMS: readonly [Person, string][] = [
    ['office', 'FORBIDDEN'], ['liaison', 'FORBIDDEN'], ['committee', 'FORBIDDEN'], ['admin', 'FORBIDDEN'], ['observer', 'FORBIDDEN'], ['otherOffice', 'FORBIDDEN'], ['otherConvener', 'NOT_FOUND'],
  ];
  const cells = [
    ...['outcomeDecide', 'outcomeReturn'].flatMap((name) => STREETS.map(([person, code]) => [name, person, code] as const)),
    ...['outcomeRecord', 'outcomeReport', 'suggestionAnswer'].flatMap((name) => ROOMS.map(([person, code]) => [name, person, code] as const)),
  ];

  it.each(cells)('%s by %s is refused with %s, and no row changes', async (name, person, code) => {
    const before = await w.rows(...TABLES);
    const [query, input] = inputs()[name]!;
    expect(await refusalOf(w.as(person), query, input)).toBe(code);
    expect(await w.rows(...TABLES)).toEqual(before);
  });

  it('is refused to whoever is not signed in, and a report of another city is not there', async () => {
    const before = await w.rows(...TABLES);
    for (const [query, input] of Object.values(inputs())) expect(await refusalOf(w.world.anonymous, query, input)).toBe('UNAUTHENTICATED');
    const elsewhere = await w.world.city('乙市');
    const foreigner = await w.world.account(GrantRole.STREET_PARTY_OFFICE, await w.world.street(elsewhere));
    for (const name of ['outcomeDecide', 'outcomeReturn']) expect(await refusalOf(foreigner, ...inputs()[name]!)).toBe('NOT_FOUND');
    expect(await w.rows(...TABLES)).toEqual(before);
  });

  describe('in the database itself, below every rule of the server', () => {
    let database: TenantDatabase;
    beforeAll(async () => {
      const writes = createDataSource({ url: w.world.db.appUrl, entities, poolSize: 1 });
      await writes.initialize();
      database = new TenantDatabase(createReadPool(w.world.db.appUrl, 1), writes);
    });
    afterAll(() => database.close());

    const viewer = (reader: ReaderRole, role: GrantRole, placePath: string): Viewer => ({ ...PUBLIC_VIEWER, accountId: uuidv7(), cityId: w.city.cityId, grantId: uuidv7(), role, reader, placePath });
    const room = (): Viewer => viewer('app_room', GrantRole.CONVENER, w.community.path);
    const street = (): Viewer => viewer('app_street', GrantRole.STREET_PARTY_OFFICE, w.street.path);
    const otherStreet = (): Viewer => viewer('app_street', GrantRole.STREET_PARTY_OFFICE, `${w.city.path}0002`);
    const cityWide = (): Viewer => viewer('app_city', GrantRole.CITY_COMMITTEE, w.city.path);

    /** Inserts as that level and takes it back: what counts is whether it was let through. */
    const insert = async (who: Viewer, table: string, row: Record<string, unknown>): Promise<string> => {
      const full = { city_id: w.city.cityId, id: uuidv7(), place_id: w.community.id, place_path: w.community.path, topic_id: topic.uuid, ...row };
      const keys = Object.keys(full);
      const text = `INSERT INTO ${table} (${keys.join(', ')}) VALUES (${keys.map((_, index) => `$${index + 1}`).join(', ')})`;
      const outcome = await database.write(who, async (tx) => {
        await tx.rows({ text, values: Object.values(full) });
        throw new Error('let through');
      }).catch((error: Error) => error.message);
      return outcome as string;
    };
    const decision = async (): Promise<Record<string, unknown>> => ({ report_id: (await w.sql('SELECT id FROM outcome_report'))[0]!['id'], result: 'RETURNED', body: '党工委', reason: '退回' });
    const REFUSED = /permission denied|row-level security/;

    it('a decision is inserted by the street alone', async () => {
      for (const who of [room(), otherStreet(), cityWide()]) expect(await insert(who, 'outcome_decision', await decision())).toMatch(REFUSED);
      expect(await insert(street(), 'outcome_decision', await decision())).toBe('let through');
    });

    it('an answer with a decision is the street\'s, one without is the room\'s', async () => {
      const decisionId = await w.world.insert(w.city.cityId, 'outcome_decision', { place_id: w.community.id, place_path: w.community.path, topic_id: topic.uuid, ...(await decision()) });
      const own = { suggestion_id: topic.suggestions[0]!.uuid, result: 'ADOPTED' };
      const streets = { ...own, decision_id: decisionId };
      expect(await insert(room(), 'suggestion_answer', streets)).toMatch(REFUSED);
      expect(await insert(room(), 'suggestion_answer', own)).toBe('let through');
      expect(await insert(street(), 'suggestion_answer', own)).toMatch(REFUSED);
      expect(await insert(street(), 'suggestion_answer', streets)).toBe('let through');
      expect(await insert(otherStreet(), 'suggestion_answer', streets)).toMatch(REFUSED);
    });

    it('nobody changes or removes what was written', async () => {
      for (const who of [room(), street(), cityWide()]) {
        for (const table of ['outcome', 'outcome_report', 'outcome_decision', 'suggestion_answer']) {
          for (const text of [`UPDATE ${table} SET version = 9`, `DELETE FROM ${table}`]) {
            await expect(database.write(who, (tx) => tx.rows({ text, values: [] }))).rejects.toThrow('permission denied');
          }
        }
      }
    });
  });
});
