import { type CountLaw, highestWithin, lowestWithin } from './count-law.js';
import { comparable, type Funnel, INNER, lawOf, OUTER, restored, stabilised, widening } from './funnel.js';
import { tailOf, zOf } from './confidence-interval.js';

/** The lines of a funnel at one size, in the unit of the value; null where no count can cross the line. */
export interface FunnelLimits {
  readonly size: number;
  readonly lowOuter: number | null;
  readonly lowInner: number | null;
  readonly highInner: number | null;
  readonly highOuter: number | null;
}

/**
 * The lines to draw at one size, α/2 on each side, interpolated between counts as by D. J. Spiegelhalter, Stat. Med. 24
 * (2005) 1185, A.1.1, on the lower side, and as its mirror image on the upper: so a point lies beyond the drawn line
 * exactly when its band says so.
 * With over-dispersion the wider of the exact and the widened line. Interpolated limits are for drawing; verdicts come
 * from `bandOf`.
 */
export function limitsAt(funnel: Funnel, size: number): FunnelLimits {
  if (!comparable(funnel, size)) return { size, lowOuter: null, lowInner: null, highInner: null, highOuter: null };
  const law = lawOf(funnel, size);
  const low = (level: number): number | null =>
    widest(Math.min, scaled(lowLine(law, tailOf(level)), size), widened(funnel, size, -zOf(level)));
  const high = (level: number): number | null =>
    widest(Math.max, scaled(highLine(law, tailOf(level)), size), widened(funnel, size, zOf(level)));
  return { size, lowOuter: low(OUTER), lowInner: low(INNER), highInner: high(INNER), highOuter: high(OUTER) };
}

/**
 * The lines over all sizes up to `largest`, for drawing: every size while they are few, then in steps of about 4 %.
 * RangeError unless `largest` ≥ `smallest` > 0.
 */
export function limitsFor(funnel: Funnel, smallest: number, largest: number): readonly FunnelLimits[] {
  if (!(smallest > 0 && largest >= smallest)) throw new RangeError(`no funnel from ${smallest} to ${largest}`);
  const lines: FunnelLimits[] = [];
  for (let size = smallest; size < largest; size = nextSize(size)) lines.push(limitsAt(funnel, size));
  return [...lines, limitsAt(funnel, largest)];
}

/** Proportions have whole sizes; exposures are drawn at whole ones too, unless they start below one. */
const nextSize = (size: number): number => (size < 1 ? size * 1.04 : Math.max(size + 1, Math.round(size * 1.04)));

const scaled = (count: number | null, size: number): number | null => (count === null ? null : count / size);

/** Null is as wide as a line can be. */
const widest = (wider: (a: number, b: number) => number, exact: number | null, line: number | null): number | null =>
  exact === null || line === null ? null : wider(exact, line);

/**
 * The normal line on the stabilised scale; without over-dispersion the exact line alone decides, and the centre stands
 * in for this one.
 */
function widened(funnel: Funnel, size: number, z: number): number | null {
  const factor = widening(funnel, size);
  return factor > 1
    ? restored(funnel.kind, stabilised(funnel.kind, funnel.centre) + (z * factor) / (2 * Math.sqrt(size)))
    : funnel.centre;
}

/** Where P(X ≤ line) would be the tail; null when not even a count of 0 is that rare. */
function lowLine(law: CountLaw, tail: number): number | null {
  const count = lowestWithin(law, tail);
  if (count === 0) return null;
  const reached = law.upTo(count);
  return count - (reached - tail) / (reached - law.upTo(count - 1));
}

/** Where P(X ≥ line) would be the tail; null when not even all cases together are that rare. */
function highLine(law: CountLaw, tail: number): number | null {
  const count = highestWithin(law, tail);
  if (count === law.most) return null;
  const reached = law.from(count);
  return count + (reached - tail) / (reached - law.from(count + 1));
}
