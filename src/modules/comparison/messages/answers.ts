import { type Message, message } from '../../../kernel/message.js';

/** What a comparison refuses, and the sentence beside each. */
export const answerMessages = {
  // Who may compare what.
  outsideOwnPlaces: message(
    '您只能比较自己所辖范围内的协商议事室。',
    'You may compare rooms only within what your grant covers.',
  ),
  edgesNotRising: (most: number): Message =>
    message(
      `分档界限应为从小到大的正整数，最多 ${most} 个。`,
      `Edges are up to ${most} whole numbers above 0, each larger than the one before.`,
    ),
  /** Printed by the command stats recount, in both languages. */
  recountPlaceUnknown: (code: string): string => `没有编码为 ${code} 的地方 / no place with the code ${code}`,

  // Comparing rooms.
  orderNeedsMetric: message(
    '按指标排序（METRIC、SHRUNK）时须给出 metric；按区划代码排序时不要给。',
    'Give metric when ordering by METRIC or SHRUNK, and only then.',
  ),
  cursorOfOtherOrder: message('after 不是按这一顺序给出的游标。', 'after is not a cursor of this order.'),
  sealedNotShrunk: message(
    '封存的数字不与别的相比，不能按收缩估计排序。',
    'Sealed numbers are not compared: they have no shrunken values to order by.',
  ),
  sealOfOtherPeriod: (from: string, to: string): Message =>
    message(
      `这份封存的时段是 ${from} 至 ${to}，与所给时段不同。`,
      `This seal is of ${from} to ${to}, not of the period given.`,
    ),
  /** The name of the row of totals in an export. */
  total: '合计',

  // Comparing streets, and funnels.
  streetsAgainst: message(
    '街道（镇）只能与全市或同类街道（镇）相比。',
    'Streets are compared with the city or with their peers.',
  ),
  noFunnel: (metric: Message): Message =>
    message(
      `“${metric.zh}”没有漏斗图：只有比例和比率才有。`,
      `${metric.en} has no funnel: only proportions and rates made of sums have.`,
    ),
  placeInNoStreet: message('这个地方不属于任何街道（镇）。', 'This place is in no street.'),
  noPeersOfPlace: message(
    '与同类相比时，within 须是有协商议事室的地方，或街道（镇）。',
    'Against PEERS the place must have a room, or by STREET be a street.',
  ),

  // The caution beside every comparison.
  tooManyCautionMetrics: (most: number, count: number): Message =>
    message(
      `一次最多就 ${most} 项指标作提示，这里有 ${count} 项。`,
      `A caution speaks of at most ${most} metrics, here are ${count}.`,
    ),
  coverage: (places: number, enrolled: number, withData: number): Message =>
    message(
      `${places} 个可建室的地方中有 ${enrolled} 个已登记协商议事室，其中 ${withData} 个在本时段结束前有记录；未登记或无记录不等于没有开展。差异可能出于偶然，只作待核实的线索，不作对人的评价。`,
      `Of ${places} places that could own a room ${enrolled} have one enrolled, ${withData} of them with ` +
        `records up to the period's end. A place that is not enrolled or has no records may be active. Differences ` +
        `may be chance: they ask for a check and judge nobody.`,
    ),
};
