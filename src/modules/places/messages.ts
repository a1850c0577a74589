import { type Message, message } from '../../kernel/message.js';

export const placeMessages = {
  // The Party body of a street, named in texts about reports and decisions. Its name follows the kind of street.
  partyBodyOfSubdistrict: message('街道党工委', "the sub-district's Party working committee"),
  partyBodyOfTown: message('镇党委', "the town's Party committee"),
  partyBodyOfTownship: message('乡党委', "the township's Party committee"),
  partyBodyOfDevelopmentZone: message('开发区党工委', "the development zone's Party working committee"),
  /** Where no street is known, or its kind has no Party body of its own. */
  partyBodyOfAnyStreet: message('街道（镇）党（工）委', "the street's Party committee"),

  // A place named by its code or id, for a room, an account or a change.
  placeUnknown: (code: string): Message =>
    message(`没有编码为 ${code} 的地方。`, `There is no place with the code ${code}.`),
  placeStatisticalOnly: (name: string): Message =>
    message(`${name}只是统计单位，不设协商议事室。`, `${name} is a unit of the statistics only and owns no room.`),
  placeClosed: (name: string): Message => message(`${name}已撤并。`, `${name} has been closed.`),

  // Reading the file of an import: what is wrong with the file as a whole.
  textUnreadable: message(
    '文件含有无法识别的字符：请用 UTF-8 读取。',
    'The text holds replacement characters: it was not read as UTF-8.',
  ),
  fileIsGbk: message(
    '文件是 GBK 编码，不是 UTF-8：请在表格软件中另存为“CSV UTF-8”。',
    'The file is GBK, not UTF-8: save it as "CSV UTF-8" in your spreadsheet program.',
  ),
  fileNotUtf8: message('文件不是 UTF-8 编码：请另存为“CSV UTF-8”。', 'The file is not UTF-8: save it as "CSV UTF-8".'),
  csvBroken: (line: number): Message =>
    message(
      `第 ${line} 行的 CSV 格式不对（例如引号没有成对）。`,
      `Line ${line} is no well-formed CSV (a quote is not closed, for instance).`,
    ),
  columnsMissing: (missing: readonly string[], columns: readonly string[]): Message =>
    message(
      `缺少列：${missing.join('、')}；第一行应为 ${columns.join(',')}。`,
      `Missing columns: ${missing.join(', ')}; the first line should read ${columns.join(',')}.`,
    ),
  fileEmpty: message('文件中没有数据行。', 'The file holds no rows.'),

  // Checking the rows of an import: what is wrong with one line.
  columnCount: (found: number, expected: number): Message =>
    message(`本行有 ${found} 列，应为 ${expected} 列。`, `This line has ${found} columns instead of ${expected}.`),
  codeDuplicate: (code: string, line: number): Message =>
    message(`编码 ${code} 与第 ${line} 行重复。`, `The code ${code} stands on line ${line} already.`),
  kindUnknown: (kind: string, kinds: readonly string[]): Message =>
    message(`kind“${kind}”不对，应为 ${kinds.join('、')} 之一。`, `The kind "${kind}" is none of ${kinds.join(', ')}.`),
  codeForm: (code: string, level: string, digits: number): Message =>
    message(
      `编码“${code}”不对：${level} 的编码应为 ${digits} 位数字。`,
      `The code "${code}" is wrong: a ${level} has ${digits} digits.`,
    ),
  nameEmpty: message('名称为空。', 'The name is empty.'),
  nameTooLong: (length: number, most: number): Message =>
    message(`名称有 ${length} 个字，最多 ${most} 个字。`, `The name has ${length} characters; at most ${most}.`),
  nameInvalid: message('名称含有不能保存的字符（空字符）。', 'The name holds a character that cannot be stored (NUL).'),
  typeUnknown: (type: string, level: string, types: readonly string[]): Message =>
    message(
      `type“${type}”不对，${level} 可用：${types.join('、')}。`,
      `The type "${type}" is none a ${level} can have: ${types.join(', ')}.`,
    ),
  /** A city and a district have no type. */
  typeNotWanted: (type: string, level: string): Message =>
    message(`type“${type}”不对，${level} 可用：（空）。`, `The type "${type}" is none a ${level} can have: (empty).`),
  parentMissing: (level: string): Message =>
    message(`${level} 必须写明 parent_code。`, `A ${level} needs a parent_code.`),
  parentUnknown: (code: string): Message =>
    message(`文件中没有上级 ${code}。`, `The parent ${code} is not in the file.`),
  parentsInCircle: message('上下级关系成环。', 'The place lies, over its parents, under itself.'),
  parentLevel: (level: string, parentLevel: string, parentLine: number): Message =>
    message(
      `${level} 不能在 ${parentLevel}（第 ${parentLine} 行）之下。`,
      `A ${level} cannot stand under a ${parentLevel} (line ${parentLine}).`,
    ),

  // Comparing an import with the register.
  levelChanged: (code: string, level: string): Message =>
    message(
      `编码 ${code} 已登记为 ${level}，层级不能改变。`,
      `The code ${code} is registered as a ${level}: a place keeps its level.`,
    ),
  parentClosed: (name: string, code: string): Message =>
    message(`上级 ${name}（${code}）已撤并。`, `The parent ${name} (${code}) has been closed.`),
  /** The reason of each change that an import makes, in the history of a place. */
  importReason: '区划代码表导入',

  // Facts and honours of a place.
  recordDayInFuture: message('日期还没有到。', 'The day has not come yet.'),
  factExists: (day: string, count: number): Message =>
    message(`${day} 的这一数字已登记为 ${count}。`, `This number is known for ${day} already: ${count}.`),
  honourExists: message('这项荣誉已登记。', 'This honour is recorded already.'),

  // Renaming, moving and merging places.
  changeDayInFuture: message('生效日期还没有到。', 'The day has not come yet.'),
  nameUnchanged: message('新名称与现名称相同。', 'That is its name already.'),
  parentLevelUnfit: (name: string, parent: string): Message =>
    message(`${name}不能划入${parent}：层级不对。`, `${name} cannot come under ${parent}: the level does not fit.`),
  alreadyUnderParent: (name: string, parent: string): Message =>
    message(`${name}已在${parent}之下。`, `${name} is under ${parent} already.`),
  successorUnfit: message(
    '接替者必须是同一层级的另一个地方。',
    'The successor must be another place of the same level.',
  ),
  placesStillBelow: (name: string, child: string): Message =>
    message(
      `${name}之下还有${child}等：请先划转或合并它们。`,
      `${child} (and maybe others) still lies under ${name}: move or merge what lies below first.`,
    ),
};
