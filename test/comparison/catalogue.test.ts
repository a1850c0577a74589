import type { RoomRef } from '../support/world.js';
import { CommonGround } from './ground.js';
import type { Records } from './records.js';

const VALUE = 'value numerator denominator denominatorAsOf suppressedReason carriedForward';
const YEAR = { year: 2022 };
const NOT_SEPARABLE = { value: null, numerator: null, suppressedReason: 'PERIOD_NOT_SEPARABLE' };

describe('what the catalogue counts, by hand', () => {
  let ground: CommonGround;
  let records: Records;

  beforeAll(async () => {
    ground = await CommonGround.start();
    records = ground.records;
  });
  afterAll(() => ground.stop());

  const value = (room: RoomRef, metric: string, period: Record<string, unknown> = YEAR): Promise<any> =>
    ground.value(room, metric, period, VALUE);
  const topic = (room: RoomRef, fields: Record<string, unknown> = {}): Promise<string> =>
    records.topic(room, { from: '2022-01-05' }, fields);
  const quarter = (number: number) => ({ year: 2022, quarter: number });

  it('rooms built, that met and without records, also of rooms nobody recorded anything of', async () => {
    const enrolled = (): Promise<RoomRef> => ground.room(ground.street, { enrolled_on: '2022-04-01' });
    const [silent, met, carried, listening] = [await enrolled(), await enrolled(), await enrolled(), await enrolled()];
    await records.session(met, await topic(met), { from: '2022-05-05' });
    await records.carried(carried, 'SESSIONS', 2, '2022-04-01', '2022-05-31');
    await records.concern(listening, { from: '2022-06-30' });
    const of = async (room: RoomRef, period: Record<string, unknown>) => [
      (await value(room, 'ROOMS_BUILT', period)).value,
      (await value(room, 'ROOMS_ACTIVE', period)).value,
      (await value(room, 'ROOMS_SILENT', period)).value,
    ];
    expect(await of(silent, quarter(1))).toEqual([0, 0, 0]);
    expect([
      await of(silent, quarter(2)),
      await of(met, quarter(2)),
      await of(carried, quarter(2)),
      await of(listening, quarter(2)),
    ]).toEqual([
      [1, 0, 1],
      [1, 1, 0],
      [1, 1, 0],
      [1, 0, 0],
    ]);
    expect(await of(met, quarter(3))).toEqual([1, 0, 1]);
    expect(await value(carried, 'ROOMS_ACTIVE', { from: '2022-05-01', to: '2022-06-30' })).toMatchObject(NOT_SEPARABLE);
    expect(await value(met, 'ACTIVE_ROOM_SHARE', quarter(2))).toMatchObject({
      value: null,
      numerator: 1,
      denominator: 1,
      suppressedReason: 'TOO_FEW',
    });
  });

  it('concerns as they stand now, by the day they were received', async () => {
    const room = await ground.room();
    for (const state of ['OPEN', 'MERGED', 'TRANSFERRED', 'REJECTED', 'TAKEN_UP'])
      await records.concern(room, { from: '2022-03-31' }, state);
    await records.concern(room, { from: '2022-04-01' });
    expect(await value(room, 'TRIAGE_RATE', quarter(1))).toMatchObject({ value: 0.8, numerator: 4, denominator: 5 });
    expect(await value(room, 'TRIAGE_RATE', quarter(2))).toMatchObject({
      value: null,
      numerator: 0,
      denominator: 1,
      suppressedReason: 'TOO_FEW',
    });
    await records.residents(room.place, 2000, '2021-01-01');
    expect(await value(room, 'CONCERNS_PER_1000')).toMatchObject({ value: 3, denominatorAsOf: '2021-01-01' });
  });

  it('a topic approved for good, deliberated at its first session, kept to its plan by the end', async () => {
    const room = await ground.room();
    const topics = [];
    for (let n = 0; n < 5; n += 1) topics.push(await topic(room, { planned_month: '2022-05-01' }));
    await topic(room, { planned_month: '2022-08-01' });
    await records.step(room, topics[0]!, 'APPROVED', { from: '2022-02-10' });
    await records.step(room, topics[0]!, 'CLOSED', { from: '2022-06-01' });
    await records.step(room, topics[0]!, 'REOPENED', { from: '2022-08-01' });
    await records.step(room, topics[0]!, 'STEPPED_BACK', { from: '2022-08-10' });
    expect([
      (await value(room, 'TOPICS_APPROVED', quarter(1))).value,
      (await value(room, 'TOPICS_APPROVED', quarter(3))).value,
      (await value(room, 'TOPICS_CLOSED')).value,
    ]).toEqual([1, 0, 0]);
    await records.session(room, topics[0]!, { from: '2022-03-01' });
    await records.session(room, topics[0]!, { from: '2022-09-01' });
    const second = await records.session(room, topics[1]!, { from: '2022-08-15' });
    expect([
      (await value(room, 'TOPICS_DELIBERATED', quarter(1))).value,
      (await value(room, 'TOPICS_DELIBERATED', quarter(3))).value,
    ]).toEqual([1, 1]);
    expect(await value(room, 'PLAN_KEPT', quarter(2))).toMatchObject({ value: 0.2, numerator: 1, denominator: 5 });
    expect(await value(room, 'PLAN_KEPT', { from: '2022-04-01', to: '2022-09-30' })).toMatchObject({
      numerator: 2,
      denominator: 6,
    });
    await ground.sql(
      `UPDATE session SET state = 'CANCELLED', held_from = NULL, held_to = NULL, held_precision = NULL WHERE id = $1`,
      [second],
    );
    expect(await value(room, 'TOPICS_DELIBERATED', quarter(3))).toMatchObject({ value: 0 });
    await records.session(room, topics[2]!, { from: '2022-06-01', to: '2022-07-31', precision: 'MONTH' });
    expect(await value(room, 'PLAN_KEPT', quarter(2))).toMatchObject(NOT_SEPARABLE);
  });

  it('research before the session, minutes and complete records of sessions that have one', async () => {
    const room = await ground.room();
    const full = { minutes: '记录', consensus: 'BROAD' };
    await records.carried(room, 'SESSIONS', 5, '2022-01-01', '2022-03-31');
    for (let n = 0; n < 5; n += 1) {
      const of = await topic(room);
      if (n < 3) await records.research(room, of, { from: n === 2 ? '2022-05-11' : '2022-05-10' }, n === 0 ? null : 20);
      await records.session(
        room,
        of,
        { from: '2022-05-10' },
        n === 0 ? {} : { heads: { AFFECTED_PARTY: 30, DEPARTMENT: 10 * n } },
        n === 4 ? {} : full,
      );
    }
    expect(await value(room, 'RESEARCH_FIRST_RATE')).toMatchObject({ value: 0.4, numerator: 2, denominator: 5 });
    expect(await value(room, 'MINUTES_RATE')).toMatchObject({ value: 0.8, numerator: 4, denominator: 5 });
    expect(await value(room, 'RECORD_COMPLETENESS')).toMatchObject({ value: 0.6, numerator: 3, denominator: 5 });
    expect(await value(room, 'ROLE_BREADTH')).toMatchObject({ value: 2, numerator: 8, denominator: 4 });
    expect(await value(room, 'CARRIED_FORWARD_SHARE')).toMatchObject({ value: 0.5, numerator: 5, denominator: 10 });
    expect(await value(room, 'HOUSEHOLDS_VISITED')).toMatchObject({ value: 40 });
    await records.households(room.place, 400, '2021-01-01');
    expect(await value(room, 'HOUSEHOLDS_VISITED_PER_100')).toMatchObject({ value: 10, denominator: 400 });
    const shared = await value(room, 'AFFECTED_PARTY_SHARE');
    expect(shared.value).toBeCloseTo(120 / 220, 1);
    const doubted = await topic(room);
    await records.research(room, doubted, { from: '2022-01-01', to: '2022-12-31', precision: 'YEAR' });
    await records.session(room, doubted, { from: '2022-05-10' });
    expect(await value(room, 'RESEARCH_FIRST_RATE')).toMatchObject(NOT_SEPARABLE);
  });

  it("suggestions by the answer that stands: the street's over the room's, then the latest", async () => {
    const room = await ground.room();
    const of = await topic(room);
    const asked = await records.suggestionsOf(
      await records.session(room, of, { from: '2022-05-10' }, { suggestions: 8 }),
    );
    await records.carried(room, 'SUGGESTIONS', 100, '2022-01-01', '2022-03-31');
    const decision = await records.report(
      room,
      of,
      await records.outcome(room, of, 'STREET_DECISION', { from: '2022-05-10' }),
      { from: '2022-05-20' },
      { metOn: '2022-06-01' },
    );
    await records.answer(room, of, asked[0]!, 'DECLINED', decision);
    await records.answer(room, of, asked[0]!, 'ADOPTED');
    await records.answer(room, of, asked[1]!, 'DECLINED');
    await records.answer(room, of, asked[1]!, 'ADOPTED');
    for (const [index, result] of ['PARTLY_ADOPTED', 'FOR_REFERENCE', 'EXPLAINED', 'ESCALATED'].entries())
      await records.answer(room, of, asked[index + 2]!, result);
    expect(await value(room, 'SUGGESTIONS')).toMatchObject({ value: 108 });
    expect(await value(room, 'SUGGESTIONS_ANSWERED')).toMatchObject({ value: 6 });
    expect(await value(room, 'ANSWER_RATE')).toMatchObject({ value: 0.75, numerator: 6, denominator: 8 });
    expect(await value(room, 'ADOPTION_RATE')).toMatchObject({ numerator: 2, denominator: 6 });
  });

  it('outcomes adopted in the period, all of whose items are done by its end', async () => {
    const room = await ground.room();
    const reached = async (route: string): Promise<{ of: string; outcome: string }> => {
      const of = await topic(room);
      return { of, outcome: await records.outcome(room, of, route, { from: '2022-05-10' }) };
    };
    const verified = async (of: string, day: string) =>
      records.verification(room, await records.item(room, of, '2022-05-31'), { from: day });
    await reached('SOLVED_ON_SPOT');
    const [listed, late, idle, parked] = [
      await reached('COMMUNITY_LIST'),
      await reached('COMMUNITY_LIST'),
      await reached('COMMUNITY_LIST'),
      await reached('COMMUNITY_LIST'),
    ];
    await verified(listed.of, '2022-06-20');
    await records.itemEvent(room, await records.item(room, listed.of, '2022-05-31'), 'CANCELLED', {
      from: '2022-06-01',
    });
    await verified(late.of, '2022-06-20');
    await verified(late.of, '2022-07-20');
    await records.itemEvent(room, await records.item(room, idle.of, '2022-05-31'), 'CANCELLED', { from: '2022-06-01' });
    await verified(parked.of, '2022-06-20');
    await records.itemEvent(
      room,
      await records.item(room, parked.of, '2022-05-31'),
      'PROGRESS',
      { from: '2022-06-01' },
      'LONG_TERM',
    );
    const decided = await reached('STREET_DECISION');
    await records.report(room, decided.of, decided.outcome, { from: '2022-05-20' }, { result: 'RETURNED' });
    await records.report(room, decided.of, decided.outcome, { from: '2022-06-10' }, { metOn: '2022-07-05' });
    expect(await value(room, 'CONVERSION_RATE', quarter(2))).toMatchObject({
      value: 0.4,
      numerator: 2,
      denominator: 5,
    });
    expect(await value(room, 'CONVERSION_RATE', { from: '2022-04-01', to: '2022-09-30' })).toMatchObject({
      numerator: 3,
      denominator: 6,
    });
    expect([
      (await value(room, 'OUTCOMES_REACHED', quarter(2))).value,
      (await value(room, 'OUTCOMES_REPORTED', quarter(2))).value,
      (await value(room, 'OUTCOMES_DECIDED', quarter(2))).value,
      (await value(room, 'OUTCOMES_DECIDED', quarter(3))).value,
    ]).toEqual([6, 1, 0, 1]);
    await records.report(room, listed.of, listed.outcome, { from: '2022-05-20' }, { metOn: null });
    expect(await value(room, 'OUTCOMES_DECIDED', quarter(2))).toMatchObject(NOT_SEPARABLE);
  });

  it('an outcome whose suggestions were all declined is decided, not adopted', async () => {
    const room = await ground.room();
    const decided = async (results: readonly string[]): Promise<void> => {
      const of = await topic(room);
      const session = await records.session(room, of, { from: '2022-05-01' }, { suggestions: results.length });
      const outcome = await records.outcome(room, of, 'STREET_DECISION', { from: '2022-05-10' });
      await records.report(room, of, outcome, { from: '2022-05-20' }, { metOn: '2022-06-05' });
      const [decision] = await ground.world.sql<{ id: string }>(
        ground.city.cityId,
        `SELECT d.id FROM outcome_decision d JOIN outcome_report r ON r.id = d.report_id WHERE r.outcome_id = $1`,
        [outcome],
      );
      for (const [index, id] of (await records.suggestionsOf(session)).entries())
        await records.answer(room, of, id, results[index]!, decision!.id);
      await records.itemEvent(
        room,
        await records.item(room, of, '2022-06-20'),
        'ACCEPTANCE',
        { from: '2022-06-15' },
        'DONE',
      );
    };
    await decided(['DECLINED', 'DECLINED']);
    await decided(['DECLINED', 'PARTLY_ADOPTED']);
    for (let n = 0; n < 4; n += 1) await decided([]);
    expect(await value(room, 'OUTCOMES_DECIDED', quarter(2))).toMatchObject({ value: 6 });
    // Said to be done by the unit is enough.
    expect(await value(room, 'CONVERSION_RATE', quarter(2))).toMatchObject({ numerator: 5, denominator: 5 });
  });

  it('the share of done items that the room checked, and how long they waited for it', async () => {
    const room = await ground.room();
    const of = await topic(room);
    for (const [index, checked] of ['2022-03-15', '2022-03-20', '2022-04-20', null, null].entries()) {
      const kind = index < 2 ? 'RESPONSIBILITY_LIST' : 'IMPLEMENTATION_PLAN';
      const item = await records.item(room, of, '2022-03-20', kind);
      await records.itemEvent(room, item, 'ACCEPTANCE', { from: '2022-03-10' }, 'DONE');
      if (checked) await records.verification(room, item, { from: checked });
    }
    await records.verification(room, await records.item(room, of, null), { from: '2022-03-15' });
    const year = { from: '2022-01-01', to: '2022-12-31' };
    expect(await value(room, 'COMPLETION_RATE', quarter(1))).toMatchObject({ numerator: 5, denominator: 5 });
    expect(await value(room, 'ITEMS_OVERDUE', quarter(1))).toMatchObject({ value: 0 });
    expect(await value(room, 'VERIFICATION_RATE', quarter(1))).toMatchObject({ numerator: 2, denominator: 5 });
    expect(await value(room, 'VERIFICATION_RATE', year)).toMatchObject({ numerator: 3, denominator: 5 });
    expect(await value(room, 'OWN_REPORT_SHARE', quarter(1))).toMatchObject({ numerator: 2, denominator: 5 });
    // Waits of 5, 10 and 41 days, and two that go on. What only the check found done had no wait.
    expect(await value(room, 'MEDIAN_DAYS_COMPLETION_TO_VERIFICATION', year)).toMatchObject({
      value: 41,
      numerator: 3,
      denominator: 5,
    });
  });

  it('items done by their day for certain, and those thirty days past due', async () => {
    const room = await ground.room();
    const of = await topic(room);
    const due = (): Promise<string> => records.item(room, of, '2022-03-10');
    await records.itemEvent(room, await due(), 'PROGRESS', { from: '2022-03-10' }, 'DONE');
    await records.itemEvent(
      room,
      await due(),
      'PROGRESS',
      { from: '2022-03-01', to: '2022-03-31', precision: 'MONTH' },
      'DONE',
    );
    await records.itemEvent(room, await due(), 'PROGRESS', { from: '2022-03-11' }, 'DONE');
    await records.verification(room, await due(), { from: '2022-04-09' });
    await records.verification(room, await due(), { from: '2022-04-10' });
    await records.itemEvent(room, await due(), 'CANCELLED', { from: '2022-04-09' });
    await records.itemEvent(room, await due(), 'CANCELLED', { from: '2022-04-10' });
    expect(await value(room, 'ITEMS_DUE', quarter(1))).toMatchObject({ value: 7 });
    expect(await value(room, 'ON_TIME_RATE', quarter(1))).toMatchObject({ numerator: 1, denominator: 7 });
    expect(await value(room, 'OVERDUE_LONG_RATE', quarter(1))).toMatchObject({
      denominator: 0,
      suppressedReason: 'NOT_APPLICABLE',
    });
    // The thirtieth day past due is 9 April: done or cancelled by then is in time.
    expect(await value(room, 'OVERDUE_LONG_RATE', quarter(2))).toMatchObject({ numerator: 2, denominator: 6 });
  });
});
