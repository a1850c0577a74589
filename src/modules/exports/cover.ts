import { type Message, inBoth } from '../../kernel/message.js';
import type { ClaimedExport } from './export-queue.service.js';
import type { ExportKind } from './export.enums.js';
import { type NumbersAbout, metricLabel } from '../comparison/answers/comparison-export.service.js';
import { toGlobalId } from '../../kernel/global-id.js';
import type { Seal } from '../seals/seal.entity.js';
import { RECORD_KINDS } from './kinds/record-kinds.js';
import { NUMBERS_KINDS, isNumbers } from './numbers-source.js';

/** What a file must tell about itself, so that its numbers are not read for more than they are. */
export interface CoverLine {
  readonly key: string;
  readonly zh: string;
  readonly value: string | number | boolean | readonly string[] | null;
}

export const titleOf = (kind: ExportKind): Message =>
  (isNumbers(kind) ? NUMBERS_KINDS[kind] : RECORD_KINDS[kind]).title;

export interface Written {
  readonly rowCount: number;
  readonly at: Date;
}

export interface CoverSubject {
  readonly place: { readonly code: string; readonly name: string };
  readonly sealed: Seal | null;
  readonly about: NumbersAbout | null;
  readonly caution: Message | null;
}

export const coverOf = (
  job: ClaimedExport,
  { place, sealed, about, caution }: CoverSubject,
  { rowCount, at }: Written,
): CoverLine[] => [
  { key: 'title', zh: '标题', value: inBoth(titleOf(job.kind)) },
  { key: 'isDemo', zh: '演示数据', value: about?.isDemo ?? job.isDemo },
  { key: 'withinCode', zh: '范围（区划代码）', value: place.code },
  { key: 'withinName', zh: '范围', value: place.name },
  { key: 'periodFrom', zh: '时段（起）', value: job.periodFrom },
  { key: 'periodTo', zh: '时段（止）', value: job.periodTo },
  { key: 'trendStep', zh: '步长', value: job.trendStep },
  { key: 'against', zh: '比较对象', value: job.against },
  { key: 'metrics', zh: '指标', value: job.metrics.map((id) => `${id} ${metricLabel(id).name.zh}`) },
  { key: 'catalogueVersion', zh: '指标目录版本', value: about?.catalogueVersion ?? job.catalogueVersion },
  ...(about ? coverageLines(about) : []),
  ...(caution ? [{ key: 'caution', zh: '提示', value: inBoth(caution) }] : []),
  ...(sealed ? sealLines(sealed) : []),
  { key: 'requestedAs', zh: '导出身份', value: job.role },
  { key: 'writtenAt', zh: '导出时间', value: at.toISOString() },
  { key: 'rowCount', zh: '数据行数', value: rowCount },
  { key: 'exportId', zh: '导出编号', value: job.id },
];

const coverageLines = ({ coverage: { places, enrolled, withData } }: NumbersAbout): CoverLine[] => [
  { key: 'places', zh: '可建室的地方数', value: places },
  { key: 'enrolled', zh: '已登记协商议事室数', value: enrolled },
  { key: 'withData', zh: '有记录的协商议事室数', value: withData },
];

const sealLines = ({ cityId, id, title, sealedAt, hash }: Seal): CoverLine[] => [
  { key: 'sealId', zh: '封存编号', value: toGlobalId('Seal', cityId, id) },
  { key: 'sealTitle', zh: '封存标题', value: title },
  { key: 'sealedAt', zh: '封存时间', value: sealedAt.toISOString() },
  { key: 'sealHash', zh: '封存校验值', value: hash },
];
