import type { Message } from '../../kernel/message.js';
import { type CsvRow, type ImportProblem } from './place-csv.service.js';
import { type CommunityKind, PlaceLevel, type StreetKind } from './place.enums.js';
import { kindOf, kindsOf } from './place-names.service.js';
import { PARENT_LEVELS } from './place-path.service.js';

export const MAX_PLACE_NAME = 50;

/** A row that means something: level and kind known, parent named. */
export interface PlaceRow {
  readonly row: number;
  readonly code: string;
  readonly level: PlaceLevel;
  readonly kind: StreetKind | CommunityKind | null;
  readonly name: string;
  readonly parentCode: string | null;
  readonly cityCode: string;
}

const CODE_DIGITS: Readonly<Record<PlaceLevel, number>> = { CITY: 6, DISTRICT: 6, STREET: 9, COMMUNITY: 12 };

type Report = (row: CsvRow, code: string, zh: string, en: string) => void;

/** Looks at every row before anything is imported, and names all that is wrong, not just the first. */
export function checkPlaceRows(rows: readonly CsvRow[]): {
  readonly places: readonly PlaceRow[];
  readonly problems: readonly ImportProblem[];
} {
  const problems: ImportProblem[] = [];
  const report: Report = (row, code, zh, en) => {
    problems.push({ row: row.row, code, text: { zh, en } satisfies Message });
  };
  const byCode = new Map<string, CsvRow>();
  for (const row of rows) {
    const former = byCode.get(row.code);
    if (former)
      report(
        row,
        'CODE_DUPLICATE',
        `编码 ${row.code} 与第 ${former.row} 行重复。`,
        `The code ${row.code} stands on line ${former.row} already.`,
      );
    else byCode.set(row.code, row);
  }
  for (const row of rows) {
    checkRow(row, report);
    checkParent(row, byCode, report);
  }
  if (rows.length === 0)
    problems.push({ row: 0, code: 'FILE_EMPTY', text: { zh: '文件中没有数据行。', en: 'The file holds no rows.' } });
  if (problems.length > 0) return { places: [], problems: problems.toSorted((a, b) => a.row - b.row) };
  return { places: rows.map((row) => toPlace(row, byCode)), problems };
}

const levelOf = (row: CsvRow): PlaceLevel | null =>
  (Object.values(PlaceLevel) as string[]).includes(row.kind) ? (row.kind as PlaceLevel) : null;

function checkRow(row: CsvRow, report: Report): void {
  const level = levelOf(row);
  if (!level)
    report(
      row,
      'KIND_UNKNOWN',
      `kind“${row.kind}”不对，应为 ${Object.values(PlaceLevel).join('、')} 之一。`,
      `The kind "${row.kind}" is none of ${Object.values(PlaceLevel).join(', ')}.`,
    );
  else if (!/^\d+$/.test(row.code) || row.code.length !== CODE_DIGITS[level])
    report(
      row,
      'CODE_FORM',
      `编码“${row.code}”不对：${level} 的编码应为 ${CODE_DIGITS[level]} 位数字。`,
      `The code "${row.code}" is wrong: a ${level} has ${CODE_DIGITS[level]} digits.`,
    );
  const length = [...row.name].length;
  if (length === 0) report(row, 'NAME_EMPTY', '名称为空。', 'The name is empty.');
  if (length > MAX_PLACE_NAME)
    report(
      row,
      'NAME_TOO_LONG',
      `名称有 ${length} 个字，最多 ${MAX_PLACE_NAME} 个字。`,
      `The name has ${length} characters; at most ${MAX_PLACE_NAME}.`,
    );
  if (row.name.includes('\0'))
    report(
      row,
      'NAME_INVALID',
      '名称含有不能保存的字符（空字符）。',
      'The name holds a character that cannot be stored (NUL).',
    );
  if (level && row.type && !kindsOf(level).includes(row.type))
    report(
      row,
      'TYPE_UNKNOWN',
      `type“${row.type}”不对，${level} 可用：${kindsOf(level).join('、') || '（空）'}。`,
      `The type "${row.type}" is none a ${level} can have: ${kindsOf(level).join(', ') || '(empty)'}.`,
    );
}

function checkParent(row: CsvRow, byCode: ReadonlyMap<string, CsvRow>, report: Report): void {
  const level = levelOf(row);
  if (!row.parentCode) {
    if (level && level !== PlaceLevel.CITY)
      report(row, 'PARENT_MISSING', `${level} 必须写明 parent_code。`, `A ${level} needs a parent_code.`);
    return;
  }
  const parent = byCode.get(row.parentCode);
  if (!parent)
    return report(
      row,
      'PARENT_UNKNOWN',
      `文件中没有上级 ${row.parentCode}。`,
      `The parent ${row.parentCode} is not in the file.`,
    );
  if (isOnCycle(row, byCode))
    return report(row, 'CYCLE', '上下级关系成环。', 'The place lies, over its parents, under itself.');
  const parentLevel = levelOf(parent);
  if (level && parentLevel && !PARENT_LEVELS[level].includes(parentLevel))
    report(
      row,
      'PARENT_LEVEL',
      `${level} 不能在 ${parentLevel}（第 ${parent.row} 行）之下。`,
      `A ${level} cannot stand under a ${parentLevel} (line ${parent.row}).`,
    );
}

function isOnCycle(start: CsvRow, byCode: ReadonlyMap<string, CsvRow>): boolean {
  const seen = new Set<CsvRow>();
  for (let row = byCode.get(start.parentCode); row && !seen.has(row); row = byCode.get(row.parentCode)) {
    if (row.code === start.code) return true;
    seen.add(row);
  }
  return false;
}

function toPlace(row: CsvRow, byCode: ReadonlyMap<string, CsvRow>): PlaceRow {
  const level = row.kind as PlaceLevel;
  let top = row;
  while (top.parentCode) top = byCode.get(top.parentCode)!;
  return {
    row: row.row,
    code: row.code,
    level,
    name: row.name,
    parentCode: row.parentCode || null,
    cityCode: top.code,
    kind: (row.type || kindOf(level, row.name)) as PlaceRow['kind'],
  };
}
