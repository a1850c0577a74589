import { SuppressedReason } from '../../../src/modules/comparison/catalogue/comparison.enums.js';
import { completionRate } from '../../../src/modules/comparison/catalogue/items/completion-rate.metric.js';
import { missingOf, sentenceOf } from '../../../src/modules/comparison/fairness/metric-caution.js';
import { RelativePositions } from '../../../src/modules/comparison/fairness/relative-positions.js';
import { UNCOMPARED_REASONS, mayBeSaid } from '../../../src/modules/comparison/fairness/uncompared.js';
import { uncomparedMessages } from '../../../src/modules/comparison/messages/caution.js';
import {
  ComparedUnit,
  ComparisonBase,
  NotComparedReason,
} from '../../../src/modules/comparison/settings/fairness.enums.js';
import type { ComparisonSettings } from '../../../src/modules/comparison/settings/comparison-setting.entity.js';
import type { MetricResult } from '../../../src/modules/comparison/values/compute-metric.js';
import { UNKNOWN } from '../../../src/modules/comparison/values/metric-result.js';
import { CommonGround } from '../ground.js';

const SETTINGS = { smallestGroup: 5, smallestPeerGroup: 10, populationEdges: [], ageEdges: [] };
const exact = (numerator: number, denominator: number): MetricResult =>
  ({
    ...UNKNOWN,
    value: numerator / denominator,
    bound: 'EXACT',
    numerator,
    denominator,
    suppressedReason: null,
  }) as MetricResult;

/** The positions of streets with these values; `undefined` is a street without any. */
const positionsOf = (values: readonly (MetricResult | undefined)[], isWhole = true): RelativePositions =>
  new RelativePositions({
    metric: completionRate,
    peers: values.map((_, index) => ({
      key: String(index),
      placeId: String(index),
      path: `/${index}/`,
      classes: [],
      street: null,
      isWhole,
    })),
    valueOf: (key) => values[Number(key)],
    base: ComparisonBase.CITY,
    settings: SETTINGS as unknown as ComparisonSettings,
    isVisible: () => true,
  });
const said = (positions: RelativePositions) =>
  sentenceOf(
    positions.tally(() => true),
    ComparedUnit.STREET,
  );

describe('the caution gives the true reason', () => {
  it('has words for every reason there is', () => {
    expect(Object.keys(uncomparedMessages).sort()).toEqual([...new Set<string>(UNCOMPARED_REASONS)].sort());
  });

  it.each(Object.values(SuppressedReason))('%s: of values that are not given', (reason) => {
    const missing = { ...UNKNOWN, suppressedReason: reason };
    const { zh, en } = said(positionsOf([missing, missing, exact(8, 9)]));
    expect(zh).toContain(`2 个街道（镇）${uncomparedMessages[reason].zh}`);
    expect(en).toContain(`2 ${uncomparedMessages[reason].en}`);
    expect(zh).not.toContain('没有可用的数值');
    expect(zh.endsWith(mayBeSaid([reason, NotComparedReason.GROUP_TOO_SMALL]).zh)).toBe(true);
  });

  it.each(Object.values(SuppressedReason))('%s: also of a metric that is only described', (reason) => {
    const missing = { ...UNKNOWN, suppressedReason: reason };
    const [said] = missingOf({ zh: '某项', en: 'Some metric' }, [missing, exact(3, 4), missing], ComparedUnit.ROOM);
    expect(said!.zh).toBe(`某项：2 个室${uncomparedMessages[reason].zh}。${mayBeSaid([reason]).zh}`);
    expect(said!.en).toContain(`Some metric: 2 ${uncomparedMessages[reason].en}.`);
    // Nothing is said where every room has a value (control).
    expect(missingOf({ zh: '某项', en: 'Some metric' }, [exact(3, 4)], ComparedUnit.ROOM)).toEqual([]);
  });

  it.each([
    [NotComparedReason.NO_VALUE, undefined],
    [NotComparedReason.NOT_EXACT, { ...exact(5, 6), bound: 'AT_LEAST' } as MetricResult],
    [NotComparedReason.NOT_WHOLE, exact(5.5, 6)],
  ])('%s: of values that cannot be compared', (reason, value) => {
    expect(said(positionsOf([value, exact(5, 6), exact(5, 6)])).zh).toContain(
      `1 个街道（镇）${uncomparedMessages[reason].zh}`,
    );
  });

  it('of three streets with values: the group is too small, and each may be shown with its own trend', () => {
    expect(said(positionsOf([exact(24, 24), exact(8, 14), exact(9, 11)]))).toEqual({
      zh: '在 3 个街道（镇）中，没有一个可以比较：3 个街道（镇）可比对象过少，不作比较。可以看各自前后的变化，并写明分子和分母，不排高低。',
      en:
        'Of 3 streets none can be compared: 3 with too few others to compare. What may be shown is the own trend ' +
        'of each, with numerator and denominator.',
    });
    // Five are enough (control).
    expect(said(positionsOf([24, 8, 9, 7, 8].map((count) => exact(count, 24)))).zh).not.toContain('可比对象过少');
  });
});

describe('the caution of a city of three streets', () => {
  let ground: CommonGround;

  beforeAll(async () => {
    ground = await CommonGround.start();
    const { records, world } = ground;
    for (const street of await ground.streets(3)) {
      const room = await world.room(await world.community(street, 1));
      const topic = await records.topic(room, { from: '2024-01-05' });
      for (let n = 0; n < 6; n += 1) {
        const item = await records.item(room, topic, '2024-05-10');
        if (n < 4) await records.itemEvent(room, item, 'ACCEPTANCE', { from: '2024-05-01' }, 'DONE');
      }
    }
  });
  afterAll(() => ground.stop());

  it('says so of a rate, and of every other metric that it only describes', async () => {
    const { compareStreets } = await ground.committee.must(
      `query ($within: String!) { compareStreets(within: $within, period: {year: 2024}) {
        caution en: caution(lang: EN)
        nodes { values(metrics: [COMPLETION_RATE, SESSIONS_HELD, SATISFACTION]) { numerator denominator } } } }`,
      { within: ground.city.code },
    );
    expect(compareStreets.nodes.map((row: any) => row.values[0])).toEqual(
      Array.from({ length: 3 }, () => ({ numerator: 4, denominator: 6 })),
    );
    expect(compareStreets.caution).toContain(
      '办结率：在 3 个街道（镇）中，没有一个可以比较：3 个街道（镇）可比对象过少',
    );
    expect(compareStreets.caution).toContain('可以看各自前后的变化，并写明分子和分母');
    expect(compareStreets.caution).toContain('召开协商议事会、群众满意度：只作描述，不比高低');
    expect(compareStreets.caution).not.toContain('没有可用的数值');
    expect(compareStreets.en).toContain('Sessions held, Satisfaction of residents: only described');
  });
});
