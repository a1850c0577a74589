import { describedEnum } from '../../../kernel/described-enum.js';
import { Band } from '../statistics/band.js';

export { Band };

describedEnum(
  Band,
  'Band',
  'Where a value lies among those it is held against, by exact limits. Only the outer two are a signal, to be ' +
    'looked into 待核实, and never a verdict on people.',
  {
    WELL_ABOVE: 'Above the 99.8 % limit: higher than chance explains; to be looked into 明显偏高，待核实.',
    ABOVE: 'Above the 95 % limit: of all alike one in forty would be; no signal 偏高，可能是偶然.',
    WITHIN: 'Within the limits: not told apart from the others 与其他相比没有明显差别.',
    BELOW: 'Below the 95 % limit; no signal 偏低，可能是偶然.',
    WELL_BELOW: 'Below the 99.8 % limit: lower than chance explains; to be looked into 明显偏低，待核实.',
    NOT_ENOUGH_DATA: 'So few cases that no count could ever cross the outer limit, on either side 数据不足，无法比较.',
  },
);

export enum ComparisonBase {
  CITY = 'CITY',
  STREET = 'STREET',
  PEERS = 'PEERS',
}
describedEnum(ComparisonBase, 'ComparisonBase', 'What a value is held against.', {
  CITY: 'All of the city 全市.',
  STREET: 'All of the same street 本街道（镇）; streets themselves have none.',
  PEERS: 'Those of the same kind, population, exposure and age 同类; of streets those of the same kind.',
});

export enum ComparedUnit {
  ROOM = 'ROOM',
  STREET = 'STREET',
}
describedEnum(ComparedUnit, 'ComparedUnit', 'What is compared.', {
  ROOM: 'Rooms 协商议事室.',
  STREET: 'Streets, each by the sums over its rooms 街道（镇）: the better default, for a street holds more cases.',
});

export enum NotComparedReason {
  NO_FUNNEL = 'NO_FUNNEL',
  NO_VALUE = 'NO_VALUE',
  NOT_EXACT = 'NOT_EXACT',
  NOT_WHOLE = 'NOT_WHOLE',
  SHORT_EXPOSURE = 'SHORT_EXPOSURE',
  GROUP_TOO_SMALL = 'GROUP_TOO_SMALL',
}
describedEnum(
  NotComparedReason,
  'NotComparedReason',
  'Why a value is held against nobody. None of them says anything of the room.',
  {
    NO_FUNNEL:
      'The metric has no funnel: it is no proportion of cases and no rate of events, or is made of single ' +
      'cases 该指标不作此比较.',
    NO_VALUE: 'There is no value; its `suppressedReason` says why 没有数值.',
    NOT_EXACT: 'The value is a floor or an approximation, which chance limits do not fit 数值为下限或约数.',
    NOT_WHOLE: 'Numerator and denominator are no whole counts 分子或分母不是整数.',
    SHORT_EXPOSURE:
      'A count, or a rate per resident, grows with time, and the room existed, or has complete records, for a ' +
      'part of the period only; ask for a period it existed through 时段内存在时间不足.',
    GROUP_TOO_SMALL:
      "Too few others with a value, or so few out of the viewer's sight that their numbers could be worked out 可比对象过少.",
  },
);

export enum PeerLevel {
  CITY = 'CITY',
  STREET = 'STREET',
  KIND = 'KIND',
  POPULATION = 'POPULATION',
  EXPOSURE = 'EXPOSURE',
  AGE = 'AGE',
}
describedEnum(
  PeerLevel,
  'PeerLevel',
  'How narrow a group is. Peers are looked for from AGE on; a group that is too small is widened step by step, ' +
    'at last to the city.',
  {
    CITY: 'The whole city 全市.',
    STREET: 'One street 本街道（镇）.',
    KIND: 'Places of one kind 同类型.',
    POPULATION: 'Of one kind and population band 同类型、同人口档.',
    EXPOSURE: 'Of one kind, population band and share of the period with records 同类型、同人口档、记录时间相近.',
    AGE: 'Besides, of one band of room age 并且建室年限相近.',
  },
);

export enum Exposure {
  WHOLE = 'WHOLE',
  MOST = 'MOST',
  PART = 'PART',
}
describedEnum(
  Exposure,
  'Exposure',
  'How much of the period a room existed in, with complete records: counted in whole months from the day its ' +
    'records are complete, else from its establishment, else from its enrolment.',
  {
    WHOLE: 'All months 整个时段.',
    MOST: 'At least half of them 半数以上.',
    PART: 'Less than half 不足一半.',
  },
);
