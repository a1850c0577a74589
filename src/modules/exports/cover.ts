import { type Message, inBoth } from '../../kernel/message.js';
import type { ClaimedExport } from './export-queue.service.js';
import type { ExportKind } from './export.enums.js';
import { type NumbersAbout, metricLabel } from '../comparison/answers/comparison-export.service.js';
import { toGlobalId } from '../../kernel/global-id.js';
import type { Seal } from '../seals/seal.entity.js';
import { RECORD_KINDS } from './kinds/record-kinds.js';
import { coverHeadings, coverWords } from './messages/cover.js';
import { recordHeadings } from './messages/record-headings.js';
import { commonWords } from './messages/record-words.js';
import { summarySheetTexts } from './messages/summary-sheet.js';
import { shanghaiText } from './shanghai-time.js';
import type { CoverLine } from './cover-line.js';
import { NUMBERS_KINDS, isNumbers } from './numbers-source.js';

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
  { key: 'title', zh: coverHeadings.title, value: inBoth(titleOf(job.kind)), shown: titleOf(job.kind).zh },
  { key: 'isDemo', zh: coverHeadings.isDemo, value: about?.isDemo ?? job.isDemo },
  { key: 'withinCode', zh: coverHeadings.withinCode, value: place.code },
  { key: 'withinName', zh: coverHeadings.withinName, value: place.name },
  { key: 'periodFrom', zh: coverHeadings.periodFrom, value: job.periodFrom },
  { key: 'periodTo', zh: coverHeadings.periodTo, value: job.periodTo },
  {
    key: 'trendStep',
    zh: coverHeadings.trendStep,
    value: job.trendStep,
    shown: job.trendStep && coverWords.step[job.trendStep],
  },
  {
    key: 'against',
    zh: coverHeadings.against,
    value: job.against,
    shown: job.against && coverWords.against[job.against],
  },
  {
    key: 'metrics',
    zh: coverHeadings.metrics,
    value: withIds(job.metrics),
    shown: job.codes ? withIds(job.metrics) : job.metrics.map((id) => metricLabel(id).name.zh),
  },
  {
    key: 'catalogueVersion',
    zh: coverHeadings.catalogueVersion,
    value: about?.catalogueVersion ?? job.catalogueVersion,
  },
  ...(about ? coverageLines(about) : []),
  ...(caution ? [{ key: 'caution', zh: coverHeadings.caution, value: inBoth(caution), shown: caution.zh }] : []),
  ...(sealed ? sealLines(sealed) : []),
  { key: 'requestedAs', zh: coverHeadings.requestedAs, value: job.role, shown: commonWords.grantRole[job.role] },
  momentLine('writtenAt', coverHeadings.writtenAt, at),
  { key: 'rowCount', zh: coverHeadings.rowCount, value: rowCount },
  { key: 'exportId', zh: coverHeadings.exportId, value: job.id },
  ...job.metrics.map(definitionLine),
];

const withIds = (metrics: readonly string[]): string[] => metrics.map((id) => `${id} ${metricLabel(id).name.zh}`);
const momentLine = (key: string, zh: string, at: Date): CoverLine => ({
  key,
  zh: recordHeadings.inShanghai(zh),
  value: at.toISOString(),
  shown: shanghaiText(at.toISOString()),
});
/** What a number means, so that it is not read for more. */
function definitionLine(id: string): CoverLine {
  const { name, explanation, counts, countsNot, formula } = metricLabel(id);
  return {
    key: `definition.${id}`,
    zh: summarySheetTexts.definition(name.zh),
    value: summarySheetTexts.definitionText(explanation.zh, counts.zh, countsNot.zh, formula.zh),
  };
}

const coverageLines = ({ coverage: { places, enrolled, withData } }: NumbersAbout): CoverLine[] => [
  { key: 'places', zh: coverHeadings.places, value: places },
  { key: 'enrolled', zh: coverHeadings.enrolled, value: enrolled },
  { key: 'withData', zh: coverHeadings.withData, value: withData },
];

const sealLines = ({ cityId, id, title, sealedAt, hash }: Seal): CoverLine[] => [
  { key: 'sealId', zh: coverHeadings.sealId, value: toGlobalId('Seal', cityId, id) },
  { key: 'sealTitle', zh: coverHeadings.sealTitle, value: title },
  momentLine('sealedAt', coverHeadings.sealedAt, sealedAt),
  { key: 'sealHash', zh: coverHeadings.sealHash, value: hash },
];
