import { describedEnum } from '../../../kernel/described-enum.js';

export enum MetricKind {
  COUNT = 'COUNT',
  RATE = 'RATE',
  PROPORTION = 'PROPORTION',
  DURATION = 'DURATION',
  SCORE = 'SCORE',
  MIX = 'MIX',
}
describedEnum(MetricKind, 'MetricKind', 'The kind of number. It decides how the interval is computed.', {
  COUNT: 'A plain count 计数, without an interval.',
  RATE: 'Events per unit of exposure 比率, e.g. per 1,000 residents. Exact 95 % Poisson interval (Garwood).',
  PROPORTION: 'A share of cases 比例, from 0 to 1. 95 % Wilson interval.',
  DURATION:
    'A median of days 时长. Unfinished cases count with the time they have been open (Kaplan–Meier). 95 % ' +
    'interval of Brookmeyer and Crowley.',
  SCORE: 'A mean of marks 评分. Its 95 % interval is the widest that a mean of bounded marks can have.',
  MIX: 'A whole in several parts 构成. The value is the share of one part; `parts` has all. 95 % Wilson interval.',
});

export enum MetricDirection {
  HIGHER_IS_BETTER = 'HIGHER_IS_BETTER',
  LOWER_IS_BETTER = 'LOWER_IS_BETTER',
  NEITHER = 'NEITHER',
}
describedEnum(
  MetricDirection,
  'MetricDirection',
  'Whether more or less is better. How much a room does is neither good nor bad by itself.',
  {
    HIGHER_IS_BETTER: 'More is better 越高越好.',
    LOWER_IS_BETTER: 'Less is better 越低越好.',
    NEITHER: 'Neither: the metric only describes 仅作描述.',
  },
);

export enum ValueBound {
  EXACT = 'EXACT',
  AT_LEAST = 'AT_LEAST',
  APPROXIMATE = 'APPROXIMATE',
}
describedEnum(ValueBound, 'ValueBound', 'How exact a value is.', {
  EXACT: 'Exact, from records 准确.',
  AT_LEAST: 'A lower bound: it contains a carried-forward total that says "at least" 不少于.',
  APPROXIMATE:
    'Approximate: it contains an approximate carried-forward total, its divisor is not exact, or it is a rounded ' +
    'number of people 约.',
});

export enum SuppressedReason {
  NO_DATA = 'NO_DATA',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
  TOO_FEW = 'TOO_FEW',
  PRIVACY = 'PRIVACY',
  PERIOD_NOT_SEPARABLE = 'PERIOD_NOT_SEPARABLE',
  NOT_RECORDED = 'NOT_RECORDED',
  NOT_REACHED = 'NOT_REACHED',
  NOT_SEALED = 'NOT_SEALED',
  NOT_YET = 'NOT_YET',
}
describedEnum(SuppressedReason, 'SuppressedReason', 'Why there is no value. None of them means "nothing done".', {
  NO_DATA:
    "The room is enrolled and has no record of any kind up to the period's end 暂无记录. With any record, a " +
    'missing activity is 0.',
  NOT_APPLICABLE:
    'There is nothing to divide by or to choose from 不适用: no item due, no session held, no case begun, no ' +
    'known number of residents, or no names.',
  TOO_FEW: "Fewer cases than the metric's minimum 数量过少; numerator and denominator are shown.",
  PRIVACY: 'It would reveal single people 涉及个人. Numerator and denominator are hidden too.',
  PERIOD_NOT_SEPARABLE:
    'A carried-forward total or an imprecisely dated record crosses an edge of the period 时段无法拆分. Ask for a ' +
    'period that wholly contains it.',
  NOT_RECORDED:
    'The room did not keep the register of what is counted during the whole period, and no carried-forward total ' +
    'fills it up 未登记. What happened is unknown, not 0.',
  NOT_REACHED:
    'Fewer than half of the cases are estimated to be finished, so there is no median yet 过半未完成. The median ' +
    'will most likely be above `low` days.',
  NOT_SEALED:
    'The period was sealed before this metric existed 封存时尚无此指标. Ask without `asOf` for its present value.',
  NOT_YET: 'The period has not begun 时段尚未开始.',
});

export enum RoomOrderBy {
  PLACE_CODE = 'PLACE_CODE',
  METRIC = 'METRIC',
  SHRUNK = 'SHRUNK',
}
describedEnum(RoomOrderBy, 'RoomOrderBy', 'The order of compared rooms.', {
  PLACE_CODE: "The official code of the room's place 区划代码.",
  METRIC: 'The value of a metric 指标值. Rooms without a value are last; equal values are ordered by code.',
  SHRUNK:
    'The shrunken value of a metric 收缩估计 (`shrunk`). So rooms with few cases do not lead the list. Rooms ' +
    'without one are last.',
});

export enum SortDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
describedEnum(SortDirection, 'SortDirection', 'The direction of an order.', {
  ASC: 'Smallest first 升序.',
  DESC: 'Largest first 降序.',
});
