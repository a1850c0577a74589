import { type CountLaw, highestWithin, lowestWithin } from './count-law.js';
import { comparable, type Funnel, INNER, lawOf, OUTER, restored, stabilised, widening } from './funnel.js';
import { tailOf, zOf } from './confidence-interval.js';

/** The lines of a funnel plot at one size, in the unit of the value. null: no count can cross that line. */
export interface FunnelLimits {
  readonly size: number;
  readonly lowOuter: number | null;
  readonly lowInner: number | null;
  readonly highInner: number | null;
  readonly highOuter: number | null;
}

/**
 * The lines to draw at one size, with half of the outside probability on each side.
 * They are interpolated between counts: D. J. Spiegelhalter, Stat. Med. 24 (2005) 1185, A.1.1. The upper side is the
 * mirror image.
 * So a point is beyond a drawn line exactly when its band says so. With over-dispersion the wider of the exact and the
 * widened line is drawn.
 * The lines are for drawing only. Bands come from `bandOf`.
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
 * The lines for all sizes from `smallest` to `largest`. Small sizes each have a point; larger ones have one about every
 * 4 %.
 * @throws RangeError unless largest ≥ smallest > 0
 */
export function limitsFor(funnel: Funnel, smallest: number, largest: number): readonly FunnelLimits[] {
  if (!(smallest > 0 && largest >= smallest)) throw new RangeError(`no funnel from ${smallest} to ${largest}`);
  const lines: FunnelLimits[] = [];
  for (let size = smallest; size < largest; size = nextSize(size)) lines.push(limitsAt(funnel, size));
  return [...lines, limitsAt(funnel, largest)];
}

/** Sizes are whole, because cases are whole. Only exposures below 1 have sizes in between. */
const nextSize = (size: number): number => (size < 1 ? size * 1.04 : Math.max(size + 1, Math.round(size * 1.04)));

const scaled = (count: number | null, size: number): number | null => (count === null ? null : count / size);

/** null is the widest: no count can cross such a line. */
const widest = (wider: (a: number, b: number) => number, exact: number | null, line: number | null): number | null =>
  exact === null || line === null ? null : wider(exact, line);

/**
 * The widened normal line, from the stabilised scale.
 * Without over-dispersion it is the centre, so that the exact line is always the wider one.
 */
function widened(funnel: Funnel, size: number, z: number): number | null {
  const factor = widening(funnel, size);
  return factor > 1
    ? restored(funnel.kind, stabilised(funnel.kind, funnel.centre) + (z * factor) / (2 * Math.sqrt(size)))
    : funnel.centre;
}

/**
 * The interpolated count at which P(X ≤ count) equals the tail. null when even a count of 0 is more likely than that.
 */
function lowLine(law: CountLaw, tail: number): number | null {
  const count = lowestWithin(law, tail);
  if (count === 0) return null;
  const reached = law.upTo(count);
  return count - (reached - tail) / (reached - law.upTo(count - 1));
}

/**
 * The interpolated count at which P(X ≥ count) equals the tail. null when even the largest count is more likely than
 * that.
 */
function highLine(law: CountLaw, tail: number): number | null {
  const count = highestWithin(law, tail);
  if (count === law.most) return null;
  const reached = law.from(count);
  return count + (reached - tail) / (reached - law.from(count + 1));
}
