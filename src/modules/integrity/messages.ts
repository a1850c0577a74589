import { type Message, message } from '../../kernel/message.js';

const DAY_OF_ENTRY = message('填日期时填成了录入那一天', 'the day of entry was put down for the day itself');
const MISTYPED = message('年份或月份写错', 'a year or a month was mistyped');

/** What a signal counted. Its question says these numbers and the period, and names nobody. */
interface Counted {
  readonly count: number;
  readonly of: number;
  readonly period: Message;
}

/** The question that a signal asks. */
export const signalQuestions = {
  burstBeforeEnd: ({ count, of, period }: Counted, lastDays: number, daysLater: number): Message =>
    message(
      `${period.zh}召开的 ${of} 次会议中，有 ${count} 次是在期末最后 ${lastDays} 天录入的，录入时会议都已开过 ${daysLater} 天以上。是集中补录吗？`,
      `Of ${of} sessions held in ${period.en}, ${count} were entered on the period's last ${lastDays} ` +
        `days, each more than ${daysLater} days after it was held. Was paper being caught up on?`,
    ),
  copiedMinutes: ({ count, of, period }: Counted, leastCharacters: number): Message =>
    message(
      `${period.zh}有 ${of} 次会议留有 ${leastCharacters} 字以上的会议记录，其中 ${count} 次除日期和数字外，与另一次会议的记录逐字相同。是套用了模板，还是同一次会议录了两遍？`,
      `In ${period.en} ${of} sessions have minutes of ${leastCharacters} characters or more; ${count} of ` +
        `them are, but for dates and numbers, word for word those of another session. Was a template used, ` +
        `or one meeting entered twice?`,
    ),
  onlyTopMarks: ({ of, period }: Counted): Message =>
    message(
      `${period.zh}的 ${of} 次评价全部为“满意”。评价是怎样征集的，不太满意的意见也有机会写进来吗？`,
      `All ${of} evaluations of ${period.en} say "satisfied". How were they asked for, ` +
        `and could those less satisfied have their say?`,
    ),
  oneTwinTopic: ({ of, period }: Counted): Message =>
    message(
      `${period.zh}提出、尚未办结的 ${of} 个议题中，有 1 个与本议事室另一个未办结的议题同名。是同一件事登记了两次吗？`,
      `Of ${of} open topics proposed in ${period.en}, 1 has the title ` +
        'of another open topic of the room. Was one matter registered twice?',
    ),
  twinTopics: ({ count, of, period }: Counted): Message =>
    message(
      `${period.zh}提出、尚未办结的 ${of} 个议题中，有 ${count} 个与本议事室另一个未办结的议题同名。是同一件事登记了两次吗？`,
      `Of ${of} open topics proposed in ${period.en}, ${count} have the title ` +
        'of another open topic of the room. Was one matter registered twice?',
    ),
  registerGivenUp: ({ count, of, period }: Counted): Message =>
    message(
      `${period.zh}登记的 ${of} 种台账中，有 ${count} 种在期内停用。此后这类事项没有记录，不等于没有发生。为什么停用，还会恢复吗？`,
      `Of ${of} registers kept in ${period.en}, ${count} were given up. From then on no record does not mean that ` +
        'nothing happened. Why were they given up, and will they be kept again?',
    ),
  heldBeforeProposed: ({ count, of, period }: Counted): Message =>
    message(
      `${period.zh}召开的 ${of} 次会议中，有 ${count} 次的日期早于议题提出日期。是会上提出、会后登记，还是日期填错了？`,
      `Of ${of} sessions held in ${period.en}, ${count} are dated before their topic was proposed. Was the topic ` +
        `raised there and registered afterwards, or is a date wrong?`,
    ),
  verifiedBeforeAssigned: ({ count, of, period }: Counted): Message =>
    message(
      `${period.zh}的 ${of} 次核验中，有 ${count} 次早于事项交办日期。是先办后补手续，还是日期填错了？`,
      `Of ${of} verifications of ${period.en}, ${count} are dated before the item was handed out. Was it ` +
        `done first and handed out on paper later, or is a date wrong?`,
    ),
  decidedBeforeReported: ({ count, of, period }: Counted): Message =>
    message(
      `${period.zh}的 ${of} 次研究决定中，有 ${count} 次早于成果报送日期。是先口头汇报、后补书面报送，还是日期填错了？`,
      `Of ${of} decisions of ${period.en}, ${count} are dated before the outcome was reported. Was it ` +
        `reported by word of mouth first, or is a date wrong?`,
    ),
  manyOnOneDay: ({ count, of, period }: Counted, mostADay: number): Message =>
    message(
      `${period.zh}召开的 ${of} 次会议中，有 ${count} 次所在的那一天开了 ${mostADay} 次以上。是一次会议协商了多个议题，还是日期填成了同一天？`,
      `Of ${of} sessions held in ${period.en}, ${count} were held on a day with more than ${mostADay} ` +
        `of them. Did one meeting take several topics, or was one date put down for all?`,
    ),
  datedAfterEntry: ({ count, of, period }: Counted): Message =>
    message(
      `${period.zh}的 ${of} 条记录中，有 ${count} 条的日期晚于录入日期。是填了计划日期，还是年份或月份写错了？`,
      `Of ${of} records of ${period.en}, ${count} are dated later than the day they were entered. Is it the day ` +
        `something was planned for, or was a year or a month mistyped?`,
    ),
};

/** Good reasons there may be for it, shown below the question. */
export const innocentReasons = {
  burstBeforeEnd: [
    message('平时记在纸上，按月或按季集中录入', 'records are kept on paper and entered once a month or a quarter'),
    message('由他人代录，代录人定期上门', 'somebody else enters them, and comes at fixed times'),
    message('那几天才开通账号、完成培训或恢复网络', 'accounts, training or the network were ready only then'),
  ],
  copiedMinutes: [
    message('用了统一的记录模板', 'a common template was used'),
    message('两个议事室联合开会，各自存档', 'two rooms met together, and each keeps the record'),
    message('一次会议协商多个议题，记录只写了一份', 'one meeting took several topics, and one record was written'),
    message('同一次会议误录了两遍', 'one meeting was entered twice by mistake'),
  ],
  onlyTopMarks: [
    message('事情确实办得好', 'things were simply done well'),
    message('只评价了办成的议题，没办成的还没有评价', 'only topics that came to something have been evaluated so far'),
    message(
      '即使平时十次有九次满意，连续十次满意也有约三分之一的可能',
      'where nine of ten are satisfied anyway, ten in a row come by chance once in three times',
    ),
  ],
  twinTopics: [
    message(
      '同类事项在不同地点各立一题，名称相同',
      'the same kind of matter at several places, each a topic of its own',
    ),
    message('每年都有的事项，上一年的议题还没有办结', "it comes up every year, and last year's topic is still open"),
    message(
      '从网页或微信粘贴的名称带有看不见的字符，系统当时没有认出',
      'a title pasted from a web page or a chat held characters nobody sees',
    ),
  ],
  registerGivenUp: [
    message('人员调整，暂时没有人登记', 'people changed, and nobody enters it for the time being'),
    message('同类事项改在另一系统或另一台账登记', 'it is entered in another system or another register now'),
    message('这类事项已不由本议事室办理', 'the room no longer deals with such matters'),
  ],
  heldBeforeProposed: [
    message('议题在会上当场提出，会后才登记', 'the topic was raised at the session and registered afterwards'),
    DAY_OF_ENTRY,
    MISTYPED,
  ],
  verifiedBeforeAssigned: [
    message('急事先办，交办手续后补', 'it was urgent: done first, handed out on paper later'),
    DAY_OF_ENTRY,
    MISTYPED,
  ],
  decidedBeforeReported: [
    message('先口头汇报，书面报送后补', 'it was reported by word of mouth first, and in writing later'),
    DAY_OF_ENTRY,
    MISTYPED,
  ],
  manyOnOneDay: [
    message(
      '一次会议协商多个议题，每个议题各记一次',
      'one meeting took several topics, each recorded as a session of its own',
    ),
    message('协商议事日集中安排', 'they were gathered on a deliberation day'),
    DAY_OF_ENTRY,
  ],
  datedAfterEntry: [
    message('填的是计划日期', 'it is the day it was planned for'),
    MISTYPED,
    message('录入的电脑时钟不准', 'the clock of the computer was wrong'),
  ],
};

export const integrityMessages = {
  periodTooLong: (months: number): Message =>
    message(`时段最长 ${months} 个月。`, `The period may have up to ${months} months.`),

  /** Stands with every list of signals. */
  signalCaution: message(
    '这里只提问，不下结论：不计分、不排名，不作扣分或问责的依据，每一条都可能有正当的缘由，请先问当事的议事室。没有提示也不等于记录属实，不是合格证明。',
    'These are questions, never penalties: no score, no ranking, no ground for deductions; each may have a good ' +
      'reason, so ask the room first. Absence of signals is no certificate either.',
  ),
};
