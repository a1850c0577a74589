import { boundedMean, wilson } from '../../src/modules/comparison/statistics/proportion-interval.js';
import type { RoomRef } from '../support/world.js';
import { CommonGround } from './ground.js';
import type { Records } from './records.js';

const VALUE =
  'value bound numerator denominator low high suppressedReason display parts { key name count share low high ' +
  'suppressedReason }';
const HIDDEN = { count: null, share: null, low: null, high: null, suppressedReason: 'PRIVACY' };

describe('marks, and wholes in parts', () => {
  let ground: CommonGround;
  let records: Records;

  beforeAll(async () => {
    ground = await CommonGround.start();
    records = ground.records;
  });
  afterAll(() => ground.stop());

  const value = (room: RoomRef, metric: string, period: Record<string, unknown> = { year: 2022 }): Promise<any> =>
    ground.value(room, metric, period, VALUE);

  async function evaluated(
    room: RoomRef,
    evaluator: string,
    levels: Record<string, number>,
    respondents: number | null = null,
    days = ['2022-05-05', '2022-05-05'],
  ): Promise<void> {
    const topic = await records.topic(room, { from: '2022-01-01' });
    for (const [satisfaction, count] of Object.entries(levels)) {
      for (let n = 0; n < count; n += 1) {
        await ground.insert('evaluation', {
          place_id: room.place.id,
          place_path: room.place.path,
          topic_id: topic,
          evaluator,
          satisfaction,
          respondents,
          done_from: days[0],
          done_to: days[1],
          done_precision: days[0] === days[1] ? 'DAY' : 'MONTH',
        });
      }
    }
  }

  it('evaluations: the share that the room entered itself; the committee enters its own', async () => {
    const room = await ground.room();
    await evaluated(room, 'PUBLIC', { SATISFIED: 3 });
    await evaluated(room, 'HANDLER', { SATISFIED: 1 });
    await evaluated(room, 'COMMITTEE', { BASICALLY_SATISFIED: 1 });
    expect(await value(room, 'OWN_EVALUATION_SHARE')).toMatchObject({
      value: 0.8,
      numerator: 4,
      denominator: 5,
      parts: [
        { key: 'OWN', name: '本室录入', count: 4 },
        { key: 'OTHERS', name: '他方录入', count: 1 },
      ],
    });
    const { metrics } = await ground.committee.must('{ metrics { id beside } }');
    expect(metrics.find(({ id }: { id: string }) => id === 'SATISFACTION').beside).toBe('OWN_EVALUATION_SHARE');
    expect(metrics.find(({ id }: { id: string }) => id === 'COMPLETION_RATE').beside).toBe('OWN_REPORT_SHARE');
  });

  it('satisfaction: each valid answer counts once, and its records add up to it', async () => {
    const room = await ground.room();
    const topic = await records.topic(room, { from: '2022-01-01' });
    const survey = (evaluation: Record<string, unknown>, day = '2022-05-05'): Promise<string> =>
      ground.insert('evaluation', {
        place_id: room.place.id,
        place_path: room.place.path,
        topic_id: topic,
        evaluator: 'PUBLIC',
        ...evaluation,
        done_from: day,
        done_to: day,
        done_precision: 'DAY',
      });
    const answers = (issued: number, collected: number, valid: number, steps: readonly number[]): object => ({
      issued,
      collected,
      valid,
      satisfied: steps[0],
      basically_satisfied: steps[1],
      not_satisfied: steps[2],
      do_not_know: steps[3],
    });
    await survey({ ...answers(120, 118, 116, [90, 15, 6, 3]), satisfaction: 'SATISFIED' });
    await survey({ ...answers(10, 9, 8, [0, 1, 7, 0]) });
    await survey({ satisfaction: 'NOT_SATISFIED', respondents: 300 });
    await survey({ ...answers(99, 99, 99, [99, 0, 0, 0]) }, '2023-05-05');
    const found = await value(room, 'SATISFACTION');
    expect(found).toMatchObject({ value: 90 / 124, numerator: 90, denominator: 124, ...wilson(90, 124) });
    expect(found.parts.map((part: any) => [part.key, part.count])).toEqual([
      ['SATISFIED', 90],
      ['BASICALLY_SATISFIED', 16],
      ['NOT_SATISFIED', 13],
      ['DO_NOT_KNOW', 3],
      ['ABSTAINED', 2],
    ]);
    expect(await value(room, 'SATISFIED_EVALUATIONS')).toMatchObject({ numerator: 0, denominator: 1 });
    const { explain } = await ground.committee.must(
      `{ explain(within: "${room.place.code}", metric: SATISFACTION, period: {year: 2022}, first: 100) { nodes {
        part counted weight reason } } }`,
    );
    const rows = explain.nodes.map((row: any) => [row.part, row.weight, row.reason]);
    expect(rows).toHaveLength(8);
    expect(rows).toEqual(
      expect.arrayContaining([
        ['NUMERATOR', 90, null],
        ['NUMERATOR', 8, 'OTHER_PART'],
        ['DENOMINATOR', 116, null],
        ['DENOMINATOR', 8, null],
        ['DENOMINATOR', 0, 'NO_ANSWERS'],
        ['DENOMINATOR', 99, 'OUTSIDE_PERIOD'],
      ]),
    );
  });

  it('satisfied evaluations: three steps, each with share and interval; an evaluation counts as one', async () => {
    const room = await ground.room();
    await evaluated(room, 'PUBLIC', { SATISFIED: 6, BASICALLY_SATISFIED: 3, NOT_SATISFIED: 1 }, 400);
    await evaluated(room, 'COMMITTEE', { NOT_SATISFIED: 4 });
    await evaluated(room, 'PUBLIC', { NOT_SATISFIED: 2 }, null, ['2023-02-02', '2023-02-02']);
    const found = await value(room, 'SATISFIED_EVALUATIONS');
    expect(found).toMatchObject({
      value: 0.6,
      bound: 'EXACT',
      numerator: 6,
      denominator: 10,
      suppressedReason: null,
      display: '60%',
      ...wilson(6, 10),
    });
    expect(found.parts).toEqual([
      { key: 'SATISFIED', name: '满意', count: 6, share: 0.6, ...wilson(6, 10), suppressedReason: null },
      { key: 'BASICALLY_SATISFIED', name: '基本满意', count: 3, share: 0.3, ...wilson(3, 10), suppressedReason: null },
      { key: 'NOT_SATISFIED', name: '不满意', count: 1, share: 0.1, ...wilson(1, 10), suppressedReason: null },
    ]);
  });

  it('says too few, not applicable, not separable and no data like every other metric', async () => {
    const room = await ground.room();
    expect(await value(room, 'SATISFIED_EVALUATIONS')).toMatchObject({
      value: null,
      suppressedReason: 'NO_DATA',
      parts: null,
    });
    await evaluated(room, 'HANDLER', { SATISFIED: 9 });
    expect(await value(room, 'SATISFIED_EVALUATIONS')).toMatchObject({
      value: null,
      numerator: 0,
      denominator: 0,
      suppressedReason: 'NOT_APPLICABLE',
      parts: null,
    });
    await evaluated(room, 'PUBLIC', { SATISFIED: 4 });
    expect(await value(room, 'SATISFIED_EVALUATIONS')).toMatchObject({
      value: null,
      numerator: 4,
      denominator: 4,
      suppressedReason: 'TOO_FEW',
      parts: null,
    });
    await evaluated(room, 'PUBLIC', { SATISFIED: 1 }, null, ['2022-06-01', '2022-06-30']);
    expect(await value(room, 'SATISFIED_EVALUATIONS')).toMatchObject({ value: 1, denominator: 5, high: 1 });
    await evaluated(room, 'PUBLIC', { SATISFIED: 1 }, null, ['2022-12-01', '2023-01-31']);
    expect(await value(room, 'SATISFIED_EVALUATIONS')).toMatchObject({
      value: null,
      denominator: null,
      suppressedReason: 'PERIOD_NOT_SEPARABLE',
      parts: null,
    });
  });

  it('evaluation score: the mean of marks, of those who do not judge their own work', async () => {
    const room = await ground.room();
    await evaluated(room, 'COMMITTEE', { SATISFIED: 3, NOT_SATISFIED: 1 });
    await evaluated(room, 'PROPOSER', { BASICALLY_SATISFIED: 2 });
    await evaluated(room, 'HANDLER', { SATISFIED: 20 });
    await evaluated(room, 'PUBLIC', { NOT_SATISFIED: 20 });
    const { low, high } = boundedMean(0.7, 6);
    expect(await value(room, 'EVALUATION_SCORE')).toEqual({
      value: 70,
      bound: 'EXACT',
      numerator: 420,
      denominator: 6,
      low: low * 100,
      high: high * 100,
      suppressedReason: null,
      display: '70 分',
      parts: null,
    });
    const { explain } = await ground.committee.must(
      `{ explain(within: "${room.place.code}", metric: EVALUATION_SCORE, period: {year: 2022}, first: 100) { nodes {
        part counted weight reason } } }`,
    );
    const counted = (part: string): number[] =>
      explain.nodes
        .filter((row: any) => row.part === part && row.counted)
        .map((row: any) => row.weight)
        .sort((a: number, b: number) => a - b);
    expect([counted('NUMERATOR'), counted('DENOMINATOR')]).toEqual([
      [0, 60, 60, 100, 100, 100],
      [1, 1, 1, 1, 1, 1],
    ]);
    expect(new Set(explain.nodes.filter((row: any) => !row.counted).map((row: any) => row.reason))).toEqual(
      new Set(['OTHER_EVALUATOR']),
    );
  });

  it(
    "who took part: residents' share in round numbers; small groups hidden, and one more that would tell them by " +
      'subtraction',
    async () => {
      const room = await ground.room();
      const topic = await records.topic(room, { from: '2022-01-01' });
      await records.session(
        room,
        topic,
        { from: '2022-03-03' },
        { heads: { AFFECTED_PARTY: 21, RESIDENT_REPRESENTATIVE: 22, DEPARTMENT: 7, EXPERT: 2 } },
      );
      await records.session(room, topic, { from: '2022-04-04' }, { heads: { AFFECTED_PARTY: 11, CPPCC_MEMBER: 9 } });
      await records.session(room, topic, { from: '2023-04-04' }, { heads: { OTHER: 500 } });
      // 32 + 22 of 72: 55 of 70.
      const found = await value(room, 'ATTENDANCE_ROLES');
      expect(found).toMatchObject({
        value: 55 / 70,
        bound: 'APPROXIMATE',
        numerator: 55,
        denominator: 70,
        suppressedReason: null,
        display: '约 79%',
        ...wilson(55, 70),
      });
      const parts = new Map<string, any>(found.parts.map((part: any) => [part.key, part]));
      expect(found.parts).toHaveLength(9);
      expect(parts.get('AFFECTED_PARTY')).toMatchObject({
        name: '利益关联方',
        count: 30,
        share: 30 / 70,
        ...wilson(30, 70),
        suppressedReason: null,
      });
      expect(parts.get('CPPCC_MEMBER')).toMatchObject({ count: 10 });
      expect(parts.get('OTHER')).toMatchObject({ count: 0, share: 0, suppressedReason: null });
      // Two experts; alone they would be what is left of the total, so the smallest other group goes with them.
      expect(parts.get('EXPERT')).toMatchObject(HIDDEN);
      expect(parts.get('DEPARTMENT')).toMatchObject(HIDDEN);
    },
  );

  it('of fewer than five people, or all but fewer than five, nothing at all is shown', async () => {
    const [few, nearly] = [await ground.room(), await ground.room()];
    await records.session(
      few,
      await records.topic(few, { from: '2022-01-01' }),
      { from: '2022-03-03' },
      { heads: { AFFECTED_PARTY: 4 } },
    );
    await records.session(
      nearly,
      await records.topic(nearly, { from: '2022-01-01' }),
      { from: '2022-03-03' },
      { heads: { AFFECTED_PARTY: 40, DEPARTMENT: 3 } },
    );
    for (const room of [few, nearly])
      expect(await value(room, 'ATTENDANCE_ROLES')).toMatchObject({
        value: null,
        numerator: null,
        denominator: null,
        low: null,
        high: null,
        suppressedReason: 'PRIVACY',
        parts: null,
      });
  });

  it("a place is all cases of its rooms, and a column's total too", async () => {
    const area = await ground.world.street(ground.city, 9);
    const [one, other] = [await ground.room(area), await ground.room(area)];
    await evaluated(one, 'PUBLIC', { SATISFIED: 9, NOT_SATISFIED: 1 });
    await evaluated(other, 'PUBLIC', { SATISFIED: 3 });
    const period = 'period: {year: 2022}';
    const { compareRooms, summary } = await ground.committee.must(`{
      compareRooms(within: "${area.code}", ${period},
        orderBy: {by: METRIC, metric: SATISFIED_EVALUATIONS, direction: DESC}) {
      nodes { value(metric: SATISFIED_EVALUATIONS) { ${VALUE} } }
      columns(metrics: [SATISFIED_EVALUATIONS]) { total { ${VALUE} } withValue } }
      summary(within: "${area.code}", ${period}, metrics: [SATISFIED_EVALUATIONS, EVALUATION_SCORE]) {
        values { ${VALUE} } }
    }`);
    expect(compareRooms.nodes.map((row: any) => [row.value.value, row.value.suppressedReason])).toEqual([
      [0.9, null],
      [null, 'TOO_FEW'],
    ]);
    expect(compareRooms.columns[0]).toMatchObject({
      withValue: 1,
      total: { value: 12 / 13, numerator: 12, denominator: 13 },
    });
    expect(summary.values[0]).toEqual(compareRooms.columns[0].total);
    expect(summary.values[1]).toMatchObject({ value: null, suppressedReason: 'NOT_APPLICABLE' });
  });
});
