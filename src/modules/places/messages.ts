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
  fileEncodingUnknown: message(
    '文件的文字编码不对：请存为“CSV UTF-8”、CSV（GBK、GB18030）或 XLSX。',
    'The encoding of the file is unknown: save it as CSV in UTF-8 or GB18030, or as XLSX.',
  ),
  fileTooLarge: (bytes: number): Message =>
    message(`文件过大：最大 ${bytes / 1024 / 1024} MB。`, `The file is too large: at most ${bytes / 1024 / 1024} MB.`),
  tooManyRows: (rows: number, most: number): Message =>
    message(`文件有 ${rows} 行，最多 ${most} 行。`, `The file has ${rows} rows; at most ${most}.`),
  workbookTooLarge: (bytes: number): Message =>
    message(
      `工作簿解压后过大：最大 ${bytes / 1024 / 1024} MB。`,
      `The workbook unpacks to more than ${bytes / 1024 / 1024} MB.`,
    ),
  workbookBroken: message(
    '工作簿打不开：请用表格软件重新另存为 XLSX，或存为“CSV UTF-8”。',
    'The workbook cannot be read: save it as XLSX once more, or as "CSV UTF-8".',
  ),
  separatorSemicolon: message(
    '各列用分号分隔：请改用逗号分隔（CSV），或存为 XLSX。',
    'The columns are separated by semicolons: separate them by commas (CSV), or save as XLSX.',
  ),
  separatorFullWidth: message(
    '各列用全角逗号“，”分隔：请改用半角逗号“,”。',
    'The columns are separated by full-width commas: use the plain comma.',
  ),
  separatorTab: message(
    '各列用制表符分隔：请另存为 CSV（逗号分隔），或存为 XLSX。',
    'The columns are separated by tabs: save it as CSV with commas as separator, or as XLSX.',
  ),
  separatorBar: message(
    '各列用竖线“|”分隔：请改用逗号分隔（CSV）。',
    'The columns are separated by bars: separate them by commas (CSV).',
  ),
  csvBroken: (line: number): Message =>
    message(
      `第 ${line} 行的 CSV 格式不对（例如引号没有成对）。`,
      `Line ${line} is no well-formed CSV (a quote is not closed, for instance).`,
    ),
  columnsMissing: (missing: readonly string[], columns: readonly string[]): Message =>
    message(
      `缺少列：${missing.join('、')}；表头应为 ${columns.join(',')}。`,
      `Missing columns: ${missing.join(', ')}; the header should read ${columns.join(',')}.`,
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
  /** A spreadsheet showed the long number as 3.20682E+11, and saved what it showed. */
  codeScientific: (code: string): Message =>
    message(
      `编码“${code}”是科学计数法，后几位已丢失：请把该列设为“文本”后重新录入。`,
      `The code "${code}" is in scientific notation and has lost digits: format the column as text, enter it again.`,
    ),
  nameEmpty: message('名称为空。', 'The name is empty.'),
  nameTooLong: (length: number, most: number): Message =>
    message(`名称有 ${length} 个字，最多 ${most} 个字。`, `The name has ${length} characters; at most ${most}.`),
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

  // What an import would do with a place, and why somebody has to decide.
  registerStatistical: (name: string, code: string): Message =>
    message(
      `${name}（${code}）按编码规则只是统计单位，不设协商议事室，不计入任何统计。`,
      `${name} (${code}) is by its code a unit of the statistics only: it owns no room and enters no count.`,
    ),
  registerKindDisagrees: (code: string, kind: string, other: string): Message =>
    message(
      `编码 ${code} 表明类型是 ${kind}，名称或 type 列却是 ${other}；已按编码登记。`,
      `The code ${code} says ${kind}, but the name or the column type says ${other}; the code is followed.`,
    ),
  registerKindUnknown: (name: string): Message =>
    message(
      `${name}的编码和名称都看不出类型，登记为 OTHER（实有单位）。`,
      `Neither code nor name of ${name} says what it is; it is taken for a real place of kind OTHER.`,
    ),
  registerKindChanges: (name: string, former: string, kind: string): Message =>
    message(
      `${name}的类型将由 ${former} 变为 ${kind}：接受请答 accept，保持原类型请答 keep。`,
      `The kind of ${name} would change from ${former} to ${kind}: answer accept, or keep to leave it.`,
    ),
  registerCodeReused: (code: string, closed: string, closedOn: string, name: string): Message =>
    message(
      `编码 ${code} 原属已于 ${closedOn} 撤并的${closed}，文件中是${name}：` +
        '新设单位请答 accept（原单位编码加后缀），不登记请答 keep。',
      `The code ${code} belonged to ${closed}, closed on ${closedOn}; the file gives it to ${name}. Answer accept to ` +
        'register the new place (the closed one gets a suffix), or keep to leave it out.',
    ),
  registerAbsent: (name: string, code: string): Message =>
    message(
      `文件中没有${name}（${code}）：它继续保留并计入统计，请答 keep 确认；撤并请另作合并。`,
      `${name} (${code}) is not in the file. It stays and is counted: answer keep. To close it, merge it.`,
    ),
  registerOtherCity: (name: string, code: string, city: string): Message =>
    message(
      `${name}（${code}）已登记在${city}之下或自成一市：重复计算同一地方请答 keep 放弃，确需登记请答 accept。`,
      `${name} (${code}) is registered under ${city} or as a city of its own. Answer keep to leave this city out, or ` +
        'accept to register it all the same.',
    ),
  registerNameKept: (name: string, other: string): Message =>
    message(
      `名称保持${name}：${other}是本系统中已更改的原名。`,
      `The name stays ${name}: ${other} is a former name, which was changed here.`,
    ),
  registerAnswerUnknown: (answer: string): Message =>
    message(
      `答复“${answer}”不对，应为 accept（接受）或 keep（保持）。`,
      `The answer "${answer}" is neither accept nor keep.`,
    ),
  registerAnswerUnused: (answer: string): Message =>
    message(`没有需要答复的行或编码 ${answer}。`, `No line or code ${answer} waits for an answer.`),

  registerPlanChanged: message(
    '预览之后文件或名册有了变化，没有导入。请重新预览。',
    'The file or the register changed after the preview. Nothing was imported. Preview again.',
  ),

  // What an import says to the operator.
  importPlaceOfLine: (line: number, code: string, name: string): Message =>
    message(`第 ${line} 行 ${code} ${name}`, `line ${line}`),
  importPlaceNotInFile: (code: string, name: string): Message => message(`${code} ${name}`, 'not in the file'),
  importProblem: (line: number, code: string, text: Message): Message =>
    message(`第 ${line} 行：${text.zh}`, `line ${line}: ${code} ${text.en}`),
  importStatisticsOnly: (codes: readonly string[]): Message =>
    message(
      `改为或新增为统计单位（不计入比较）${codes.length} 处：${codes.join(' ')}`,
      `units of the statistics, in no comparison: ${codes.length}`,
    ),
  importPlan: (plan: string): Message => message(`方案 ${plan}`, 'plan, for --plan'),
  importSums: (
    sums: Readonly<Record<'added' | 'renamed' | 'moved' | 'changed' | 'unchanged' | 'absent', number>>,
  ): Message =>
    message(
      `新增 ${sums.added}，更名 ${sums.renamed}，划转 ${sums.moved}，有变化 ${sums.changed}，未变 ${sums.unchanged}，` +
        `文件中没有 ${sums.absent}`,
      `added ${sums.added}, renamed ${sums.renamed}, moved ${sums.moved}, changed ${sums.changed}, ` +
        `unchanged ${sums.unchanged}, not in the file ${sums.absent}`,
    ),

  /** The reason of each change that an import makes, in the history of a place. */
  importReason: '区划代码表导入',

  // Facts and honours of a place.
  recordDayInFuture: message('日期还没有到。', 'The day has not come yet.'),
  factExists: (day: string, count: number): Message =>
    message(`${day} 的这一数字已登记为 ${count}。`, `This number is known for ${day} already: ${count}.`),
  factUnchanged: (count: number): Message => message(`数字没有变化：${count}。`, `The number is ${count} already.`),
  honourExists: message('这项荣誉已登记。', 'This honour is recorded already.'),

  // Renaming, moving and merging places.
  changeDayInFuture: message('生效日期还没有到。', 'The day has not come yet.'),
  nameUnchanged: message('新名称与现名称相同。', 'That is its name already.'),
  parentLevelUnfit: (name: string, parent: string): Message =>
    message(`${name}不能划入${parent}：层级不对。`, `${name} cannot come under ${parent}: the level does not fit.`),
  kindOfOtherLevel: (name: string, kind: string, kinds: readonly string[]): Message =>
    message(
      `${name}不能是 ${kind}：可用 ${kinds.join('、')}。`,
      `${name} cannot be ${kind}: its level has ${kinds.join(', ')}.`,
    ),
  kindUnchanged: (name: string, kind: string): Message =>
    message(`${name}的类型已是 ${kind}。`, `${name} is of kind ${kind} already.`),
  placeHasRoom: (name: string, room: string): Message =>
    message(
      `${name}有协商议事室（${room}）：统计单位不设协商议事室，改后它将退出所有统计。`,
      `${name} has a room (${room}): a unit of the statistics owns none, and the room would leave every count.`,
    ),
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
