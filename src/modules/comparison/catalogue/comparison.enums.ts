import { describedEnum } from '../../../kernel/described-enum.js';

export enum MetricKind {
  COUNT = 'COUNT',
  RATE = 'RATE',
  PROPORTION = 'PROPORTION',
  DURATION = 'DURATION',
  SCORE = 'SCORE',
  MIX = 'MIX',
}
describedEnum(MetricKind, 'MetricKind', 'What sort of number a metric is; it decides where its interval comes from.', {
  COUNT: 'A plain count 计数; it has no interval.',
  RATE: 'Events per unit of something 比率, e.g. per 1,000 residents; exact 95 % Poisson interval (Garwood).',
  PROPORTION: 'A part of a whole 比例, from 0 to 1; 95 % Wilson interval.',
  DURATION:
    'A median of days 时长; unfinished cases count with the time they have been open (Kaplan–Meier), 95 % ' +
    'interval of Brookmeyer and Crowley.',
  SCORE: 'A mean of marks 评分; its 95 % interval is the widest a mean of bounded marks can have.',
  MIX:
    'A whole in several parts 构成: the value is the share of the first, `parts` has all of them; 95 % Wilson ' +
    'interval.',
});

export enum MetricDirection {
  HIGHER_IS_BETTER = 'HIGHER_IS_BETTER',
  LOWER_IS_BETTER = 'LOWER_IS_BETTER',
  NEITHER = 'NEITHER',
}
describedEnum(
  MetricDirection,
  'MetricDirection',
  'Which way a metric points. How much a room does is neither good nor bad by itself.',
  {
    HIGHER_IS_BETTER: 'More is better 越高越好.',
    LOWER_IS_BETTER: 'Less is better 越低越好.',
    NEITHER: 'Neither: it describes, it does not judge 仅作描述.',
  },
);

export enum ValueBound {
  EXACT = 'EXACT',
  AT_LEAST = 'AT_LEAST',
  APPROXIMATE = 'APPROXIMATE',
}
describedEnum(ValueBound, 'ValueBound', 'How a value is known.', {
  EXACT: 'As the records have it 准确.',
  AT_LEAST: 'A floor: a carried-forward total in it says only "at least" 不少于.',
  APPROXIMATE:
    'Roughly: a carried-forward total in it is approximate, the divisor is not exact, or it is of people, who ' +
    'are shown in round numbers 约.',
});

export enum SuppressedReason {
  NO_DATA = 'NO_DATA',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
  TOO_FEW = 'TOO_FEW',
  PRIVACY = 'PRIVACY',
  PERIOD_NOT_SEPARABLE = 'PERIOD_NOT_SEPARABLE',
  INCOMPLETE_RECORDS = 'INCOMPLETE_RECORDS',
  NOT_REACHED = 'NOT_REACHED',
  NOT_SEALED = 'NOT_SEALED',
}
describedEnum(SuppressedReason, 'SuppressedReason', 'Why there is no value. None of them means "nothing done".', {
  NO_DATA:
    "Enrolled, but nothing of any kind is recorded up to the period's end 暂无记录; with any record at all a " +
    'missing activity is 0.',
  NOT_APPLICABLE:
    'There is nothing to divide by or to choose from: no item due, no session held, no case begun, no known ' +
    "number of residents, or nobody's name 不适用.",
  TOO_FEW: "Fewer cases than the metric's minimum 数量过少; numerator and denominator are shown.",
  PRIVACY: 'It would say something about single people 涉及个人; numerator and denominator are hidden too.',
  PERIOD_NOT_SEPARABLE:
    'A carried-forward total or an imprecisely dated record lies across an edge of the period; ask for a ' +
    'period that wholly contains it 时段无法拆分.',
  INCOMPLETE_RECORDS:
    "The period lies before the day from which the room's records here are complete, and no total was carried " +
    'forward for it 记录不全.',
  NOT_REACHED:
    'Fewer than half of the cases are estimated to be finished, so there is no median yet 过半未完成; `low` says ' +
    'how many days it will most likely be more than.',
  NOT_SEALED:
    'The period was sealed before the catalogue had this metric; ask without `asOf` for its number of today 封存时尚无此指标.',
});

export enum RoomOrderBy {
  PLACE_CODE = 'PLACE_CODE',
  METRIC = 'METRIC',
  SHRUNK = 'SHRUNK',
}
describedEnum(RoomOrderBy, 'RoomOrderBy', 'What compared rooms are ordered by.', {
  PLACE_CODE: "The official code of the room's place 区划代码.",
  METRIC: 'The value of a metric 指标值; rooms without a value come last either way, ties go by code.',
  SHRUNK:
    'The value of a metric drawn towards those it is compared with 收缩估计 (`shrunk`): few cases do not lead the ' +
    'list. What has none comes last.',
});

export enum SortDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
describedEnum(SortDirection, 'SortDirection', 'Which way a list goes.', {
  ASC: 'Smallest first 升序.',
  DESC: 'Largest first 降序.',
});
