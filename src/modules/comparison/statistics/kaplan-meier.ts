import { LEVEL, type OpenInterval, zOf } from './confidence-interval.js';

/**
 * How long a case took (`finished`), or how long it has been open so far (not `finished`: censored). Any unit, e.g.
 * days; 0 is allowed.
 */
export interface Duration {
  readonly length: number;
  readonly finished: boolean;
}

/** The estimated share still open just after `time`, and Greenwood's standard error of it. */
export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly finished: number;
  readonly open: number;
  readonly error: number;
}

/** `median` is null when fewer than half are estimated to have finished: more than `low`, and no more can be said. */
export interface SurvivalMedian extends OpenInterval {
  readonly median: number | null;
  readonly n: number;
  readonly finished: number;
}

/** Products of fractions that make exactly one half miss it by some last bits. */
const HALF = 0.5 + 1e-9;

/**
 * The product-limit estimate: E. L. Kaplan & P. Meier, JASA 53 (1958) 457; error by M. Greenwood (1926). One step for
 * each time at which a case finished; a case censored at that very time was still at risk. RangeError when a length is
 * negative or not finite.
 */
export function kaplanMeier(durations: readonly Duration[]): readonly SurvivalStep[] {
  const wrong = durations.find(({ length }) => !(Number.isFinite(length) && length >= 0));
  if (wrong) throw new RangeError(`${wrong.length} is no duration`);
  const sorted = [...durations].sort((a, b) => a.length - b.length);
  const steps: SurvivalStep[] = [];
  let open = 1;
  let greenwood = 0;
  for (let i = 0; i < sorted.length;) {
    const time = sorted[i]!.length;
    const atRisk = sorted.length - i;
    let finished = 0;
    for (; i < sorted.length && sorted[i]!.length === time; i += 1) if (sorted[i]!.finished) finished += 1;
    if (finished === 0) continue;
    open *= (atRisk - finished) / atRisk;
    greenwood += finished / (atRisk * (atRisk - finished));
    steps.push({ time, atRisk, finished, open, error: open === 0 ? 0 : open * Math.sqrt(greenwood) });
  }
  return steps;
}

/**
 * The Kaplan–Meier median with its interval: R. Brookmeyer & J. Crowley, Biometrics 38 (1982) 29, on the log(−log)
 * scale (the limits of J. D. Kalbfleisch & R. L. Prentice). Unfinished cases count with the time they have been open.
 * Where the curve stays at exactly one half the median is the middle of that stretch, so with nothing unfinished it is
 * the ordinary median.
 * `low` and `high` are times at which a case finished; null where the curve's limit never comes down to one half.
 */
export function kaplanMeierMedian(durations: readonly Duration[], level = LEVEL): SurvivalMedian {
  const z = zOf(level);
  const steps = kaplanMeier(durations);
  const at = steps.findIndex(({ open }) => open <= HALF);
  const firstBelow = (side: 1 | -1): number | null => steps.find((step) => limit(step, side * z) <= HALF)?.time ?? null;
  return {
    median: medianAt(steps, at),
    low: firstBelow(-1),
    high: firstBelow(1),
    n: durations.length,
    finished: steps.reduce((sum, step) => sum + step.finished, 0),
  };
}

function medianAt(steps: readonly SurvivalStep[], at: number): number | null {
  const step = steps[at];
  if (!step) return null;
  const next = steps[at + 1];
  return next && Math.abs(step.open - 0.5) < 1e-9 ? (step.time + next.time) / 2 : step.time;
}

/**
 * The limit of the curve z standard errors away, on the log(−log) scale; after the last case has finished the scale has
 * no error, so no limit.
 */
function limit({ open, error }: SurvivalStep, z: number): number {
  if (open === 0) return Number.POSITIVE_INFINITY;
  const scaled = error / (open * Math.log(open));
  return open ** Math.exp(z * scaled);
}
