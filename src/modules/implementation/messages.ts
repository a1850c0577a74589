import { type Message, message } from '../../kernel/message.js';

export const implementationMessages = {
  // Making a plan.
  decisionOrTopic: message(
    '请填写所依据的决定，没有决定时填写议题；二者只填其一。',
    'Name the decision it carries out, or the topic where there is none: one of the two.',
  ),
  reportWasReturned: message(
    '这次报送已退回，没有可以落实的决定。',
    'That report was sent back: there is no decision to carry out.',
  ),
  /** The title of a plan that was given none. */
  planTitle: (topicTitle: string): string => `${topicTitle}责任落实清单`,

  // Listing its items.
  itemsMissing: message('至少列一项要办的事。', 'Name at least one thing to be done.'),
  tooMany: (most: number, count: number): Message =>
    message(`最多 ${most} 个，现有 ${count} 个。`, `At most ${most}; there are ${count}.`),
  dueBeforeAssigned: (dueOn: string, assignedOn: string): Message =>
    message(
      `完成期限 ${dueOn} 早于交办日期 ${assignedOn}。`,
      `It would be due on ${dueOn}, before it is handed out on ${assignedOn}.`,
    ),
  unitNamedTwice: message('责任单位只填编号或名称之一。', 'Name a unit by its id or by its name, not by both.'),
  unitMissing: message('请填写责任单位。', 'Name the responsible unit.'),

  // Working on an item.
  itemVerified: message(
    '该事项已核验销号；只有协商议事室核验为“未落实”才能重新办理。',
    "This item is verified; only the room's finding that it is not done opens it again.",
  ),
  itemCancelled: message('该事项已取消；如需继续，请另列一项。', 'This item was cancelled: enter a new one to go on.'),
  cancelIsApart: message('取消事项请用 itemCancel，并说明理由。', 'Cancel an item through itemCancel, with a reason.'),
  verificationIsTheRooms: message(
    '是否落实由协商议事室核验（itemVerify）。',
    'Whether it is done, the room says itself (itemVerify).',
  ),

  // What the gate of the implementation stage misses.
  oneItemNotVerified: message('还有 1 项既未核验也未取消。', '1 item is neither verified nor cancelled.'),
  itemsNotVerified: (count: number): Message =>
    message(`还有 ${count} 项既未核验也未取消。`, `${count} items are neither verified nor cancelled.`),
};
