import { describedEnum } from '../../kernel/described-enum.js';

export enum ConvenerKind {
  LEAD = 'LEAD',
  EXECUTIVE = 'EXECUTIVE',
}
describedEnum(ConvenerKind, 'ConvenerKind', 'What kind of convener 召集人.', {
  LEAD: 'Lead convener 第一召集人.',
  EXECUTIVE: 'Executive convener 执行召集人.',
});

export enum CarriedMeasure {
  SESSIONS = 'SESSIONS',
  SUGGESTIONS = 'SUGGESTIONS',
  ATTENDANCES = 'ATTENDANCES',
}
describedEnum(CarriedMeasure, 'CarriedMeasure', 'What a carried-forward total counts.', {
  SESSIONS: 'Sessions held 协商议事会.',
  SUGGESTIONS: 'Suggestions 意见建议.',
  ATTENDANCES: 'Attendances 参加人次 (or persons, as `countedAs` says).',
});

export enum CarriedQuality {
  EXACT = 'EXACT',
  AT_LEAST = 'AT_LEAST',
  APPROXIMATE = 'APPROXIMATE',
}
describedEnum(CarriedQuality, 'CarriedQuality', 'How a carried-forward number is known.', {
  EXACT: 'Exactly 准确.',
  AT_LEAST: 'A floor: "more than …" 不少于.',
  APPROXIMATE: 'Roughly 约.',
});

export enum CountedAs {
  PERSONS = 'PERSONS',
  PERSON_TIMES = 'PERSON_TIMES',
  UNSPECIFIED = 'UNSPECIFIED',
}
describedEnum(CountedAs, 'CountedAs', 'What an attendance number counts.', {
  PERSONS: 'Distinct people 人.',
  PERSON_TIMES: 'Attendances, one person once a session 人次.',
  UNSPECIFIED: 'The source does not say.',
});
