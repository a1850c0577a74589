import { PlaceLevel, RegisterAnswer } from './place.enums.js';

/** The columns of a register, each by the words that a header may have for it. */
export const COLUMN_WORDS = {
  code: ['code', '编码', '代码', '区划代码', '统计用区划代码'],
  kind: ['kind', '级别', '层级'],
  name: ['name', '名称', '单位名称'],
  parent_code: ['parent_code', '上级编码', '上级代码'],
  type: ['type', '类型'],
  answer: ['answer', '答复'],
} as const;
export type Column = keyof typeof COLUMN_WORDS;

const wordsOf = <T>(value: T, ...words: readonly string[]): [string, T][] => words.map((word) => [word, value]);

/** What a register may call a level, in the plain form and in lower case. */
export const LEVEL_WORDS: ReadonlyMap<string, PlaceLevel> = new Map([
  ...Object.values(PlaceLevel).flatMap((level) => wordsOf(level, level.toLowerCase())),
  ...wordsOf(PlaceLevel.CITY, '市'),
  ...wordsOf(PlaceLevel.DISTRICT, '区', '县', '区县', '市辖区'),
  ...wordsOf(PlaceLevel.STREET, '街道', '镇', '乡', '镇街', '乡镇'),
  ...wordsOf(PlaceLevel.COMMUNITY, '社区', '村', '村居', '村(社区)'),
]);

/** The words of the column `answer`, in lower case. */
export const ANSWER_WORDS: ReadonlyMap<string, RegisterAnswer> = new Map([
  ...wordsOf(RegisterAnswer.ACCEPT, 'accept', '接受'),
  ...wordsOf(RegisterAnswer.KEEP, 'keep', '保持'),
]);
