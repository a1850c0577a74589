import { type Message, inBoth } from '../../kernel/message.js';
import type { ClaimedExport } from './export-queue.service.js';
import type { ExportKind } from './export.enums.js';
import { type NumbersAbout, metricLabel } from '../comparison/answers/comparison-export.service.js';
import { toGlobalId } from '../../kernel/global-id.js';
import type { Seal } from '../seals/seal.entity.js';
import { RECORD_KINDS } from './kinds/record-kinds.js';
import { coverHeadings } from './messages/cover.js';
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
  { key: 'title', zh: coverHeadings.title, value: inBoth(titleOf(job.kind)) },
  { key: 'isDemo', zh: coverHeadings.isDemo, value: about?.isDemo ?? job.isDemo },
  { key: 'withinCode', zh: coverHeadings.withinCode, value: place.code },
  { key: 'withinName', zh: coverHeadings.withinName, value: place.name },
  { key: 'periodFrom', zh: coverHeadings.periodFrom, value: job.periodFrom },
  { key: 'periodTo', zh: coverHeadings.periodTo, value: job.periodTo },
  { key: 'trendStep', zh: coverHeadings.trendStep, value: job.trendStep },
  { key: 'against', zh: coverHeadings.against, value: job.against },
  { key: 'metrics', zh: coverHeadings.metrics, value: job.metrics.map((id) => `${id} ${metricLabel(id).name.zh}`) },
  {
    key: 'catalogueVersion',
    zh: coverHeadings.catalogueVersion,
    value: about?.catalogueVersion ?? job.catalogueVersion,
  },
  ...(about ? coverageLines(about) : []),
  ...(caution ? [{ key: 'caution', zh: coverHeadings.caution, value: inBoth(caution) }] : []),
  ...(sealed ? sealLines(sealed) : []),
  { key: 'requestedAs', zh: coverHeadings.requestedAs, value: job.role },
  { key: 'writtenAt', zh: coverHeadings.writtenAt, value: at.toISOString() },
  { key: 'rowCount', zh: coverHeadings.rowCount, value: rowCount },
  { key: 'exportId', zh: coverHeadings.exportId, value: job.id },
];

const coverageLines = ({ coverage: { places, enrolled, withData } }: NumbersAbout): CoverLine[] => [
  { key: 'places', zh: coverHeadings.places, value: places },
  { key: 'enrolled', zh: coverHeadings.enrolled, value: enrolled },
  { key: 'withData', zh: coverHeadings.withData, value: withData },
];

const sealLines = ({ cityId, id, title, sealedAt, hash }: Seal): CoverLine[] => [
  { key: 'sealId', zh: coverHeadings.sealId, value: toGlobalId('Seal', cityId, id) },
  { key: 'sealTitle', zh: coverHeadings.sealTitle, value: title },
  { key: 'sealedAt', zh: coverHeadings.sealedAt, value: sealedAt.toISOString() },
  { key: 'sealHash', zh: coverHeadings.sealHash, value: hash },
];
