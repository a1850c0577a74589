import { type Message, message } from './message.js';

/** Texts that any module may need: refusals, ids, lists, dates, texts, numbers. */
export const kernelMessages = {
  // Who may do what.
  signInFirst: message(
    '请先登录（signIn），再在 Authorization 头中带上令牌。',
    'Sign in first (signIn) and send the token in the Authorization header.',
  ),
  signInAgain: message('登录或授权刚刚有变，请重新登录。', 'The sign-in or its grant has just changed: sign in again.'),
  forbidden: message('您当前的身份无权进行此操作。', 'The role you act under may not do this.'),
  scopeMissing: (scope: string): Message =>
    message(`此令牌没有 ${scope} 权限范围。`, `This token lacks the scope ${scope}.`),
  /** The same text for missing and for hidden objects, so that it does not reveal whether an object exists. */
  notFound: message('没有找到，或您无权查看。', 'Not found, or not yours to see.'),

  // Ids and lists.
  idMalformed: message(
    '编号（id）格式不对：请原样使用服务器给出的 id。',
    'This is not an id of ours: use an id exactly as the server gave it.',
  ),
  idOfWrongType: (wanted: readonly string[], given: string): Message =>
    message(
      `编号（id）类型不对：这里要 ${wanted.join(' 或 ')}，给的是 ${given}。`,
      `Wrong kind of id: ${wanted.join(' or ')} is wanted here, this is a ${given}.`,
    ),
  tooManyIds: (most: number): Message => message(`一次最多 ${most} 个 id。`, `At most ${most} ids at a time.`),
  firstOutOfRange: (most: number): Message =>
    message(`first 必须是 0 到 ${most} 的整数。`, `first must be a whole number from 0 to ${most}.`),
  cursorNotOfList: message('after 不是本列表给出的游标。', 'after is not a cursor this list gave.'),
  tooManyObjects: (most: number): Message =>
    message(
      `结果中的对象超过上限 ${most} 个。请减少嵌套列表，或分几次查询。`,
      `The answer holds more than ${most} objects: nest fewer lists, or ask in several queries.`,
    ),

  // What is filled in: texts, numbers, dates.
  textEmpty: message('此项必填，不能为空。', 'This must not be empty.'),
  textTooLong: (most: number, length: number): Message =>
    message(`此项最多 ${most} 个字，现有 ${length} 个字。`, `At most ${most} characters; this has ${length}.`),
  textInvalid: message('此项含有不能保存的字符（空字符）。', 'This holds a character that cannot be stored (NUL).'),
  numberOutOfRange: (least: number, most: number, value: number): Message =>
    message(`应在 ${least} 到 ${most} 之间，现为 ${value}。`, `Must be from ${least} to ${most}; this is ${value}.`),
  /** Part of the error that the scalar LocalDate gives. */
  dateExpected: message(
    '日期须写成 YYYY-MM-DD，例如 2026-02-03，并且确有这一天',
    'a date is a day of the calendar, written YYYY-MM-DD, for example 2026-02-03',
  ),
  dateInFuture: (date: string, today: string): Message =>
    message(
      `日期 ${date} 还没有到；请填写今天（${today}）或以前的日期。`,
      `${date} has not come yet: give a date up to today (${today}).`,
    ),
  dateTooEarly: (day: string, first: string): Message =>
    message(
      `日期 ${day} 太早：最早为 ${first}，请检查年份。`,
      `The day ${day} is too early: the earliest is ${first}. Check the year.`,
    ),
  /** Warnings: what was stored and should be looked at again. */
  dateBeforeFounding: (day: string, founded: string): Message =>
    message(
      `日期 ${day} 早于议事室成立日期 ${founded}。已保存，请核对年份；确是成立以前的事，可以不改。`,
      `${day} is before the founding of the room, ${founded}. It was stored. Check the year; it may be right.`,
    ),
  phoneInText: message(
    '文字中有电话号码，已照原样保存。本室以外的人只看到部分数字。居民的电话请填在联系人的电话一栏，不要写在这里。',
    'The text holds a telephone number. It was stored as entered, and is masked for people outside the room. ' +
      "A resident's number belongs into the contact's field `phone`.",
  ),
  identityInText: message(
    '文字中有身份证号码，已照原样保存。本室以外的人只看到部分数字。记录不需要身份证号码，请写姓名或门牌。',
    'The text holds the number of an identity card. It was stored as entered, and is masked for people outside the ' +
      'room. Records need no such number: write the name or the house number.',
  ),
  dateAfterSource: message(
    '日期晚于来源的日期（notAfter）。',
    'The date lies after the date of its source (notAfter).',
  ),

  // Writing at the same time as others, and writing twice.
  versionOutdated: (current: number, expected: number): Message =>
    message(
      `这条记录刚刚被别人改过（现在是第 ${current} 版，您依据的是第 ${expected} 版）；请看看现在的内容，再改一次。`,
      `Somebody has changed this record in the meantime (it is at version ${current}, yours ` +
        `was ${expected}): look at its current state and try again.`,
    ),
  idempotencyKeyUsed: message(
    '这个 Idempotency-Key 已用于另一个请求；新的请求请用新的键。',
    'This Idempotency-Key was used for another request; a new request needs a new key.',
  ),

  // The database is away or overloaded.
  busyReading: message('系统暂时繁忙，请稍后再试。', 'The system is busy at the moment: try again in a moment.'),
  busyNothingWritten: message(
    '系统暂时繁忙，未保存任何内容；请稍后再试。',
    'The system is busy at the moment and nothing was saved: try again in a moment.',
  ),
  perhapsWritten: message(
    '保存时系统中断，内容可能已保存，也可能没有；请用同一个 Idempotency-Key 再提交一次。',
    'The system was cut off while saving: this may or may not have been written. Ask again under the same ' +
      'Idempotency-Key.',
  ),
};
