import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const distinctPeople = defineMetric({
  id: 'DISTINCT_PEOPLE',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '参加人数（按室去重）', en: 'People who took part, once a room' },
  unit: { zh: '人', en: 'people' },
  decimals: 0,
  explanation: {
    zh: '期内来过协商议事会的人，在同一个室来几次也只算一人。',
    en: 'People who came to sessions of the period. Each person counts once in each room.',
  },
  counts: {
    zh: '按登记的姓名去重，空格、全角半角不同的视为同名：整月、整季、整年且人人有姓名的为实数；其他时段取其中人数最多的月、季或年，为“不少于”。人数按k的倍数取整（k默认为5，由市级设置），下限向下取整。',
    en:
      'People with different recorded names. Names that differ only in spaces or width are one name. ' +
      'Exact for a month, a quarter or a year in which everybody is named. Otherwise a lower bound: that of ' +
      'the month, quarter or year in the period with the most people. ' +
      'Rounded to multiples of k (5 by default), lower bounds downwards.',
  },
  countsNot: {
    zh: '没有姓名的人无法去重，只有人数的会议使结果成为下限，一个姓名都没有的不适用；同一室的同名者算一人；到过两个室的人在两个室各算一次，所以街道（镇）、全市的数是各室人数之和。不足k人不显示。',
    en:
      'People without a recorded name: they make the number a lower bound, and without any name there ' +
      'is no value (NOT_APPLICABLE). Two people with one name in one room count as one. A person who ' +
      "came to two rooms counts in each, so a street's number is the sum over its rooms. Fewer than k " +
      'people are not shown.',
  },
  formula: { zh: '各室不同姓名数之和', en: 'distinct names in each room, added up' },
  cases: 'people',
  people: true,
  changes: [
    ...since('2026-11-22'),
    {
      version: 2,
      on: '2026-12-01',
      change: {
        zh: '只有空格、全角半角等写法不同的姓名视为同一个姓名。',
        en: 'Names that differ only in how they are written, such as in spaces or width, are one name.',
      },
    },
  ],
});
