import { CommonGround } from './ground.js';

const COMPARE = `query Compare($within: String!, $period: PeriodInput!) {
  compareRooms(within: $within, period: $period, first: 20) {
    totalCount pageInfo { hasNextPage endCursor }
    period { from to label(lang: ZH_HANS) } coverage { places enrolled withData } isDemo
    nodes {
      place { code name }
      room { id establishedOn { value precision } conveners { name } }
      values(metrics: [SESSIONS_HELD, SUGGESTIONS, ATTENDANCES, SESSIONS_PER_1000, SUGGESTIONS_PER_1000,
      SUGGESTIONS_PER_SESSION]) {
        metric { id name(lang: ZH_HANS) unit decimals }
        value bound numerator denominator denominatorAsOf low high suppressedReason carriedForward
      }
      completion: value(metric: COMPLETION_RATE) { value low high suppressedReason }
    }
  }
}`;

/** Shili's record as the article of 2021-10-28 gives it: known to the year, never later than the article. */
const KNOWN = { from: '2021-01-01', to: '2021-10-28', precision: 'YEAR' } as const;

describe('the golden comparison', () => {
  let ground: CommonGround;

  beforeAll(async () => {
    ground = await CommonGround.start('如皋市', '如城街道');
    const { world, street, records } = ground;
    const shili = await world.community(street, 1, '十里居委会');
    await world.community(street, 2);
    const room = await world.room(shili, {
      established_from: '2019-11-01',
      established_to: '2019-11-30',
      established_precision: 'MONTH',
    });
    await ground.insert('convener', {
      place_id: shili.id,
      place_path: shili.path,
      room_id: room.id,
      name: '周新民',
      kind: 'LEAD',
    });
    await records.residents(shili, 8028, '2021-10-28');
    await records.carried(room, 'SESSIONS', 4, '2019-11-01', '2021-10-28');
    await records.carried(room, 'SUGGESTIONS', 26, '2019-11-01', '2021-10-28');
    await records.carried(room, 'ATTENDANCES', 80, '2019-11-01', '2021-10-28', {
      quality: 'AT_LEAST',
      role: '群众代表',
    });
    await records.session(room, await records.topic(room, KNOWN, { title: '斜港河道整治' }), KNOWN, { suggestions: 6 });
    await records.session(room, await records.topic(room, KNOWN, { title: '管道煤气进村入户安装' }), KNOWN);
  });
  afterAll(() => ground.stop());

  const compare = async (period: Record<string, unknown>) =>
    (await ground.committee.must(COMPARE, { within: ground.street.code, period })).compareRooms;

  it('shows the figures of the article over the whole period', async () => {
    const answer = await compare({ from: '2019-11-01', to: '2021-10-31' });
    expect(answer).toMatchObject({
      totalCount: 1,
      pageInfo: { hasNextPage: false },
      period: { from: '2019-11-01', to: '2021-10-31', label: '2019年11月至2021年10月' },
      coverage: { places: 2, enrolled: 1, withData: 1 },
      isDemo: true,
    });
    const [row] = answer.nodes;
    expect(row).toMatchObject({
      place: { name: '十里居委会' },
      room: { establishedOn: { value: '2019-11-01', precision: 'MONTH' }, conveners: [{ name: '周新民' }] },
    });
    const [sessions, suggestions, attendances, perThousand, suggestionsPerThousand, perSession] = row.values;
    const residents = { denominator: 8028, denominatorAsOf: '2021-10-28', suppressedReason: null, bound: 'EXACT' };
    expect(sessions).toEqual({
      metric: { id: 'SESSIONS_HELD', name: '召开协商议事会', unit: '次', decimals: 0 },
      value: 6,
      bound: 'EXACT',
      numerator: 6,
      denominator: null,
      denominatorAsOf: null,
      low: null,
      high: null,
      suppressedReason: null,
      carriedForward: 4,
    });
    expect(suggestions).toMatchObject({ value: 32, bound: 'EXACT', carriedForward: 26 });
    expect(attendances).toMatchObject({ value: 80, bound: 'AT_LEAST', carriedForward: 80, low: null, high: null });
    expect(perThousand).toMatchObject({ ...residents, value: (6 / 8028) * 1000, numerator: 6, carriedForward: 4 });
    expect(perThousand.value).toBeCloseTo(0.7474, 4);
    expect(suggestionsPerThousand).toMatchObject({ ...residents, numerator: 32, carriedForward: 26 });
    expect(suggestionsPerThousand.value).toBeCloseTo(3.986, 3);
    expect(perSession).toMatchObject({
      numerator: 32,
      denominator: 6,
      denominatorAsOf: null,
      bound: 'EXACT',
      carriedForward: 26,
    });
    expect(perSession.value).toBeCloseTo(5.333, 3);
    // Items are recorded from 2020 on, and the period begins before.
    expect(row.completion).toEqual({ value: null, low: null, high: null, suppressedReason: 'NOT_RECORDED' });
  });

  it('gives the interval of a rate in the unit of the rate', async () => {
    const [row] = (await compare({ from: '2019-11-01', to: '2021-10-31' })).nodes;
    // Garwood's limits of a count of 6 are 2.2019 and 13.0595.
    expect(row.values[3].low).toBeCloseTo((2.2019 / 8028) * 1000, 4);
    expect(row.values[3].high).toBeCloseTo((13.0595 / 8028) * 1000, 4);
  });

  it('cannot say the year 2021 alone, because the carried totals reach back before it', async () => {
    const [row] = (await compare({ year: 2021 })).nodes;
    for (const value of row.values) {
      expect(value).toMatchObject({
        value: null,
        bound: null,
        numerator: null,
        low: null,
        high: null,
        suppressedReason: 'PERIOD_NOT_SEPARABLE',
        carriedForward: null,
      });
    }
    expect(row.completion.suppressedReason).toBe('NOT_APPLICABLE');
  });

  it('knows nothing of the time before the room, which is not the same as nothing done', async () => {
    const answer = await compare({ year: 2018 });
    expect(answer.coverage).toEqual({ places: 2, enrolled: 1, withData: 0 });
    expect(answer.nodes[0].values.map((value: { suppressedReason: string }) => value.suppressedReason)).toEqual(
      Array(6).fill('NO_DATA'),
    );
  });

  it('counts nothing in the year after, which is a fact', async () => {
    const [row] = (await compare({ year: 2022 })).nodes;
    expect(row.values[0]).toMatchObject({ value: 0, suppressedReason: null, carriedForward: 0 });
    expect(row.values[3]).toMatchObject({ value: 0, low: 0, denominatorAsOf: '2021-10-28' });
    expect(row.values[5]).toMatchObject({
      value: null,
      numerator: 0,
      denominator: 0,
      suppressedReason: 'NOT_APPLICABLE',
    });
  });
});
