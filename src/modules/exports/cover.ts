import { type Message, inBoth } from '../../kernel/message.js';
import type { ClaimedExport } from './export-queue.service.js';
import type { ExportKind } from './export.enums.js';
import { metricLabel } from '../comparison/comparison-export.service.js';
import { RECORD_KINDS } from './kinds/record-kinds.js';
import { NUMBERS_KINDS, isNumbers } from './numbers-source.js';

/** What a file must tell about itself, so that its numbers are not read for more than they are. */
export interface CoverLine { readonly key: string; readonly zh: string; readonly value: string | number | boolean | readonly string[] | null }

export const titleOf = (kind: ExportKind): Message => (isNumbers(kind) ? NUMBERS_KINDS[kind] : RECORD_KINDS[kind]).title;

export interface Written { readonly rowCount: number; readonly at: Date }

export const coverOf = (job: ClaimedExport, within: { readonly code: string; readonly name: string }, { rowCount, at }: Written): CoverLine[] => [
  { key: 'title', zh: '标题', value: inBoth(titleOf(job.kind)) },
  { key: 'isDemo', zh: '演示数据', value: job.isDemo },
  { key: 'withinCode', zh: '范围（区划代码）', value: within.code },
  { key: 'withinName', zh: '范围', value: within.name },
  { key: 'periodFrom', zh: '时段（起）', value: job.periodFrom },
  { key: 'periodTo', zh: '时段（止）', value: job.periodTo },
  { key: 'trendStep', zh: '步长', value: job.trendStep },
  { key: 'metrics', zh: '指标', value: job.metrics.map((id) => `${id} ${metricLabel(id).name.zh}`) },
  { key: 'catalogueVersion', zh: '指标目录版本', value: job.catalogueVersion },
  { key: 'requestedAs', zh: '导出身份', value: job.role },
  { key: 'writtenAt', zh: '导出时间', value: at.toISOString() },
  { key: 'rowCount', zh: '数据行数', value: rowCount },
  { key: 'exportId', zh: '导出编号', value: job.id },
];
