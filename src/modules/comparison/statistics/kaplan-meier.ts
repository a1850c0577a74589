import { LEVEL, type OpenInterval, zOf } from './confidence-interval.js';

/**
 * How long a case took, if `finished`. Otherwise how long it has been open so far (in survival analysis: censored).
 * Any unit, e.g. days. 0 is allowed.
 */
export interface Duration {
  readonly length: number;
  readonly finished: boolean;
}

/** The estimated share of cases that are still open just after `time`. `error` is its standard error by Greenwood. */
export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly finished: number;
  readonly open: number;
  readonly error: number;
}

/** `median` is null when fewer than half are estimated to be finished. Then only the lower limit `low` is known. */
export interface SurvivalMedian extends OpenInterval {
  readonly median: number | null;
  readonly n: number;
  readonly finished: number;
}

/** A product of fractions that should be one half can differ from it in the last bits. */
const HALF = 0.5 + 1e-9;

/**
 * The product-limit estimate: E. L. Kaplan & P. Meier, JASA 53 (1958) 457; error by M. Greenwood (1926).
 * It has one step for each time at which a case finished. A case that was last seen open at that time still counts as
 * open there.
 * @throws RangeError when a length is negative or not finite
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
 * The Kaplan–Meier median: the time by which half of the cases are estimated to be finished. Unfinished cases count
 * with the time they have been open.
 * The interval is that of R. Brookmeyer & J. Crowley, Biometrics 38 (1982) 29, on the log(−log) scale of J. D.
 * Kalbfleisch & R. L. Prentice.
 * Where the curve is exactly one half over a stretch of time, the median is the middle of the stretch. So without
 * unfinished cases it is the ordinary median.
 * `low` and `high` are times at which a case finished. Each is null where the curve's limit stays above one half.
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
 * The curve's confidence limit, z standard errors away on the log(−log) scale.
 * When no case is open any more the error is not defined, and there is no limit.
 */
function limit({ open, error }: SurvivalStep, z: number): number {
  if (open === 0) return Number.POSITIVE_INFINITY;
  const scaled = error / (open * Math.log(open));
  return open ** Math.exp(z * scaled);
}
