/**
 * Logarithms of the tails of the gamma and beta distributions. A tail is the probability above or below a value.
 * They are logarithms because a tail can be smaller than any double.
 * The leading terms follow C. Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000).
 * Series and continued fractions: NIST Digital Library of Mathematical Functions, 8.7.1, 8.9.2 and 8.17.22.
 */

const { PI, abs, expm1, floor, log, min } = Math;
const EPSILON = 2 ** -53;
/** Replaces zero in the denominators of a continued fraction (modified method of Lentz). */
const TINY = 1e-300;
const HALF_LOG_2PI = log(2 * PI) / 2;
/** From this value on Stirling's series has the full precision of a double. */
const STIRLING_FROM = 15;

/** ln Γ(z + 1) minus Stirling's formula for it; z > 0. */
function stirlingError(z: number): number {
  if (z < STIRLING_FROM) {
    let product = 1;
    let shifted = z;
    while (shifted < STIRLING_FROM) {
      shifted += 1;
      product *= shifted;
    }
    const formula = (of: number): number => (of + 0.5) * log(of) - of;
    return stirlingError(shifted) + formula(shifted) - log(product) - formula(z);
  }
  const square = 1 / (z * z);
  return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / z;
}

/** value · ln(value / mean) + mean − value. Near the mean these terms cancel, so a series is used there. */
function deviance(value: number, mean: number): number {
  const difference = value - mean;
  if (abs(difference) >= 0.1 * (value + mean)) return value * log(value / mean) + mean - value;
  const ratio = difference / (value + mean);
  let sum = difference * ratio;
  let power = 2 * value * ratio;
  for (let index = 1; ; index += 1) {
    power *= ratio * ratio;
    const next = sum + power / (2 * index + 1);
    if (next === sum) return sum;
    sum = next;
  }
}

/** ln(xᵃ e⁻ˣ / Γ(a + 1)). */
const gammaTerm = (a: number, x: number): number => -stirlingError(a) - deviance(a, x) - HALF_LOG_2PI - log(a) / 2;

/**
 * ln(xᵃ yᵇ / B(a, b)), where x + y = 1. This is the logarithm of the beta distribution's derivative by the logit of x.
 */
export function betaTerm(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  return (
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, n * x) -
    deviance(b, n * y) -
    HALF_LOG_2PI +
    (log(a) + log(b) - log(n)) / 2
  );
}

/** The logarithm of the gamma distribution's derivative by ln x. */
export const gammaSlope = (a: number, x: number): number => gammaTerm(a, x) + log(a);

interface LogTails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * ln P(a, x) and ln Q(a, x): the lower and upper tail of the gamma distribution with shape `a` > 0 at `x` > 0. The
 * smaller tail is computed directly.
 */
export function gammaTails(a: number, x: number): LogTails {
  if (x < a + 1) {
    const lower = gammaTerm(a, x) + log(gammaSeries(a, x));
    return { lower, upper: rest(lower) };
  }
  const upper = gammaSlope(a, x) + log(gammaFraction(a, x));
  return { lower: rest(upper), upper };
}

/**
 * ln Iₓ(a, b), the lower tail of the beta distribution with shapes `a`, `b` > 0, and the upper tail. `y` is 1 − x,
 * passed separately for precision.
 */
export function betaTails(a: number, b: number, x: number, y: number): LogTails {
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = betaTerm(a, b, x, y) - log(a) + log(betaFraction(a, b, x));
    return { lower, upper: rest(lower) };
  }
  const upper = betaTerm(b, a, y, x) - log(b) + log(betaFraction(b, a, y));
  return { lower: rest(upper), upper };
}

/** ln(1 − eˡ). Rounding can make a tail slightly larger than 1. */
const rest = (tail: number): number => log(-expm1(min(tail, 0)));

function gammaSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let index = 1; term > sum * EPSILON; index += 1) {
    term *= x / (a + index);
    sum += term;
  }
  return sum;
}

function gammaFraction(a: number, x: number): number {
  return lentz(x + 1 - a, (index) => ({ over: -index * (index - a), under: x + 2 * index + 1 - a }));
}

function betaFraction(a: number, b: number, x: number): number {
  return lentz(1, (index) => {
    const half = floor(index / 2);
    const over =
      index % 2 === 0
        ? (half * (b - half) * x) / ((a + 2 * half - 1) * (a + 2 * half))
        : (-(a + half) * (a + b + half) * x) / ((a + 2 * half) * (a + 2 * half + 1));
    return { over, under: 1 };
  });
}

/** 1 / (first + over₁ / (under₁ + over₂ / (under₂ + …))). */
function lentz(first: number, partAt: (index: number) => { over: number; under: number }): number {
  const safe = (value: number): number => (abs(value) < TINY ? TINY : value);
  let numerator = 1 / TINY;
  let denominator = 1 / safe(first);
  let value = denominator;
  for (let index = 1; ; index += 1) {
    const { over, under } = partAt(index);
    denominator = 1 / safe(under + over * denominator);
    numerator = safe(under + over / numerator);
    const change = numerator * denominator;
    value *= change;
    if (abs(change - 1) <= 4 * EPSILON) return value;
  }
}
