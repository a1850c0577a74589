import type { Scope, Viewer } from '../../kernel/viewer.js';
import { toGlobalId } from '../../kernel/global-id.js';
import type { Place } from '../places/place.entity.js';
import type { ComparisonBase, TrendStep } from '../comparison/answers/comparison-export.service.js';
import type { ExportKind } from './export.enums.js';
import { exportPolicy } from './export.policy.js';
import type { ExportSource } from './export-source.js';
import { RECORD_KINDS } from './kinds/record-kinds.js';
import { isNumbers, numbersSource } from './numbers-source.js';
import { recordSource } from './record-source.js';

export interface ExportAsk {
  readonly kind: ExportKind;
  readonly place: Pick<Place, 'cityId' | 'path' | 'code'>;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly metrics: readonly string[];
  readonly trendStep: TrendStep | null;
  /** The seal the numbers are of; null: those of today. */
  readonly sealId: string | null;
  /** What the rows are compared with; null where they are compared with nobody. */
  readonly against: ComparisonBase | null;
}

export function sourceOf({
  kind,
  place,
  periodFrom,
  periodTo,
  metrics,
  trendStep,
  sealId,
  against,
}: ExportAsk): ExportSource {
  const period = periodFrom && periodTo ? { from: periodFrom, to: periodTo } : null;
  if (!isNumbers(kind)) return recordSource(RECORD_KINDS[kind], place.path, period);
  if (!period) throw new Error('Numbers without a period was stored.');
  return numbersSource(kind, {
    within: place.code,
    period,
    metrics,
    by: trendStep,
    asOf: sealId && toGlobalId('Seal', place.cityId, sealId),
    against,
  });
}

/** What a service token must hold to ask for it: figures are read, a list of records needs the right to write too. */
export const scopesOf = (kind: ExportKind): readonly Scope[] =>
  isNumbers(kind) ? [scopeOf(kind)] : ['RECORD_WRITE', scopeOf(kind)];

/** What a service token must hold to take it away. */
export const scopeOf = (kind: ExportKind): Scope => (isNumbers(kind) ? 'COMPARISON_READ' : 'RECORD_READ');

/** Asked when an export is requested, and once more when it is written. */
export function mayExport(kind: ExportKind, viewer: Viewer, place: Pick<Place, 'path'>): boolean {
  const subject = { placePath: place.path };
  const right = isNumbers(kind) ? 'records' : RECORD_KINDS[kind].right;
  if (right !== 'records') return exportPolicy.can(right, viewer, subject);
  return exportPolicy.can('records', viewer, subject) || exportPolicy.can('ownRecords', viewer, subject);
}
