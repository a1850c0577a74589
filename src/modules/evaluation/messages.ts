import { message } from '../../kernel/message.js';

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

  // What the gate of the evaluation stage misses.
  notEvaluated: message('本轮还没有任何一方作出评估。', 'Nobody has evaluated this round yet.'),
};
