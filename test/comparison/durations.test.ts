import { todayInShanghai } from '../../src/kernel/imprecise-date.js';
import type { RoomRef } from '../support/world.js';
import { CommonGround } from './ground.js';
import type { Records } from './records.js';

const VALUE = 'value bound numerator denominator low high suppressedReason display';
const TOPICS = 'MEDIAN_DAYS_TOPIC_TO_SESSION';
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * Remission times in weeks of the patients given 6-mercaptopurine (Freireich et al., Blood 21 (1963) 699), as every
 * textbook of survival has them; `+` marks those still in remission.
 * Kaplan–Meier: median 23, its 95 % interval on the log(−log) scale from 13, without an upper limit.
 */
const FREIREICH = [
  '6',
  '6',
  '6',
  '6+',
  '7',
  '9+',
  '10',
  '10+',
  '11+',
  '13',
  '16',
  '17+',
  '19+',
  '20+',
  '22',
  '23',
  '25+',
  '32+',
  '32+',
  '34+',
  '35+',
];

describe('how long things take', () => {
  let ground: CommonGround;
  let records: Records;

  beforeAll(async () => {
    ground = await CommonGround.start();
    records = ground.records;
  });
  afterAll(() => ground.stop());

  const value = (room: RoomRef, metric: string, period: Record<string, unknown>): Promise<any> =>
    ground.value(room, metric, period, VALUE);

  /** A topic that had its first session after so many days. */
  async function topic(
    room: RoomRef,
    from: string,
    days: number | null,
    closed: string | null = null,
  ): Promise<string> {
    const id = await records.topic(
      room,
      { from },
      closed ? { state: 'CLOSED', closed_from: closed, closed_to: closed, closed_precision: 'DAY' } : {},
    );
    if (days !== null) await records.session(room, id, { from: dayAfter(from, days) });
    return id;
  }

  it('the published example comes out of the API as it stands in the books', async () => {
    const room = await ground.room();
    // Weeks become days. Cases still waiting began so long before the end that the period's last day is the day of the
    // count.
    for (const entry of FREIREICH) {
      const days = Number.parseInt(entry, 10);
      await topic(room, dayAfter('2022-12-31', -days), entry.endsWith('+') ? null : days);
    }
    const found = await value(room, TOPICS, { year: 2022 });
    expect(found).toEqual({
      value: 23,
      bound: 'EXACT',
      numerator: 9,
      denominator: 21,
      low: 13,
      high: null,
      suppressedReason: null,
      display: '23 天',
    });
  });

  it('the unfinished count: left out, the slow would look fast (control)', async () => {
    const room = await ground.room();
    for (const days of [10, 20, 30]) await topic(room, '2022-01-10', days);
    for (let n = 0; n < 2; n += 1) await topic(room, '2022-01-10', null);
    // Of five, three had a session; the third after 30 days. Without the two that wait the median of the three would be
    // 20.
    expect(await value(room, TOPICS, { year: 2022 })).toMatchObject({ value: 30, numerator: 3, denominator: 5 });
    // What came after the period's end had not come by then.
    expect(await value(room, TOPICS, { from: '2022-01-01', to: '2022-01-31' })).toMatchObject({
      value: null,
      numerator: 2,
      denominator: 5,
      suppressedReason: 'NOT_REACHED',
    });
  });

  it('says how much longer it is at least where fewer than half are finished, and nothing below five', async () => {
    const room = await ground.room();
    for (const days of [5, 6, 7, 8, 9, 10, 11]) await topic(room, '2022-03-01', days);
    for (let n = 0; n < 9; n += 1) await topic(room, '2022-03-01', null);
    expect(await value(room, TOPICS, { year: 2022 })).toEqual({
      value: null,
      bound: null,
      numerator: 7,
      denominator: 16,
      low: 8,
      high: null,
      suppressedReason: 'NOT_REACHED',
      display: '超过 8 天',
    });
    const few = await ground.room();
    for (const days of [5, 6, 7, 8]) await topic(few, '2022-03-01', days);
    expect(await value(few, TOPICS, { year: 2022 })).toMatchObject({
      value: null,
      numerator: 4,
      denominator: 4,
      suppressedReason: 'TOO_FEW',
    });
    const none = await ground.room();
    await topic(none, '2021-03-01', 4);
    expect(await value(none, TOPICS, { year: 2022 })).toMatchObject({
      value: null,
      numerator: 0,
      denominator: 0,
      suppressedReason: 'NOT_APPLICABLE',
    });
  });

  it('makes up no day: known to the month is left out, across the edge of the period nothing can be said', async () => {
    const room = await ground.room();
    for (const days of [4, 4, 4, 4, 4]) await topic(room, '2022-05-02', days);
    await records.session(
      room,
      await records.topic(room, { from: '2022-05-01', to: '2022-05-31', precision: 'MONTH' }),
      { from: '2022-06-20' },
    );
    await records.session(room, await records.topic(room, { from: '2022-05-05' }), {
      from: '2022-06-01',
      to: '2022-06-30',
      precision: 'MONTH',
    });
    await records.session(room, await records.topic(room, { from: '2022-05-05' }), { from: '2022-04-30' });
    const period = { from: '2022-05-01', to: '2022-12-31' };
    expect(await value(room, TOPICS, period)).toMatchObject({ value: 4, denominator: 5 });
    // By the end of May that session had certainly not been held: the topic waited 26 days.
    expect(await value(room, TOPICS, { from: '2022-05-01', to: '2022-05-31' })).toMatchObject({
      value: 4,
      numerator: 5,
      denominator: 6 + 0,
    });
    const { explain } = await ground.committee.must(
      `{ explain(within: "${room.place.code}", metric: ${TOPICS}, period: {from: "2022-05-01", to: "2022-12-31"}, first:
        50) { nodes { part counted reason text record { id } } } }`,
    );
    const reasons = explain.nodes
      .filter((node: any) => node.part === 'DENOMINATOR' && !node.counted)
      .map((node: any) => node.reason);
    expect(reasons.sort()).toEqual(['ENDS_BEFORE_START', 'NOT_TO_THE_DAY', 'NOT_TO_THE_DAY']);
    expect(explain.nodes.every((node: any) => node.record.id && node.text)).toBe(true);
    await records.topic(room, { from: '2022-12-01', to: '2023-01-31', precision: 'YEAR' });
    expect(await value(room, TOPICS, period)).toMatchObject({
      value: null,
      numerator: null,
      denominator: null,
      suppressedReason: 'PERIOD_NOT_SEPARABLE',
    });
  });

  it('a place is all cases of its rooms together, never a median of medians, everywhere', async () => {
    const area = await ground.world.street(ground.city, 7);
    const [slow, quick, silent] = [await ground.room(area), await ground.room(area), await ground.room(area)];
    for (const days of [40, 50, 60, 70, 80, 90, 100, 110, 120]) await topic(slow, '2022-01-01', days);
    for (const days of [1, 2, 3, 4, 5]) await topic(quick, '2022-01-01', days);
    const pooled = { value: 55, numerator: 14, denominator: 14 };
    const numbers = 'period: {year: 2022}';
    const { compareRooms, summary, trend, compareStreets } = await ground.committee.must(`{
      compareRooms(within: "${area.code}", ${numbers}) { nodes { place { code } value(metric: ${TOPICS}) { ${VALUE} } }
      columns(metrics: [${TOPICS}]) { total { ${VALUE} } median withValue missing numbers } }
      summary(within: "${area.code}", ${numbers}, metrics: [${TOPICS}]) { values { ${VALUE} previous(by: YEAR) {
      ${VALUE} } } children { place { code } values { ${VALUE} } } }
      trend(within: "${area.code}", ${numbers}, metrics: [${TOPICS}], by: MONTH) { points { values { ${VALUE} } } }
      compareStreets(within: "${area.code}", ${numbers}) { nodes { value(metric: ${TOPICS}) { ${VALUE} } }
      columns(metrics: [${TOPICS}]) { total { ${VALUE} } } }
    }`);
    expect(compareRooms.columns[0]).toMatchObject({
      total: pooled,
      median: (80 + 3) / 2,
      withValue: 2,
      missing: 1,
      numbers: [80, 3, null],
    });
    expect(compareRooms.nodes[2]).toMatchObject({
      place: { code: silent.place.code },
      value: { suppressedReason: 'NO_DATA' },
    });
    expect(summary.values[0]).toMatchObject({ ...pooled, previous: { value: null, suppressedReason: 'NO_DATA' } });
    expect(summary.values[0].low).toBe(compareRooms.columns[0].total.low);
    expect(summary.children.map((child: any) => child.values[0].value)).toEqual([80, 3, null]);
    expect(compareStreets.nodes[0].value).toMatchObject(pooled);
    expect(compareStreets.columns[0].total).toMatchObject(pooled);
    // By the end of January only the quick ones had had a session; no topic began later.
    expect(trend.points[0].values[0]).toMatchObject({
      value: null,
      numerator: 5,
      denominator: 14,
      suppressedReason: 'NOT_REACHED',
    });
    expect(trend.points[1].values[0]).toMatchObject({
      value: null,
      denominator: 0,
      suppressedReason: 'NOT_APPLICABLE',
    });
  });

  it('a place knows its edges as its rooms do, and nothing of statistical units', async () => {
    const area = await ground.world.street(ground.city, 6);
    const [room, edge, unit] = [await ground.room(area), await ground.room(area), await ground.room(area)];
    for (const days of [3, 4, 5, 6, 7]) await topic(room, '2022-01-01', days);
    for (const days of [300, 301, 302, 303, 304]) await topic(unit, '2022-01-01', days);
    await ground.sql(`UPDATE place SET kind = 'STATISTICAL_ONLY' WHERE id = $1`, [unit.place.id]);
    const ask = async () =>
      await ground.committee
        .must(`{ summary(within: "${area.code}", period: {year: 2022}, metrics: [${TOPICS}]) { values { ${VALUE} }
          children { values { value suppressedReason } } }
      compareRooms(within: "${area.code}", period: {year: 2022}) { columns(metrics: [${TOPICS}]) { total { ${VALUE} } }
      } }`);
    const before = await ask();
    expect(before.summary.values[0]).toMatchObject({ value: 5, denominator: 5 });
    expect(before.compareRooms.columns[0].total).toEqual(before.summary.values[0]);
    await records.topic(edge, { from: '2022-12-15', to: '2023-01-15', precision: 'MONTH' });
    await records.session(
      edge,
      await records.topic(edge, { from: '2022-06-01', to: '2022-06-30', precision: 'MONTH' }),
      { from: '2022-08-08' },
    );
    const { summary } = await ask();
    expect(summary.values[0]).toMatchObject({
      value: null,
      denominator: null,
      suppressedReason: 'PERIOD_NOT_SEPARABLE',
    });
    expect(summary.children.map((child: any) => [child.values[0].value, child.values[0].suppressedReason])).toEqual([
      [5, null],
      [null, 'PERIOD_NOT_SEPARABLE'],
    ]);
  });

  it('orders rooms by it, page by page, those without a value last', async () => {
    const area = await ground.world.street(ground.city, 8);
    const codes: Record<number, string> = {};
    for (const days of [30, 10, 20]) {
      const room = await ground.room(area);
      codes[days] = room.place.code;
      for (let n = 0; n < 5; n += 1) await topic(room, '2022-01-01', days);
    }
    const without = (await ground.room(area)).place.code;
    const page = async (direction: string, first: number, after: string | null) =>
      (
        await ground.committee.must(
          `query ($after: String) {
            compareRooms(within: "${area.code}", period: {year: 2022}, first: ${first}, after: $after, orderBy: {by:
            METRIC, metric: ${TOPICS}, direction: ${direction}}) {
        totalCount pageInfo { hasNextPage endCursor } nodes { place { code } value(metric: ${TOPICS}) { value } } } }`,
          { after },
        )
      ).compareRooms;
    const seen: string[] = [];
    for (let after: string | null = null, next = true; next;) {
      const part: any = await page('ASC', 1, after);
      expect(part.totalCount).toBe(4);
      seen.push(...part.nodes.map((row: any) => row.place.code));
      [after, next] = [part.pageInfo.endCursor, part.pageInfo.hasNextPage];
    }
    expect(seen).toEqual([codes[10], codes[20], codes[30], without]);
    expect((await page('DESC', 10, null)).nodes.map((row: any) => row.place.code)).toEqual([
      codes[30],
      codes[20],
      codes[10],
      without,
    ]);
  });

  it('from report to decision: those sent back are no decision and are left out, those that wait count', async () => {
    const room = await ground.room();
    const id = await records.topic(room, { from: '2022-01-01' });
    const report = async (reported: string, result: string | null, metOn: string | null = null): Promise<void> => {
      const at = { place_id: room.place.id, place_path: room.place.path, topic_id: id };
      const outcome = await ground.insert('outcome', {
        ...at,
        route: 'STREET_DECISION',
        summary: '测试成果',
        reached_from: reported,
        reached_to: reported,
        reached_precision: 'DAY',
      });
      const reportId = await ground.insert('outcome_report', {
        ...at,
        outcome_id: outcome,
        reported_from: reported,
        reported_to: reported,
        reported_precision: 'DAY',
      });
      if (result)
        await ground.insert('outcome_decision', {
          ...at,
          report_id: reportId,
          result,
          body: '测试党工委',
          met_on: metOn,
          ...(result === 'RETURNED' ? { reason: '测试退回' } : {}),
        });
    };
    for (const metOn of ['2022-02-11', '2022-02-21', '2022-03-03']) await report('2022-02-01', 'DECIDED', metOn);
    for (let n = 0; n < 2; n += 1) await report('2022-02-01', null);
    expect(await value(room, 'MEDIAN_DAYS_REPORT_TO_DECISION', { year: 2022 })).toMatchObject({
      value: 30,
      numerator: 3,
      denominator: 5,
    });
    await report('2022-02-01', 'RETURNED');
    expect(await value(room, 'MEDIAN_DAYS_REPORT_TO_DECISION', { year: 2022 })).toMatchObject({
      value: 30,
      numerator: 3,
      denominator: 5,
    });
  });

  it('from assignment to verification: what was called off is open up to that day', async () => {
    const room = await ground.room();
    const id = await records.topic(room, { from: '2022-01-01' });
    const item = (): Promise<string> => records.item(room, id, '2022-12-01');
    for (const day of ['2022-01-11', '2022-01-21', '2022-01-31'])
      await records.verification(room, await item(), { from: day });
    for (let n = 0; n < 2; n += 1) await records.itemEvent(room, await item(), 'CANCELLED', { from: '2022-01-06' });
    // At risk: 5 up to day 5, then 3; after days 10, 20 and 30 two, one and none of three are left.
    expect(await value(room, 'MEDIAN_DAYS_ASSIGNMENT_TO_VERIFICATION', { year: 2022 })).toMatchObject({
      value: 20,
      numerator: 3,
      denominator: 5,
    });
    await records.verification(room, await item(), { from: '2022-03-01', to: '2022-03-31', precision: 'MONTH' });
    expect(await value(room, 'MEDIAN_DAYS_ASSIGNMENT_TO_VERIFICATION', { year: 2022 })).toMatchObject({
      value: 20,
      denominator: 5,
    });
  });

  it('what was given up on a day that is not known was still open when it began, and no sooner', async () => {
    const room = await ground.room();
    for (const days of [10, 10, 10, 10, 10]) await topic(room, '2022-03-10', days);
    const closed = (from: string, to: string, precision: string) => ({
      state: 'CLOSED',
      closed_from: from,
      closed_to: to,
      closed_precision: precision,
    });
    // Closed "2022" after a session of May: by the end of March it may have been closed on any day since it was
    // proposed.
    await records.session(
      room,
      await records.topic(room, { from: '2022-03-10' }, closed('2022-01-01', '2022-12-31', 'YEAR')),
      { from: '2022-05-10' },
    );
    expect(await value(room, TOPICS, { year: 2022, quarter: 1 })).toMatchObject({
      value: 10,
      numerator: 5,
      denominator: 6,
    });
    expect(await value(room, TOPICS, { year: 2022 })).toMatchObject({ value: 10, numerator: 6, denominator: 6 });
    // Without any session, closed "2022": open, not wrong.
    await records.topic(room, { from: '2022-03-10' }, closed('2022-01-01', '2022-12-31', 'YEAR'));
    expect(await value(room, TOPICS, { year: 2022 })).toMatchObject({ value: 10, numerator: 6, denominator: 7 });
    // Closed before it was proposed, to the day: one of the days is wrong (control).
    await topic(room, '2022-03-10', null, '2022-03-09');
    await records.session(
      room,
      await records.topic(room, { from: '2022-03-10' }, closed('2022-02-01', '2022-02-28', 'MONTH')),
      { from: '2022-05-10' },
    );
    expect(await value(room, TOPICS, { year: 2022, quarter: 1 })).toMatchObject({
      value: 10,
      numerator: 5,
      denominator: 7,
    });

    const DONE = 'MEDIAN_DAYS_ASSIGNMENT_TO_VERIFICATION';
    const id = await records.topic(room, { from: '2021-01-01' });
    const item = (): Promise<string> => records.item(room, id, '2022-12-01');
    for (const day of ['2022-01-11', '2022-01-21', '2022-01-31', '2022-02-02', '2022-02-03'])
      await records.verification(room, await item(), { from: day });
    await records.itemEvent(room, await item(), 'CANCELLED', {
      from: '2022-01-01',
      to: '2022-12-31',
      precision: 'YEAR',
    });
    const assigned = await item();
    await ground.sql(`UPDATE implementation_item SET assigned_on = '2022-01-10' WHERE id = $1`, [assigned]);
    await records.itemEvent(room, assigned, 'CANCELLED', { from: '2022-01-01', to: '2022-01-31', precision: 'MONTH' });
    await records.itemEvent(room, await item(), 'CANCELLED', {
      from: '2021-12-01',
      to: '2021-12-31',
      precision: 'MONTH',
    });
    expect(await value(room, DONE, { year: 2022 })).toMatchObject({ value: 30, numerator: 5, denominator: 7 });
  });

  it('a running period counts up to today', async () => {
    const room = await ground.room();
    const today = todayInShanghai();
    const since = dayAfter(today, -40);
    for (const days of [1, 2, 3, 4, null, null, null, null, null]) await topic(room, since, days);
    const { explain } = await ground.committee.must(
      `{ explain(within: "${room.place.code}", metric: ${TOPICS}, period: {from: "${since.slice(0, 7)}-01", to:
        "${Number(today.slice(0, 4)) + 1}-12-31"}) { value { ${VALUE} } } }`,
    );
    expect(explain.value).toMatchObject({ value: null, numerator: 4, denominator: 9, suppressedReason: 'NOT_REACHED' });
  });
});
