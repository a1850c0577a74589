import { MetricKind, SuppressedReason, ValueBound } from '../catalogue/comparison.enums.js';
import {
  type Evaluation,
  NO_DATA,
  type PartValue,
  type RoomFacts,
  type Tally,
  UNKNOWN,
  boundOfRounded,
} from './metric-result.js';
import type { CaseMetric } from '../catalogue/metric-definition.js';
import { type PrivacyOptions, rounded, roundedDown, tellsOfPeople } from '../settings/privacy.js';
import { type Duration, kaplanMeierMedian } from '../statistics/kaplan-meier.js';
import { boundedMean, wilson } from '../statistics/proportion-interval.js';
import { hideSmallCells } from '../statistics/suppression.js';

const NONE: Tally = { counts: [], doubtful: false };
type Told = Omit<Evaluation, 'suppressedReason'> & Partial<Pick<Evaluation, 'suppressedReason'>>;

/**
 * Turns the cases of a room, or of all rooms of a place, into the metric's value. What is unknown is said before what
 * is missing.
 * The cases go with it whatever is told of them: totals are made of them (metric-result.ts, `tally`).
 */
export function evaluateCases(metric: CaseMetric, facts: RoomFacts, privacy: PrivacyOptions): Evaluation {
  const tally = facts.cases?.(metric.cases) ?? NONE;
  if (tally.doubtful) return { ...UNKNOWN, suppressedReason: SuppressedReason.PERIOD_NOT_SEPARABLE };
  if (!facts.hasData) return NO_DATA;
  if (facts.isIncomplete) return { ...UNKNOWN, suppressedReason: SuppressedReason.INCOMPLETE_RECORDS };
  return { suppressedReason: null, ...valueOf(metric, tally, privacy), tally };
}

function valueOf(metric: CaseMetric, tally: Tally, privacy: PrivacyOptions): Told {
  if (metric.kind === MetricKind.COUNT) return ofHeads(tally, privacy);
  const denominator = tally.counts.reduce((sum, [, count]) => sum + count, 0);
  const numerator = tally.counts.reduce((sum, [key, count]) => sum + count * markOf(metric, key), 0);
  const known = { ...UNKNOWN, numerator, denominator, carriedForward: 0 };
  if (denominator === 0) return { ...known, suppressedReason: SuppressedReason.NOT_APPLICABLE };
  if (metric.people) return ofPeople(metric, tally, numerator, denominator, privacy);
  if (denominator < (metric.minimum ?? 1)) return { ...known, suppressedReason: SuppressedReason.TOO_FEW };
  const told = { ...known, bound: ValueBound.EXACT };
  if (metric.kind === MetricKind.DURATION) return ofDurations(told, tally);
  if (metric.kind === MetricKind.SCORE) return ofMarks(metric, told);
  return ofParts(metric, told, tally, (count) => count, []);
}

/** Unfinished cases are told by a `+`, as in the literature of survival. */
const isOpen = (key: string): boolean => key.endsWith('+');
const markOf = ({ marks }: CaseMetric, key: string): number => (marks ? (marks[key] ?? 0) : Number(!isOpen(key)));

const durationsOf = ({ counts }: Tally): Duration[] =>
  counts.flatMap(([key, count]) =>
    Array.from({ length: count }, (): Duration => ({ length: Number.parseInt(key, 10), finished: !isOpen(key) })),
  );

type Counted = Told & { readonly numerator: number; readonly denominator: number };

/**
 * Unfinished cases count with the time they have been open; where they are too many for a median, its lower limit is
 * what can be said.
 */
function ofDurations(told: Counted, tally: Tally): Told {
  const { median, low, high } = kaplanMeierMedian(durationsOf(tally));
  return median === null
    ? { ...told, bound: null, low, suppressedReason: SuppressedReason.NOT_REACHED }
    : { ...told, value: median, low, high };
}

function ofMarks(metric: CaseMetric, told: Counted): Told {
  const most = Math.max(...Object.values(metric.marks!));
  const value = told.numerator / told.denominator;
  const { low, high } = boundedMean(Math.min(1, value / most), told.denominator);
  return { ...told, value, low: low * most, high: high * most };
}

function ofParts(
  metric: CaseMetric,
  told: Counted,
  tally: Tally,
  round: (count: number) => number,
  hidden: readonly boolean[],
): Told {
  const counts = new Map(tally.counts);
  const parts = metric.parts!.map(({ key }, index) =>
    partOf(key, hidden[index] ? null : round(counts.get(key) ?? 0), told.denominator),
  );
  return { ...told, value: told.numerator / told.denominator, ...wilson(told.numerator, told.denominator), parts };
}

const partOf = (key: string, count: number | null, of: number): PartValue =>
  count === null
    ? { key, count: null, share: null, low: null, high: null, suppressedReason: SuppressedReason.PRIVACY }
    : { key, count, share: count / of, ...wilson(count, of), suppressedReason: null };

/**
 * Small groups are not told, nor what would tell them by subtraction; the rest in round numbers, of which shares and
 * intervals are made.
 */
function ofPeople(metric: CaseMetric, tally: Tally, part: number, of: number, privacy: PrivacyOptions): Told {
  const counts = new Map(tally.counts);
  const hidden = hideSmallCells(
    metric.parts!.map(({ key }) => counts.get(key) ?? 0),
    privacy.smallestGroup,
  );
  if (hidden.total || tellsOfPeople(part, of, privacy))
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
 * People told apart by their names (people-sql.ts): a floor where a session had more heads than names, or the period is
 * none that is kept; nothing where nobody's name is known.
 */
function ofHeads({ counts }: Tally, privacy: PrivacyOptions): Told {
  const people = counts.reduce((sum, [, count]) => sum + count, 0);
  const isFloor = counts.some(([key]) => key !== 'EXACT');
  if (isFloor && people === 0) return { ...UNKNOWN, suppressedReason: SuppressedReason.NOT_APPLICABLE };
  if (tellsOfPeople(people, null, privacy)) return { ...UNKNOWN, suppressedReason: SuppressedReason.PRIVACY };
  const numerator = isFloor ? roundedDown(people, privacy) : rounded(people, privacy);
  return {
    ...UNKNOWN,
    numerator,
    value: numerator,
    carriedForward: 0,
    bound: isFloor ? ValueBound.AT_LEAST : boundOfRounded(numerator),
  };
}
