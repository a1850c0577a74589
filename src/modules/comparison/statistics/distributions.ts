import { betaTails, betaTerm, gammaSlope, gammaTails } from './tails.js';

/**
 * Distribution functions and quantiles. A quantile is the value below which a given probability lies.
 * Results are exact to a relative 1e-10 (see distributions.test.ts).
 * Probabilities are in (0, 1) unless a function says otherwise. Shapes, means and degrees are above 0.
 */

const { abs, exp, floor, log, log1p, max, min, sign, sqrt } = Math;

/** A step this small does not change a double. */
const SETTLED = 2 ** -51;
/** e⁻⁷⁰⁰ is about the smallest double with full precision. A smaller quantile is returned as 0. */
const SMALLEST = -700;
/** The longest step to the right. A longer one could overflow e to the power of it. */
const LONGEST = 1;
/** Newton's method doubles the exact digits with each step. So many steps are never needed. */
const STEPS = 500;

/**
 * Finds where a concave curve reaches `target`, by Newton's method. `curve` gives the value (`tail`) and the slope at a
 * point.
 * The tangent of a concave curve is above it. So after the first step all steps approach from one side, and no bracket
 * is needed.
 */
function solve(start: number, target: number, curve: (at: number) => { tail: number; slope: number }): number {
  let at = start;
  for (let step = 0; step < STEPS; step += 1) {
    const { tail, slope } = curve(at);
    const next = max(SMALLEST, at + min(LONGEST, (target - tail) / slope));
    if (abs(next - at) <= SETTLED * max(1, abs(next))) return next;
    at = next;
  }
  return at;
}

/** The x with P(X ≤ x) = p, for a gamma distribution with this shape and scale 1. */
function gammaQuantile(p: number, shape: number): number {
  const isLower = gammaTails(shape, shape).lower >= log(p);
  const place = solve(log(shape), isLower ? log(p) : log1p(-p), (at) => {
    const x = exp(at);
    const tails = gammaTails(shape, x);
    const tail = isLower ? tails.lower : tails.upper;
    const slope = exp(gammaSlope(shape, x) - tail);
    return { tail, slope: isLower ? slope : -slope };
  });
  return place === SMALLEST ? 0 : exp(place);
}

/** The x with P(X ≤ x) = p, for a χ² distribution. The degrees of freedom need not be whole. */
export const chiSquareQuantile = (p: number, degrees: number): number => 2 * gammaQuantile(p, degrees / 2);

/** The x with P(X ≤ x) = p, for the beta distribution with shapes `a` and `b`. */
export function betaQuantile(p: number, a: number, b: number): number {
  const isLower = betaTails(a, b, a / (a + b), b / (a + b)).lower >= log(p);
  // The upper tail is the lower tail of 1 − X.
  const logit = isLower ? betaLogit(log(p), a, b) : -betaLogit(log1p(-p), b, a);
  if (abs(logit) === -SMALLEST) return isLower ? 0 : 1;
  return 1 / (1 + exp(-logit));
}

function betaLogit(target: number, a: number, b: number): number {
  return solve(log(a / b), target, (at) => {
    const [x, y] = [1 / (1 + exp(-at)), 1 / (1 + exp(at))];
    const tail = betaTails(a, b, x, y).lower;
    return { tail, slope: exp(betaTerm(a, b, x, y) - tail) };
  });
}

/**
 * Coefficients for the middle, the tail and the far tail, each a ratio of polynomials.
 * Source: M. J. Wichura, Applied Statistics 37 (1988) 477, AS 241.
 */
const [MIDDLE, TAIL, FAR] = [
  [
    [
      3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
      67265.7709270087, 33430.57558358813, 2509.0809287301227,
    ],
    [
      1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
      28729.085735721943, 5226.495278852854,
    ],
  ],
  [
    [
      1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
      0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
    ],
    [
      1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
      0.0005475938084995345, 1.0507500716444169e-9,
    ],
  ],
  [
    [
      6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
      0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
    ],
    [
      1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
      1.421511758316446e-7, 2.0442631033899397e-15,
    ],
  ],
] as const;

function polynomial(terms: readonly number[], at: number): number {
  let sum = 0;
  for (let index = terms.length - 1; index >= 0; index -= 1) sum = sum * at + terms[index]!;
  return sum;
}

const ratio = ([over, under]: readonly [readonly number[], readonly number[]], at: number): number =>
  polynomial(over, at) / polynomial(under, at);

/** The quantile of the normal distribution with mean 0 and variance 1. */
export function normalQuantile(p: number): number {
  const away = p - 0.5;
  if (abs(away) <= 0.425) return away * ratio(MIDDLE, 0.180625 - away * away);
  const depth = sqrt(-log(min(p, 1 - p)));
  return sign(away) * (depth <= 5 ? ratio(TAIL, depth - 1.6) : ratio(FAR, depth - 5));
}

/**
 * P(X ≤ count) when X of `of` cases occur, each with probability `p`. `count` is a whole number; below 0 the result is
 * 0.
 */
export function binomialCdf(count: number, of: number, p: number): number {
  if (count < 0) return 0;
  return count >= of ? 1 : exp(betaTails(of - count, count + 1, 1 - p, p).lower);
}

/** P(X ≤ count) when X events occur and `mean` are expected. `count` is a whole number; below 0 the result is 0. */
export const poissonCdf = (count: number, mean: number): number =>
  count < 0 ? 0 : exp(gammaTails(count + 1, mean).upper);

/** The smallest count with P(X ≤ count) ≥ p. */
export const binomialQuantile = (p: number, of: number, chance: number): number =>
  firstCount(p, of * chance, sqrt(of * chance * (1 - chance)), (count) => binomialCdf(count, of, chance));

/** The smallest count with P(X ≤ count) ≥ p. */
export const poissonQuantile = (p: number, mean: number): number =>
  firstCount(p, mean, sqrt(mean), (count) => poissonCdf(count, mean));

/**
 * The smallest count with upTo(count) ≥ p. The search starts at the quantile of the normal distribution with this mean
 * and deviation.
 * It brackets the count with steps that double, then halves the bracket.
 */
function firstCount(p: number, mean: number, deviation: number, upTo: (count: number) => number): number {
  let high = max(0, floor(mean + deviation * normalQuantile(p)));
  let step = 1;
  for (; upTo(high) < p; step *= 2) high += step;
  let low = high - 1;
  for (step = 1; low >= 0 && upTo(low) >= p; step *= 2) {
    high = low;
    low = max(-1, low - step);
  }
  // Here upTo(low) < p ≤ upTo(high).
  while (high - low > 1) {
    const middle = floor((low + high) / 2);
    if (upTo(middle) >= p) high = middle;
    else low = middle;
  }
  return high;
}
