import { describedEnum } from '../../kernel/described-enum.js';

export enum LinkKind {
  CONCERN = 'CONCERN',
  TOPIC = 'TOPIC',
  SESSION = 'SESSION',
  SUGGESTION = 'SUGGESTION',
  OUTCOME = 'OUTCOME',
  ITEM = 'ITEM',
  EVALUATION = 'EVALUATION',
}
describedEnum(
  LinkKind,
  'TraceLinkKind',
  'The seven kinds of links of a topic, from the concern to the evaluated result.',
  {
    CONCERN: 'A concern behind the topic 群众反映.',
    TOPIC: 'The topic itself 议题.',
    SESSION: 'A session on it 协商议事会.',
    SUGGESTION: 'A suggestion made there 意见建议.',
    OUTCOME: 'What the deliberation came to 协商成果.',
    ITEM: 'An item of work that followed 落实事项.',
    EVALUATION: 'An evaluation of it 质效评估.',
  },
);

export enum BrokenLinkCode {
  TOPIC_WITHOUT_CONCERN = 'TOPIC_WITHOUT_CONCERN',
  NO_SESSION = 'NO_SESSION',
  SESSION_OVERDUE = 'SESSION_OVERDUE',
  SESSION_WITHOUT_RECORD = 'SESSION_WITHOUT_RECORD',
  SUGGESTION_WITHOUT_ANSWER = 'SUGGESTION_WITHOUT_ANSWER',
  OUTCOME_MISSING = 'OUTCOME_MISSING',
  OUTCOME_WITHOUT_REPORT = 'OUTCOME_WITHOUT_REPORT',
  REPORT_WITHOUT_DECISION = 'REPORT_WITHOUT_DECISION',
  REPORT_RETURNED = 'REPORT_RETURNED',
  OUTCOME_WITHOUT_ITEM = 'OUTCOME_WITHOUT_ITEM',
  ADOPTED_SUGGESTION_WITHOUT_ITEM = 'ADOPTED_SUGGESTION_WITHOUT_ITEM',
  ITEM_WITHOUT_DUE_DATE = 'ITEM_WITHOUT_DUE_DATE',
  ITEM_OVERDUE = 'ITEM_OVERDUE',
  ITEM_DONE_NOT_VERIFIED = 'ITEM_DONE_NOT_VERIFIED',
  ITEM_OPEN_AT_CLOSE = 'ITEM_OPEN_AT_CLOSE',
  TOPIC_CLOSED_WITHOUT_EVALUATION = 'TOPIC_CLOSED_WITHOUT_EVALUATION',
}
describedEnum(
  BrokenLinkCode,
  'BrokenLinkCode',
  "What is missing in a topic's chain. To be looked into 待核实, no verdict; a gap is named from the moment it " +
    'should have been filled.',
  {
    TOPIC_WITHOUT_CONCERN: 'The topic answers no recorded concern 议题没有对应的群众反映.',
    NO_SESSION: 'The topic is past deliberation, or closed, and no session was held 未召开协商议事会.',
    SESSION_OVERDUE: 'The day a session was set for has gone by; it was neither held nor called off 会议逾期未开.',
    SESSION_WITHOUT_RECORD: 'A held session has no record 会议没有记录.',
    SUGGESTION_WITHOUT_ANSWER:
      'An outcome was reached, but a suggestion has no answer and no item, and was not solved on the spot 意见建议没有回应.',
    OUTCOME_MISSING: 'The topic is past reporting, or closed, and has no outcome 没有协商成果.',
    OUTCOME_WITHOUT_REPORT: 'The outcome goes up to the street, and no report was made 成果未报送.',
    REPORT_WITHOUT_DECISION: 'A report got no decision 报送后未见研究决定.',
    REPORT_RETURNED: 'A report was sent back, and no new one followed 退回后未重新报送.',
    OUTCOME_WITHOUT_ITEM:
      "The outcome is carried out by the community's own list. The topic is past reporting, but the list has " +
      'no item 责任落实清单没有事项.',
    ADOPTED_SUGGESTION_WITHOUT_ITEM:
      'A suggestion was adopted, wholly or in part, and no item carries it out 已采纳的建议没有落实事项.',
    ITEM_WITHOUT_DUE_DATE: 'An item still to be done has no due date 事项没有完成时限.',
    ITEM_OVERDUE: "An item's due date has gone by and the unit has not said it is done 事项逾期.",
    ITEM_DONE_NOT_VERIFIED: 'A unit says an item is done; the room has not verified it 事项待核验.',
    ITEM_OPEN_AT_CLOSE: 'The topic was closed with an item still to be done 办结时仍有未完成事项.',
    TOPIC_CLOSED_WITHOUT_EVALUATION: 'The topic was closed and nobody evaluated it 办结后没有评估.',
  },
);
