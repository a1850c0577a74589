import { describedEnum } from '../../kernel/described-enum.js';

export enum MetricKind { COUNT = 'COUNT', RATE = 'RATE', PROPORTION = 'PROPORTION' }
describedEnum(MetricKind, 'MetricKind', 'What sort of number a metric is; it decides where its interval comes from.', {
  COUNT: 'A plain count 计数; it has no interval.',
  RATE: 'Events per unit of something 比率, e.g. per 1,000 residents; exact 95 % Poisson interval (Garwood).',
  PROPORTION: 'A part of a whole 比例, from 0 to 1; 95 % Wilson interval.',
});

export enum MetricDirection { HIGHER_IS_BETTER = 'HIGHER_IS_BETTER', LOWER_IS_BETTER = 'LOWER_IS_BETTER', NEITHER = 'NEITHER' }
describedEnum(MetricDirection, 'MetricDirection', 'Which way a metric points. How much a room does is neither good nor bad by itself.', {
  HIGHER_IS_BETTER: 'More is better 越高越好.', LOWER_IS_BETTER: 'Less is better 越低越好.', NEITHER: 'Neither: it describes, it does not judge 仅作描述.',
});

export enum ValueBound { EXACT = 'EXACT', AT_LEAST = 'AT_LEAST', APPROXIMATE = 'APPROXIMATE' }
describedEnum(ValueBound, 'ValueBound', 'How a value is known.', {
  EXACT: 'As the records have it 准确.',
  AT_LEAST: 'A floor: a carried-forward total in it says only "at least" 不少于.',
  APPROXIMATE: 'Roughly: a carried-forward total in it is approximate, or the divisor is not exact 约.',
});

export enum SuppressedReason {
  NO_DATA = 'NO_DATA', NOT_APPLICABLE = 'NOT_APPLICABLE', TOO_FEW = 'TOO_FEW', PRIVACY = 'PRIVACY', PERIOD_NOT_SEPARABLE = 'PERIOD_NOT_SEPARABLE',
}
describedEnum(SuppressedReason, 'SuppressedReason', 'Why there is no value. None of them means "nothing done".', {
  NO_DATA: 'Enrolled, but nothing of any kind is recorded up to the period\'s end 尚无记录; with any record at all a missing activity is 0.',
  NOT_APPLICABLE: 'There is nothing to divide by: no item due, no session held, or no known number of residents 不适用.',
  TOO_FEW: 'Too few cases to say anything 数量过少.',
  PRIVACY: 'It would say something about single people 涉及个人.',
  PERIOD_NOT_SEPARABLE: 'A carried-forward total or an imprecisely dated record lies across an edge of the period; ask for a period that wholly contains it 时段无法拆分.',
});

export enum RoomOrderBy { PLACE_CODE = 'PLACE_CODE', METRIC = 'METRIC' }
describedEnum(RoomOrderBy, 'RoomOrderBy', 'What compared rooms are ordered by.', {
  PLACE_CODE: 'The official code of the room\'s place 区划代码.', METRIC: 'The value of a metric 指标值; rooms without a value come last either way, ties go by code.',
});

export enum SortDirection { ASC = 'ASC', DESC = 'DESC' }
describedEnum(SortDirection, 'SortDirection', 'Which way a list goes.', { ASC: 'Smallest first 升序.', DESC: 'Largest first 降序.' });
