import { type Message, message } from '../../kernel/message.js';

export const sessionMessages = {
  // Recording a session that was not scheduled here.
  topicNotNamed: message(
    '请填写议题名称（topicTitle）或议题 id（topicId），二者填一。',
    'Name the topic by its title (topicTitle) or by its id (topicId): one of the two.',
  ),
  roomMissing: message(
    '您所在的地方还没有登记协商议事室；请市级管理员先登记（roomEnrol）。',
    'No room is enrolled at your place: the city administrator enrols it first (roomEnrol).',
  ),

  // What a session must be before something is done.
  sessionNotScheduled: message(
    '只有已排定、尚未召开的协商会可以这样做。',
    'Only a session that is scheduled and not held yet allows this.',
  ),
  sessionNotHeld: message(
    '协商会还没有召开：请先记录召开情况（sessionHold）。',
    'The session has not been held: record that it was (sessionHold) first.',
  ),

  // Who took part.
  roleRepeated: message('同一身份只填一次，请合并人数。', 'Each role stands once: add the headcounts up.'),
  headcountMissing: message('请填写人数或姓名。', 'Give a headcount or names.'),
  headcountBelowNames: (headcount: number, names: number): Message =>
    message(
      `人数为 ${headcount}，少于所列的 ${names} 个姓名。`,
      `The headcount is ${headcount}, less than the ${names} names given.`,
    ),
  headcountBelowRoles: (total: number, ofRoles: number): Message =>
    message(
      `总人数为 ${total}，少于各身份人数之和 ${ofRoles}。`,
      `The total is ${total}, less than the ${ofRoles} of the roles together.`,
    ),

  // Suggestions.
  tooManySuggestions: (most: number, count: number): Message =>
    message(
      `一次最多 ${most} 条意见建议，现有 ${count} 条。`,
      `At most ${most} suggestions at a time; these are ${count}.`,
    ),

  // What the gate of the deliberation stage misses.
  noSessionHeld: message('这一轮还没有召开协商会', 'No session has been held in this round'),
  sessionWithoutRecord: message('召开的协商会还没有会议记录', 'None of the sessions held in this round has its record'),
};
