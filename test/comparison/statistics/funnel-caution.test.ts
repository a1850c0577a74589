import { Band } from '../../../src/modules/comparison/statistics/band.js';
import { funnelCaution, ROOMS, STREETS } from '../../../src/modules/comparison/statistics/funnel-caution.js';

const WITHOUT_VALUE = { zh: '没有可用的数值', en: 'without a value' };
const without = (count: number) => [{ count, why: WITHOUT_VALUE }];
const bands = (counts: Partial<Record<Band, number>>): Band[] =>
  Object.entries(counts).flatMap(([band, n]) => Array.from({ length: n }, () => band as Band));

describe('the sentence beside a comparison', () => {
  it('counts what lies outside, on which side, what chance alone would do, and what was not compared', () => {
    const said = funnelCaution({
      bands: bands({ WELL_ABOVE: 7, WELL_BELOW: 4, ABOVE: 30, BELOW: 20, WITHIN: 1127, NOT_ENOUGH_DATA: 612 }),
      uncompared: without(200),
      expected: 0.52,
      name: ROOMS,
    });
    expect(said.zh).toBe(
      '在 2,000 个室中，11 个落在 99.8% 线外（偏高 7 个，偏低 4 个），待核实，不是结论；即使彼此毫无差别，偶然也会有约 0.5 个在线外；其余差别可能只是偶然。另有 612 个室数量太少，' +
        '不作比较；200 个室没有可用的数值。',
    );
    expect(said.en).toBe(
      'Of 2,000 rooms 11 lie outside the 99.8 % lines (7 above, 4 below): to be looked into, not a verdict; ' +
        'were all alike, chance alone would put about 0.5 there; the other differences may be chance. Besides, ' +
        'there are 612 with too few cases to be compared; 200 without a value.',
    );
  });

  it('says so when none lies outside, and does not take ABOVE and BELOW for signals', () => {
    const said = funnelCaution({
      bands: bands({ ABOVE: 3, BELOW: 2, WITHIN: 15 }),
      uncompared: without(0),
      expected: 0.01,
      name: STREETS,
    });
    expect(said.zh).toBe(
      '在 20 个街道（镇）中，没有一个落在 99.8% 线外；所见差别可能只是偶然（即使彼此毫无差别，偶然也会有不到 0.1 个在线外）。',
    );
    expect(said.en).toBe(
      'Of 20 streets none lies outside the 99.8 % lines; the differences seen may be chance (were all alike, ' +
        'chance alone would put fewer than 0.1 there).',
    );
  });

  it('keeps its grammar with one of each', () => {
    const said = funnelCaution({
      bands: bands({ WELL_BELOW: 1, NOT_ENOUGH_DATA: 1 }),
      uncompared: without(1),
      expected: 12.4,
      name: ROOMS,
    });
    expect(said.en).toBe(
      'Of 3 rooms 1 lies outside the 99.8 % lines (0 above, 1 below): to be looked into, not a verdict; were ' +
        'all alike, chance alone would put about 12 there; the other differences may be chance. Besides, ' +
        'there are 1 with too few cases to be compared; 1 without a value.',
    );
  });

  it('compares nothing where nothing can be', () => {
    expect(
      funnelCaution({ bands: bands({ NOT_ENOUGH_DATA: 2 }), uncompared: without(1), expected: 0, name: ROOMS }),
    ).toEqual({
      zh: '在 3 个室中，没有一个可以比较：2 个室数量太少，不作比较；1 个室没有可用的数值。',
      en: 'Of 3 rooms none can be compared: 2 with too few cases to be compared; 1 without a value.',
    });
    expect(funnelCaution({ bands: [], uncompared: without(0), expected: 0, name: ROOMS }).zh).toBe(
      '没有可比较的对象。',
    );
    expect(() => funnelCaution({ bands: [], uncompared: without(-1), expected: 0, name: ROOMS })).toThrow(RangeError);
  });
});
