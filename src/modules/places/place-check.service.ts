import type { Message } from '../../kernel/message.js';
import { placeMessages } from './messages.js';
import { type CsvRow, type ImportProblem } from './place-csv.service.js';
import { PlaceLevel, type RegisterAnswer } from './place.enums.js';
import { type KindRule, type PlaceKind, decideKind, kindsOf } from './place-kind.service.js';
import { ANSWER_WORDS, LEVEL_WORDS } from './register-words.js';
import { PARENT_LEVELS } from './place-path.service.js';

export const MAX_PLACE_NAME = 50;

/** A row that means something: level and kind known, parent named. */
export interface PlaceRow {
  readonly row: number;
  readonly code: string;
  readonly level: PlaceLevel;
  readonly kind: PlaceKind | null;
  readonly rule: KindRule | null;
  /** Another kind, which the name or the column `type` says. */
  readonly otherKind: PlaceKind | null;
  readonly name: string;
  readonly parentCode: string | null;
  readonly cityCode: string;
  /** From the column `answer`, if there is one. */
  readonly answer: RegisterAnswer | null;
}

const CODE_DIGITS: Readonly<Record<PlaceLevel, number>> = { CITY: 6, DISTRICT: 6, STREET: 9, COMMUNITY: 12 };

const SCIENTIFIC = /^\d(\.\d+)?E\+?\d+$/i;

type Report = (row: CsvRow, code: string, text: Message) => void;

/** Looks at every row before anything is imported, and names all that is wrong, not just the first. */
export function checkPlaceRows(rows: readonly CsvRow[]): {
  readonly places: readonly PlaceRow[];
  readonly problems: readonly ImportProblem[];
} {
  const problems: ImportProblem[] = [];
  const report: Report = (row, code, text) => {
    problems.push({ row: row.row, code, text });
  };
  const byCode = new Map<string, CsvRow>();
  for (const row of rows) {
    const former = byCode.get(row.code);
    if (former) report(row, 'CODE_DUPLICATE', placeMessages.codeDuplicate(row.code, former.row));
    else byCode.set(row.code, row);
  }
  for (const row of rows) {
    checkRow(row, report);
    checkParent(row, byCode, report);
  }
  if (rows.length === 0) problems.push({ row: 0, code: 'FILE_EMPTY', text: placeMessages.fileEmpty });
  if (problems.length > 0) return { places: [], problems: problems.toSorted((a, b) => a.row - b.row) };
  const childCodes = new Map<string, string[]>();
  for (const { code, parentCode } of rows)
    if (parentCode) childCodes.set(parentCode, [...(childCodes.get(parentCode) ?? []), code]);
  return { places: rows.map((row) => toPlace(row, byCode, childCodes.get(row.code) ?? [])), problems };
}

const levelOf = (row: CsvRow): PlaceLevel | null => LEVEL_WORDS.get(row.kind.toLowerCase()) ?? null;

function checkRow(row: CsvRow, report: Report): void {
  const level = levelOf(row);
  if (!level) report(row, 'KIND_UNKNOWN', placeMessages.kindUnknown(row.kind, Object.values(PlaceLevel)));
  else if (SCIENTIFIC.test(row.code)) report(row, 'CODE_FORM', placeMessages.codeScientific(row.code));
  else if (!/^\d+$/.test(row.code) || row.code.length !== CODE_DIGITS[level])
    report(row, 'CODE_FORM', placeMessages.codeForm(row.code, level, CODE_DIGITS[level]));
  const length = [...row.name].length;
  if (length === 0) report(row, 'NAME_EMPTY', placeMessages.nameEmpty);
  if (length > MAX_PLACE_NAME) report(row, 'NAME_TOO_LONG', placeMessages.nameTooLong(length, MAX_PLACE_NAME));
  if (row.answer && !ANSWER_WORDS.has(row.answer.toLowerCase()))
    report(row, 'ANSWER_UNKNOWN', placeMessages.registerAnswerUnknown(row.answer));
  if (level && row.type) checkType(row, level, row.type, report);
}

function checkType(row: CsvRow, level: PlaceLevel, type: string, report: Report): void {
  const kinds = kindsOf(level);
  if (kinds.length === 0) report(row, 'TYPE_UNKNOWN', placeMessages.typeNotWanted(type, level));
  else if (!kinds.includes(type)) report(row, 'TYPE_UNKNOWN', placeMessages.typeUnknown(type, level, kinds));
}

function checkParent(row: CsvRow, byCode: ReadonlyMap<string, CsvRow>, report: Report): void {
  const level = levelOf(row);
  if (!row.parentCode) {
    if (level && level !== PlaceLevel.CITY) report(row, 'PARENT_MISSING', placeMessages.parentMissing(level));
    return;
  }
  const parent = byCode.get(row.parentCode);
  if (!parent) return report(row, 'PARENT_UNKNOWN', placeMessages.parentUnknown(row.parentCode));
  if (isOnCycle(row, byCode)) return report(row, 'CYCLE', placeMessages.parentsInCircle);
  const parentLevel = levelOf(parent);
  if (level && parentLevel && !PARENT_LEVELS[level].includes(parentLevel))
    report(row, 'PARENT_LEVEL', placeMessages.parentLevel(level, parentLevel, parent.row));
}

function isOnCycle(start: CsvRow, byCode: ReadonlyMap<string, CsvRow>): boolean {
  const seen = new Set<CsvRow>();
  for (let row = byCode.get(start.parentCode); row && !seen.has(row); row = byCode.get(row.parentCode)) {
    if (row.code === start.code) return true;
    seen.add(row);
  }
  return false;
}

function toPlace(row: CsvRow, byCode: ReadonlyMap<string, CsvRow>, childCodes: readonly string[]): PlaceRow {
  const level = levelOf(row)!;
  let top = row;
  while (top.parentCode) top = byCode.get(top.parentCode)!;
  return {
    row: row.row,
    code: row.code,
    level,
    name: row.name,
    parentCode: row.parentCode || null,
    cityCode: top.code,
    answer: ANSWER_WORDS.get(row.answer.toLowerCase()) ?? null,
    ...decideKind({ level, code: row.code, name: row.name, type: row.type }, childCodes),
  };
}
