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
  CONCERNS = 'CONCERNS',
  CONCERNS_TRIAGED = 'CONCERNS_TRIAGED',
  TOPICS_PROPOSED = 'TOPICS_PROPOSED',
  TOPICS_APPROVED = 'TOPICS_APPROVED',
  TOPICS_DELIBERATED = 'TOPICS_DELIBERATED',
  TOPICS_CLOSED = 'TOPICS_CLOSED',
  HOUSEHOLDS_VISITED = 'HOUSEHOLDS_VISITED',
  SUGGESTIONS_ANSWERED = 'SUGGESTIONS_ANSWERED',
  OUTCOMES = 'OUTCOMES',
  OUTCOMES_REPORTED = 'OUTCOMES_REPORTED',
  OUTCOMES_DECIDED = 'OUTCOMES_DECIDED',
  ITEMS_COMPLETED = 'ITEMS_COMPLETED',
}
describedEnum(CarriedMeasure, 'CarriedMeasure', 'What a carried-forward total counts.', {
  SESSIONS: 'Sessions held 协商议事会.',
  SUGGESTIONS: 'Suggestions 意见建议.',
  ATTENDANCES: 'Attendances 参加人次 (or persons, as `countedAs` says).',
  CONCERNS: 'Concerns received 收到民情.',
  CONCERNS_TRIAGED: 'Concerns sifted 已梳理民情.',
  TOPICS_PROPOSED: 'Topics proposed 提出议题.',
  TOPICS_APPROVED: 'Topics approved 确定议题.',
  TOPICS_DELIBERATED: 'Topics deliberated 协商议题.',
  TOPICS_CLOSED: 'Topics closed 办结议题.',
  HOUSEHOLDS_VISITED: 'Households visited 走访户数.',
  SUGGESTIONS_ANSWERED: 'Suggestions answered 已答复意见建议.',
  OUTCOMES: 'Outcomes reached 达成协商成果.',
  OUTCOMES_REPORTED: 'Outcomes reported 报送协商成果.',
  OUTCOMES_DECIDED: 'Outcomes decided 已作决定的成果.',
  ITEMS_COMPLETED: 'Items completed 完成事项.',
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
