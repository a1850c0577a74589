import { MetricKind, SuppressedReason, ValueBound } from '../catalogue/comparison.enums.js';
import {
  type MetricResult,
  NO_DATA,
  type PartValue,
  type RoomFacts,
  type Tally,
  UNKNOWN,
  boundOfRounded,
} from './metric-result.js';
import type { CaseMetric } from '../catalogue/metric-definition.js';
import { type PrivacyOptions, rounded, roundedDown, revealsPeople } from '../settings/privacy.js';
import { type Duration, kaplanMeierMedian } from '../statistics/kaplan-meier.js';
import { boundedMean, wilson } from '../statistics/proportion-interval.js';
import { hideSmallCells } from '../statistics/suppression.js';

const NONE: Tally = { counts: [], doubtful: false };
type CaseResult = Omit<MetricResult, 'suppressedReason'> & Partial<Pick<MetricResult, 'suppressedReason'>>;

/**
 * Computes a metric from the cases of a room, or of all rooms of a place.
 * Reasons are checked in this order: not separable, no data, not recorded. Only these three carry no tally.
 * A value hidden for privacy keeps its tally, because totals need it (metric-result.ts).
 */
export function computeCases(metric: CaseMetric, facts: RoomFacts, privacy: PrivacyOptions): MetricResult {
  const tally = facts.cases?.(metric.cases) ?? NONE;
  if (tally.doubtful) return { ...UNKNOWN, suppressedReason: SuppressedReason.PERIOD_NOT_SEPARABLE };
  if (!facts.hasData) return NO_DATA;
  const { rooms, of } = facts.recordedIn(metric);
  if (rooms === 0 && of > 0)
    return { ...UNKNOWN, recordedIn: { rooms, of, value: null }, suppressedReason: SuppressedReason.NOT_RECORDED };
  const result = valueOf(metric, tally, privacy);
  return { suppressedReason: null, ...result, recordedIn: { rooms, of, value: result.value }, tally };
}

function valueOf(metric: CaseMetric, tally: Tally, privacy: PrivacyOptions): CaseResult {
  if (metric.kind === MetricKind.COUNT) return ofHeads(tally, privacy);
  const denominator = tally.counts.reduce((sum, [, count]) => sum + count, 0);
  const numerator = tally.counts.reduce((sum, [key, count]) => sum + count * markOf(metric, key), 0);
  const known = { ...UNKNOWN, numerator, denominator, carriedForward: 0 };
  if (denominator === 0) return { ...known, suppressedReason: SuppressedReason.NOT_APPLICABLE };
  if (metric.people) return ofPeople(metric, tally, numerator, denominator, privacy);
  if (denominator < (metric.minimum ?? 1)) return { ...known, suppressedReason: SuppressedReason.TOO_FEW };
  const result = { ...known, bound: ValueBound.EXACT };
  if (metric.kind === MetricKind.DURATION) return ofDurations(result, tally);
  if (metric.kind === MetricKind.SCORE) return ofMarks(metric, result);
  return ofParts(metric, result, tally, (count) => count, []);
}

/** A key that ends in `+` is an unfinished case, as in survival analysis. */
const isOpen = (key: string): boolean => key.endsWith('+');
const markOf = ({ marks }: CaseMetric, key: string): number => (marks ? (marks[key] ?? 0) : Number(!isOpen(key)));

const durationsOf = ({ counts }: Tally): Duration[] =>
  counts.flatMap(([key, count]) =>
    Array.from({ length: count }, (): Duration => ({ length: Number.parseInt(key, 10), finished: !isOpen(key) })),
  );

type Counted = CaseResult & { readonly numerator: number; readonly denominator: number };

/**
 * Unfinished cases count with the time they have been open. Too many of them leave no median; then its lower limit is
 * all that is known.
 */
function ofDurations(result: Counted, tally: Tally): CaseResult {
  const { median, low, high } = kaplanMeierMedian(durationsOf(tally));
  return median === null
    ? { ...result, bound: null, low, suppressedReason: SuppressedReason.NOT_REACHED }
    : { ...result, value: median, low, high };
}

function ofMarks(metric: CaseMetric, result: Counted): CaseResult {
  const most = Math.max(...Object.values(metric.marks!));
  const value = result.numerator / result.denominator;
  const { low, high } = boundedMean(Math.min(1, value / most), result.denominator);
  return { ...result, value, low: low * most, high: high * most };
}

function ofParts(
  metric: CaseMetric,
  result: Counted,
  tally: Tally,
  round: (count: number) => number,
  hidden: readonly boolean[],
): CaseResult {
  const counts = new Map(tally.counts);
  const parts = metric.parts!.map(({ key }, index) =>
    partOf(key, hidden[index] ? null : round(counts.get(key) ?? 0), result.denominator),
  );
  return {
    ...result,
    value: result.numerator / result.denominator,
    ...wilson(result.numerator, result.denominator),
    parts,
  };
}

const partOf = (key: string, count: number | null, of: number): PartValue =>
  count === null
    ? { key, count: null, share: null, low: null, high: null, suppressedReason: SuppressedReason.PRIVACY }
    : { key, count, share: count / of, ...wilson(count, of), suppressedReason: null };

/**
 * Small groups are hidden, and so is what would reveal them by subtraction. Other counts are rounded. Shares and
 * intervals are computed from the rounded counts.
 */
function ofPeople(metric: CaseMetric, tally: Tally, part: number, of: number, privacy: PrivacyOptions): CaseResult {
  const counts = new Map(tally.counts);
  const hidden = hideSmallCells(
    metric.parts!.map(({ key }) => counts.get(key) ?? 0),
    privacy.smallestGroup,
  );
  if (hidden.total || revealsPeople(part, of, privacy))
    return { ...UNKNOWN, suppressedReason: SuppressedReason.PRIVACY };
  const round = (count: number): number => rounded(count, privacy);
  const [numerator, denominator] = [round(part), round(of)];
  return ofParts(
    metric,
    { ...UNKNOWN, numerator, denominator, carriedForward: 0, bound: boundOfRounded(numerator) },
    tally,
    round,
    hidden.cells,
  );
}

/**
 * Distinct people, by their names (people-sql.ts). The count is a floor in two cases: a session had more heads than
 * names, or no count is kept for the period. Without any name there is no count.
 */
function ofHeads({ counts }: Tally, privacy: PrivacyOptions): CaseResult {
  const people = counts.reduce((sum, [, count]) => sum + count, 0);
  const isFloor = counts.some(([key]) => key !== 'EXACT');
  if (isFloor && people === 0) return { ...UNKNOWN, suppressedReason: SuppressedReason.NOT_APPLICABLE };
  if (revealsPeople(people, null, privacy)) return { ...UNKNOWN, suppressedReason: SuppressedReason.PRIVACY };
  const numerator = isFloor ? roundedDown(people, privacy) : rounded(people, privacy);
  return {
    ...UNKNOWN,
    numerator,
    value: numerator,
    carriedForward: 0,
    bound: isFloor ? ValueBound.AT_LEAST : boundOfRounded(numerator),
  };
}
