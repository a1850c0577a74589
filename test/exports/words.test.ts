import 'reflect-metadata';
import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { serverSchema } from '../../src/assemble.js';
import { ExportKind } from '../../src/modules/exports/export.enums.js';
import type { ExportColumn } from '../../src/modules/exports/export-row.js';
import { RECORD_KINDS } from '../../src/modules/exports/kinds/record-kinds.js';
import { actionWords, objectWords } from '../../src/modules/exports/messages/audit-words.js';
import { commonWords, topicWords } from '../../src/modules/exports/messages/record-words.js';
import { numbersSource } from '../../src/modules/exports/numbers-source.js';
import { tableColumns, textCell } from '../../src/modules/exports/table-columns.js';
import { GATE_CODES } from './gate-codes.js';

const HAN = /[\u4e00-\u9fff]/;

/** The fields of a type; of an interface, those of all its types. */
function fieldTypes(schema: GraphQLSchema, name: string, key: string) {
  const type = schema.getType(name);
  const types = isInterfaceType(type) ? schema.getPossibleTypes(type) : [type as GraphQLObjectType];
  return types.flatMap((one) => (one.getFields()[key] ? [getNamedType(one.getFields()[key]!.type)] : []));
}

/** What a column lacks: a word for a code, or that it is a date. */
function lacking(schema: GraphQLSchema, type: string, column: ExportColumn): string[] {
  return fieldTypes(schema, type, column.key).flatMap((field) => {
    if (isEnumType(field))
      return field
        .getValues()
        .filter(({ name }) => !HAN.test(column.words?.(name) ?? ''))
        .map(({ name }) => `${type}.${column.key} ${name}`);
    if (field.name === 'LocalDate') return column.as === 'DAY' ? [] : [`${type}.${column.key}`];
    if (field.name.startsWith('DateTime')) return column.as === 'TIME' ? [] : [`${type}.${column.key}`];
    return [];
  });
}

describe('the words of a table', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await serverSchema();
  });

  it.each(Object.entries(RECORD_KINDS))(
    '%s: has a word for every code, and knows its dates',
    (_kind, { entity, columns }) => {
      expect(columns.flatMap((column) => lacking(schema, entity.name, column))).toEqual([]);
      expect(
        columns.filter(({ zh, as }) => (as === 'TIME') !== zh.endsWith('（北京时间）')).map(({ key }) => key),
      ).toEqual([]);
    },
  );

  it('is found lacking where a word or a date is missing (control)', () => {
    const without = ({ key, zh }: ExportColumn): ExportColumn => ({ key, zh });
    const found = RECORD_KINDS.SESSIONS.columns.flatMap((column) => lacking(schema, 'Session', without(column)));
    expect(found).toContain('Session.state HELD');
    expect(found).toContain('Session.scheduledFor');
    expect(found).toContain('Session.recordedAt');
  });

  it('names every mutation and every type that an audit event can have', () => {
    const types = schema.getPossibleTypes(schema.getType('Node') as never).map(({ name }) => name);
    expect(Object.keys(schema.getMutationType()!.getFields()).filter((name) => !actionWords[name])).toEqual([]);
    expect(types.filter((name) => !objectWords[name])).toEqual([]);
    expect(types.length).toBeGreaterThan(30);
  });

  it('names what a stage can lack', () => {
    expect(GATE_CODES.length).toBeGreaterThan(8);
    expect(GATE_CODES.filter((code) => !Object.hasOwn(topicWords.evidence, code))).toEqual([]);
    const lacks = RECORD_KINDS.TOPICS.columns.find(({ key }) => key === 'missingEvidence')!;
    expect(lacks.words!('RESEARCH NO_RESEARCH_RECORD')).toBe('商前调研：没有商前调研记录');
  });

  it('has a word for every code of a number: kind of row, bound, reason, band', () => {
    const { columns } = numbersSource(ExportKind.COMPARISON, {
      within: '',
      period: { from: '', to: '' },
      metrics: ['SATISFACTION'],
    });
    const codesOf: Readonly<Record<string, string>> = {
      bound: 'ValueBound',
      suppressedReason: 'SuppressedReason',
      band: 'Band',
      notComparedBecause: 'NotComparedReason',
    };
    for (const [field, name] of Object.entries(codesOf)) {
      const type = schema.getType(name);
      const shown = columns.filter(({ key }) => key.split('.').at(-1) === field);
      expect(shown.length).toBeGreaterThan(0);
      if (isEnumType(type))
        for (const { name: code } of type.getValues())
          expect([field, code, shown.every(({ words }) => HAN.test(words?.(code) ?? ''))]).toEqual([field, code, true]);
      expect(isObjectType(type)).toBe(false);
    }
    expect(columns[0]!.words!('TOTAL')).toBe('合计');
  });

  it('shows a code without a word as it is, several codes each, and yes and no', () => {
    const columns = tableColumns(
      [
        { key: 'state', zh: '状态', words: (code) => (code === 'A' ? '甲' : code) },
        { key: 'isLate', zh: '超期' },
      ],
      false,
    );
    const shown = (state: string | null | readonly string[], isLate: boolean | null) =>
      columns.map((column) => textCell(column, { state, isLate }));
    expect(shown('A', true)).toEqual(['甲', '是']);
    expect(shown(['A', 'B'], false)).toEqual([['甲', 'B'], '否']);
    expect(shown(null, null)).toEqual([null, null]);
  });

  it('adds a column of codes beside each column of words, when it is asked to', () => {
    const columns = tableColumns(RECORD_KINDS.ATTENDANCE.columns, true);
    const at = columns.findIndex(({ zh }) => zh === '参加身份');
    expect(columns[at + 1]!.zh).toBe('参加身份（代码）');
    const row = { role: 'CPPCC_MEMBER' };
    expect([columns[at]!.cell(row), columns[at + 1]!.cell(row)]).toEqual([
      commonWords.participantRole.CPPCC_MEMBER,
      'CPPCC_MEMBER',
    ]);
    expect(tableColumns(RECORD_KINDS.ATTENDANCE.columns, false).some(({ zh }) => zh.endsWith('（代码）'))).toBe(false);
  });

  it.each(Object.entries(RECORD_KINDS))(
    '%s: has a sheet of at most 15 columns, with two levels of headers',
    (_kind, { sheet, columns }) => {
      const known = new Set(columns.map(({ key }) => key));
      expect(sheet.keys.filter((key) => !known.has(key) && !key.endsWith('Precision'))).toEqual([]);
      expect(sheet.sums.filter((key) => !sheet.keys.includes(key))).toEqual([]);
      const row = Object.fromEntries(sheet.keys.map((key) => [key, key === 'districtName' ? '某区' : null]));
      const table = sheet.table({ rows: [row], rowCount: 1, sums: new Map(), about: null });
      expect(table.columns.length).toBeGreaterThan(2);
      expect(table.columns.length).toBeLessThanOrEqual(15);
      expect(table.columns[0]).toMatchObject({ head: '序号', group: null });
      expect(table.columns.slice(1).every(({ group }) => group !== null)).toBe(true);
      expect(new Set(table.columns.map(({ head }) => head)).size).toBe(table.columns.length);
      expect(table.rows[0]!.filter(({ value }) => value === null)).toEqual([]);
    },
  );

  it('picks the columns of a sheet that a kind names, in that order', () => {
    const shown = RECORD_KINDS.SESSIONS.sheet.table({ rows: [], rowCount: 0, sums: new Map(), about: null });
    expect(shown.columns.map(({ head }) => head)).toEqual([
      '序号',
      '街道（镇）',
      '村（社区）',
      '协商议事室',
      '议题',
      '协商轮次',
      '会次',
      '状态',
      '召开日期',
      '地点',
      '参加人次',
      '共识程度',
    ]);
  });
});
