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
    en: 'People who came to sessions of the period; at one room each is one, however often they came.',
  },
  counts: {
    zh: '按登记的姓名去重：整月、整季、整年且人人有姓名的为实数；其他时段取其中人数最多的月、季或年，为“不少于”。人数按k的倍数取整（k默认为5，由市级设置），下限向下取整。',
    en:
      'Distinguished by their recorded names: exact for a month, a quarter or a year where every head has a name; ' +
      'else a floor, that of the largest month, quarter or year within the period. Rounded to multiples of k (5 ' +
      'unless the city says otherwise), floors downwards.',
  },
  countsNot: {
    zh: '没有姓名的人无法去重，只有人数的会议使结果成为下限，一个姓名都没有的不适用；同一室的同名者算一人；到过两个室的人在两个室各算一次，所以街道（镇）、全市的数是各室人数之和。不足k人不显示。',
    en:
      'Heads without a name cannot be distinguished: they make the number a floor, and with no name at all it does ' +
      'not apply. Two people of one name at one room count as one. A person who came to two rooms counts once at ' +
      "each, so a street's number is the sum over its rooms. Fewer than k people are not shown.",
  },
  formula: { zh: '各室不同姓名数之和', en: 'different names at each room, added up' },
  cases: 'people',
  people: true,
  changes: since('2026-11-22'),
});
