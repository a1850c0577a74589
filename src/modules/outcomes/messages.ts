import { type Message, message } from '../../kernel/message.js';

export const outcomeMessages = {
  // Reporting an outcome to the street.
  routeNeedsNoReport: message(
    '这项成果当场解决或由村（社区）清单落实，不需要报送街道（镇）。',
    'This outcome stays in the community: nothing is reported.',
  ),
  reportPending: message(
    '上一次报送还在街道（镇）研究，退回后才能再报。',
    'The last report is still with the street; report again when it was sent back.',
  ),
  streetDecidedAlready: (partyBody: Message): Message =>
    message(`${partyBody.zh}已作出决定，不需要再报。`, `Nothing is to be reported again: ${partyBody.en} has decided.`),

  // Recording the street's decision.
  reportDecidedAlready: message('这次报送已经有了结果。', 'This report has been decided or sent back already.'),
  tooManyAnswers: (most: number, count: number): Message =>
    message(
      `一次最多答复 ${most} 条意见建议，现有 ${count} 条。`,
      `At most ${most} suggestions at once; there are ${count}.`,
    ),

  // Answering suggestions.
  answerIsTheStreets: (partyBody: Message): Message =>
    message(
      `这个议题的成果已报街道（镇），意见建议由${partyBody.zh}答复。`,
      `The outcome of this topic goes up: ${partyBody.en} answers its suggestions.`,
    ),
  reasonMissing: message('不采纳或解释说明时，须写明理由。', 'Declining or explaining needs its reason.'),
  suggestionTwice: message('同一条意见建议答复了两次。', 'The same suggestion is answered twice.'),
  suggestionOfOtherTopic: message('这条意见建议属于另一个议题。', 'This suggestion belongs to another topic.'),

  // What the gate of the reporting stage misses.
  noOutcome: message('本轮还没有记录协商成果。', 'No outcome of this round is recorded.'),
  outcomeNotReported: message(
    '成果应报街道（镇），尚未报送，或退回后没有再报。',
    'The outcome goes to the street and was not reported, or not again after it was sent back.',
  ),
  decisionNotRecorded: (partyBody: Message): Message =>
    message(
      `${partyBody.zh}对这次报送的决定还没有录入。`,
      `What ${partyBody.en} decided on the report is not recorded.`,
    ),
};
