import { type Message, message } from '../../kernel/message.js';

export const evaluationMessages = {
  // Recording an evaluation.
  evaluatorNotYours: message(
    '政协的评估由街道（镇）政协联络员录入；议题提出方、承办方和群众的评估由协商议事室录入。',
    "The committee's evaluation is recorded by the street's CPPCC liaison; those of the proposer, the " +
      'handler and the public by the room.',
  ),
  respondentsNotPublic: message(
    '只有群众评估才填写受访人数。',
    'The number of people asked belongs to an evaluation by the public only.',
  ),
  satisfactionMissing: message(
    '没有逐人计票的，须填写总体满意程度。',
    'Without the answers of each person, the overall level of satisfaction is required.',
  ),
  answersNotPublic: message(
    '只有群众评估才填写测评票数。',
    'Numbers of answers belong to an evaluation by the public only.',
  ),
  moreCollected: (collected: number, issued: number): Message =>
    message(
      `收回 ${collected} 份，多于发放的 ${issued} 份：按规定此次测评无效，请核对。`,
      `${collected} were collected, more than the ${issued} handed out. Such a survey is void; check the numbers.`,
    ),
  moreValid: (valid: number, collected: number): Message =>
    message(
      `有效 ${valid} 份，多于收回的 ${collected} 份，请核对。`,
      `${valid} are valid, more than the ${collected} collected; check the numbers.`,
    ),
  moreAnswers: (answers: number, valid: number): Message =>
    message(
      `满意、基本满意、不满意、不了解合计 ${answers} 份，多于有效的 ${valid} 份，请核对。`,
      `The four answers add up to ${answers}, more than the ${valid} valid ones; check the numbers.`,
    ),

  // What the gate of the evaluation stage misses.
  notEvaluated: message('本轮还没有任何一方作出评估。', 'Nobody has evaluated this round yet.'),
};
