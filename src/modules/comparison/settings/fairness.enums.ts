import { describedEnum } from '../../../kernel/described-enum.js';
import { Band } from '../statistics/band.js';

export { Band };

describedEnum(
  Band,
  'Band',
  'The position of a value among those it is compared with, by exact limits. Only WELL_ABOVE and WELL_BELOW ' +
    'are signals. A signal asks for a check 待核实 and judges nobody.',
  {
    WELL_ABOVE: 'Above the 99.8 % limit: higher than chance explains; to be checked 明显偏高，待核实.',
    ABOVE: 'Above the 95 % limit: no signal; by chance one in forty equal rooms is here 偏高，可能是偶然.',
    WITHIN: 'Within the limits: no clear difference from the others 与其他相比没有明显差别.',
    BELOW: 'Below the 95 % limit; no signal 偏低，可能是偶然.',
    WELL_BELOW: 'Below the 99.8 % limit: lower than chance explains; to be checked 明显偏低，待核实.',
    NOT_ENOUGH_DATA: 'Too few cases: no count could cross an outer limit 数据不足，无法比较.',
  },
);

export enum ComparisonBase {
  CITY = 'CITY',
  STREET = 'STREET',
  PEERS = 'PEERS',
}
describedEnum(ComparisonBase, 'ComparisonBase', 'The group that a value is compared with.', {
  CITY: 'The whole city 全市.',
  STREET: 'The same street 本街道（镇）; for rooms only.',
  PEERS: 'Peers 同类: for rooms equal in kind, population, exposure and age; for streets equal in kind.',
});

export enum ComparedUnit {
  ROOM = 'ROOM',
  STREET = 'STREET',
}
describedEnum(ComparedUnit, 'ComparedUnit', 'What is compared.', {
  ROOM: 'Rooms 协商议事室.',
  STREET: 'Streets, each by the sums over its rooms 街道（镇）. More reliable, because a street has more cases.',
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
  'Why a value is not compared. The reason says nothing about the quality of the room.',
  {
    NO_FUNNEL:
      'The metric has no funnel plot: it is neither a proportion of cases nor a rate of events, or it comes from ' +
      'single cases 该指标不作此比较.',
    NO_VALUE: 'There is no value; see its `suppressedReason` 没有数值.',
    NOT_EXACT: 'The value is a lower bound or approximate, so limits of chance do not apply 数值为下限或约数.',
    NOT_WHOLE: 'Numerator or denominator is not a whole number 分子或分母不是整数.',
    SHORT_EXPOSURE:
      'The room existed, or has complete records, for a part of the period only, and the metric grows with time. ' +
      'Ask for a period in which it existed throughout 时段内存在时间不足.',
    GROUP_TOO_SMALL:
      'Too few others with a value, or so few hidden from the viewer that their numbers could be computed 可比对象过少.',
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
  'How narrow a group is. The search for peers starts at AGE. A group that is too small is widened step by step, ' +
    'finally to the city.',
  {
    CITY: 'The whole city 全市.',
    STREET: 'One street 本街道（镇）.',
    KIND: 'Places of one kind 同类型.',
    POPULATION: 'Equal in kind and population band 同类型、同人口档.',
    EXPOSURE: 'Equal in kind, population band and exposure 同类型、同人口档、记录时间相近.',
    AGE: 'As EXPOSURE, and equal in band of room age 并且建室年限相近.',
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
  'The part of the period in which a room existed with complete records, in whole months. It starts at the day ' +
    'from which records are complete, else at the establishment, else at the enrolment.',
  {
    WHOLE: 'All months 整个时段.',
    MOST: 'At least half of them 半数以上.',
    PART: 'Less than half 不足一半.',
  },
);
