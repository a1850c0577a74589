import { type Message, message } from '../../kernel/message.js';

export const topicMessages = {
  // Proposing a topic.
  procedureMissing: message(
    '本市还没有生效的协商程序；请市级管理员先制定（procedureAdopt）。',
    'The city has no procedure in force: its administrator adopts one first (procedureAdopt).',
  ),
  tooManyConcerns: (most: number): Message =>
    message(
      `一个议题最多列 ${most} 条民情；相同的请先并案。`,
      `At most ${most} concerns: merge those that say the same.`,
    ),

  // Naming the participants.
  tooManyParticipants: (most: number): Message =>
    message(`一次最多列 ${most} 项协商主体。`, `At most ${most} entries.`),
  headcountMissing: message('请填写人数，或列出姓名。', 'Give the headcount, or the names.'),
  moreNamesThanPeople: (names: number, people: number): Message =>
    message(`列出 ${names} 个姓名，多于人数 ${people}。`, `${names} names for ${people} people.`),

  // What the gates of the first two stages miss.
  notApproved: message('议题尚未确定', 'The topic has not been approved'),
  noAffectedParty: message(
    '协商主体中没有利益关联方，也没有说明理由',
    'No affected party is at the table, and no reason is given',
  ),

  // Leaving a stage whose gate blocks.
  gateBlocked: (missing: readonly Message[]): Message =>
    message(
      `按本市程序，还不能离开这一阶段，尚缺：${missing.map(({ zh }) => zh).join('；')}`,
      `The city's procedure holds the topic here until this is there: ${missing.map(({ en }) => en).join('; ')}`,
    ),
  /** One of the things that `gateBlocked` lists. */
  missingWithCode: (text: Message, code: string): Message => message(`${text.zh}（${code}）`, `${text.en} (${code})`),

  // Moving a topic through the stages.
  topicClosed: message('该议题已办结；如需继续，请先重启议题。', 'This topic is closed: reopen it first.'),
  topicApprovedAlready: message('该议题已经确定。', 'This topic has been approved already.'),
  topicNotClosed: message('该议题尚未办结，无需重启。', 'This topic is not closed, so there is nothing to reopen.'),
  stageNotApplicable: message(
    '该议题适用的程序没有这一阶段。',
    'The procedure this topic follows does not have that stage.',
  ),
  stageNotLater: message(
    '只能转入后面的阶段；已在最后阶段的请办结，退回请说明理由。',
    'A topic goes on to a later stage only: close it at the last, or step back with a reason.',
  ),
  stageNotEarlier: message('只能退回到前面的阶段。', 'A topic steps back to an earlier stage only.'),
  reasonMissing: message('请说明理由。', 'Give a reason.'),
  closedBeforeProposed: message('办结日期早于提出日期。', 'The topic would be closed before it was proposed.'),

  // Publishing a topic.
  roomNotPublished: message(
    '请先公开本议事室（roomPublish），再公开议题。',
    'Publish the room first (roomPublish), then its topics.',
  ),
};
