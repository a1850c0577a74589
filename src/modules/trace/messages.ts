import { type Message, message } from '../../kernel/message.js';

/** What is missing in the chain behind a topic, and what would mend it. */
export const brokenLinkMessages = {
  // Where the topic comes from.
  TOPIC_WITHOUT_CONCERN: message(
    '这个议题没有对应任何群众反映；请补上它由哪些反映而来。',
    'This topic answers no recorded concern: record where it comes from.',
  ),

  // Sessions.
  NO_SESSION: message(
    '议题已过协商阶段，却没有召开过协商议事会；请补录会议。',
    'The topic is past deliberation and no session was held: record the session.',
  ),
  SESSION_OVERDUE: message(
    '会议的预定日期已过，既未记录召开，也未取消。',
    'The day the session was set for has gone by: record that it was held, or call it off.',
  ),
  SESSION_WITHOUT_RECORD: message(
    '会议已召开，但没有会议记录；请补录。',
    'The session was held and has no record: enter it.',
  ),

  // Outcome, report and decision.
  SUGGESTION_WITHOUT_ANSWER: message(
    '成果已形成，这条意见建议还没有回应；请答复，或列出落实事项。',
    'An outcome was reached and this suggestion has no answer: answer it, or make an item of it.',
  ),
  OUTCOME_MISSING: message(
    '议题已过成果报送阶段，却没有协商成果；请补录。',
    'The topic is past reporting and has no outcome: record it.',
  ),
  OUTCOME_WITHOUT_REPORT: message(
    '成果应报街道（镇），尚未报送。',
    'The outcome goes up to the street and has not been reported.',
  ),
  REPORT_WITHOUT_DECISION: (partyBody: Message): Message =>
    message(
      `成果已报送，${partyBody.zh}还没有研究决定，或决定尚未录入。`,
      `The report waits: ${partyBody.en} has not decided, or the decision was not recorded.`,
    ),
  REPORT_RETURNED: message('报告被退回，还没有重新报送。', 'The report was sent back and no new one has followed.'),

  // Plans and items.
  OUTCOME_WITHOUT_ITEM: message(
    '成果由村（社区）自行落实，但责任落实清单里没有事项。',
    'The community is to carry this out itself and its list has no item.',
  ),
  ADOPTED_SUGGESTION_WITHOUT_ITEM: message(
    '这条建议已被采纳，但没有落实事项。',
    'This suggestion was adopted and no item carries it out.',
  ),
  ITEM_WITHOUT_DUE_DATE: message('这个事项没有完成时限。', 'This item has no due date.'),
  ITEM_OVERDUE: message('这个事项已过时限，责任单位尚未完成。', 'This item is past its due date and not done.'),
  ITEM_DONE_NOT_VERIFIED: message(
    '责任单位称已完成，协商议事室尚未核验。',
    'The unit says this is done; the room has not verified it.',
  ),
  ITEM_OPEN_AT_CLOSE: message(
    '议题已办结，这个事项却还没有完成或取消。',
    'The topic was closed while this item was neither done nor cancelled.',
  ),

  // Evaluation.
  TOPIC_CLOSED_WITHOUT_EVALUATION: message(
    '议题已办结，没有任何一方评估；可以补录。',
    'The topic was closed and nobody evaluated it: an evaluation can still be recorded.',
  ),
};
